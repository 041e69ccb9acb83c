"""Routes for statistics: articles or quotes counted by value, and articles counted over time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.api.openapi.operation_responses import read_responses
from app.api.request.auth import guarded
from app.api.request.chosen_intervals import chosen_intervals
from app.api.request.dependencies import ReadSession, given_once
from app.api.request.prepared_route import answered_early_by
from app.api.request.stats_parameters import FacetParameters, TimeseriesParameters
from app.api.response.caching import known_list, list_etag, not_modified, stored_response
from app.api.response.negotiation import JSON, accepted
from app.schemas.base import utc_text
from app.schemas.lists import Facets, Timeseries
from app.store.filters import EVERY_ARTICLE, ArticleFilter
from app.store.queries.change_queries import last_seq
from app.store.queries.matched import naming
from app.store.queries.quote_stats import count_quote_values, count_quotes
from app.store.queries.stats_queries import COUNTED, count_articles, count_intervals, count_values, find_range

router = APIRouter(prefix="/v1/stats", tags=["stats"], **guarded("read"))


@router.get(
    "/facets",
    operation_id="get_facets",
    summary="Count articles or quotes by value",
    responses=read_responses(Facets),
    dependencies=[Depends(given_once(FacetParameters))],
)
@answered_early_by(known_list)
def get_facets(request: Request, session: ReadSession, query: Annotated[FacetParameters, Query()]) -> Response:
    """Count the matching articles for each value of up to 5 facets, at most 100 values of each facet.

    With `of=quotes`, count the matching quotes instead. If more than 2,000 articles match a filter, only the newest
    2,000 are counted, and `counted` says so; quotes are all counted. To filter by a value, send its `value`; to show it
    to people, use its `label`.
    """
    count = _count_quotes if query.of == "quotes" else _count_articles
    return _statistics(request, session, lambda: count(session, query))


@router.get(
    "/timeseries",
    operation_id="get_timeseries",
    summary="Count articles over time",
    responses=read_responses(Timeseries),
    dependencies=[Depends(given_once(TimeseriesParameters))],
)
@answered_early_by(known_list)
def get_timeseries(request: Request, session: ReadSession, query: Annotated[TimeseriesParameters, Query()]) -> Response:
    """Count the matching articles in each interval of time, by their time of publication.

    Articles without a publication time are left out. The range is from `published_after` to `published_before`; without
    them, from the first to the last matching article. Empty intervals are listed. `interval=auto` (the default) chooses
    the shortest interval that divides the range into at most 400 parts; any other `interval` is refused with 422 if it
    divides the range into more than 2,000 parts.
    """
    selected = query.articles()

    def count(starts: Sequence[datetime]) -> Iterable[Mapping[str, int]]:
        return ({"count": number} for number in count_intervals(session, selected, starts))

    return series_response(request, session, query, selected, count, selected)


def _count_articles(session: Session, query: FacetParameters) -> dict[str, Any]:
    selected = query.articles()
    facets = {facet: count_values(session, selected, facet, query.size) for facet in query.facets}
    total = count_articles(session, selected)
    newest = {"counted": COUNTED} if total > COUNTED and selected != EVERY_ARTICLE else {}
    return {"facets": facets, "total": total, **newest, **naming(session, selected)}


def _count_quotes(session: Session, query: FacetParameters) -> dict[str, Any]:
    selected = query.quotes()
    facets = {facet: count_quote_values(session, selected, facet, query.size) for facet in dict.fromkeys(query.by)}
    return {"facets": facets, "total": count_quotes(session, selected), **naming(session, selected)}


def series_response(
    request: Request,
    session: Session,
    query: TimeseriesParameters,
    selected: ArticleFilter,
    count: Callable[[Sequence[datetime]], Iterable[Mapping[str, int]]],
    ranged: ArticleFilter,
) -> Response:
    """Answer with a time series.

    `count`: function that takes the starts of the intervals and the end of the last one, and returns the counts of each
    interval. `ranged`: filter that sets the range of the series. A bound that the filter lacks is the publication time
    of the first or last article that matches the filter.
    """

    def counted() -> dict[str, Any]:
        interval, starts = chosen_intervals(query, ranged, find_range(session, ranged))
        items = [{"start": utc_text(start), **one} for start, one in zip(starts, count(starts), strict=False)]
        return {"interval": interval, "timezone": query.timezone, "items": items, **naming(session, selected)}

    return _statistics(request, session, counted)


def _statistics(request: Request, session: Session, count: Callable[[], dict[str, Any]]) -> Response:
    """Answer with the result of `count`. If the client already has it, answer with 304 and do not call `count`."""
    accepted(request, JSON)
    headers = list_etag(request, last_seq(session))
    return not_modified(request, headers) or stored_response(request, orjson.dumps(count()), headers)
