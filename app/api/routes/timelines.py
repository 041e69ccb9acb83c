"""Timelines of entities: how often they are named, quoted, and named in quotes."""

from typing import Annotated

import orjson
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from app.api.openapi.operation_responses import read_responses
from app.api.request.auth import guarded
from app.api.request.chosen_intervals import chosen_intervals
from app.api.request.dependencies import ReadSession, given_once
from app.api.request.stats_parameters import TimelineParameters
from app.api.response.caching import list_etag, not_modified, stored_response
from app.api.response.negotiation import JSON, accepted
from app.api.routes.entities import MERGED, EntityId, existing_record, moved_to
from app.errors import NotFound
from app.schemas.base import utc_text
from app.schemas.lists import EntityTimeline
from app.store.queries.change_queries import last_seq
from app.store.queries.matched import naming
from app.store.queries.stats_queries import find_range
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
    """Count the articles that name the entity, the quotes by it and the quotes about it, by time of publication.

    The filter is that of the articles. The range is that of the articles that name the entity and match.
    """
    accepted(request, JSON)
    record = existing_record(session, entity_id)
    if record != entity_id:
        return moved_to(request, record)
    headers = list_etag(request, last_seq(session))
    if answer := not_modified(request, headers):
        return answer
    selected = query.articles()
    about = articles_about(selected, entity_id)
    interval, starts = chosen_intervals(query, about, find_range(session, about))
    counts = count_timeline(session, selected, entity_id, starts)
    items = [{"start": utc_text(start), **count} for start, count in zip(starts, counts, strict=False)]
    counted = {"interval": interval, "timezone": query.timezone, "items": items}
    return stored_response(request, orjson.dumps(counted | naming(session, selected)), headers)
