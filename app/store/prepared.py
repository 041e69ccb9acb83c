"""Compile SQL statements once per kind of database: SQLAlchemy's work at each run takes longer than the read."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.sql.compiler import SQLCompiler

Values = Callable[[Any], Mapping[str, Any]]  # function from a row to its typed values, by the names of columns
Run = Callable[..., tuple[Sequence[Any], Values]]  # function from a statement and its parameters to rows


class Prepared:
    """An SQL statement with named parameters; its rows hold the driver's raw values, such as JSON as text."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._by_dialect: dict[str, _Compiled] = {}

    def compiled(self, dialect: Dialect) -> "_Compiled":
        """Return the statement compiled for a kind of database."""
        found = self._by_dialect.get(dialect.name)
        if found is None:
            found = self._by_dialect[dialect.name] = _Compiled(self._statement, dialect)
        return found


def on(connection: Connection) -> Run:
    """Return a function that runs prepared statements on a connection."""

    def run(statement: Prepared, **values: Any) -> tuple[Sequence[Any], Values]:
        compiled = statement.compiled(connection.dialect)
        return connection.exec_driver_sql(compiled.sql, compiled.parameters(values)).all(), compiled.typed

    return run


def on_sqlite(connection: sqlite3.Connection, dialect: Dialect) -> Run:
    """Return a function that runs prepared statements on a connection of SQLite's driver."""

    def run(statement: Prepared, **values: Any) -> tuple[Sequence[Any], Values]:
        compiled = statement.compiled(dialect)
        return connection.execute(compiled.sql, compiled.parameters(values)).fetchall(), compiled.typed

    return run


class _Compiled:
    """The SQL text of a statement for one kind of database, and the converters of its parameters and results."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        made = statement.compile(dialect=dialect)
        assert isinstance(made, SQLCompiler)
        self.sql, self._order, self._constants = str(made), made.positiontup, made.params
        binds = {name: bind.type.dialect_impl(dialect) for bind, name in made.bind_names.items()}
        self._into = {name: process for name, kind in binds.items() if (process := kind.bind_processor(dialect))}
        columns = {column.name: column.type.dialect_impl(dialect) for column in statement.selected_columns}
        outs = {name: kind.result_processor(dialect, None) for name, kind in columns.items()}
        self._columns, self._out_of = list(columns), {name: process for name, process in outs.items() if process}

    def parameters(self, values: dict[str, Any]) -> Any:
        """Return the parameters as the driver takes them."""
        given = {**self._constants, **values}
        given.update((name, process(given[name])) for name, process in self._into.items())
        return given if self._order is None else tuple(given[name] for name in self._order)

    def typed(self, row: Sequence[Any]) -> Mapping[str, Any]:
        """Return the values of a row by name, with the types of their columns."""
        values = dict(zip(self._columns, row, strict=True))
        values.update((name, process(values[name])) for name, process in self._out_of.items())
        return values
