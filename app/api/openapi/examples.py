"""Examples for the OpenAPI description: answers about the sample page, validated by the response models."""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import Any, get_args

import orjson
from fastapi.sse import format_sse_event
from pydantic import BaseModel

from app.api.response.formats import ENTITY_FORMS, FORMS
from app.api.response.formats.feed_documents import FEEDS, Feed, FeedInfo
from app.schemas.article import ArticleCard, ArticleRead
from app.schemas.curation_models import CuratedEntity, CurationPage
from app.schemas.entity import EntityRead
from app.schemas.envelope import PageInfo
from app.schemas.ingest_models import IngestCounts, IngestedArticle, IngestResult
from app.schemas.lists import (
    ArticleItem,
    ArticlePage,
    ArticleSummary,
    ChangePage,
    EntityPage,
    EntityTimeline,
    Facets,
    LabelPage,
    PublisherPage,
    PublisherRead,
    QuoteItem,
    QuotePage,
    RelatedPage,
    RevisionDiff,
    RevisionPage,
    SimilarPage,
    Timeseries,
)
from app.schemas.preview import Preview
from app.schemas.sample import (
    SAMPLE_ARTICLE_ID,
    SAMPLE_ENTITY_ID,
    SAMPLE_LEDE,
    SAMPLE_PAGE,
    SAMPLE_PARAGRAPHS,
    SAMPLE_QUOTE,
    SAMPLE_QUOTE_ID,
    SAMPLE_SPEAKER,
    SAMPLE_STATEMENT_ID,
    SAMPLE_URL,
)
from app.schemas.statement import StatementDetail, StatementPage

_BODY = "\n\n".join(SAMPLE_PARAGRAPHS)

_CARD: dict[str, Any] = {
    "id": SAMPLE_ARTICLE_ID,
    "url": SAMPLE_URL,
    "headline": "Bridge to close",
    "lede": SAMPLE_LEDE,
    "language": "en",
    "section": {"name": "Local news", "slug": "local-news"},
    "publisher": {"domain": "portcourier.example", "name": "The Port Courier"},
    "authors": [{"name": "Priya Nair"}],
    "published_at": "2024-01-15T07:30:00Z",
    "published": {
        "local": "2024-01-15T07:30:00+00:00",
        "precision": "minute",
        "zone": "page",
        "raw": "2024-01-15T07:30:00Z",
    },
    "word_count": len(_BODY.split()),
    "reading_seconds": 6,
    "page_type": {"value": "article", "confidence": 0.98},
    "quote_count": 1,
    "entity_count": 1,
    "revision": 1,
    "first_seen_at": "2024-01-15T08:00:00Z",
    "seq": 1,
}
_START = _BODY.index(SAMPLE_QUOTE)
_SPEAKER_START = _BODY.index(SAMPLE_SPEAKER)
_MENTION = {"start": _SPEAKER_START, "end": _SPEAKER_START + len(SAMPLE_SPEAKER), "text": SAMPLE_SPEAKER}
_QUOTE: dict[str, Any] = {
    "id": SAMPLE_QUOTE_ID,
    "article_id": SAMPLE_ARTICLE_ID,
    "field": "body",
    "text": SAMPLE_QUOTE,
    "kind": "direct",
    "start": _START,
    "end": _START + len(SAMPLE_QUOTE),
    "block_index": 1,
    "speaker": {
        "name": SAMPLE_SPEAKER,
        "type": "person",
        "entity_id": SAMPLE_ENTITY_ID,
        "mention": _MENTION,
        "resolved_by": "same_sentence",
    },
    "cue": {"text": "said", "start": _BODY.rindex("said"), "end": _BODY.rindex("said") + 4},
    "language": "en",
    "confidence": 0.95,
    "statement_id": SAMPLE_STATEMENT_ID,
}
_SUMMARY = {name: _CARD[name] for name in ArticleSummary.model_fields}
_STATEMENT: dict[str, Any] = {
    "id": SAMPLE_STATEMENT_ID,
    **{name: _QUOTE[name] for name in ("text", "kind", "language")},
    "quote_id": SAMPLE_QUOTE_ID,
    "speaker": {name: _QUOTE["speaker"][name] for name in ("name", "type", "entity_id")},
    "first_article": _SUMMARY,
    "quote_count": 1,
    "article_count": 1,
}
_CARRIERS: dict[str, Any] = {
    "wordings": [{"text": SAMPLE_QUOTE, "quote_ids": [SAMPLE_QUOTE_ID], "differences": []}],
    "articles": [{**_SUMMARY, "quote_ids": [SAMPLE_QUOTE_ID]}],
}
_ENTITY: dict[str, Any] = {"id": SAMPLE_ENTITY_ID, "name": SAMPLE_SPEAKER, "type": "person", "mention_count": 1}
_RECORD: dict[str, Any] = {
    **_CARD,
    "body": _BODY,
    "blocks": [
        {
            "index": index,
            "type": "paragraph",
            "start": _BODY.index(text),
            "end": _BODY.index(text) + len(text),
            "text": text,
        }
        for index, text in enumerate(SAMPLE_PARAGRAPHS)
    ],
    "quotes": [_QUOTE],
    "entities": [{**_ENTITY, "mentions": [{"field": "body", **_MENTION}]}],
    "provenance": {"headline": {"origin": "h1", "agreed_by": ["og:title"], "confidence": 0.99}},
}
_NOT_STORED: dict[str, Any] = {"revision": None, "first_seen_at": None, "seq": None, "warnings": []}
_LABEL = {"name": "Local news", "slug": "local-news", "article_count": 1}
_PUBLISHER = {"domain": "portcourier.example", "name": "The Port Courier", "article_count": 1}
_CHANGE = {
    "seq": 1,
    "type": "article.created",
    "article_id": SAMPLE_ARTICLE_ID,
    "revision": 1,
    "at": "2024-01-15T08:00:00Z",
}
_REVISION = {
    "number": 1,
    "fetched_at": "2024-01-15T08:00:00Z",
    "last_seen_at": "2024-01-15T08:00:00Z",
    "changed_fields": [],
    "is_head": True,
}
_CURATION = {
    "number": 2,
    "action": "merge",
    "entity_id": "e3e70682-c209-5cac-a29f-6fbed82c07cd",
    "into_id": SAMPLE_ENTITY_ID,
    "at": "2024-01-15T09:00:00Z",
    "undone_by": None,
}
_TIMELINE = {"start": "2024-01-01T00:00:00Z", "article_count": 1, "quotes_by": 1, "quotes_about": 0}
_FACET = {"value": "local-news", "label": "Local news", "count": 1}


