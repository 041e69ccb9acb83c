"""SQL statements that are compiled once for each kind of database. Compiling takes longer than running them.

A list of values is one parameter (JSON on SQLite, an array on PostgreSQL), so that the SQL text is always the same and
the driver keeps it prepared.
"""

import re
import sqlite3
from collections import namedtuple
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import BindParameter, Connection, Dialect, Executable, TextClause, bindparam, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

from app.store.row_sets import row_set
from app.store.types import Id, UtcDateTime

# function that turns a raw row into a map from names of columns to typed values
Values = Callable[[Any], Mapping[str, Any]]
# function that runs SQL with the parameters passed to it; it returns raw rows, and a function to convert a raw row
Run = Callable[..., tuple[Sequence[Any], Values]]
Process = Callable[[Any], Any]
_MANY = 8  # PostgreSQL inserts at least this many rows at once; for fewer, a `COPY` takes longer than single inserts
_TIMES = 100  # number of converted datetimes that are cached for each parameter
_LIST = re.compile(r"IN \(__\[POSTCOMPILE_(\w+)(?:~~.*?~~)?\]\)")  # how SQLAlchemy writes a list of values in its SQL
_LISTS = {"sqlite": "IN (SELECT value FROM json_each(?))", "postgresql": r"= ANY(%(\1)s)"}
# SQLite stores ids as bytes, which JSON does not have; `id_bytes` is a function that each connection defines
_LIST_OF_IDS = "IN (SELECT id_bytes(value) FROM json_each(?))"


def typed(sql: str, **types: TypeEngine[Any]) -> TextClause:
    """Return an SQL text whose parameters have these types."""
    return text(sql).bindparams(*(bindparam(name, type_=kind) for name, kind in types.items()))


class Prepared:
    """An SQL statement with named parameters, compiled when it is first run on a kind of database.

    `columns`: for an `INSERT` without values, the columns that it writes.
    """

    def __init__(self, statement: Executable, columns: Sequence[str] | None = None) -> None:
        self._statement, self._columns = statement, columns
        self._by_dialect: dict[str, _Compiled] = {}

    def compiled(self, dialect: Dialect) -> "_Compiled":
        """Return the SQL statement compiled for SQLite or PostgreSQL."""
        found = self._by_dialect.get(dialect.name)
        if found is None:
            found = self._by_dialect[dialect.name] = _Compiled(self._statement, self._columns, dialect)
        return found


def on(connection: Connection) -> Run:
    """Return a function that runs prepared SQL on a connection.

    The function returns a pair: the raw rows, and a second function, which converts a raw row.
    """

    def run(statement: Prepared, **values: Any) -> tuple[Sequence[Any], Values]:
        compiled = statement.compiled(connection.dialect)
        return connection.exec_driver_sql(compiled.sql, compiled.parameters(values)).all(), compiled.typed

    return run


def on_sqlite(connection: sqlite3.Connection, dialect: Dialect) -> Run:
    """Return a function that runs prepared SQL on a connection of the module `sqlite3`.

    The function returns a pair: the raw rows, and a second function, which converts a raw row.
    """

    def run(statement: Prepared, **values: Any) -> tuple[Sequence[Any], Values]:
        compiled = statement.compiled(dialect)
        return connection.execute(compiled.sql, compiled.parameters(values)).fetchall(), compiled.typed

    return run


def rows_of(session: Session, statement: Prepared, **values: Any) -> list[Any]:
    """Run an SQL statement in the session's transaction. Return its rows as named tuples with typed values."""
    compiled, connection = _compiled(session, statement)
    parameters = compiled.parameters(values)
    found = _run(connection, compiled.sql, parameters, _fetched)
    return compiled.rows(found)


