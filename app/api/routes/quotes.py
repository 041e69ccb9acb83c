"""Quotes: lists, and one quote."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Path, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.api.openapi.operation_responses import item_answers, list_answers
from app.api.request.auth import guarded
from app.api.request.dependencies import ReadSession, given_once
from app.api.request.parameters import QuoteItemParameters, QuoteParameters
from app.api.response.caching import item_response
from app.api.response.list_page import page_response
from app.api.response.negotiation import JSON, accepted
from app.api.response.projection import Shape
from app.errors import NotFound
from app.schemas.lists import QuotePage, QuotePart
from app.schemas.quote import QuoteRead
from app.store.queries.article_queries import read_texts
from app.store.queries.listing import ListRequest, Slice
from app.store.queries.quote_queries import get_quote, list_quotes

router = APIRouter(prefix="/v1/quotes", tags=["quotes"], **guarded("read"))


@router.get(
    "",
    operation_id="list_quotes",
    summary="List quotes",
    responses=list_answers(QuotePage, is_exported=True),
    dependencies=[Depends(given_once(QuoteParameters))],
)
def list_(request: Request, session: ReadSession, query: Annotated[QuoteParameters, Query()]) -> Response:
    """Who said what, in all articles, newest first. `Accept: application/x-ndjson` exports all."""
    wanted, shape = query.wanted(), Shape(frozenset(query.fields), query.offsets)

    def read(session: Session, page: ListRequest) -> Slice:
        found = list_quotes(session, wanted, page)
        texts = _texts(session, shape, [orjson.loads(item) for item in found.items] if shape.counts_anew else [])
        return found.map(lambda item: shape.quote(item, texts))

    return page_response(request, session, query, wanted, read, is_exported=True)


@router.get(
    "/{quote_id}",
    operation_id="get_quote",
    summary="Get one quote",
    responses=item_answers(QuoteRead | QuotePart),
    dependencies=[Depends(given_once(QuoteItemParameters))],
)
def get(
    request: Request,
    session: ReadSession,
    quote_id: Annotated[UUID, Path(description="The quote's id.", examples=["0f6d6a0e-5c41-5b0c-a9a3-1f6f5a2c7e21"])],
    query: Annotated[QuoteItemParameters, Query()],
) -> Response:
    """One quote with its speaker, its cue and its place."""
    accepted(request, JSON)
    found, shape = get_quote(session, quote_id), Shape(frozenset(query.fields), query.offsets)
    if found is None:
        raise NotFound("no quote has this id")
    texts = _texts(session, shape, [orjson.loads(found.json)])
    return item_response(request, shape.quote(found.json, texts), found.changed_at)


def _texts(session: Session, shape: Shape, quotes: list[Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """Texts of the quotes' articles, where offsets are counted in them."""
    return read_texts(session, {UUID(quote["article_id"]) for quote in quotes}) if shape.counts_anew else {}
