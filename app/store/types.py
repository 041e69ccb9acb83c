"""Column types that store the same values on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

_MILLENNIUM = timedelta(days=365_250)
UNDATED_END = datetime(1500, 1, 1, tzinfo=UTC)  # `sort_at` before this time means that the article has no date


def undated_place(first_seen_at: datetime) -> datetime:
    """Return the time by which an article without a date is sorted: a thousand years before it was first seen.

    So lists by newest time show dated articles first, then those without a date, the last seen first.
    """
    return first_seen_at - _MILLENNIUM


class UtcDateTime(TypeDecorator[datetime]):
    """Column type of a time with zone: UTC in Python, `timestamptz` on PostgreSQL, sortable text in UTC on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
