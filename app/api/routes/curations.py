"""Routes for decisions of people about entities: merge, split, undo, and the journal of decisions."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.api.openapi.operation_responses import Responses, json_of, list_responses, operation_errors
from app.api.request.auth import guarded
from app.api.request.body import read_object
from app.api.request.dependencies import ReadSession, given_once
from app.api.request.parameters import CurationParameters, NoParameters
from app.api.response.list_page import page_response
from app.api.response.negotiation import JSON
from app.api.routes.entities import EntityId
from app.api.state.application import state_of
from app.errors import (
    MalformedContentEncoding,
    MalformedJson,
    NotFound,
    PayloadTooLarge,
    StorageFull,
    UnsupportedContentEncoding,
    UnsupportedMediaType,
)
from app.schemas.curation_models import CuratedEntity, CurationPage, MergeRequest, SplitRequest
from app.services.curate import merge, split, undo
from app.store.entities.curation import Curated
from app.store.queries.curation_queries import CurationFilter, list_curations
from app.store.queries.entity_queries import get_entity
from app.store.queries.members import extended
from app.store.session import reading

router = APIRouter(prefix="/v1", tags=["entities"], **guarded("admin"))
_BODY_ERRORS = (
    MalformedJson,
    MalformedContentEncoding,
    PayloadTooLarge,
    UnsupportedMediaType,
    UnsupportedContentEncoding,
)
Number = Annotated[int, Path(ge=1, le=2**63 - 1, description="Number of the decision.", examples=[1])]


def _curated(*errors: type[Any]) -> Responses:
    success = {"description": "Decided.", "content": json_of(CuratedEntity)}
    return {200: success, **operation_errors(NotFound, StorageFull, *errors)}


def _body(model: Any, example: dict[str, str]) -> dict[str, Any]:
    content = {JSON: {"schema": model.model_json_schema, "example": example}}
    return {"requestBody": {"required": True, "content": content}}


@router.post(
    "/entities/{entity_id}/merge",
    operation_id="merge_entities",
    summary="Merge an entity into another",
    responses=_curated(*_BODY_ERRORS),
    openapi_extra=_body(MergeRequest, {"into": "e3e70682-c209-5cac-a29f-6fbed82c07cd"}),
)
async def merge_(request: Request, entity_id: EntityId, _query: Annotated[NoParameters, Query()]) -> Response:
    """Merge an entity into the entity `into`: all mentions of the first, also in pages posted later, count for `into`.

    From then on, requests for the merged entity are answered with 308. The answer's `curation` is the number of this
    merge, with which it can be undone.
    """
    sent = await read_object(request, MergeRequest)
    return await _decided(request, lambda: merge(state_of(request).engine, entity_id, sent.into))


@router.post(
    "/entities/{entity_id}/split",
    operation_id="split_entity",
    summary="Split a name off an entity",
    responses=_curated(*_BODY_ERRORS),
    openapi_extra=_body(SplitRequest, {"name": "Trump"}),
)
async def split_(request: Request, entity_id: EntityId, _query: Annotated[NoParameters, Query()]) -> Response:
    """Split off a name that a person or a rule merged into the entity.

    From then on the name is an entity of its own, and no rule merges it again.
    """
    sent = await read_object(request, SplitRequest)
    return await _decided(request, lambda: split(state_of(request).engine, entity_id, sent.name))


@router.post(
    "/curations/{number}/undo", operation_id="undo_curation", summary="Undo a merge or a split", responses=_curated()
)
async def undo_(request: Request, number: Number, _query: Annotated[NoParameters, Query()]) -> Response:
    """Undo a merge or a split that a person decided.

    The previous decision of a person about the same entity applies again. If there is none, the rules of the service
    decide again whether the entity is merged.
    """
    return await _decided(request, lambda: undo(state_of(request).engine, number))


@router.get(
    "/curations",
    operation_id="list_curations",
    summary="List merges and splits",
    responses=list_responses(CurationPage),
    dependencies=[Depends(given_once(CurationParameters))],
)
def list_(request: Request, session: ReadSession, query: Annotated[CurationParameters, Query()]) -> Response:
    """List the merges and splits of entities that people decided, newest first."""
    return page_response(request, session, query, CurationFilter(), list_curations)


async def _decided(request: Request, decide: Callable[[], Curated]) -> Response:
    def answer() -> bytes:
        made = decide()
        with reading(state_of(request).engine) as session:
            found = get_entity(session, made.record, with_articles=False)
        assert found
        return extended(found.json, {"curation": b"%d" % made.number})

    return Response(await run_in_threadpool(answer), media_type=JSON, headers={"Cache-Control": "no-store"})
