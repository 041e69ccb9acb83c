"""Routes for quotes: lists, and one quote."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Path, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.api.openapi.operation_responses import item_responses, list_responses
from app.api.request.auth import guarded
from app.api.request.dependencies import ReadSession, given_once
from app.api.request.prepared_route import answered_early_by
from app.api.request.quote_parameters import QuoteItemParameters, QuoteParameters
from app.api.response.caching import item_response, known_list
from app.api.response.list_page import page_response
from app.api.response.negotiation import JSON, accepted
from app.api.response.projection import Shape
from app.errors import NotFound
from app.schemas.lists import QuoteItem, QuotePage
from app.schemas.sample import SAMPLE_QUOTE_ID
from app.store.queries.article_queries import read_texts
from app.store.queries.listing import ListRequest, Slice
from app.store.queries.quote_queries import get_quote, list_quotes

router = APIRouter(prefix="/v1/quotes", tags=["quotes"], **guarded("read"))


@router.get(
    "",
    operation_id="list_quotes",
    summary="List quotes",
    responses=list_responses(QuotePage, is_exported=True),
    dependencies=[Depends(given_once(QuoteParameters))],
)
@answered_early_by(known_list)
def list_(request: Request, session: ReadSession, query: Annotated[QuoteParameters, Query()]) -> Response:
    """List quotes with their speakers, quotes of the newest article first.

    With `Accept: application/x-ndjson` all matches are exported, one per line, or the first `limit` if `limit` is
    given.
    """
    selected, shape = query.quotes(), Shape(query.shown, query.offsets)

    def read(session: Session, page: ListRequest) -> Slice:
        found = list_quotes(session, selected, page, query.extras)
        texts = _texts(session, shape, [orjson.loads(item) for item in found.items] if shape.converts_offsets else [])
        return found.map(lambda item: shape.quote(item, texts))

    return page_response(request, session, query, selected, read, is_exported=True)


@router.get(
    "/{quote_id}",
    operation_id="get_quote",
    summary="Get one quote",
    responses=item_responses(QuoteItem, is_dated=True),
    dependencies=[Depends(given_once(QuoteItemParameters))],
)
def get(
    request: Request,
    session: ReadSession,
    quote_id: Annotated[UUID, Path(description="Id of the quote.", examples=[SAMPLE_QUOTE_ID])],
    query: Annotated[QuoteItemParameters, Query()],
) -> Response:
    """Get one quote with its speaker, its cue and its offsets."""
    accepted(request, JSON)
    found, shape = get_quote(session, quote_id, with_article=query.has_article), Shape(query.shown, query.offsets)
    if found is None:
        raise NotFound("no quote has this id")
    texts = _texts(session, shape, [orjson.loads(found.json)])
    return item_response(request, shape.quote(found.json, texts), found.changed_at)


def _texts(session: Session, shape: Shape, quotes: list[Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """Return the texts of the quotes' articles, by article id and field name; empty if offsets need no conversion."""
    return read_texts(session, {UUID(quote["article_id"]) for quote in quotes}) if shape.converts_offsets else {}
