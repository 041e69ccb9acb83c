"""Post a page and store its article, or extract a stored page again."""

import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any, TypeVar, Unpack

from fastapi import APIRouter, Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.api.openapi.examples import INGEST_EXAMPLE
from app.api.openapi.operation_responses import OTHER_MEDIA_TYPES, json_of, operation_errors
from app.api.openapi.response_headers import declared_headers
from app.api.request.auth import guarded
from app.api.request.body import PAGE_TYPES, Posted, read_page
from app.api.request.dependencies import WritePrecondition, given_once
from app.api.request.idempotency import IdempotencyKey, attempt
from app.api.request.parameters import IngestParameters, NoParameters
from app.api.response.negotiation import JSON
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
)
from app.extraction.traces import Trace
from app.schemas.base import reference_to
from app.schemas.ingest_models import IngestRequest, IngestResult
from app.schemas.sample import SAMPLE_PAGE
from app.services.extractor import Seconds
from app.services.ingest_page import SaveOptions, answer_of
from app.services.stored_pages import hints_of_page, page_of, stored_page
from app.store.draft_rows import PackedDraft

Found = TypeVar("Found", Trace, PackedDraft)
router = APIRouter(prefix="/v1", tags=["ingest"], **guarded("ingest"))
PAGE_ERRORS = (EmptyDocument, NotHtml, NotAnArticle, ExtractionLimit)
BODY_ERRORS = (
    MalformedJson,
    MalformedContentEncoding,
    PayloadTooLarge,
    DecodedPayloadTooLarge,
    UnsupportedMediaType,
    UnsupportedContentEncoding,
    *PAGE_ERRORS,
    RequestTimeout,
    Overloaded,
)
_COUNTED_FIELDS = ("lede", "section", "publisher", "published", "authors", "tags", "images", "quotes", "entities")
REQUEST_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": (
            "A JSON object that holds the page (up to 12 MiB), or the bytes of the page as fetched (up to 10 MiB, "
            "`text/html` or `application/xhtml+xml`) "
            "with everything else in the query. The body may have the `Content-Encoding` gzip, deflate, br or zstd; "
            "the limits hold for it as sent and as decoded."
        ),
        "content": {
            JSON: {"schema": reference_to(IngestRequest), "example": INGEST_EXAMPLE},
        },
        OTHER_MEDIA_TYPES: {kind: {"schema": {"type": "string"}, "example": SAMPLE_PAGE} for kind in PAGE_TYPES},
    }
}


def success_response(model: Any, about: str, *headers: str) -> dict[str, Any]:
    return {"description": about, "content": json_of(model), "headers": declared_headers(*headers)}


@router.post(
    "/articles",
    operation_id="ingest_article",
    summary="Post a page and store its article",
    responses={
        201: success_response(IngestResult, "Created.", "Location", "Idempotent-Replayed"),
        200: success_response(IngestResult, "Unchanged, revised or stale.", "Idempotent-Replayed"),
        **operation_errors(
            *BODY_ERRORS, Gone, PreconditionFailed, IdempotencyInProgress, IdempotencyKeyReused, StorageFull
        ),
    },
    openapi_extra=REQUEST_BODY,
    dependencies=[Depends(given_once(IngestParameters))],
)
async def ingest_article(
    request: Request,
    options: Annotated[IngestParameters, Query()],
    precondition: WritePrecondition,
    key: IdempotencyKey = None,
) -> Response:
    """Extract the article of a page and store it in one transaction. Posting the same page again changes nothing.

    With an `Idempotency-Key`, the answer is stored for 24 hours and sent again, byte for byte, if the request is
    repeated.
    """
    admit(request)
    posted = await read_page(request, options)
    async with attempt(request, key, posted.body) as begun:
        if answer := begun.replay():
            return answer
        draft = await extract_posted(request, posted)
        save = SaveOptions(restore=options.restore, precondition=precondition, key=begun.key)
        stored = answer_of(await store_posted(request, posted, draft, **save))
        return Response(stored.body, stored.status, stored.headers)


