"""Routes for changes in the order of their commits: as list pages, as NDJSON, and as a stream of events."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.sse import format_sse_event
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from app.api.openapi.examples import STREAM_EXAMPLE
from app.api.openapi.operation_responses import list_responses, operation_errors
from app.api.request.auth import guarded
from app.api.request.dependencies import ReadSession, given_once
from app.api.request.parameters import ChangeParameters, StreamParameters
from app.api.request.prepared_route import answered_early_by
from app.api.response.caching import export_response, known_list, list_etag, not_modified, stored_response
from app.api.response.headers import is_body_read
from app.api.response.large_answers import MAX_ROWS, export_lines
from app.api.response.list_page import link_header, page_body, page_info
from app.api.response.negotiation import JSON, NDJSON, accepted
from app.api.response.problems import validation_failed
from app.api.state.application import reading_engine, state_of
from app.errors import NotAcceptable, Overloaded
from app.schemas.lists import ChangePage
from app.store.filters import ChangeFilter
from app.store.queries.change_queries import last_seq, list_changes
from app.store.queries.matched import naming
from app.store.session import reading

router = APIRouter(prefix="/v1/changes", tags=["changes"], **guarded("read"))
EVENT_STREAM = "text/event-stream"
POLL_SECONDS = 0.5
HEARTBEAT_SECONDS = 15


@router.get(
    "",
    operation_id="list_changes",
    summary="List changes",
    responses=list_responses(ChangePage, is_exported=True),
    dependencies=[Depends(given_once(ChangeParameters))],
)
@answered_early_by(known_list)
def list_(request: Request, session: ReadSession, query: Annotated[ChangeParameters, Query()]) -> Response:
    """List what was created, revised and deleted after the change `after`, in the order of commits, without gaps.

    Filters select the changes of articles that match now. All deletions are listed, so that clients can delete their
    copies; of the filters, only `publisher` applies to deletions. Continue with `page.next_cursor` as `after`; an empty
    page has a `next_cursor`, too. With `Accept: application/x-ndjson` all these changes are exported, one per line, or
    the first `limit` if `limit` is given.
    """
    media_type = accepted(request, JSON, NDJSON)
    selected, with_articles = ChangeFilter(query.after, query.articles()), "article" in query.include
    if media_type == NDJSON:
        limit = query.limit if "limit" in query.model_fields_set else None

        def read_after(session: Session, after: int, limit: int) -> tuple[list[bytes], int | None]:
            wanted = ChangeFilter(after, selected.articles)
            found = list_changes(session, wanted, limit, with_articles=with_articles)
            return [change.json for change in found], found[-1].seq if len(found) == limit else None

        return export_response(request, export_lines(reading_engine(request), read_after, query.after, limit), NDJSON)
    headers = list_etag(request, last_seq(session))
    if answer := not_modified(request, headers):
        return answer
    found = list_changes(session, selected, query.limit, with_articles=with_articles)
    info = page_info(query.limit, str(found[-1].seq if found else query.after), None)
    links = link_header(request, "after", info)
    body = page_body([change.json for change in found], info, naming(session, selected))
    return stored_response(request, body, headers | {"Link": links})


@router.get(
    "/stream",
    operation_id="stream_changes",
    summary="Follow changes",
    response_class=StreamingResponse,
    responses={
        200: {"description": "Events as they happen.", "content": {EVENT_STREAM: STREAM_EXAMPLE}},
        **operation_errors(NotAcceptable, Overloaded),
    },
    dependencies=[Depends(given_once(StreamParameters))],
)
async def stream(
    request: Request,
    query: Annotated[StreamParameters, Query()],
    last_event_id: Annotated[
        str | None,
        Header(description="Number of the last event received; browsers send it when they reconnect.", examples=["41"]),
    ] = None,
) -> Response:
    """Stream changes as server-sent events: `id` is the number of the change, `event` its type.

    `data` is the same JSON object that `GET /v1/changes` lists for the change. The stream begins after the change
    `Last-Event-ID`; without this header, after the change `after`; without both, with the next change.
    """
    accepted(request, EVENT_STREAM)
    engine = reading_engine(request)
    after = _number(last_event_id) if last_event_id is not None else query.after
    if after is None:
        after = await run_in_threadpool(_last_seq, engine)
    if state_of(request).change_streams.locked():
        raise Overloaded("too many streams of changes are open", headers={"Retry-After": "30"})
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    if not is_body_read(request):
        return Response(headers=headers, media_type=EVENT_STREAM)
    events = _events(request, ChangeFilter(after, query.articles()), "article" in query.include)
    return StreamingResponse(events, headers=headers, media_type=EVENT_STREAM)


async def _events(request: Request, selected: ChangeFilter, with_articles: bool) -> AsyncIterator[bytes]:
    """Yield changes as events until the client leaves or the server stops; comments keep the connection alive."""
    stopping, engine = state_of(request).stopping, reading_engine(request)
    # Seconds since something was sent. With this first value, a stream without new changes begins with a comment. The
    # comment shows the client that the stream is open.
    quiet: float = HEARTBEAT_SECONDS
    async with state_of(request).change_streams:
        while not stopping.is_set():
            found = await run_in_threadpool(_read, engine, selected, with_articles)
            for seq, kind, item in found:
                yield format_sse_event(data_str=item, event=kind, id=str(seq))
            if found:
                selected, quiet = ChangeFilter(found[-1][0], selected.articles), 0
                continue
            if quiet >= HEARTBEAT_SECONDS:
                quiet = 0
                yield format_sse_event(comment="nothing new")
            await asyncio.sleep(POLL_SECONDS)
            quiet += POLL_SECONDS


def _read(engine: Engine, selected: ChangeFilter, with_articles: bool) -> list[tuple[int, str, str]]:
    with reading(engine) as session:
        found = list_changes(session, selected, MAX_ROWS, with_articles=with_articles)
        return [(c.seq, c.type, c.json.decode()) for c in found]


def _last_seq(engine: Engine) -> int:
    with reading(engine) as session:
        return last_seq(session)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise validation_failed(
            [{"loc": ("header", "last-event-id"), "type": "int_parsing", "msg": "must be a number"}]
        )
    return int(text)
