"""Intervals of the calendar: where hours, days, weeks and months of a time zone begin."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

Interval = Literal["hour", "day", "week", "month"]


def interval_starts(first: datetime, last: datetime, interval: Interval, zone: ZoneInfo, most: int) -> list[datetime]:
    """Begins of the intervals from that of `first` to the one behind `last`, in the zone; `most` + 2 at the most."""
    return list(islice(_starts(first, last, interval, zone), most + 2))


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
    return day.replace(day=1) if interval == "month" else day


def _following(start: datetime, interval: Interval) -> datetime:
    if interval == "hour":  # in UTC: when clocks change, an hour is skipped or comes twice
        return (start.astimezone(UTC) + timedelta(hours=1)).astimezone(start.tzinfo)
    if interval == "month":
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    return start + timedelta(days=7 if interval == "week" else 1)
