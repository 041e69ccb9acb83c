"""Pages of lists: order, position, count."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, SQLColumnExpression, func, literal, not_, select, tuple_, union_all
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

from app.store.cursor import Position
from app.store.types import UtcDateTime

Statement = Select[*tuple[Any, ...]]
CAPPED = 10_000  # number at which a capped count stops
Counting = Literal["none", "capped", "exact"]


@dataclass(frozen=True)
class ListRequest:
    """The requested page of a list: order, position of the row before it, number of items, way of counting."""

    sort: str
    position: Position | None = None
    limit: int = 25
    count: Counting = "none"


@dataclass(frozen=True)
class Slice:
    """Items as JSON; positions of the next and previous page (None at the ends); the count, if requested."""

    items: Sequence[bytes]
    next: Position | None = None
    previous: Position | None = None
    count: int | None = None

    def map(self, change: Callable[[bytes], bytes]) -> "Slice":
        """Return the same page with each item changed."""
        return replace(self, items=tuple(change(item) for item in self.items))


@dataclass(frozen=True)
class Stored:
    """One record as JSON, and when it last changed."""

    json: bytes
    changed_at: datetime


@dataclass(frozen=True)
class Order:
    """A total order: all columns in one direction, the last one unique. Rows that match `last` follow all others."""

    columns: tuple[SQLColumnExpression[Any], ...]
    descending: bool
    last: ColumnElement[bool] | None = None


@dataclass(frozen=True)
class Rows:
    """Rows of a page, and the positions of its neighbours."""

    rows: Sequence[Row[Any]]
    next: Position | None
    previous: Position | None
    count: int | None


def page_of(session: Session, statement: Statement, order: Order, page: ListRequest) -> Rows:
    """Read a page in one statement: one extra row shows whether another page follows. A count is a second statement."""
    count = _count(session, statement, page.count)
    backwards = page.position is not None and page.position.backwards
    descending = order.descending != backwards
    ordered = _ordered if order.last is None else _ordered_with_last
    rows = session.execute(ordered(statement, order, page, descending)).all()
    more, rows = len(rows) > page.limit, rows[: page.limit]
    rows = rows[::-1] if backwards else rows
    has_next, has_previous = (True, more) if backwards else (more, page.position is not None)
    return Rows(
        rows,
        _position(rows[-1], False) if rows and has_next else None,
        _position(rows[0], True) if rows and has_previous else None,
        count,
    )


def slice_of(found: Rows, render: Callable[[Row[Any]], bytes]) -> Slice:
    """Return the page with each of its rows as JSON."""
    return Slice(tuple(render(row) for row in found.rows), found.next, found.previous, found.count)


def first_column(row: Row[Any]) -> bytes:
    """Return the JSON in the first column of a row."""
    return str(row[0]).encode()


def _ordered(statement: Statement, order: Order, page: ListRequest, descending: bool) -> Statement:
    statement = statement.add_columns(*(c.label(f"order_{n}") for n, c in enumerate(order.columns)))
    if page.position:
        place = tuple_(*(_typed(c, v) for c, v in zip(order.columns, page.position.values, strict=True)))
        here = tuple_(*order.columns)
        statement = statement.where(here < place if descending else here > place)
    return statement.order_by(*(c.desc() if descending else c.asc() for c in order.columns)).limit(page.limit + 1)


def _ordered_with_last(statement: Statement, order: Order, page: ListRequest, descending: bool) -> Statement:
    """Read the rows that come last (part 1) and the others (part 0) each in the order of the index, and join them."""
    assert order.last is not None
    reached = page.position.values[0] if page.position else (1 if descending else 0)
    parts: list[Statement] = []
    for part, rows in ((0, statement.where(not_(order.last))), (1, statement.where(order.last))):
        if part == reached or (part < int(reached)) == descending:
            within = Order((literal(part), *order.columns), order.descending)
            begun = page if part == reached else replace(page, position=None)
            parts.append(select(_ordered(rows, within, begun, descending).subquery()))
    whole = union_all(*parts).subquery()
    columns = [whole.c[f"order_{n}"] for n in range(len(order.columns) + 1)]
    return select(whole).order_by(*(c.desc() if descending else c.asc() for c in columns)).limit(page.limit + 1)


def _count(session: Session, statement: Statement, counting: Counting) -> int | None:
    if counting == "none":
        return None
    matches = statement.with_only_columns(literal(1), maintain_column_froms=True)
    if counting == "capped":
        matches = matches.limit(CAPPED + 1)
    return int(session.execute(select(func.count()).select_from(matches.subquery())).scalar_one())


def _typed(column: SQLColumnExpression[Any], value: object) -> ColumnElement[Any]:
    kind: TypeEngine[Any] = column.type  # type: ignore[attr-defined]  # every expression has one, the base class does not say so
    return literal(datetime.fromisoformat(str(value)) if isinstance(kind, UtcDateTime) else value, kind)


def _position(row: Row[Any], backwards: bool) -> Position:
    values = (row._mapping[name] for name in row._mapping if name.startswith("order_"))
    return Position(tuple(v.isoformat() if isinstance(v, datetime) else v for v in values), backwards)