@cache
def example_of(model: Any) -> Any:
    """Return the example of a response that has this model, as JSON values."""
    return _examples()[model]


def line_example(page: Any) -> str:
    """Return the example of one line of an NDJSON list. `page`: model of the same list in JSON."""
    return orjson.dumps(example_of(page)["items"][0]).decode() + "\n"


def models_with_examples() -> Sequence[type[BaseModel]]:
    """Return the models of all responses that have an example."""
    return tuple(_examples())


@cache
def _examples() -> dict[type[BaseModel], Any]:
    card, record = ArticleCard.model_validate(_CARD), ArticleRead.model_validate(_RECORD)
    quote, entity = QuoteItem.model_validate(_QUOTE), EntityRead.model_validate({**_ENTITY, "article_count": 1})
    single: tuple[BaseModel, ...] = (
        record,
        quote,
        entity,
        CuratedEntity.model_validate({**_ENTITY, "article_count": 1, "curation": 2}),
        StatementDetail.model_validate({**_STATEMENT, **_CARRIERS}),
        Preview.model_validate({**_RECORD, **_NOT_STORED}),
        PublisherRead.model_validate(_PUBLISHER),
        RevisionDiff.model_validate(
            {"from": 1, "to": 2, "changes": [{"field": "lede", "before": None, "after": SAMPLE_LEDE}]}
        ),
        Facets.model_validate({"facets": {"section": [_FACET]}, "total": 1}),
        Timeseries.model_validate(
            {"interval": "day", "timezone": "UTC", "items": [{"start": "2024-01-15T00:00:00Z", "count": 1}]}
        ),
        EntityTimeline.model_validate({"interval": "month", "timezone": "UTC", "items": [_TIMELINE]}),
        _ingested(card),
    )
    return {type(one): _json(one) for one in single} | dict(_pages())


