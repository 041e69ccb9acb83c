"""Read one page of results: sort the rows, begin after a position, and count all rows if requested."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Row,
    Select,
    SQLColumnExpression,
    Subquery,
    bindparam,
    func,
    literal,
    not_,
    or_,
    select,
    tuple_,
    union,
    union_all,
)
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

from app.store.cursor import Position
from app.store.prepared import Prepared, Run, Values, on
from app.store.types import UtcDateTime

Statement = Select[*tuple[Any, ...]]
CAPPED = 10_000  # number of rows at which a count with `capped` stops
_SORTED_BY = "order_"  # prefix of the SQL names of the columns to sort by
Counting = Literal["none", "capped", "exact"]
Parameters = Mapping[str, Any]
NO_PARAMETERS: Parameters = {}


@dataclass(frozen=True)
class ListRequest:
    """Which page of results to read."""

    sort: str  # order of the list, for example `-published_at`
    # row after which the page begins, or before which it ends (if `backwards`); None: first page
    position: Position | None = None
    limit: int = 25  # maximum number of items
    count: Counting = "none"  # how to count all matches

    @property
    def is_newest(self) -> bool:
        """Whether this is the first page, with the newest first and without a count."""
        return self.sort == "-published_at" and self.position is None and self.count == "none"


@dataclass(frozen=True)
class Slice:
    """A page of results."""

    items: Sequence[bytes]  # as JSON
    next: Position | None = None  # position of the next page, if any
    previous: Position | None = None  # position of the previous page, if any
    count: int | None = None  # number of all matches, if requested

    def map(self, change: Callable[[bytes], bytes]) -> "Slice":
        """Return this page with the function `change` applied to each item."""
        return replace(self, items=tuple(change(item) for item in self.items))


@dataclass(frozen=True)
class Stored:
    """One record (article, quote, entity …) as JSON, and the time of its last change."""

    json: bytes
    changed_at: datetime


@dataclass(frozen=True)
class Order:
    """The order of a list."""

    columns: tuple[SQLColumnExpression[Any], ...]  # columns to sort by; the last one is unique
    descending: bool  # direction of all columns
    last: ColumnElement[bool] | None = None  # condition: rows that match it come after all others
    # If there are conditions, the list consists of the rows that match one of them. For each condition, an index holds
    # the matching rows in the order of the list.
    ranges: tuple[ColumnElement[bool], ...] = ()


@dataclass(frozen=True)
class Rows:
    """A page of results as rows of the database. Its members are those of `Slice`."""

    rows: Sequence[Row[Any]]
    next: Position | None
    previous: Position | None
    count: int | None


def page_of(
    session: Session, statement: Statement, order: Order, page: ListRequest, constant: Parameters | None = None
) -> Rows:
    """Read a page of results with one SQL statement; one extra row shows whether a next page exists.

    Counting all matches takes a second SQL statement. `constant`: parameters of `statement`; pass them only if
    `statement` and `order` are the same objects at every call, because their SQL is then prepared only once.
    """
    connection = session.connection()
    count = _count(session, statement.params(constant) if constant else statement, order, page.count)
    if constant is not None and order.last is None:
        return replace(prepared_page(on(connection), statement, order, page, constant), count=count)
    rows = connection.execute(_sorted(statement, order, page, _descends(order, page))).all()
    return _rows(rows, page, Row._asdict, count)


def prepared_page(
    run: Run, statement: Statement, order: Order, page: ListRequest, values: Parameters = NO_PARAMETERS
) -> Rows:
    """Read a page of results. `run` runs prepared SQL.

    `statement` and `order` must be the same objects at every call, because their SQL is prepared only once. `values`:
    parameters of `statement`.
    """
    prepared = _prepared(statement, order, _descends(order, page), page.position is not None)
    rows, typed = run(prepared, **_values(order, page), **values)
    return _rows(rows, page, typed)


def _descends(order: Order, page: ListRequest) -> bool:
    return order.descending != (page.position is not None and page.position.backwards)


def _rows(rows: Sequence[Any], page: ListRequest, typed: Values, count: int | None = None) -> Rows:
    backwards = page.position is not None and page.position.backwards
    more, rows = len(rows) > page.limit, rows[: page.limit]
    rows = rows[::-1] if backwards else rows
    has_next, has_previous = (True, more) if backwards else (more, page.position is not None)
    return Rows(
        rows,
        _position(typed(rows[-1]), False) if rows and has_next else None,
        _position(typed(rows[0]), True) if rows and has_previous else None,
        count,
    )


def first_rows(statement: Statement, order: Order, limit: int) -> Statement:
    """Return the SQL for the first `limit` rows of a list. Each row ends with the columns to sort by."""
    return _sorted(statement, order, ListRequest("", limit=limit - 1), order.descending)


def slice_of(found: Rows, render: Callable[[Row[Any]], bytes]) -> Slice:
    """Return a page of results, with each row rendered as JSON by `render`."""
    return Slice(tuple(render(row) for row in found.rows), found.next, found.previous, found.count)


def _sorted(statement: Statement, order: Order, page: ListRequest, descending: bool) -> Statement:
    if not order.ranges:
        return (_ordered if order.last is None else _ordered_with_last)(statement, order, page, descending)
    within = replace(order, ranges=())
    parts = (_sorted(statement.where(one), within, page, descending).subquery() for one in order.ranges)
    return _merged(union(*(select(part) for part in parts)), order, page, descending)


def _merged(parts: CompoundSelect[Any], order: Order, page: ListRequest, descending: bool) -> Statement:
    """Return the SQL that joins parts of a list, sorts their rows, and selects the first rows for a page of results."""
    whole = parts.subquery()
    columns = [whole.c[f"{_SORTED_BY}{n}"] for n in range(len(order.columns) + (order.last is not None))]
    return select(whole).order_by(*(c.desc() if descending else c.asc() for c in columns)).limit(page.limit + 1)


def _ordered(statement: Statement, order: Order, page: ListRequest, descending: bool) -> Statement:
    values = page.position.values if page.position else ()
    place = [literal(_value(kind, value), kind) for kind, value in zip(_types(order), values, strict=False)]
    return _placed(statement, order, descending, place).limit(page.limit + 1)


def _placed(statement: Statement, order: Order, descending: bool, place: Sequence[ColumnElement[Any]]) -> Statement:
    """Return the SQL that sorts the rows of `statement` by `order`, and begins after a certain row.

    `place`: the values of that row in the columns to sort by; if it is empty, begin at the first row.
    """
    statement = statement.add_columns(*(c.label(f"{_SORTED_BY}{n}") for n, c in enumerate(order.columns)))
    if place:
        here, there = tuple_(*order.columns), tuple_(*place)
        statement = statement.where(here < there if descending else here > there)
    return statement.order_by(*(c.desc() if descending else c.asc() for c in order.columns))


@cache
def _prepared(statement: Statement, order: Order, descending: bool, has_place: bool) -> Prepared:
    kinds = _types(order) if has_place else ()
    place = [bindparam(f"{_SORTED_BY}{n}", type_=kind) for n, kind in enumerate(kinds)]
    return Prepared(_placed(statement, order, descending, place).limit(bindparam("rows", type_=Integer())))


def _values(order: Order, page: ListRequest) -> dict[str, Any]:
    """Return the values of the parameters for the SQL of `_prepared`: limit and position."""
    values = page.position.values if page.position else ()
    place = (_value(kind, value) for kind, value in zip(_types(order), values, strict=False))
    return {"rows": page.limit + 1, **{f"{_SORTED_BY}{n}": value for n, value in enumerate(place)}}


def _ordered_with_last(statement: Statement, order: Order, page: ListRequest, descending: bool) -> Statement:
    """Return SQL that reads a list in two parts, each in the order of the index, and joins the parts.

    Part 1 has the rows that come last in the list (`order.last`), part 0 all other rows. A position in the list begins
    with the number of the part.
    """
    assert order.last is not None
    reached = page.position.values[0] if page.position else (1 if descending else 0)
    within = Order(order.columns, order.descending)
    parts: list[Statement] = []
    for part, rows in ((0, statement.where(not_(order.last))), (1, statement.where(order.last))):
        if part == reached or (part < int(reached)) == descending:
            after = page.position and replace(page.position, values=page.position.values[1:])
            begun = replace(page, position=after if part == reached else None)
            parts.append(_numbered(part, _ordered(rows, within, begun, descending).subquery()))
    return _merged(union_all(*parts), order, page, descending)


def _numbered(part: int, rows: Subquery) -> Statement:
    """Return the SQL of one part of a list: the rows, with the number of the part as a further column.

    The joined list is sorted by this column first. The rows of a part are sorted before the column is added: if they
    were sorted by the column as well, SQLite would not use the index.
    """
    names = [column.name for column in rows.c if column.name.startswith(_SORTED_BY)]
    others = (column for column in rows.c if column.name not in names)
    place = (rows.c[name].label(f"{_SORTED_BY}{n}") for n, name in enumerate(names, start=1))
    return select(*others, literal(part).label(f"{_SORTED_BY}0"), *place)


def _count(session: Session, statement: Statement, order: Order, counting: Counting) -> int | None:
    if counting == "none":
        return None
    if order.ranges:  # count a row once, even if it is in several ranges
        matches = statement.where(or_(*order.ranges)).with_only_columns(order.columns[-1], maintain_column_froms=True)
        matches = matches.distinct()
    else:
        matches = statement.with_only_columns(literal(1), maintain_column_froms=True)
    if counting == "capped":
        matches = matches.limit(CAPPED + 1)
    return int(session.execute(select(func.count()).select_from(matches.subquery())).scalar_one())


@cache
def _types(order: Order) -> tuple[TypeEngine[Any], ...]:
    return tuple(column.type for column in order.columns)  # type: ignore[attr-defined]  # every expression has one


def _value(kind: TypeEngine[Any], value: object) -> object:
    return datetime.fromisoformat(str(value)) if isinstance(kind, UtcDateTime) else value


def _position(row: Mapping[str, Any], backwards: bool) -> Position:
    values = (value for name, value in row.items() if name.startswith(_SORTED_BY))
    return Position(tuple(v.isoformat() if isinstance(v, datetime) else v for v in values), backwards)
