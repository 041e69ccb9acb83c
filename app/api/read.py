"""The read operations: each calls one function of the store and answers its bytes."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from app.api.caching import item_response
from app.api.deps import ReadSession, given_once
from app.api.examples import example_of
from app.api.page import page_response
from app.api.parameters import (
    ArticleParameters,
    EntityParameters,
    ItemParameters,
    PublisherParameters,
    QuoteParameters,
)
from app.api.problems import documented
from app.errors import InvalidCursor, NotFound, ValidationFailed
from app.schemas.article import ArticleCard, ArticleRead
from app.schemas.entity import EntityRead
from app.schemas.page import Page, PublisherRead
from app.schemas.quote import QuoteRead
from app.store import queries
from app.store.queries import Stored

router = APIRouter(prefix="/v1")
LIST_ERRORS = documented(ValidationFailed, InvalidCursor)
ITEM_ERRORS = documented(ValidationFailed, NotFound)
NOT_MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "The client has this version (`If-None-Match`)."}}


def answers(model: Any, errors: dict[int | str, dict[str, Any]]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a read: its model with an example, and its errors."""
    return {200: {"model": model, "content": {"application/json": {"example": example_of(model)}}}, **errors}


@router.get(
    "/articles",
    operation_id="list_articles",
    tags=["articles"],
    summary="List articles",
    responses=answers(Page[ArticleCard], LIST_ERRORS),
    dependencies=[Depends(given_once(ArticleParameters))],
)
def list_articles(request: Request, session: ReadSession, query: Annotated[ArticleParameters, Query()]) -> Response:
    """Cards of articles, newest first; filters narrow, `q` searches headline, lede and body."""
    return page_response(request, session, query, queries.list_articles)


@router.get(
    "/articles/{article_id}",
    operation_id="get_article",
    tags=["articles"],
    summary="Get one article",
    responses=answers(ArticleRead, ITEM_ERRORS | NOT_MODIFIED),
)
def get_article(
    request: Request,
    session: ReadSession,
    article_id: Annotated[UUID, Path(description="The article's id.")],
    query: Annotated[ItemParameters, Query()],
) -> Response:
    """The full record: body, blocks, quotes and entities with offsets, and where each field was found."""
    return _item(request, queries.get_article(session, article_id, indirect="indirect" in query.include))


@router.get(
    "/quotes",
    operation_id="list_quotes",
    tags=["quotes"],
    summary="List quotes",
    responses=answers(Page[QuoteRead], LIST_ERRORS),
    dependencies=[Depends(given_once(QuoteParameters))],
)
def list_quotes(request: Request, session: ReadSession, query: Annotated[QuoteParameters, Query()]) -> Response:
    """Who said what, in all articles, newest first."""
    return page_response(request, session, query, queries.list_quotes)


@router.get(
    "/quotes/{quote_id}",
    operation_id="get_quote",
    tags=["quotes"],
    summary="Get one quote",
    responses=answers(QuoteRead, ITEM_ERRORS | NOT_MODIFIED),
)
def get_quote(
    request: Request, session: ReadSession, quote_id: Annotated[UUID, Path(description="The quote's id.")]
) -> Response:
    """One quote with its speaker, its cue and its place."""
    return _item(request, queries.get_quote(session, quote_id))


@router.get(
    "/entities",
    operation_id="list_entities",
    tags=["entities"],
    summary="List entities",
    responses=answers(Page[EntityRead], LIST_ERRORS),
    dependencies=[Depends(given_once(EntityParameters))],
)
def list_entities(request: Request, session: ReadSession, query: Annotated[EntityParameters, Query()]) -> Response:
    """People, organizations and places, those that most articles name first."""
    return page_response(request, session, query, queries.list_entities)


@router.get(
    "/entities/{entity_id}",
    operation_id="get_entity",
    tags=["entities"],
    summary="Get one entity",
    responses=answers(EntityRead, ITEM_ERRORS | NOT_MODIFIED),
)
def get_entity(
    request: Request, session: ReadSession, entity_id: Annotated[UUID, Path(description="The entity's id.")]
) -> Response:
    """One entity across all articles; `GET /v1/articles?entity={id}` lists those."""
    return _item(request, queries.get_entity(session, entity_id))


@router.get(
    "/publishers",
    operation_id="list_publishers",
    tags=["publishers"],
    summary="List publishers",
    responses=answers(Page[PublisherRead], LIST_ERRORS),
    dependencies=[Depends(given_once(PublisherParameters))],
)
def list_publishers(request: Request, session: ReadSession, query: Annotated[PublisherParameters, Query()]) -> Response:
    """Publishers, those with most articles first."""
    return page_response(request, session, query, queries.list_publishers)


def _item(request: Request, found: Stored | None) -> Response:
    if found is None:
        raise NotFound("no record has this id")
    return item_response(request, found.json, found.changed_at)