def _pages() -> Iterator[tuple[type[BaseModel], Any]]:
    items: dict[Any, dict[str, Any]] = {
        ArticlePage: _CARD,
        QuotePage: _QUOTE,
        StatementPage: _STATEMENT,
        EntityPage: {**_ENTITY, "article_count": 1},
        SimilarPage: {**_CARD, "similarity": 0.84},
        RelatedPage: {**_ENTITY, "article_count": 1, "co_mention_count": 1, "last_published_at": None},
        PublisherPage: _PUBLISHER,
        LabelPage: _LABEL,
        RevisionPage: _REVISION,
        ChangePage: _CHANGE,
        CurationPage: _CURATION,
    }
    info = _json(PageInfo(limit=25, next_cursor=None, prev_cursor=None, count=None))
    for page, item in items.items():
        yield page, {"items": [_json(_item_model(page).model_validate(item))], "page": info}


def _json(model: BaseModel) -> Any:
    return model.model_dump(mode="json", by_alias=True)


def _item_model(page: type[BaseModel]) -> type[BaseModel]:
    """Return the model of an item of a list; for a list of articles, the model of cards. `page`: model of the list."""
    item: type[BaseModel] = get_args(page.model_fields["items"].annotation)[0]
    return ArticleCard if item is ArticleItem else item


def _ingested(card: ArticleCard) -> IngestResult:
    article = IngestedArticle(id=card.id, url=card.url, headline=card.headline, published_at=card.published_at)
    counts = IngestCounts(blocks=2, quotes=1, entities=1)
    return IngestResult(
        outcome="created", article=article, revision=1, changed_fields=(), duplicate_of=None, counts=counts, warnings=()
    )


def _object(body: bytes) -> dict[str, Any]:
    return {"schema": {"type": "object"}, "example": orjson.loads(body)}


def _text(body: bytes) -> dict[str, Any]:
    return {"schema": {"type": "string"}, "example": body.decode()}


def _bytes(body: bytes) -> dict[str, Any]:
    """Describe a body as binary: generated clients then return its bytes unparsed, whatever the media type."""
    return {"schema": {"type": "string", "format": "binary"}, "example": body.decode()}


@cache
def _record_bytes() -> bytes:
    return ArticleRead.model_validate(_RECORD).model_dump_json().encode()


@cache
def _entity_bytes() -> bytes:
    return EntityRead.model_validate({**_ENTITY, "article_count": 1}).model_dump_json().encode()


def _form(media_type: str) -> dict[str, Any]:
    written = FORMS[media_type](_record_bytes())
    return _text(written) if media_type.startswith("text/") else _object(written)


def _entity_form(media_type: str) -> dict[str, Any]:
    return _object(ENTITY_FORMS[media_type](_entity_bytes()))


def _feed(feed: Feed) -> dict[str, Any]:
    written = feed.write(_FEED, [ArticleCard.model_validate(_CARD).model_dump(mode="json")])
    return _object(written) if "json" in feed.media_type else _bytes(written)


def batch_example() -> dict[str, Any]:
    """Return the `content` of the answer to a batch: one line."""
    return _bytes(orjson.dumps({"line": 1, "status": 201, "result": example_of(IngestResult)}) + b"\n")


# The examples are functions that are called only to describe the API in OpenAPI (see `later.py`).
FORM_EXAMPLES: dict[str, Any] = {media_type: partial(_form, media_type) for media_type in FORMS}
ENTITY_FORM_EXAMPLES: dict[str, Any] = {media_type: partial(_entity_form, media_type) for media_type in ENTITY_FORMS}
FEED_EXAMPLES: dict[str, Any] = {feed.media_type: partial(_feed, feed) for feed in FEEDS.values()}
_FEED = FeedInfo("https://news.example/v1/feeds/articles.rss", "https://news.example/")
INGEST_EXAMPLE = {"html": SAMPLE_PAGE, "url": SAMPLE_URL}
BATCH_REQUEST = _text(orjson.dumps(INGEST_EXAMPLE) + b"\n")
STREAM_EXAMPLE = _text(
    format_sse_event(data_str=orjson.dumps(_CHANGE).decode(), event="article.created", id="1"),
)
