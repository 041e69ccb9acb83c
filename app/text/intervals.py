"""Compute at which times the hours, days, weeks, months and years of a time zone begin."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Literal, get_args
from zoneinfo import ZoneInfo

Interval = Literal["hour", "day", "week", "month", "year"]
_SHORTEST_FIRST: tuple[Interval, ...] = get_args(Interval)


def interval_starts(first: datetime, last: datetime, interval: Interval, zone: ZoneInfo, limit: int) -> list[datetime]:
    """Return the starts of the intervals that cover `first` to `last` in the zone, and the end of the last interval.

    The list has at most `limit` + 2 points in time. If it has as many, the range has more than `limit` intervals.

    Raises:
        OverflowError: an interval begins or ends outside the years 1 to 9999.
    """
    return list(islice(_starts(first, last, interval, zone), limit + 2))


def fitting_starts(first: datetime, last: datetime, zone: ZoneInfo, limit: int) -> tuple[Interval, list[datetime]]:
    """Return the shortest kind of interval that divides the range into at most `limit` intervals.

    Also return the starts of these intervals, and the end of the last one.

    Raises:
        OverflowError: the range has more than `limit` years, or is outside the years 1 to 9999.
    """
    for interval in _SHORTEST_FIRST:
        starts = interval_starts(first, last, interval, zone, limit)
        if len(starts) <= limit + 1:
            return interval, starts
    raise OverflowError(f"more than {limit} years")


def _starts(first: datetime, last: datetime, interval: Interval, zone: ZoneInfo) -> Iterator[datetime]:
    start = _floor(first.astimezone(zone), interval)
    while start.astimezone(UTC) <= last.astimezone(UTC):
        yield start
        start = _following(start, interval)
    yield start


def _floor(moment: datetime, interval: Interval) -> datetime:
    hour = moment.replace(minute=0, second=0, microsecond=0)
    if interval == "hour":
        return hour
    day = hour.replace(hour=0, fold=0)
    if interval == "week":
        return day - timedelta(days=day.weekday())
    if interval == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if interval == "month" else day


def _following(start: datetime, interval: Interval) -> datetime:
    if interval == "hour":  # count hours in UTC, because local time skips or repeats an hour when clocks change
        return (start.astimezone(UTC) + timedelta(hours=1)).astimezone(start.tzinfo)
    if interval == "month":
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    if interval == "year":
        return start.replace(month=12, day=31) + timedelta(days=1)
    return start + timedelta(days=7 if interval == "week" else 1)