@router.post(
    "/articles/{article_id}/reextract",
    operation_id="reextract_article",
    summary="Extract an article again",
    responses={
        200: success_response(IngestResult, "Unchanged or revised."),
        **operation_errors(NotFound, Gone, *PAGE_ERRORS, Overloaded, StorageFull),
    },
)
async def reextract_article(
    request: Request, article_id: ArticleId, _query: Annotated[NoParameters, Query()]
) -> Response:
    """Extract the article again from its stored page with the current version of the service.

    If the result differs, it is stored as a new revision. The id of an article without a URL is computed from its
    content: if the new content differs, a new article is stored.
    """
    admit(request)
    page = await run_in_threadpool(stored_page, state_of(request).engine, article_id)
    posted = Posted(page.content, page.url, hints_of_page(page))
    draft = await extract_posted(request, posted, with_page=False)
    result = await state_of(request).writer.save(draft, page.fetched_at, page=page)
    state_of(request).metrics.outcomes.labels(result.outcome).inc()
    return Response(result.model_dump_json(), headers={"Cache-Control": "no-store"}, media_type=JSON)


async def store_posted(
    request: Request, posted: Posted, draft: PackedDraft, **options: Unpack[SaveOptions]
) -> IngestResult:
    """Store the draft of a page, and the page itself if the draft contains it; commit before returning."""
    if draft.page:
        options["page"] = page_of(draft.page, posted.url, posted.hints)
    result = await state_of(request).writer.save(draft, posted.hints.get("fetched_at"), **options)
    state_of(request).metrics.outcomes.labels(result.outcome).inc()
    return result


def admit(request: Request) -> None:
    """Count a posted page for the rate limits. Call this before reading the body: a refused body is not read.

    Raises:
        RateLimited: the client has used up its pages or its extraction time of this minute.
        Overloaded: the queue of pages is full.
    """
    state = state_of(request)
    state.rate_limits.take(request, "ingests", "extraction")
    state.extractor.check_free()


async def extract_posted(request: Request, posted: Posted, *, with_page: bool | None = None) -> PackedDraft:
    """Extract the draft of a page that will be stored, and update the metrics. Raises the errors of `trace_posted`.

    `with_page`: whether the page will be stored, too; by default the setting `store_pages` decides.
    """
    state = state_of(request)
    keeps = state.settings.store_pages if with_page is None else with_page
    extracting = partial(state.extractor.pack, posted.page, posted.url, posted.hints, with_page=keeps)
    return await _measured(request, extracting)


async def trace_posted(request: Request, posted: Posted, *, with_dropped: bool = False) -> Trace:
    """Extract the draft of a page, and update the metrics. `with_dropped`: also return the blocks that were left out.

    Raises:
        ExtractionError: the page contains no article.
        Overloaded: the queue of pages is full.
    """
    trace = state_of(request).extractor.trace
    return await _measured(request, partial(trace, posted.page, posted.url, posted.hints, with_dropped=with_dropped))


async def _measured(request: Request, extracting: Callable[[Callable[[Seconds], None]], Awaitable[Found]]) -> Found:
    """Run `extracting` and update the metrics.

    `extracting` is called with a function, to which it must pass the processor seconds that each stage has taken.
    """
    state, started = state_of(request), time.perf_counter()
    metrics = state.metrics

    def spent(seconds: Seconds) -> None:
        state.rate_limits.charge(request, sum(seconds.values()))
        for stage, value in seconds.items():
            metrics.stages.labels(stage).observe(value)

    try:
        found = await extracting(spent)
    except ExtractionError as error:
        metrics.outcomes.labels(error.slug).inc()
        raise
    metrics.extraction.observe(time.perf_counter() - started)
    metrics.articles.inc()
    for field in _COUNTED_FIELDS:
        metrics.missing.labels(field).inc(not getattr(found.draft, field))
    return found
