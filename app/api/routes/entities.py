"""Routes for entities: lists, one entity, and the entities that are named in the same articles."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.api.openapi.examples import ENTITY_FORM_EXAMPLES
from app.api.openapi.operation_responses import OTHER_MEDIA_TYPES, Responses, item_responses, list_responses
from app.api.openapi.response_headers import declared_headers
from app.api.request.auth import guarded
from app.api.request.dependencies import ReadSession, given_once
from app.api.request.parameters import EntityItemParameters, EntityParameters, RelatedParameters
from app.api.request.prepared_route import answered_early_by
from app.api.response.caching import item_response, known_list
from app.api.response.formats import ENTITY_FORMS
from app.api.response.list_page import page_response
from app.api.response.negotiation import JSON, accepted
from app.api.response.projection import Shape
from app.errors import NotFound
from app.schemas.entity import EntityRead
from app.schemas.lists import EntityPage, RelatedPage
from app.schemas.sample import SAMPLE_ENTITY_ID
from app.store.filters import RelatedFilter
from app.store.queries.entity_queries import find_record, get_entity, list_entities, list_related_entities
from app.store.queries.listing import ListRequest, Slice

router = APIRouter(prefix="/v1/entities", tags=["entities"], **guarded("read"))
MERGED: Responses = {308: {"description": "Another record counts for it.", "headers": declared_headers("Location")}}
RECORD_RESPONSES = item_responses(EntityRead, is_dated=True)
RECORD_RESPONSES[200][OTHER_MEDIA_TYPES] = ENTITY_FORM_EXAMPLES
EntityId = Annotated[UUID, Path(description="Id of the entity.", examples=[SAMPLE_ENTITY_ID])]


@router.get(
    "",
    operation_id="list_entities",
    summary="List entities",
    responses=list_responses(EntityPage, is_exported=True),
    dependencies=[Depends(given_once(EntityParameters))],
)
@answered_early_by(known_list)
def list_(request: Request, session: ReadSession, query: Annotated[EntityParameters, Query()]) -> Response:
    """List people, organizations and places.

    The counts of an entity cover all articles. With a filter, the list has the entities named in the newest 10,000
    articles that match. With `Accept: application/x-ndjson` all entities are exported, one per line, or the first
    `limit` if `limit` is given.
    """
    selected, shape = query.entities(), Shape(frozenset(query.fields))

    def read(session: Session, page: ListRequest) -> Slice:
        return list_entities(session, selected, page, query.lang).map(shape.entity)

    return page_response(request, session, query, selected, read, is_exported=True)


@router.get(
    "/{entity_id}",
    operation_id="get_entity",
    summary="Get one entity",
    responses=RECORD_RESPONSES | MERGED,
)
def get(
    request: Request, session: ReadSession, entity_id: EntityId, query: Annotated[EntityItemParameters, Query()]
) -> Response:
    """Get one entity with its counts in all articles; `GET /v1/articles?entity={id}` lists the articles.

    With `Accept`, the entity is also available as a schema.org Person, Organization or Place (`application/ld+json`),
    whose `sameAs` are its addresses in Wikidata and GeoNames. If the entity was merged into another one, the answer is
    308 with the address of the other entity.
    """
    media_type = accepted(request, JSON, *ENTITY_FORMS)
    if moved := moved_response(request, session, entity_id):
        return moved
    found = get_entity(session, entity_id, language=query.lang)
    if found is None:
        raise NotFound("no entity has this id")
    if media_type == JSON:
        return item_response(request, Shape(frozenset(query.fields)).entity(found.json), found.changed_at)
    return item_response(request, ENTITY_FORMS[media_type](found.json), found.changed_at, media_type)


@router.get(
    "/{entity_id}/related",
    operation_id="list_related_entities",
    summary="List related entities",
    responses=list_responses(RelatedPage, NotFound) | MERGED,
    dependencies=[Depends(given_once(RelatedParameters))],
)
def list_related(
    request: Request, session: ReadSession, entity_id: EntityId, query: Annotated[RelatedParameters, Query()]
) -> Response:
    """List the entities that are named in the same articles as this one, the most frequent or the most recent first.

    The newest 2,000 articles that name the entity and match the filter are counted.
    """
    if moved := moved_response(request, session, entity_id):
        return moved
    selected = RelatedFilter(entity_id, query.articles(), query.id, query.type)
    return page_response(
        request, session, query, selected, lambda session, page: list_related_entities(session, selected, page)
    )


def moved_response(request: Request, session: Session, entity_id: UUID) -> Response | None:
    """Return a redirect to the entity into which this one was merged; None if it was not merged.

    Raises:
        NotFound: no article names the entity.
    """
    record = find_record(session, entity_id)
    if record is None:
        raise NotFound("no entity has this id")
    if record == entity_id:
        return None
    path = request.url.path.replace(request.path_params["entity_id"], str(record))
    query = f"?{request.url.query}" if request.url.query else ""
    return Response(status_code=308, headers={"Location": path + query, "Cache-Control": "no-cache"})
