"""Routes for statements. A statement is what a speaker said once, with all articles that quote it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.api.openapi.operation_responses import item_responses, list_responses
from app.api.request.auth import guarded
from app.api.request.dependencies import ReadSession, given_once
from app.api.request.parameters import NoParameters
from app.api.request.prepared_route import answered_early_by
from app.api.request.quote_parameters import StatementParameters
from app.api.response.caching import item_response, known_list
from app.api.response.list_page import page_response
from app.api.response.negotiation import JSON, accepted
from app.api.response.projection import Shape
from app.errors import NotFound
from app.schemas.sample import SAMPLE_STATEMENT_ID
from app.schemas.statement import StatementDetail, StatementPage
from app.store.queries.listing import ListRequest, Slice
from app.store.queries.statement_queries import get_statement, list_statements

router = APIRouter(prefix="/v1/statements", tags=["quotes"], **guarded("read"))


@router.get(
    "",
    operation_id="list_statements",
    summary="List statements",
    responses=list_responses(StatementPage, is_exported=True),
    dependencies=[Depends(given_once(StatementParameters))],
)
@answered_early_by(known_list)
def list_(request: Request, session: ReadSession, query: Annotated[StatementParameters, Query()]) -> Response:
    """List each statement once, sorted by the time it was first published or by the number of articles.

    With a filter, the list has the statements of the newest 2,000 matching quotes; the counts cover all quotes of a
    statement. With `Accept: application/x-ndjson` all statements are exported, one per line, or the first `limit` if
    `limit` is given.
    """
    selected, shape = query.statements(), Shape(frozenset(query.fields))

    def read(session: Session, page: ListRequest) -> Slice:
        return list_statements(session, selected, page).map(shape.entity)

    return page_response(request, session, query, selected, read, is_exported=True)


@router.get(
    "/{statement_id}",
    operation_id="get_statement",
    summary="Get one statement",
    responses=item_responses(StatementDetail, is_dated=True),
)
def get(
    request: Request,
    session: ReadSession,
    statement_id: Annotated[UUID, Path(description="Id of the statement.", examples=[SAMPLE_STATEMENT_ID])],
    _query: Annotated[NoParameters, Query()],
) -> Response:
    """Get one statement: its first article, its wordings with their differences, and the articles that contain it.

    `GET /v1/quotes?statement={id}` lists its quotes.
    """
    accepted(request, JSON)
    found = get_statement(session, statement_id)
    if found is None:
        raise NotFound("no statement has this id")
    return item_response(request, found.json, found.changed_at)
