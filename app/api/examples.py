"""Examples of the API docs, made from the models themselves so that they cannot be wrong."""

from functools import cache
from typing import Any

from pydantic import BaseModel

from app.schemas.article import ArticleCard, ArticleRead
from app.schemas.entity import EntityRead
from app.schemas.ingest import IngestCounts, IngestedArticle, IngestResult
from app.schemas.page import Page, PageInfo, PublisherRead
from app.schemas.quote import QuoteRead

ARTICLE_ID = "4f0a5b8e-3c1d-5e57-9a55-0d4a6a3b9c11"
ENTITY_ID = "8d6c0e52-7b0a-5c4e-8f5e-2f5f4a1f7a10"
QUOTE_ID = "0f6d6a0e-5c41-5b0c-a9a3-1f6f5a2c7e21"
PUBLISHED = "2024-01-15T07:30:00Z"
PAGE_EXAMPLE = (
    "<!doctype html><html lang=en><title>Bridge to close</title><h1>Bridge to close</h1>"
    "<p>The bridge will close on Monday, the council said.</p>"
    "<p>“We have run out of ways to patch it,” said Margaret Oyelaran.</p></html>"
)
_WORDS = "We have run out of ways to patch it,"
_BODY = f"The bridge will close on Monday, the council said.\n\n“{_WORDS}” said Margaret Oyelaran."
_CARD: dict[str, Any] = {
    "id": ARTICLE_ID,
    "url": "https://www.portcourier.example/local/bridge",
    "headline": "Bridge to close",
    "lede": "Detours of up to 14 miles.",
    "language": "en",
    "section": {"name": "Local news", "slug": "local-news"},
    "publisher": {"domain": "portcourier.example", "name": "The Port Courier"},
    "authors": [{"name": "Priya Nair"}],
    "tags": [{"name": "Road works", "slug": "road-works"}],
    "published_at": PUBLISHED,
    "published": {
        "local": "2024-01-15T07:30:00+00:00",
        "precision": "minute",
        "zone": "page",
        "raw": "2024-01-15T07:30Z",
    },
    "word_count": 19,
    "reading_seconds": 6,
    "page_type": {"value": "article", "confidence": 0.97},
    "quote_count": 1,
    "entity_count": 1,
    "revision": 1,
    "first_seen_at": "2024-01-15T08:00:00Z",
    "seq": 1,
}
_START = _BODY.index(_WORDS)
_SPEAKER_START = _BODY.index("Margaret")
_MENTION = {"start": _SPEAKER_START, "end": _SPEAKER_START + 17, "text": "Margaret Oyelaran"}
_QUOTE: dict[str, Any] = {
    "id": QUOTE_ID,
    "article_id": ARTICLE_ID,
    "field": "body",
    "text": _WORDS,
    "kind": "direct",
    "start": _START,
    "end": _START + len(_WORDS),
    "block_index": 1,
    "speaker": {
        "name": "Margaret Oyelaran",
        "type": "person",
        "entity_id": ENTITY_ID,
        "mention": _MENTION,
        "resolved_by": "same_sentence",
    },
    "cue": {"text": "said", "start": _BODY.rindex("said"), "end": _BODY.rindex("said") + 4},
    "language": "en",
    "confidence": 0.95,
}
_ENTITY: dict[str, Any] = {"id": ENTITY_ID, "name": "Margaret Oyelaran", "type": "person", "mention_count": 1}
_PARTS = _BODY.split("\n\n")
_RECORD: dict[str, Any] = {
    **_CARD,
    "body": _BODY,
    "blocks": [
        {"index": 0, "type": "paragraph", "start": 0, "end": len(_PARTS[0]), "text": _PARTS[0]},
        {"index": 1, "type": "paragraph", "start": len(_PARTS[0]) + 2, "end": len(_BODY), "text": _PARTS[1]},
    ],
    "quotes": [_QUOTE],
    "entities": [{**_ENTITY, "mentions": [{"field": "body", **_MENTION}]}],
    "provenance": {"headline": {"origin": "h1", "agreed_by": ["og:title"], "confidence": 0.99}},
}
_INFO = PageInfo(limit=25, next_cursor=None, prev_cursor=None, count=None)


@cache
def example_of(model: type[BaseModel]) -> Any:
    """The example of a model as JSON; it validates against it."""
    return _examples()[model].model_dump(mode="json")


@cache
def _examples() -> dict[type[BaseModel], BaseModel]:
    card, record = ArticleCard.model_validate(_CARD), ArticleRead.model_validate(_RECORD)
    quote, entity = QuoteRead.model_validate(_QUOTE), EntityRead.model_validate({**_ENTITY, "article_count": 1})
    publisher = PublisherRead(domain="portcourier.example", name="The Port Courier", article_count=1)
    return {
        ArticleRead: record,
        QuoteRead: quote,
        EntityRead: entity,
        Page[ArticleCard]: Page[ArticleCard](items=[card], page=_INFO),
        Page[QuoteRead]: Page[QuoteRead](items=[quote], page=_INFO),
        Page[EntityRead]: Page[EntityRead](items=[entity], page=_INFO),
        Page[PublisherRead]: Page[PublisherRead](items=[publisher], page=_INFO),
        IngestResult: _ingested(card),
    }


def _ingested(card: ArticleCard) -> IngestResult:
    article = IngestedArticle(id=card.id, url=card.url, headline=card.headline, published_at=card.published_at)
    counts = IngestCounts(blocks=2, quotes=1, entities=1)
    return IngestResult(
        outcome="created", article=article, revision=1, changed_fields=(), duplicate_of=None, counts=counts, warnings=()
    )
