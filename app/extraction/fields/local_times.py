"""Give times a UTC offset: from the publisher's rule, the sender's hints, the language or other times on the page."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from app.extraction.fields.field_numbers import LOCAL_TIMES_FARTHEST, LOCAL_TIMES_HALF_HOURS
from app.extraction.fields.zones import iana_zone
from app.extraction.findings import Evidence
from app.schemas.article import ZoneOrigin

_HOUR = timedelta(hours=1)


def placed(evidence: Evidence, moment: datetime) -> tuple[datetime, ZoneOrigin]:
    """Return the moment with a UTC offset, and the origin of the offset. If no offset is known, it is 0."""
    if moment.tzinfo is not None:
        return moment, "page"
    named: tuple[tuple[str | None, ZoneOrigin], ...] = (
        (evidence.rule.zone, "publisher_default"),
        (evidence.hints.get("timezone"), "publisher_default"),
        (evidence.pack.default_zone, "language_default"),
    )
    for name, origin in named:
        if zone := iana_zone(name) if name else None:
            offset = moment.replace(tzinfo=zone).utcoffset() or timedelta()
            return moment.replace(tzinfo=timezone(offset)), origin
    return moment.replace(tzinfo=UTC), "unknown"


def with_local_offset(moment: datetime, others: Iterable[datetime]) -> datetime:
    """Convert a time in UTC to local time, if the page also has the local time.

    Example: `10:05Z` becomes `13:05+03:00` if the page also has `13:05+03:00`, or `13:05` without a UTC offset.
    """
    if moment.tzinfo is None or moment.utcoffset():
        return moment
    for other in others:
        offset = other.utcoffset() if other.tzinfo else _difference(other, moment)
        if offset and (other.tzinfo is None or abs(other - moment) < timedelta(minutes=1)):
            return moment.astimezone(timezone(offset))
    return moment


def _difference(clock: datetime, moment: datetime) -> timedelta | None:
    """Return the UTC offset at which the local time `clock` is `moment`; None if no time zone has this offset."""
    utc = moment.replace(tzinfo=None)
    if not (clock.second and utc.second):
        clock, utc = clock.replace(second=0), utc.replace(second=0)
    offset = clock - utc
    is_possible = offset % _HOUR == timedelta() or offset / _HOUR in LOCAL_TIMES_HALF_HOURS
    return offset if abs(offset) <= LOCAL_TIMES_FARTHEST and is_possible else None
