"""Open engines and sessions of SQLite and PostgreSQL, and translate errors of the database."""

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from threading import Lock
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Integer,
    NullPool,
    bindparam,
    create_engine,
    event,
    func,
    insert,
    make_url,
    select,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session, SQLModel

from app.errors import NewsError, NotReady, SettingsError, StorageFull
from app.store.packed_words import word_column
from app.store.prepared import Prepared, rows_of, run_many

DatabaseError = DBAPIError | PoolTimeout
DATABASE_ERRORS = (OperationalError, InternalError, PoolTimeout)  # exceptions that `database_error` can translate
_BUSY_SECONDS = 30
_KEPT_CONNECTIONS = 10  # maximum number of unused connections that the pool keeps open
_POOL_SECONDS = 1.5  # seconds that a request waits for a free connection, less than clients wait for an answer
_FULL = 2  # value of SQLite's pragma `synchronous` with which every commit is synced to disk
_POSTGRESQL = (
    "synchronous_commit=on",
    # PostgreSQL gathers new words of the search index in a list, and each search reads the whole list. With the default
    # limit of 4 MB, PostgreSQL often expects that the index takes longer than reading all rows.
    "gin_pending_list_limit=512kB",
    # Cost of reading a page of an index or table out of order; reading it in order costs 1. The default of 4 is for
    # hard disks: with it, whole tables of a hundred thousand rows are read to find two thousand.
    "random_page_cost=1.1",
    # Lists are short: starting further processes for one takes longer (5 to 10 ms) than reading it, and servers have
    # other requests to answer with them.
    "max_parallel_workers_per_gather=0",
)
# SQLite's names of errors for a full disk
_SQLITE_FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE")
_DISK_FULL = "53100"  # SQLSTATE code of a full disk
_QUERY_CANCELED = "57014"  # SQLSTATE code of a cancelled SQL statement
_READ_ONLY = ("25006", "42501")  # SQLSTATE codes of a read-only transaction and of a missing privilege
_FILE_ERRORS = ("58030", "XX000")  # SQLSTATE codes of a file that could not be written
# error numbers of the operating system: disk full, file too large, quota exceeded
_NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
# SQLite retries its write lock by polling and `threading.Lock` is not fair, so a writer could starve. Waiters queue on
# `_SQLITE_NEXT`; the thread that has just written queues after them.
_SQLITE_TURN, _SQLITE_NEXT = Lock(), Lock()


def make_engine(database_url: str, *, statement_seconds: int | None = None, connections: int = 40) -> Engine:
    """Return the engine of a database with an address like `sqlite:///…`, `postgresql://…` or `postgres://…`.

    Args:
        database_url: address of the database.
        statement_seconds: time limit of a statement on PostgreSQL.
        connections: maximum number of open connections; 0: no limit, and each connection is closed after its use.

    Raises:
        SettingsError: the address cannot be parsed, or is not of SQLite or PostgreSQL.
    """
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError) as error:
        raise SettingsError(
            "NEWS_DATABASE_URL: not an address like sqlite:///./news.db or postgresql://host/name"
        ) from error
    pool = _pool(connections)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, pool if url.database else {})
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise SettingsError("NEWS_DATABASE_URL: only sqlite and postgresql are supported")
    return _postgresql(url.set(drivername="postgresql+psycopg"), pool, statement_seconds)


def _pool(connections: int) -> dict[str, Any]:
    kept = min(connections, _KEPT_CONNECTIONS)
    more = {"pool_size": kept, "max_overflow": connections - kept, "pool_timeout": _POOL_SECONDS}
    return more if connections else {"poolclass": NullPool}


def _sqlite(url: URL, pool: dict[str, Any]) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS}, **pool)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: URL, pool: dict[str, Any], statement_seconds: int | None) -> Engine:
    # imported here, because this module imports psycopg, which only PostgreSQL needs
    from app.store.bounded_connection import bound

    limit = "" if statement_seconds is None else f" -c statement_timeout={statement_seconds}s"
    options = f"{url.query.get('options', '')} {' '.join(f'-c {one}' for one in _POSTGRESQL)}{limit}".strip()
    engine = create_engine(url, connect_args={"options": options}, pool_pre_ping=True, **pool)
    bound(engine, statement_seconds)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # the driver must not begin transactions; `_begin_sqlite` does, to take the write lock at the start
    connection.isolation_level = None
    # the views with the words of the search index call this function; SQLite reads these views to delete a row
    connection.create_function("word_column", 3, word_column, deterministic=True)
    # lists of ids are passed as JSON, in hexadecimal digits; `id_bytes` turns them into bytes (see `prepared`)
    connection.create_function("id_bytes", 1, bytes.fromhex, deterministic=True)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction. For writing, take the write lock at once.

    If the transaction read something first, SQLite could later refuse the lock without waiting for it.
    """
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Open a session for reading. All its reads see the same state of the database."""
    with Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Open a session for writing. Its transaction is committed after the `with` body, or rolled back if that raises.

    Raises:
        NotReady: other writers held the database for too long.
    """
    with turn(engine), Session(engine.execution_options(writing=True)) as session, session.begin():
        yield session


def insert_rows(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows with the same columns into a table. This is faster than SQLAlchemy's ORM."""
    if rows:
        run_many(session, inserted(table, *rows[0]), rows)


