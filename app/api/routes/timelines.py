"""Routes for timelines of entities: how often an entity is named, quoted, and named in quotes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from app.api.openapi.operation_responses import read_responses
from app.api.request.auth import guarded
from app.api.request.dependencies import ReadSession, given_once
from app.api.request.stats_parameters import TimelineParameters
from app.api.response.negotiation import JSON, accepted
from app.api.routes.entities import MERGED, EntityId, moved_response
from app.api.routes.stats import series_response
from app.errors import NotFound
from app.schemas.lists import EntityTimeline
from app.store.queries.timeline_queries import articles_about, count_timeline

router = APIRouter(prefix="/v1/entities", tags=["entities"], **guarded("read"))


@router.get(
    "/{entity_id}/timeline",
    operation_id="get_entity_timeline",
    summary="Count articles and quotes of an entity over time",
    responses=read_responses(EntityTimeline, NotFound) | MERGED,
    dependencies=[Depends(given_once(TimelineParameters))],
)
def get_timeline(
    request: Request, session: ReadSession, entity_id: EntityId, query: Annotated[TimelineParameters, Query()]
) -> Response:
    """Count, by time of publication, the articles that name the entity, the quotes by it and the quotes about it.

    The filter selects articles. The time range is from `published_after` to `published_before`; without them, from the
    first to the last matching article that names the entity.
    """
    accepted(request, JSON)
    if moved := moved_response(request, session, entity_id):
        return moved
    selected = query.articles()

    def count(starts: Sequence[datetime]) -> Iterable[Mapping[str, int]]:
        return count_timeline(session, selected, entity_id, starts)

    return series_response(request, session, query, selected, count, articles_about(selected, entity_id))
