"""Ten calls with httpx, read with the models that datamodel-code-generator makes; it prints what they found."""

import json
import sys
from pathlib import Path

import httpx
import manset_models as models

base_url, page, url = sys.argv[1], Path(sys.argv[2]).read_text("utf-8"), sys.argv[3]
publisher = {"publisher": "portcourier.example"}
with httpx.Client(base_url=base_url, timeout=60) as client:
    sent = models.IngestRequest(html=page, url=url).model_dump(mode="json", exclude_unset=True)
    preview = models.ArticleRead.model_validate(client.post("/v1/extract", json=sent).json())
    posted = models.IngestResult.model_validate(client.post("/v1/articles", json=sent).json())
    found = client.get("/v1/articles", params=publisher | {"has": ["quotes", "lede"]})
    card = models.ArticlePage.model_validate(found.json()).items[0]
    article = models.ArticleRead.model_validate(client.get(f"/v1/articles/{card.id}").json())
    found = client.get("/v1/quotes", params={"speaker": "Margaret Oyelaran"})
    first = models.QuotePage.model_validate(found.json()).items[0]
    quote = models.QuoteRead.model_validate(client.get(f"/v1/quotes/{first.id}").json())
    found = client.get("/v1/entities", params={"type": ["person", "organization"], "name_prefix": "marg"})
    entities = models.EntityPage.model_validate(found.json())
    found = client.get("/v1/stats/facets", params=publisher | {"by": ["publisher", "section"]})
    facets = models.Facets.model_validate(found.json())
    series = models.Timeseries.model_validate(client.get("/v1/stats/timeseries", params=publisher).json())
    changes = models.ChangePage.model_validate(client.get("/v1/changes", params=publisher).json())
    wrong = models.Problem.model_validate(client.get("/v1/articles", params={"cursor": "wrong"}).json())
print(  # noqa: T201
    json.dumps(
        {
            "preview": preview.headline,
            "outcome": models.IngestResult.model_validate(posted).model_dump(mode="json")["outcome"],
            "card": [card.headline, card.lede],
            "words": article.body[first.start : first.end],
            "speaker": quote.speaker.name,
            "entities": [entity.name for entity in entities.items],
            "total": facets.total,
            "counted": sum(bucket.count for bucket in series.items),
            "change": changes.model_dump(mode="json")["items"][0]["type"],
            "problem": f"{wrong.status} {wrong.type}",
        }
    )
)
