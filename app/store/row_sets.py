"""Make SQL for PostgreSQL that inserts many rows at once from the SQL that inserts one row.

With one message to the server for each row, an insert takes three to eight times as long.
"""

import re
from typing import NamedTuple

# an INSERT without RETURNING, as SQLAlchemy writes it: its table, columns and values, and what it does on a conflict
_INSERT = re.compile(r"INSERT INTO (\w+) \(([^()]+)\) VALUES \((.+?)\)(?: (ON CONFLICT .+))?", re.DOTALL)
# one value, as SQLAlchemy writes it: the name of its parameter, and its type
_VALUE = re.compile(r'(?:CAST\()?%\((?P<name>\w+)\)s(?:::(?P<type>[A-Z ]+?)(?: COLLATE "C")?)?(?: AS \w+\))?')


class RowSet(NamedTuple):
    """SQL that inserts many rows at once.

    With `is_copy`, the SQL is a `COPY`, whose rows have the values of the parameters `names` in this order. Otherwise
    each parameter is the list of its values in all rows.
    """

    sql: str
    names: tuple[str, ...]
    is_copy: bool


def row_set(sql: str) -> RowSet | None:
    """Return SQL that inserts many rows like `sql`, which inserts one.

    Return None if `sql` is not an INSERT, returns values, computes them, or has an ON CONFLICT and a value without a
    type.
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
    lists = ", ".join(f"%({name})s::{kind}[]" for name, kind in zip(names, types, strict=True))
    # in the order of the lists: writers that update rows in the same order never deadlock
    return RowSet(f"INSERT INTO {table} ({columns}) SELECT * FROM unnest({lists}) {conflict}", names, is_copy=False)
