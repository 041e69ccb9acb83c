"""Engines and sessions."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlmodel import Session

from app.errors import NotReady, ServiceError, SettingsError, StorageFull

_BUSY_SECONDS = 30
_FULL = 2  # of SQLite's `synchronous`
_DISK_FULL = "53100"  # of PostgreSQL
# SQLite polls for its lock, and a lock of ours goes to whoever runs: beside many writers one may never find it free.
# Who waits for a turn holds up those who come later, and whoever had one comes later.
_SQLITE_TURN, _SQLITE_NEXT = Lock(), Lock()


def make_engine(database_url: str) -> Engine:
    """The engine of a `sqlite:///` or `postgresql://` address (psycopg 3).

    Raises:
        SettingsError: the address cannot be read.
    """
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError) as error:
        raise SettingsError(
            "NEWS_DATABASE_URL: not an address like sqlite:///./news.db or postgresql://host/name"
        ) from error
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if url.get_backend_name() != "postgresql":
        raise SettingsError("NEWS_DATABASE_URL: only sqlite and postgresql are supported")
    durable = {"options": f"{url.query.get('options', '')} -c synchronous_commit=on".strip()}
    url = url.set(drivername="postgresql+psycopg")
    return create_engine(url, connect_args=durable, pool_pre_ping=True, pool_size=10, max_overflow=20)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin by itself, and too late
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once: taking it later can fail after work is done."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one state of the database."""
    with Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose transaction is committed at the end, or rolled back whole.

    Raises:
        NotReady: other writers took all the time there is.
    """
    with turn(engine), Session(engine.execution_options(writing=True)) as session, session.begin():
        yield session


@contextmanager
def turn(engine: Engine) -> Iterator[None]:
    """Of this process, one writes at a time where the database has one writer anyway.

    Raises:
        NotReady: other writers took all the time there is.
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
        raise NotReady("too many write at once", headers={"Retry-After": "5"})
    until.callback(lock.release)


def database_error(error: OperationalError) -> ServiceError:
    """What a failure of the database means: it is out of reach, or full."""
    if getattr(error.orig, "sqlstate", None) == _DISK_FULL or "disk is full" in str(error.orig):
        return StorageFull("the database has no room left")
    return NotReady("the database cannot be reached", headers={"Retry-After": "5"})


def reason_of(error: DBAPIError) -> str:
    """What the database itself said, in one line."""
    return (str(error.orig).strip().splitlines() or [type(error.orig).__name__])[0]


def shown(engine: Engine) -> str:
    """The address of a database, without its password."""
    url = engine.url
    return (url.update_query_dict({"password": "***"}) if "password" in url.query else url).render_as_string()


def durability_faults(engine: Engine) -> list[str]:
    """Why a commit that was acknowledged could be lost when the power fails; empty where it could not."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            level = connection.exec_driver_sql("PRAGMA synchronous").scalar()
            return [] if level == _FULL else [f"synchronous is {level}"]
        names = ("fsync", "full_page_writes", "synchronous_commit")
        values = {name: connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names}
    return [f"{name} is off" for name, value in values.items() if value == "off"]
