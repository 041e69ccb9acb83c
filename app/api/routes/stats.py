"""Figures: how many articles have which value, and how many appeared when."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import orjson
from fastapi import APIRouter, Depends, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.api.openapi.operation_responses import answers
from app.api.request.auth import guarded
from app.api.request.dependencies import ReadSession, given_once
from app.api.request.parameters import FacetParameters, TimeseriesParameters
from app.api.response.caching import list_etag, not_modified, stored_response
from app.api.response.negotiation import JSON, accepted
from app.api.response.problems import validation_failed
from app.schemas.base import utc_text
from app.schemas.lists import Facets, Timeseries
from app.store.filters import ArticleFilter
from app.store.queries.change_queries import last_seq
from app.store.queries.stats_queries import count_articles, count_intervals, count_values, find_range
from app.text.intervals import interval_starts

router = APIRouter(prefix="/v1/stats", tags=["stats"], **guarded("read"))
MAX_INTERVALS = 2_000


@router.get(
    "/facets",
    operation_id="get_facets",
    summary="Count articles by value",
    responses=answers(Facets),
    dependencies=[Depends(given_once(FacetParameters))],
)
def get_facets(request: Request, session: ReadSession, query: Annotated[FacetParameters, Query()]) -> Response:
    """For each facet the values that most matching articles have; `value` filters, `label` is for people."""
    wanted = query.articles()

    def count() -> dict[str, Any]:
        facets = {facet: count_values(session, wanted, facet, query.size) for facet in dict.fromkeys(query.by)}
        return {"facets": facets, "total": count_articles(session, wanted)}

    return _figures(request, session, count)


@router.get(
    "/timeseries",
    operation_id="get_timeseries",
    summary="Count articles over time",
    responses=answers(Timeseries),
    dependencies=[Depends(given_once(TimeseriesParameters))],
)
def get_timeseries(request: Request, session: ReadSession, query: Annotated[TimeseriesParameters, Query()]) -> Response:
    """Matching articles by the hour, day, week or month of their publication, empty intervals included.

    From `published_after` to `published_before`, else from the first to the last article that matches.
    """
    wanted = query.articles()

    def count() -> dict[str, Any]:
        starts = _starts(query, _range(session, wanted))
        counts = count_intervals(session, wanted, starts)
        items = [{"start": utc_text(start), "count": number} for start, number in zip(starts, counts, strict=False)]
        return {"interval": query.interval, "timezone": query.timezone, "items": items}

    return _figures(request, session, count)


def _figures(request: Request, session: Session, count: Callable[[], dict[str, Any]]) -> Response:
    """What `count` gives; it is not called where the client has it already."""
    accepted(request, JSON)
    headers = list_etag(request, last_seq(session))
    return not_modified(request, headers) or stored_response(request, orjson.dumps(count()), headers)


def _range(session: Session, wanted: ArticleFilter) -> tuple[datetime, datetime] | None:
    """First and last moment to count; None where nothing matches and no time is given."""
    found = find_range(session, wanted)
    first = wanted.published_after or (found[0] if found else None)
    last = found[1] if found else None
    if wanted.published_before:
        last = wanted.published_before - timedelta(microseconds=1)  # the range is half-open
    return (first, last) if first and last else None


def _starts(query: TimeseriesParameters, span: tuple[datetime, datetime] | None) -> list[datetime]:
    if span is None:
        return []
    try:
        starts = interval_starts(*span, query.interval, ZoneInfo(query.timezone), MAX_INTERVALS)
    except OverflowError as error:
        message = "must lie within the years 1 to 9999 of the time zone"
        raise validation_failed([{"loc": ("query", "published_after"), "type": "too_far", "msg": message}]) from error
    if len(starts) > MAX_INTERVALS + 1:
        message = f"more than {MAX_INTERVALS:,} intervals: choose a longer one, or a shorter time"
        raise validation_failed([{"loc": ("query", "interval"), "type": "too_many_intervals", "msg": message}])
    return starts
