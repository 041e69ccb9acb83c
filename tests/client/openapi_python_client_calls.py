"""Ten calls with the client that openapi-python-client makes; it prints what they found."""

import json
import sys
from pathlib import Path

from manset_client import Client
from manset_client.api.articles import get_article, list_articles
from manset_client.api.changes import list_changes
from manset_client.api.entities import list_entities
from manset_client.api.ingest import ingest_article, preview_extraction
from manset_client.api.quotes import get_quote, list_quotes
from manset_client.api.stats import get_facets, get_timeseries
from manset_client.models import (
    GetFacetsByItem,
    IngestRequest,
    ListArticlesHasItem,
    ListEntitiesTypeItem,
)

base_url, page, url = sys.argv[1], Path(sys.argv[2]).read_text("utf-8"), sys.argv[3]
publisher = ["portcourier.example"]
with Client(base_url=base_url, timeout=60) as client:
    sent = IngestRequest(html=page, url=url)
    preview = preview_extraction.sync(client=client, body=sent)
    posted = ingest_article.sync(client=client, body=sent)
    has = [ListArticlesHasItem.QUOTES, ListArticlesHasItem.LEDE]
    card = list_articles.sync(client=client, publisher=publisher, has=has, limit=1).items[0]
    article = get_article.sync(card.id, client=client)
    first = list_quotes.sync(client=client, speaker=["Margaret Oyelaran"]).items[0]
    quote = get_quote.sync(first.id, client=client)
    kinds = [ListEntitiesTypeItem.PERSON, ListEntitiesTypeItem.ORGANIZATION]
    entities = list_entities.sync(client=client, type_=kinds, name_prefix="marg")
    facets = get_facets.sync(
        client=client, by=[GetFacetsByItem.PUBLISHER, GetFacetsByItem.SECTION], publisher=publisher
    )
    series = get_timeseries.sync(client=client, publisher=publisher)
    changes = list_changes.sync(client=client, after=0, publisher=publisher)
    wrong = list_articles.sync(client=client, cursor="wrong")
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
            "change": changes.items[0].type_,
            "problem": f"{wrong.status} {wrong.type_}",
        }
    )
)
