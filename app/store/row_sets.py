"""Make SQL for PostgreSQL that writes many rows at once from the SQL that inserts or updates one row.

With one message to the server for each row, an insert takes three to eight times as long.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

# an INSERT without RETURNING, as SQLAlchemy writes it: its table, columns and values, and what it does on a conflict
_INSERT = re.compile(r"INSERT INTO (\w+) \(([^()]+)\) VALUES \((.+?)\)(?: (ON CONFLICT .+))?", re.DOTALL)
_UPDATE = re.compile(r"(UPDATE \w+ SET .+) (WHERE .+)", re.DOTALL)
# one value, as SQLAlchemy writes it: the name of its parameter, and its type
_VALUE = re.compile(r'(?:CAST\()?%\((?P<name>\w+)\)s(?:::(?P<type>[A-Z ]+?)(?: COLLATE "C")?)?(?: AS \w+\))?')
_TYPED = re.compile(r'%\((\w+)\)s::(VARCHAR|TEXT|BIGINT|INTEGER|TIMESTAMP WITH TIME ZONE)(?: COLLATE "C")?')


class RowSet(NamedTuple):
    """SQL that writes many rows at once.

    With `is_copy`, the SQL is a `COPY`, whose rows have the values of the parameters `names` in this order. Otherwise
    each parameter is the list of its values in all rows.
    """

    sql: str
    names: tuple[str, ...]
    is_copy: bool


def row_set(sql: str) -> RowSet | None:
    """Return SQL that writes many rows like `sql`, which writes one; None if `sql` has another form."""
    return _updating(sql) if sql.startswith("UPDATE") else _inserting(sql)


def _updating(sql: str) -> RowSet | None:
    """Return the SQL for an UPDATE, which updates the rows in any order; None if a parameter has no type."""
    found, types = _UPDATE.fullmatch(sql), dict(_TYPED.findall(sql))
    if not found or len(types) != sql.count("%("):
        return None
    change, which = (_TYPED.sub(r"given.\1", part) for part in found.groups())
    return RowSet(
        f"{change} FROM {_unnest(types.items())} AS given ({', '.join(types)}) {which}", tuple(types), is_copy=False
    )


def _inserting(sql: str) -> RowSet | None:
    """Return the SQL for an INSERT.

    Return None if it returns values or computes them, or has an ON CONFLICT and a value without a type.
    """
    found = _INSERT.fullmatch(sql)
    values = [_VALUE.fullmatch(value) for value in found[3].split(", ")] if found else []
    if not found or not all(values):
        return None
    names, types = (tuple(value[part] for value in values if value) for part in ("name", "type"))
    table, columns, conflict = found[1], found[2], found[4]
    if conflict is None:
        return RowSet(f"COPY {table} ({columns}) FROM STDIN", names, is_copy=True)
    if None in types:
        return None
    given = _unnest(zip(names, types, strict=True))
    return RowSet(f"INSERT INTO {table} ({columns}) SELECT * FROM {given} {conflict}", names, is_copy=False)


def _unnest(types: Iterable[tuple[str, str]]) -> str:
    """Return the SQL of a table with a column for each parameter, which is a list: (name, type of its items)."""
    return f"unnest({', '.join(f'%({name})s::{kind}[]' for name, kind in types)})"