def new_keys(session: Session, table: type[SQLModel], count: int) -> list[int]:
    """Return keys for new rows of a table, in ascending order. The session must be open for writing."""
    if not count:
        return []
    last, following = _keys_of(table)
    if session.get_bind().dialect.name == "sqlite":  # no other writer can add rows now
        first = rows_of(session, last)[0].last + 1
        return list(range(first, first + count))
    return sorted(row.key for row in rows_of(session, following, count=count))


@cache
def _keys_of(table: type[SQLModel]) -> tuple[Prepared, Prepared]:
    """Return the SQL that selects the highest key of a table, and the SQL that takes `count` keys from its sequence."""
    of_table = table.__table__  # type: ignore[attr-defined]  # every table has it
    last = select(func.coalesce(func.max(of_table.c.key), 0).label("last"))
    sequence = func.nextval(func.pg_get_serial_sequence(of_table.name, "key")).label("key")
    times = func.generate_series(1, bindparam("count", type_=Integer())).table_valued("number")
    return Prepared(last), Prepared(select(sequence).select_from(times))


@cache
def inserted(table: type[SQLModel], *columns: str) -> Prepared:
    """Return an SQL statement that inserts a row with these columns."""
    # `inline`: else SQLAlchemy would let the database return the keys of the new rows
    return Prepared(insert(table.__table__).inline(), columns)  # type: ignore[attr-defined]  # every table has it


@contextmanager
def turn(engine: Engine) -> Iterator[None]:
    """Wait until this thread may write to SQLite, in the order of arrival; the turn ends with the `with` body.

    Raises:
        NotReady: other writers held the database for too long.
    """
    if engine.dialect.name != "sqlite":
        yield
        return
    with ExitStack() as held:
        with ExitStack() as in_line:
            _hold(_SQLITE_NEXT, in_line)
            _hold(_SQLITE_TURN, held)
        yield


def _hold(lock: Lock, until: ExitStack) -> None:
    if not lock.acquire(timeout=_BUSY_SECONDS):
        raise NotReady("too many other writers are waiting", headers={"Retry-After": "5"})
    until.callback(lock.release)


def database_error(error: DatabaseError) -> NewsError:
    """Translate one of DATABASE_ERRORS to a NewsError: disk full, no free connection, too slow, or unreachable."""
    again = {"Retry-After": "5"}
    if isinstance(error, PoolTimeout):
        return NotReady("all connections to the database are in use", headers={"Retry-After": "2"})
    if _is_full(error.orig):
        return StorageFull("the database has no room left")
    if getattr(error.orig, "sqlstate", None) == _QUERY_CANCELED:
        return NotReady("the database took too long to answer", headers=again)
    if isinstance(error, InternalError):
        return NewsError("the database failed")
    return NotReady("the database cannot be reached", headers=again)


def is_read_only(error: DBAPIError) -> bool:
    """Return whether a write failed because the connection is read-only."""
    is_sqlite = str(getattr(error.orig, "sqlite_errorname", "")).startswith("SQLITE_READONLY")
    return is_sqlite or getattr(error.orig, "sqlstate", None) in _READ_ONLY


def _is_full(error: BaseException | None) -> bool:
    """Return whether a write failed because the disk is full, or because of a quota or a maximum file size."""
    if getattr(error, "sqlstate", None) == _DISK_FULL or getattr(error, "sqlite_errorname", None) in _SQLITE_FULL:
        return True
    return getattr(error, "sqlstate", None) in _FILE_ERRORS and any(os.strerror(n) in str(error) for n in _NO_ROOM)


def reason_of(error: DatabaseError) -> str:
    """Return the first line of the message with which the database or its driver reported an error."""
    said = error if isinstance(error, PoolTimeout) else error.orig
    return (str(said).strip().splitlines() or [type(said).__name__])[0]


def shown(engine: Engine) -> str:
    """Return the address of a database without its password, for messages."""
    url = engine.url
    return (url.update_query_dict({"password": "***"}) if "password" in url.query else url).render_as_string()


def durability_faults(engine: Engine) -> list[str]:
    """Return a message for each database setting that is unsafe: a power failure could undo acknowledged commits."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            level = connection.exec_driver_sql("PRAGMA synchronous").scalar()
            return [] if level == _FULL else [f"synchronous is {level}"]
        names = ("fsync", "full_page_writes", "synchronous_commit")
        values = {name: connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names}
    return [f"{name} is off" for name, value in values.items() if value == "off"]
