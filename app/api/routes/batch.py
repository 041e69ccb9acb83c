"""Post many pages in one request: NDJSON in, NDJSON out, in the same order."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response, StreamingResponse

from app.api.openapi.examples import BATCH_REQUEST, batch_example
from app.api.openapi.operation_responses import operation_errors
from app.api.request.auth import guarded
from app.api.request.body import MAX_LINES, Posted, posted_json, read_lines
from app.api.request.dependencies import given_once
from app.api.request.parameters import BatchParameters
from app.api.response.headers import request_id
from app.api.response.negotiation import NDJSON
from app.api.response.problems import problem_body
from app.api.routes.ingest import extract_posted, store_posted
from app.api.state.application import state_of
from app.errors import (
    DecodedPayloadTooLarge,
    MalformedContentEncoding,
    MethodNotAllowed,
    NewsError,
    Overloaded,
    PayloadTooLarge,
    RequestTimeout,
    UnsupportedContentEncoding,
    UnsupportedMediaType,
)
from app.store.draft_rows import PackedDraft
from app.store.session import DATABASE_ERRORS, database_error

router = APIRouter(prefix="/v1", tags=["ingest"], **guarded("ingest"))
MAX_WAIT_SECONDS = 60.0  # how long a line waits for a free extraction process, in seconds; then the line is refused
PAUSE_SECONDS = 0.1  # time between two attempts to start the extraction of a line, in seconds
Extraction = asyncio.Task[tuple[Posted, PackedDraft]]


@dataclass(frozen=True)
class Batch:
    """A request that posts a batch of pages, and the option `restore`, which applies to each of its lines."""

    request: Request
    restore: bool

    async def extract(self, line: bytes) -> tuple[Posted, PackedDraft]:
        """Extract the page of one line. Waits up to MAX_WAIT_SECONDS for a free extraction process.

        Raises:
            NewsError: the line is refused.
        """
        state_of(self.request).rate_limits.take(self.request, "ingests", "extraction")
        posted, clock = posted_json(line, state_of(self.request).settings), asyncio.get_running_loop().time
        deadline = clock() + MAX_WAIT_SECONDS
        while True:
            try:
                return posted, await extract_posted(self.request, posted)
            except Overloaded:
                if clock() > deadline:
                    raise
                await asyncio.sleep(PAUSE_SECONDS)

    async def store(self, posted: Posted, draft: PackedDraft) -> dict[str, Any]:
        """Store the page of one line, commit, and return the answer of the line."""
        result = await store_posted(self.request, posted, draft, restore=self.restore)
        return {"status": 201 if result.outcome == "created" else 200, "result": result.model_dump(mode="json")}

    def refused(self, error: NewsError) -> dict[str, Any]:
        """Return the answer of a line that is refused: status and problem document."""
        return {"status": error.status, "problem": problem_body(error, request_id(self.request))}


@router.post(
    "/articles/batch",
    operation_id="ingest_batch",
    summary="Post many pages",
    response_class=StreamingResponse,
    responses={
        200: {"description": "One line for each line sent.", "content": {NDJSON: batch_example}},
        **operation_errors(
            MalformedContentEncoding,
            PayloadTooLarge,
            DecodedPayloadTooLarge,
            UnsupportedMediaType,
            UnsupportedContentEncoding,
            RequestTimeout,
        ),
    },
    openapi_extra={"requestBody": {"required": True, "content": {NDJSON: BATCH_REQUEST}}},
    dependencies=[Depends(given_once(BatchParameters))],
)
async def ingest_batch(request: Request, query: Annotated[BatchParameters, Query()]) -> Response:
    """Post up to 1,000 pages (at most 64 MiB, also when decoded): each line is the JSON object of `ingest_article`.

    Each line is stored in its own transaction and answered after its commit, in the order sent. A line that fails does
    not affect the others: the failed line is answered with its `status` and `problem`, and with `retry_after` (seconds)
    if it can be sent again later.
    """
    lines = await read_lines(request)
    if len(lines) > MAX_LINES:
        raise PayloadTooLarge(
            f"a batch must not have more than {MAX_LINES:,} lines", members={"limit_lines": MAX_LINES}
        )
    answers = _answers(Batch(request, query.restore), lines)
    return StreamingResponse(answers, headers={"Cache-Control": "no-store"}, media_type=NDJSON)


@router.api_route(
    "/articles/batch", methods=["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"], include_in_schema=False
)
def refuse_other_methods() -> Response:
    """Refuse all methods but POST on this path.

    Without this route, the routes of one article would take `batch` for the id of an article.
    """
    raise MethodNotAllowed("this path allows POST", headers={"Allow": "POST"})


async def _answers(batch: Batch, lines: list[tuple[int, bytes]]) -> AsyncIterator[bytes]:
    """Yield the answers in the order of `lines`: extract several lines ahead in parallel, store one by one."""
    rest, ahead = iter(lines), deque[tuple[int, Extraction]]()
    try:
        while True:
            for number, line in islice(rest, state_of(batch.request).extractor.ahead - len(ahead)):
                ahead.append((number, asyncio.create_task(batch.extract(line))))
            if not ahead:
                return
            number, extraction = ahead.popleft()
            answer = {"line": number} | await _answer(batch, extraction)
            yield orjson.dumps(answer) + b"\n"
    finally:
        for _, extraction in ahead:
            extraction.cancel()


async def _answer(batch: Batch, extraction: Extraction) -> dict[str, Any]:
    try:
        return await batch.store(*await extraction)
    except NewsError as error:
        return batch.refused(error)
    except DATABASE_ERRORS as error:
        return batch.refused(database_error(error))
