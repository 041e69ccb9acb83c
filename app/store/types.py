"""Column types that store the same values on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    SQLColumnExpression,
    Uuid,
    cast,
    extract,
    func,
    type_coerce,
)
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import SQLModel

_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_YEARS = timedelta(days=1_000_000)  # longer than the time between the year 1 and 1970
_MILLENNIUM = timedelta(days=365_250)
UNDATED_END = datetime(1500, 1, 1, tzinfo=UTC)  # `sort_at` before this time means that the article has no date


def undated_place(first_seen_at: datetime) -> datetime:
    """Return the time by which an article without a date is sorted: a thousand years before it was first seen.

    In a list with the newest articles first, articles without a date thus come last.
    """
    return first_seen_at - _MILLENNIUM


class Row(SQLModel):
    """Base of all tables. The database checks their values, so the validators of Pydantic are not built."""

    model_config = {"defer_build": True}  # without annotation, because SQLModel has no public type for `model_config`


class _Microseconds(BigInteger):
    """SQLite's type of a time: an integer in a column that is declared as `DATETIME`."""

    __visit_name__ = "datetime"


class UtcDateTime(TypeDecorator[datetime]):
    """Column type of a time: UTC in Python, `timestamptz` on PostgreSQL, microseconds since 1970 on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _Microseconds() if dialect.name == "sqlite" else super().load_dialect_impl(dialect)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        return (value - _EPOCH) // _MICROSECOND if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if dialect.name == "sqlite":
            return _EPOCH + timedelta(microseconds=value)
        moment: datetime = value.astimezone(UTC)
        return moment


class _Bytes(Uuid[UUID]):
    """SQLite's type of an id: 16 bytes, although the column is declared as `CHAR(32)`."""

    def bind_processor(self, _dialect: Dialect) -> Any:
        return lambda value: value and value.bytes

    def result_processor(self, _dialect: Dialect, _kind: object) -> Any:
        return lambda value: value and UUID(bytes=value)


class Id(TypeDecorator[UUID]):
    """Column type of an id: `uuid` on PostgreSQL, 16 bytes on SQLite."""

    impl = Uuid
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _Bytes() if dialect.name == "sqlite" else super().load_dialect_impl(dialect)


def periods_of(at: SQLColumnExpression[datetime], length: timedelta, dialect: str) -> ColumnElement[int]:
    """Return the SQL for the number of the period (hour, day …) that contains a time, counted from 1970 in UTC."""
    if dialect != "sqlite":
        return cast(func.floor(extract("epoch", at) / length.total_seconds()), BigInteger)
    # A time is a number of microseconds, negative before 1970. Here it is counted from before the year 1 instead, so
    # that it is never negative: integer division would round a negative number up.
    before, microseconds = -(-_YEARS // length), length // _MICROSECOND
    number: ColumnElement[int] = (type_coerce(at, BigInteger) + before * microseconds) // microseconds - before
    return number


def period_number(moment: datetime, length: timedelta) -> int:
    """Return the number of the period (hour, day …) that contains a time, counted from 1970 in UTC."""
    return (moment - _EPOCH) // length


def period_start(number: int, length: timedelta) -> datetime:
    """Return the time when the period with this number begins."""
    return _EPOCH + number * length
