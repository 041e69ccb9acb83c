"""Copies of a database, taken while it is written: whole, of one moment, and a database again elsewhere."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlmodel import col, func, select

from app.errors import SettingsError
from app.store.backup import back_up, restore
from app.store.session import make_engine, reading, writing
from app.store.tables import Article, Change, Mention, Quote
from app.store.writes import save_article
from tests.builders.drafts import article
from tests.builders.postgresql import new_database, postgresql_tools


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore, wherever the server under test came from."""
    if folder := postgresql_tools():
        monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


@pytest.fixture
def elsewhere(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of a database that does not exist yet or is empty."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'elsewhere.db'}"
        return
    server = request.getfixturevalue("postgresql_server")
    with new_database(server) as name:
        yield f"{server}/{name}"


def save(engine: Engine, number: int) -> None:
    with writing(engine) as session:
        save_article(session, article(url=f"https://news.example/{number}", headline=f"Story {number}"))


def counted(database_url: str) -> dict[str, int]:
    engine = make_engine(database_url)
    with reading(engine) as session:
        found = {t.__name__: session.exec(select(func.count()).select_from(t)).one() for t in (Article, Change)}
        found["last"] = session.exec(select(func.max(col(Change.seq)))).one() or 0
        for table in (Quote, Mention):  # every article of the copy is there with all its parts
            parts = select(func.count(func.distinct(col(table.article_key))))
            found[table.__name__] = session.exec(parts).one()
        session.execute(text("SELECT 1"))
    engine.dispose()
    return found


def test_a_backup_taken_during_writes_is_a_consistent_snapshot(
    database_url: str, engine: Engine, elsewhere: str, tmp_path: Path
) -> None:
    for number in range(20):
        save(engine, number)
    stop, numbers = threading.Event(), count(100)

    def write() -> None:
        while not stop.is_set():
            save(engine, next(numbers))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        back_up(database_url, tmp_path / "copy")
    finally:
        stop.set()
        writer.join()
    written = counted(database_url)
    restore(elsewhere, tmp_path / "copy")
    copied = counted(elsewhere)
    assert 20 <= copied["Article"] <= written["Article"]
    assert len({copied[name] for name in ("Article", "Change", "last", "Quote", "Mention")}) == 1
    other = make_engine(elsewhere)
    save(other, 7_000)  # and it is a database to write on
    assert counted(elsewhere)["Article"] == copied["Article"] + 1
    other.dispose()


def test_a_backup_does_not_overwrite_an_existing_file(database_url: str, tmp_path: Path) -> None:
    (tmp_path / "copy").write_bytes(b"something dear")
    with pytest.raises(SettingsError, match="exists"):
        back_up(database_url, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"something dear"
    with pytest.raises(SettingsError):
        back_up(database_url, tmp_path / "no" / "folder" / "copy")


def test_a_restore_does_not_overwrite_a_filled_database(database_url: str, tmp_path: Path) -> None:
    back_up(database_url, tmp_path / "copy")
    with pytest.raises(SettingsError, match=r"exists|not empty"):
        restore(database_url, tmp_path / "copy")


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_a_restore_is_refused_beside_sqlite_files_of_another_database(
    sqlite_template: Path, tmp_path: Path, end: str
) -> None:
    back_up(f"sqlite:///{sqlite_template}", tmp_path / "copy")
    (tmp_path / f"news.db{end}").write_bytes(b"of another database")
    with pytest.raises(SettingsError, match=f"news.db{end} exists"):
        restore(f"sqlite:///{tmp_path / 'news.db'}", tmp_path / "copy")
    assert not (tmp_path / "news.db").exists()


def test_a_failed_backup_leaves_no_file(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "news.db") as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.executemany("INSERT INTO t VALUES (?)", [(bytes(1_000),)] * 100)
    with (tmp_path / "news.db").open("rb+") as file:
        file.seek(30_000)
        file.write(b"x" * 60_000)
    with pytest.raises(SettingsError):
        back_up(f"sqlite:///{tmp_path / 'news.db'}", tmp_path / "copy")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.db"]


def test_pg_dump_gets_every_part_of_the_database_url_except_the_password(database_url: str, tmp_path: Path) -> None:
    """The query of the URL is passed, too. The password is not among the arguments, where other users see it."""
    if not database_url.startswith("postgresql"):
        pytest.skip("of PostgreSQL")
    server, name = database_url.rsplit("/", 1)
    user, host, port = "postgres", *server.rsplit("@", 1)[1].split(":")
    back_up(f"postgresql:///{name}?user={user}&host={host}&port={port}&password=a%40/:b", tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_size


def test_a_file_that_is_not_a_backup_is_not_restored(database_url: str, elsewhere: str, tmp_path: Path) -> None:
    back_up(database_url, tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    for name, content in {"cut": whole[: len(whole) // 2], "noise": b"x" * 5_000, "empty": b""}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(SettingsError):
            restore(elsewhere, tmp_path / name)
    restore(elsewhere, tmp_path / "copy")
    assert counted(elsewhere)["Article"] == 0


def test_the_error_of_a_backup_names_a_missing_tool(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("pg_dump") is None
    if database_url.startswith("postgresql"):
        with pytest.raises(SettingsError, match="postgresql-client"):
            back_up(database_url, tmp_path / "copy")
