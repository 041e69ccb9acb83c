"""Back up a database while other connections write to it, and restore a backup."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from psycopg.conninfo import make_conninfo
from sqlalchemy import Engine, inspect

from app.errors import SettingsError
from app.store.session import make_engine, shown

_BESIDE = (
    "-wal",
    "-shm",
    "-journal",
)  # suffixes of the files that SQLite keeps beside a database; those of an older database would corrupt a restored one


def back_up(database_url: str, target: Path) -> None:
    """Write a snapshot of the database to a file. Other connections can read and write during the backup.

    Raises:
        SettingsError: the file exists or cannot be written, or `pg_dump` is missing.
    """
    if target.exists():
        raise SettingsError(f"{target} exists; name a new file")
    engine = make_engine(database_url)
    with _new_file(target) as written:
        if engine.dialect.name == "sqlite":
            _copy_sqlite(Path(engine.url.database or ""), written)
        else:
            _run("pg_dump", engine, "--format=custom", "--no-owner", f"--file={written}")


def restore(database_url: str, source: Path) -> None:
    """Restore a backup into an empty database.

    Raises:
        SettingsError: the database is not empty, the backup is damaged or not of this service, or
            `pg_restore` is missing.
        DBAPIError: the database cannot be reached.
    """
    engine = make_engine(database_url)
    if engine.dialect.name == "sqlite":
        _restore_sqlite(source, Path(engine.url.database or ""))
        return
    names = inspect(engine).get_table_names()
    engine.dispose()
    if names:
        raise SettingsError(f"{shown(engine)} is not empty; restore into a new database")
    _run("pg_restore", engine, "--no-owner", "--exit-on-error", "--single-transaction", str(source))


def _copy_sqlite(database: Path, target: Path) -> None:
    if not database.is_file():
        raise SettingsError(f"there is no database {database}")
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        raise SettingsError(f"{database} cannot be copied to {target}: {error}") from error


def _restore_sqlite(source: Path, database: Path) -> None:
    for file in (database, *(database.with_name(database.name + end) for end in _BESIDE)):
        if file.exists():
            raise SettingsError(f"{file} exists; restore into a new file, or move the database with all beside it")
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            is_ours = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    except sqlite3.Error as error:
        raise SettingsError(f"{source} is no copy of a database: {error}") from error
    if found != "ok" or not is_ours:
        raise SettingsError(f"{source} is no whole copy of a database of ours: {found}")
    with _new_file(database) as written:
        shutil.copyfile(source, written)


@contextmanager
def _new_file(target: Path) -> Iterator[Path]:
    """Yield a temporary path to write to.

    When the `with` body ends, sync the file and rename it to `target`, or delete it after an error.
    """
    written = target.with_name(target.name + ".part")
    try:
        written.unlink(missing_ok=True)
        yield written
        with written.open("rb+") as file:
            os.fsync(file.fileno())
        written.rename(target)
    except OSError as error:
        raise SettingsError(f"{target} cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            written.unlink(missing_ok=True)


def _run(tool: str, engine: Engine, *options: str) -> None:
    """Run a PostgreSQL tool on the database, with the password hidden from the list of processes."""
    _, known = engine.dialect.create_connect_args(engine.url)
    password = known.pop("password", None)
    known.pop("context", None)  # leave out `context`: the Python driver knows this parameter, PostgreSQL's tools do not
    variables = os.environ | ({"PGPASSWORD": str(password)} if password else {})
    command = [tool, f"--dbname={make_conninfo(**known)}", *options]
    try:
        done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise SettingsError(f"{tool} is not installed (Debian: apt-get install postgresql-client)") from error
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["failed"])[0]
        raise SettingsError(f"{tool}: {said.removeprefix(f'{tool}: ')}")
