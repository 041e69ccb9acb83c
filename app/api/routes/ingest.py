"""Posting a page: to store what comes out, or only to see it."""

import time
from typing import Annotated, Any, Unpack

from fastapi import APIRouter, Depends, Header, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.api.openapi.examples import PAGE_EXAMPLE, example_of
from app.api.request.auth import guarded
from app.api.request.body import JSON_TYPE, PAGE_TYPES, Posted, read_page
from app.api.request.dependencies import IfMatch, IfNoneMatch, given_once
from app.api.request.idempotency import attempt
from app.api.request.parameters import IngestParameters, NoParameters, PreviewParameters
from app.api.response.caching import condition_of
from app.api.response.problems import documented
from app.api.response.projection import Shape
from app.api.routes.articles import ArticleId
from app.api.state.application import state_of
from app.errors import (
    DecodedPayloadTooLarge,
    EmptyDocument,
    ExtractionError,
    ExtractionLimit,
    Gone,
    IdempotencyInProgress,
    IdempotencyKeyReused,
    MalformedContentEncoding,
    MalformedJson,
    NotAnArticle,
    NotFound,
    NotHtml,
    Overloaded,
    PayloadTooLarge,
    PreconditionFailed,
    RequestTimeout,
    StorageFull,
    UnsupportedContentEncoding,
    UnsupportedMediaType,
    ValidationFailed,
)
from app.schemas.article import ArticleDraft, ArticleRead
from app.schemas.ingest_models import IngestRequest, IngestResult
from app.schemas.lists import ArticlePart
from app.schemas.record import record_of
from app.services.extractor import Seconds
from app.services.ingest_page import SaveOptions, answer_of
from app.services.stored_pages import hints_of_page, page_of, stored_page

router = APIRouter(prefix="/v1", tags=["ingest"], **guarded("ingest"))
PAGE_ERRORS = (EmptyDocument, NotHtml, NotAnArticle, ExtractionLimit)
ERRORS = documented(
    MalformedJson,
    MalformedContentEncoding,
    PayloadTooLarge,
    DecodedPayloadTooLarge,
    UnsupportedMediaType,
    UnsupportedContentEncoding,
    ValidationFailed,
    *PAGE_ERRORS,
    RequestTimeout,
    Overloaded,
    StorageFull,
)
KEY_ABOUT = "Makes the request safe to send again: 1 to 255 characters, bare or quoted, new for each request."
_SEEN_FIELDS = ("lede", "section", "publisher", "published", "authors", "tags", "images", "quotes", "entities")
_JSON_SCHEMA = IngestRequest.model_json_schema()
REQUEST_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The bytes as fetched (at most 10 MiB), or a JSON object that holds the page (12 MiB).",
        "content": {
            **{
                kind: {"schema": {"type": "string", "format": "binary"}, "example": PAGE_EXAMPLE} for kind in PAGE_TYPES
            },
            JSON_TYPE: {
                "schema": _JSON_SCHEMA,
                "example": {"html": PAGE_EXAMPLE, "url": "https://www.ornek.com.tr/haber/1"},
            },
        },
    }
}


def _answers(statuses: dict[int, tuple[Any, str]]) -> dict[int | str, dict[str, Any]]:
    described: dict[int | str, dict[str, Any]] = {
        status: {"model": model, "description": text, "content": {JSON_TYPE: {"example": example_of(model)}}}
        for status, (model, text) in statuses.items()
    }
    return described | ERRORS


@router.post(
    "/articles",
    operation_id="ingest_article",
    summary="Post a page and store its article",
    responses=_answers(
        {
            201: (IngestResult, "Created; `Location` is the article."),
            200: (IngestResult, "Unchanged, revised or stale."),
        }
    )
    | documented(Gone, PreconditionFailed, IdempotencyInProgress, IdempotencyKeyReused),
    openapi_extra=REQUEST_BODY,
    dependencies=[Depends(given_once(IngestParameters))],
)
async def ingest_article(
    request: Request,
    options: Annotated[IngestParameters, Query()],
    _key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key", min_length=1, max_length=257, description=KEY_ABOUT, examples=["5f0f2a52-post-1"]
        ),
    ] = None,
    _if_match: IfMatch = None,
    _if_none_match: IfNoneMatch = None,
) -> Response:
    """Extract the article and store it in one transaction. Posting the same page again changes nothing.

    With an `Idempotency-Key` the answer is kept for 24 hours and given again, byte for byte, to the same request.
    """
    admit(request)
    posted = await read_page(request, options)
    async with attempt(request, posted.body) as begun:
        if answer := begun.replay():
            return answer
        draft = await extract_posted(request, posted)
        told = SaveOptions(restore=options.restore, precondition=condition_of(request), key=begun.key)
        stored = answer_of(await store_posted(request, posted, draft, **told))
        return Response(stored.body, stored.status, stored.headers)


