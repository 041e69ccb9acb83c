"""Choose the intervals of a time series from its parameters and the publication times of the matching articles."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.api.request.stats_parameters import TimeseriesParameters
from app.api.response.problems import validation_failed
from app.store.filters import ArticleFilter
from app.text.intervals import Interval, fitting_starts, interval_starts

AUTO_INTERVALS, MAX_INTERVALS = 400, 2_000
Range = tuple[datetime, datetime]  # (earliest, latest publication time to count), both inclusive


def chosen_intervals(
    query: TimeseriesParameters, selected: ArticleFilter, found: Range | None
) -> tuple[Interval, list[datetime]]:
    """Return the length of the intervals and their starts, followed by the end of the last interval.

    `found`: publication times of the first and the last article that matches; None if no article matches.
    """
    span, zone = _requested(selected, found), ZoneInfo(query.timezone)
    if query.interval != "auto":
        return query.interval, _checked_starts(*span, query.interval, zone) if span else []
    if span is None:
        return "day", []
    try:
        return fitting_starts(*span, zone, AUTO_INTERVALS)
    except OverflowError:  # the filter's bounds are too far apart, or outside the calendar: use `found`
        return fitting_starts(*found, zone, AUTO_INTERVALS) if found else ("year", [])


def _requested(selected: ArticleFilter, found: Range | None) -> Range | None:
    """Return the time range that the intervals cover; None if a bound is unknown, because no article matches.

    The bounds are those of the filter, else the publication times of the first and the last match.
    """
    first = selected.published_after or (found[0] if found else None)
    last = found[1] if found else None
    if selected.published_before:
        last = selected.published_before - timedelta(microseconds=1)  # `last` is inclusive
    return (first, last) if first and last else None


def _checked_starts(first: datetime, last: datetime, interval: Interval, zone: ZoneInfo) -> list[datetime]:
    try:
        starts = interval_starts(first, last, interval, zone, MAX_INTERVALS)
    except OverflowError as error:
        message = "must lie within the years 1 to 9999 of the time zone"
        raise validation_failed([{"loc": ("query", "published_after"), "type": "too_far", "msg": message}]) from error
    if len(starts) > MAX_INTERVALS + 1:
        message = f"makes more than {MAX_INTERVALS:,} intervals; choose a longer one (or `auto`), or a shorter range"
        raise validation_failed([{"loc": ("query", "interval"), "type": "too_many_intervals", "msg": message}])
    return starts
