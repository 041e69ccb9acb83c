"""Examples of the API docs, made from the models themselves so that they cannot be wrong."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import orjson
from fastapi.sse import format_sse_event
from pydantic import BaseModel

from app.api.response.formats import FORMS
from app.api.response.formats.feed_documents import FEEDS, FeedInfo
from app.schemas.article import ArticleCard, ArticleRead
from app.schemas.entity import EntityRead
from app.schemas.envelope import PageInfo
from app.schemas.ingest_models import IngestCounts, IngestedArticle, IngestResult
from app.schemas.lists import (
    ArticleItem,
    ArticlePage,
    ChangePage,
    EntityPage,
    Facets,
    LabelPage,
    PublisherPage,
    PublisherRead,
    QuotePage,
    RelatedPage,
    RevisionDiff,
    RevisionPage,
    SimilarPage,
    Timeseries,
)
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
_LABEL = {"name": "Local news", "slug": "local-news", "article_count": 1}
_PUBLISHER = {"domain": "portcourier.example", "name": "The Port Courier", "article_count": 1}
_CHANGE = {"seq": 1, "type": "article.created", "article_id": ARTICLE_ID, "revision": 1, "at": "2024-01-15T08:00:00Z"}
_REVISION = {
    "number": 1,
    "fetched_at": "2024-01-15T08:00:00Z",
    "last_seen_at": "2024-01-15T08:00:00Z",
    "changed_fields": [],
    "is_head": True,
}
_FACET = {"value": "local-news", "label": "Local news", "count": 1}


@cache
def example_of(model: Any) -> Any:
    """The example of a model as JSON, of several forms the first; it validates against it."""
    return _examples()[get_args(model)[0] if get_args(model) else model]


@cache
def _examples() -> dict[type[BaseModel], Any]:
    card, record = ArticleCard.model_validate(_CARD), ArticleRead.model_validate(_RECORD)
    quote, entity = QuoteRead.model_validate(_QUOTE), EntityRead.model_validate({**_ENTITY, "article_count": 1})
    single: tuple[BaseModel, ...] = (
        record,
        quote,
        entity,
        PublisherRead.model_validate(_PUBLISHER),
        RevisionDiff.model_validate(
            {"from": 1, "to": 2, "changes": [{"field": "lede", "before": None, "after": "Detours of up to 14 miles."}]}
        ),
        Facets.model_validate({"facets": {"section": [_FACET]}, "total": 1}),
        Timeseries.model_validate(
            {"interval": "day", "timezone": "UTC", "items": [{"start": "2024-01-15T00:00:00Z", "count": 1}]}
        ),
        _ingested(card),
    )
    return {type(one): _json(one) for one in single} | dict(_pages())


def _pages() -> Iterator[tuple[type[BaseModel], Any]]:
    items: dict[Any, dict[str, Any]] = {
        ArticlePage: _CARD,
        QuotePage: _QUOTE,
        EntityPage: {**_ENTITY, "article_count": 1},
        SimilarPage: {**_CARD, "similarity": 0.84},
        RelatedPage: {**_ENTITY, "article_count": 1, "co_mention_count": 1},
        PublisherPage: _PUBLISHER,
        LabelPage: _LABEL,
        RevisionPage: _REVISION,
        ChangePage: _CHANGE,
    }
    for page, item in items.items():
        yield page, {"items": [_json(_item_model(page).model_validate(item))], "page": _json(_INFO)}


def _json(model: BaseModel) -> Any:
    return model.model_dump(mode="json", by_alias=True)


def _item_model(page: type[BaseModel]) -> type[BaseModel]:
    """What a page holds; an article in a list is shown as its card."""
    (item,) = get_args(page.model_fields["items"].annotation)
    first: type[BaseModel] = get_args(item)[0] if get_args(item) else item
    return ArticleCard if first is ArticleItem else first


def _ingested(card: ArticleCard) -> IngestResult:
    article = IngestedArticle(id=card.id, url=card.url, headline=card.headline, published_at=card.published_at)
    counts = IngestCounts(blocks=2, quotes=1, entities=1)
    return IngestResult(
        outcome="created", article=article, revision=1, changed_fields=(), duplicate_of=None, counts=counts, warnings=()
    )


def _as_text(schema: dict[str, str], body: bytes) -> dict[str, Any]:
    return {"schema": schema, "example": body.decode()}


_RECORD_BYTES = ArticleRead.model_validate(_RECORD).model_dump_json().encode()
_CARD_JSON = ArticleCard.model_validate(_CARD).model_dump(mode="json")
FORM_EXAMPLES: dict[str, Any] = {
    media_type: _as_text({"type": "string"}, write(_RECORD_BYTES))
    if media_type.startswith("text/")
    else {"schema": {"type": "object"}, "example": orjson.loads(write(_RECORD_BYTES))}
    for media_type, write in FORMS.items()
}
_FEED = FeedInfo("https://news.example/v1/feeds/articles.rss", "https://news.example/")
FEED_EXAMPLES: dict[str, Any] = {
    feed.media_type: {"schema": {"type": "object"}, "example": orjson.loads(feed.write(_FEED, [_CARD_JSON]))}
    if "json" in feed.media_type
    else _as_text({"type": "string"}, feed.write(_FEED, [_CARD_JSON]))
    for feed in FEEDS.values()
}
_LINE = orjson.dumps({"html": PAGE_EXAMPLE, "url": "https://www.portcourier.example/local/bridge"}) + b"\n"
BATCH_REQUEST = _as_text({"type": "string"}, _LINE)
BATCH_EXAMPLE = _as_text(
    {"type": "string"}, orjson.dumps({"line": 1, "status": 201, "result": example_of(IngestResult)}) + b"\n"
)
STREAM_EXAMPLE = _as_text(
    {"type": "string"},
    format_sse_event(data_str=orjson.dumps(_CHANGE).decode(), event="article.created", id="1"),
)
