"""Entities: lists, one entity, those named together with it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.api.openapi.operation_responses import item_answers, list_answers
from app.api.request.auth import guarded
from app.api.request.dependencies import ReadSession, given_once
from app.api.request.parameters import EntityItemParameters, EntityParameters, RelatedParameters
from app.api.response.caching import item_response
from app.api.response.list_page import page_response
from app.api.response.negotiation import JSON, accepted
from app.api.response.projection import Shape
from app.errors import NotFound
from app.schemas.entity import EntityRead
from app.schemas.lists import EntityPage, EntityPart, RelatedPage
from app.store.filters import RelatedFilter
from app.store.queries.entity_queries import get_entity, list_entities, list_related_entities
from app.store.queries.listing import ListRequest, Slice

router = APIRouter(prefix="/v1/entities", tags=["entities"], **guarded("read"))
EntityId = Annotated[UUID, Path(description="The entity's id.", examples=["8d6c0e52-7b0a-5c4e-8f5e-2f5f4a1f7a10"])]


@router.get(
    "",
    operation_id="list_entities",
    summary="List entities",
    responses=list_answers(EntityPage, is_exported=True),
    dependencies=[Depends(given_once(EntityParameters))],
)
def list_(request: Request, session: ReadSession, query: Annotated[EntityParameters, Query()]) -> Response:
    """People, organizations and places, with their counts in all articles.

    With a filter those that the newest 10,000 articles that match name."""
    wanted, shape = query.wanted(), Shape(frozenset(query.fields))

    def read(session: Session, page: ListRequest) -> Slice:
        return list_entities(session, wanted, page).map(shape.entity)

    return page_response(request, session, query, wanted, read, is_exported=True)


@router.get(
    "/{entity_id}",
    operation_id="get_entity",
    summary="Get one entity",
    responses=item_answers(EntityRead | EntityPart),
)
def get(
    request: Request, session: ReadSession, entity_id: EntityId, query: Annotated[EntityItemParameters, Query()]
) -> Response:
    """One entity across all articles; `GET /v1/articles?entity={id}` lists those."""
    accepted(request, JSON)
    found = get_entity(session, entity_id)
    if found is None:
        raise NotFound("no entity has this id")
    return item_response(request, Shape(frozenset(query.fields)).entity(found.json), found.changed_at)


@router.get(
    "/{entity_id}/related",
    operation_id="list_related_entities",
    summary="List entities named together with one",
    responses=list_answers(RelatedPage, NotFound),
    dependencies=[Depends(given_once(RelatedParameters))],
)
def list_related(
    request: Request, session: ReadSession, entity_id: EntityId, query: Annotated[RelatedParameters, Query()]
) -> Response:
    """Who and what the same articles name, most often first; its newest 10,000 articles that match are searched."""
    if get_entity(session, entity_id) is None:
        raise NotFound("no entity has this id")
    wanted = RelatedFilter(entity_id, query.articles(), tuple(query.type))
    return page_response(
        request, session, query, wanted, lambda session, page: list_related_entities(session, wanted, page)
    )
