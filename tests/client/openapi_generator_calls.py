"""Ten calls with the client that openapi-generator makes for Python; it prints what they found."""

import json
import sys
from pathlib import Path

import manset_client as api

base_url, page, url = sys.argv[1], Path(sys.argv[2]).read_text("utf-8"), sys.argv[3]
publisher = ["portcourier.example"]
with api.ApiClient(api.Configuration(host=base_url)) as client:
    articles, quotes, ingest, stats = (
        make(client) for make in (api.ArticlesApi, api.QuotesApi, api.IngestApi, api.StatsApi)
    )
    sent = api.IngestRequest(html=page, url=url)
    preview, posted = ingest.preview_extraction(sent), ingest.ingest_article(sent)
    card = articles.list_articles(publisher=publisher, has=["quotes", "lede"], limit=1).items[0]
    article = articles.get_article(card.id)
    first = quotes.list_quotes(speaker=["Margaret Oyelaran"]).items[0]
    quote = quotes.get_quote(first.id)
    entities = api.EntitiesApi(client).list_entities(type=["person", "organization"], name_prefix="marg")
    facets = stats.get_facets(by=["publisher", "section"], publisher=publisher)
    series = stats.get_timeseries(publisher=publisher)
    changes = api.ChangesApi(client).list_changes(after=0, publisher=publisher)
    lines = ingest.ingest_batch(json.dumps({"html": page, "url": url}) + "\n")
    feed = api.FeedsApi(client).get_feed("rss")
    try:
        articles.list_articles(cursor="wrong")
        problem = "none"
    except api.ApiException as error:
        problem = f"{error.status} {json.loads(error.body)['type']}"
assert json.loads(lines)["line"] == 1
assert bytes(feed).startswith(b"<?xml")
print(  # noqa: T201
    json.dumps(
        {
            "preview": preview.headline,
            "outcome": posted.outcome,
            "card": [card.headline, card.lede],
            "words": article.body[first.start : first.end],
            "speaker": quote.speaker.name,
            "entities": [entity.name for entity in entities.items],
            "total": facets.total,
            "counted": sum(bucket.count for bucket in series.items),
            "change": changes.items[0].type,
            "problem": problem,
        }
    )
)