def run_many(session: Session, statement: Prepared, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run an SQL statement that returns nothing, once for each row of parameters.

    On PostgreSQL, many rows are written at once. No two rows of parameters may then update the same row of a table, and
    the transaction must hold a lock that keeps out other writers of these rows, as that of the counter of changes does.
    """
    if not rows:
        return
    compiled, connection = _compiled(session, statement)
    at_once = compiled.at_once if len(rows) >= _MANY else None
    if at_once is None:
        _run(connection, compiled.sql, compiled.many_parameters(rows), _sent)
        return
    lists = compiled.lists(rows, at_once.names)
    if at_once.is_copy:
        _run(connection, at_once.sql, list(zip(*lists, strict=True)), _copied)
    else:
        _run(connection, at_once.sql, dict(zip(at_once.names, lists, strict=True)), _fetched)


def _fetched(cursor: Any, sql: str, parameters: Any) -> list[Any]:
    cursor.execute(sql, parameters)
    return cursor.fetchall() if cursor.description else []


def _sent(cursor: Any, sql: str, parameters: Any) -> list[Any]:
    cursor.executemany(sql, parameters)
    return []


def _copied(cursor: Any, sql: str, rows: Any) -> list[Any]:
    with cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(row)
    return []


def _compiled(session: Session, statement: Prepared) -> tuple["_Compiled", Connection]:
    session.flush()  # write pending objects first, so that the SQL sees them
    connection = session.connection()
    return statement.compiled(connection.dialect), connection


def _run(connection: Connection, sql: str, parameters: Any, send: Callable[[Any, str, Any], list[Any]]) -> list[Any]:
    """Run SQL with a cursor of the driver, as SQLAlchemy would: translate errors, and call event listeners."""
    cursor = connection.connection.cursor()
    for listen in connection.dispatch.before_cursor_execute:
        listen(connection, cursor, sql, parameters, None, send is not _fetched)
    errors: type[Exception] = connection.dialect.loaded_dbapi.Error
    try:
        return send(cursor, sql, parameters)
    except errors as error:
        raise _translated(connection, cursor, error, sql, parameters) from error
    finally:
        cursor.close()


def _translated(connection: Connection, cursor: Any, error: Any, sql: str, parameters: Any) -> BaseException:
    """Return SQLAlchemy's exception for an error of the driver. If the connection is lost, invalidate it."""
    dialect = connection.dialect
    is_lost = dialect.is_disconnect(error, connection.connection, cursor)
    if is_lost:
        connection.invalidate(error)
    kind: type[Exception] = dialect.loaded_dbapi.Error
    translated: BaseException = DBAPIError.instance(
        sql, parameters, error, kind, connection_invalidated=is_lost, dialect=dialect
    )
    return translated


class _Compiled:
    """The text of an SQL statement for one kind of database, and the converters of its parameters and results."""

    def __init__(self, statement: Any, column_keys: Sequence[str] | None, dialect: Dialect) -> None:
        made = statement.compile(dialect=dialect, column_keys=column_keys)
        assert isinstance(made, SQLCompiler)
        ids = {name for bind, name in made.bind_names.items() if isinstance(bind.type, Id)}
        self.sql, self._order = _with_lists(str(made), dialect, ids), made.positiontup
        self.at_once = row_set(self.sql) if dialect.name == "postgresql" else None
        self._constants = {name: made.params[name] for bind, name in made.bind_names.items() if not bind.required}
        binds = {name: _into(bind, dialect) for bind, name in made.bind_names.items()}
        self._into = {name: process for name, process in binds.items() if process}
        columns = {column.name: column.type.dialect_impl(dialect) for column in _results(statement)}
        outs = {name: kind.result_processor(dialect, None) for name, kind in columns.items()}
        self._columns, self._out_of = list(columns), {name: process for name, process in outs.items() if process}
        self._named = _maker(list(columns))
        self._out_at = [(number, outs[name]) for number, name in enumerate(columns) if outs[name]]

    def parameters(self, values: Mapping[str, Any]) -> Any:
        """Return the parameters of one execution of the SQL statement, in the form that the driver takes."""
        given = {**self._constants, **values}
        for name, process in self._into.items():
            given[name] = process(given[name])
        return given if self._order is None else tuple([given[name] for name in self._order])

    def many_parameters(self, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """Return the parameters of several executions of the SQL statement, in the form that the driver takes."""
        if self._order is None or self._constants:
            return [self.parameters(row) for row in rows]
        return list(zip(*self.lists(rows, self._order), strict=True))

    def lists(self, rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[list[Any]]:
        """Return, for each of the named parameters, the list of its values in all rows, as the driver takes them."""
        columns = ((self._into.get(name), [row[name] for row in rows]) for name in names)
        return [list(map(process, values)) if process else values for process, values in columns]

    def typed(self, row: Sequence[Any]) -> Mapping[str, Any]:
        """Convert a raw row to a mapping from names of columns to typed values."""
        values = dict(zip(self._columns, row, strict=True))
        values.update((name, process(values[name])) for name, process in self._out_of.items())
        return values

    def rows(self, rows: Sequence[Sequence[Any]]) -> list[Any]:
        """Convert raw rows to named tuples of typed values."""
        if not self._out_at or not rows:
            return list(map(self._named, rows))
        columns: list[Any] = list(zip(*rows, strict=True))
        for number, process in self._out_at:
            columns[number] = map(process, columns[number])
        return list(map(self._named, zip(*columns, strict=True)))


def _maker(columns: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    """Return a function that turns the values of a row into a named tuple with the fields `columns`."""
    kind: Any = namedtuple("Row", list(columns))  # type: ignore[misc]  # the columns are known at run time
    make: Callable[[Sequence[Any]], Any] = kind._make
    return make


def _results(statement: Any) -> Sequence[Any]:
    """Return the columns of an SQL statement's result: those of its `SELECT` or `RETURNING`."""
    return list(getattr(statement, "exported_columns", ()))


def _with_lists(sql: str, dialect: Dialect, ids: Collection[str]) -> str:
    """Rewrite the SQL so that each list of values is one parameter. `ids`: names of the parameters that hold ids."""

    def one(match: re.Match[str]) -> str:
        is_of_ids = dialect.name == "sqlite" and match[1] in ids
        return _LIST_OF_IDS if is_of_ids else match.expand(_LISTS[dialect.name])

    return _LIST.sub(one, sql)


def _into(bind: BindParameter[Any], dialect: Dialect) -> Process | None:
    """Return the function that converts a parameter to the driver's type; None if it needs no conversion."""
    one: Process | None = bind.type.dialect_impl(dialect).bind_processor(dialect)
    if one and isinstance(bind.type, UtcDateTime):
        one = lru_cache(_TIMES)(one)  # cached, because the rows of one article have the same times
    if not bind.expanding:
        return one
    if dialect.name == "sqlite" and isinstance(bind.type, Id):
        return lambda many: orjson.dumps([value.hex for value in many]).decode()
    values: Process = (lambda many: [one(value) for value in many]) if one else list
    return (lambda many: orjson.dumps(values(many)).decode()) if dialect.name == "sqlite" else values
