"""Copies of a database, taken while it is written, and databases made of such copies."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, inspect

from app.errors import SettingsError
from app.store.session import make_engine


def back_up(database_url: str, target: Path) -> None:
    """Write a copy of the database as it is at one moment; others read and write meanwhile.

    Raises:
        SettingsError: the file exists, cannot be written, or a tool is missing.
    """
    if target.exists():
        raise SettingsError(f"{target} exists; name a new file")
    url = make_engine(database_url).url
    written = target.with_name(target.name + ".part")
    written.unlink(missing_ok=True)
    if url.get_backend_name() == "sqlite":
        _copy_sqlite(Path(url.database or ""), written)
    else:
        _run("pg_dump", url, "--format=custom", "--no-owner", f"--file={written}")
    _settle(written, target)


def restore(database_url: str, source: Path) -> None:
    """Fill an empty database from a copy.

    Raises:
        SettingsError: the database is not empty, the copy is none or damaged, or a tool is missing.
    """
    engine = make_engine(database_url)
    url = engine.url
    if url.get_backend_name() == "sqlite":
        _restore_sqlite(source, Path(url.database or ""))
        return
    names = inspect(engine).get_table_names()
    engine.dispose()
    if names:
        raise SettingsError(f"{url.render_as_string()} is not empty; restore into a new database")
    options = ("--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={url.database}")
    _run("pg_restore", url, *options, str(source))


def _copy_sqlite(database: Path, target: Path) -> None:
    if not database.is_file():
        raise SettingsError(f"there is no database {database}")
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        raise SettingsError(f"{database} cannot be copied to {target}: {error}") from error


def _restore_sqlite(source: Path, database: Path) -> None:
    if database.exists():
        raise SettingsError(f"{database} exists; restore into a new file")
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            is_ours = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    except sqlite3.Error as error:
        raise SettingsError(f"{source} is no copy of a database: {error}") from error
    if found != "ok" or not is_ours:
        raise SettingsError(f"{source} is no whole copy of a database of ours: {found}")
    written = database.with_name(database.name + ".part")
    shutil.copyfile(source, written)
    _settle(written, database)


def _settle(written: Path, target: Path) -> None:
    """Give a file its name once all of it is on the disk."""
    with written.open("rb+") as file:
        os.fsync(file.fileno())
    written.rename(target)


def _run(tool: str, url: URL, *options: str) -> None:
    """Run a tool of PostgreSQL on the database; the password does not show among the processes."""
    places: dict[str, object] = {
        "PGHOST": url.query.get("host", url.host),
        "PGPORT": url.port,
        "PGDATABASE": url.database,
    }
    places |= {"PGUSER": url.username, "PGPASSWORD": url.password}
    variables = os.environ | {name: str(value) for name, value in places.items() if value}
    try:
        done = subprocess.run([tool, *options], env=variables, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise SettingsError(f"{tool} is not installed (Debian: apt-get install postgresql-client)") from error
    if done.returncode:
        raise SettingsError(f"{tool}: {(done.stderr.strip().splitlines() or ['failed'])[0]}")