@router.post(
    "/articles/{article_id}/reextract",
    operation_id="reextract_article",
    summary="Extract an article anew",
    responses={
        200: {
            "model": IngestResult,
            "description": "Unchanged or revised.",
            "content": {JSON_TYPE: {"example": example_of(IngestResult)}},
        },
        **documented(NotFound, Gone, *PAGE_ERRORS, ValidationFailed, Overloaded),
    },
)
async def reextract_article(
    request: Request, article_id: ArticleId, _query: Annotated[NoParameters, Query()]
) -> Response:
    """Extract the article again from its stored page, with the rules of today; what differs is a revision.

    An article without an address is found by its content: where that comes out differently, it is another article.
    """
    admit(request)
    engine = state_of(request).engine
    page = await run_in_threadpool(stored_page, engine, article_id)
    hints = hints_of_page(page)
    draft = await extract_posted(request, Posted(page.content, page.url, hints))
    result = await state_of(request).writer.save(draft, page.fetched_at, page=page)
    state_of(request).metrics.outcomes.labels(result.outcome).inc()
    return Response(result.model_dump_json(), headers={"Cache-Control": "no-store"}, media_type=JSON_TYPE)


@router.post(
    "/extract",
    operation_id="preview_extraction",
    summary="See what comes out of a page",
    responses=_answers(
        {
            200: (
                ArticleRead | ArticlePart,
                "The record as it would be stored; `revision`, `seq` and `first_seen_at` are null.",
            )
        }
    ),
    openapi_extra=REQUEST_BODY,
    dependencies=[Depends(given_once(PreviewParameters))],
)
async def preview_extraction(request: Request, options: Annotated[PreviewParameters, Query()]) -> Response:
    """The whole record with quotes and entities; nothing is stored."""
    admit(request)
    draft = await extract_posted(request, await read_page(request, options))
    record = record_of(draft, indirect="indirect" in options.include)
    shape = Shape(frozenset(options.fields), options.offsets)
    body = shape.article(record.model_dump_json().encode())
    return Response(body, headers={"Cache-Control": "no-store"}, media_type=JSON_TYPE)


async def store_posted(
    request: Request, posted: Posted, draft: ArticleDraft, **options: Unpack[SaveOptions]
) -> IngestResult:
    """Store what came out of a page, and the page where pages are kept; committed when this returns."""
    if state_of(request).settings.store_pages:
        options["page"] = page_of(posted.page, posted.url, posted.hints)
    result = await state_of(request).writer.save(draft, posted.hints.get("fetched_at"), **options)
    state_of(request).metrics.outcomes.labels(result.outcome).inc()
    return result


def admit(request: Request) -> None:
    """Count a page that is posted, before it is read.

    Raises:
        RateLimited: the client posted as many pages, or caused as much extraction, as it may in a minute.
        Overloaded: as many pages wait as may.
    """
    state = state_of(request)
    state.rate_limits.take(request, "ingests", "extraction")
    state.extractor.check_free()


async def extract_posted(request: Request, posted: Posted) -> ArticleDraft:
    """The draft of a page, counted among the figures."""
    state, started = state_of(request), time.perf_counter()
    metrics = state.metrics

    def spent(seconds: Seconds) -> None:
        state.rate_limits.charge(request, sum(seconds.values()))
        for stage, value in seconds.items():
            metrics.stages.labels(stage).observe(value)

    try:
        draft = await state.extractor.extract(posted.page, posted.url, posted.hints, spent)
    except ExtractionError as error:
        metrics.outcomes.labels(error.slug).inc()
        raise
    metrics.extraction.observe(time.perf_counter() - started)
    metrics.articles.inc()
    for field in _SEEN_FIELDS:
        metrics.missing.labels(field).inc(not getattr(draft, field))
    return draft
