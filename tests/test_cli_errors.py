"""The command line with a faulty database or disk: the error is one clear line without a password."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from app.cli import main
from app.config import settings
from app.store import session
from app.store.migrations import migrate
from tests.builders.commands import GOLDEN, one_line, run, sqlite_url
from tests.builders.postgresql import administer
from tests.builders.servers import free_port

PAGE = str(GOLDEN / "en" / "harbour-bridge")
COMMANDS = [("keys", "list"), ("keys", "create", "x", "--scope", "read"), ("reextract",), ("import", PAGE)]
COMMANDS += [("keys", "revoke", "x"), ("keys", "rotate", "x")]


@pytest.fixture(autouse=True)
def no_progress_stays() -> Iterator[None]:
    yield
    assert not list((GOLDEN / "en").glob(".*.progress"))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_missing_or_empty_database_prints_the_command_to_run(command: tuple[str, ...], tmp_path: Path) -> None:
    assert one_line(run(*command, DATABASE_URL=sqlite_url(tmp_path)), "db upgrade")
    assert not (tmp_path / "news.db").exists()
    (tmp_path / "news.db").touch()
    assert one_line(run(*command, DATABASE_URL=sqlite_url(tmp_path)), "db upgrade")


@pytest.mark.parametrize(
    "command", [*COMMANDS, ("db", "upgrade"), ("db", "current"), ("serve", "--migrate")], ids=" ".join
)
def test_an_unreadable_or_unreachable_database_gives_a_one_line_error(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "news.db").write_bytes(b"no database" * 999)
    port = str(free_port())
    assert one_line(run(*command, DATABASE_URL=sqlite_url(tmp_path), PORT=port), "file is not a database")
    nobody = f"postgresql://news:very-secret@127.0.0.1:{free_port()}/news"
    told = run(*command, DATABASE_URL=nobody, PORT=port)
    assert one_line(told, "onnection refused")
    assert "very-secret" not in told.stderr


@pytest.mark.parametrize(
    "address", ["postgresql://news:very-secret@host:abc/x", "nonsense", "mysql://news:very-secret@h/x"]
)
def test_an_invalid_database_url_gives_a_one_line_error(address: str) -> None:
    told = run("keys", "list", DATABASE_URL=address)
    assert one_line(told, "NEWS_DATABASE_URL")
    assert "very-secret" not in told.stderr


def test_the_error_for_a_newer_database_says_that_the_code_is_too_old(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    migrate(url)
    with sqlite3.connect(tmp_path / "news.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for command in (("keys", "list"), ("db", "upgrade"), ("db", "downgrade"), ("serve",), ("serve", "--migrate")):
        assert one_line(run(*command, DATABASE_URL=url, PORT=str(free_port())), "9999", "too old")


def test_an_impossible_downgrade_gives_a_one_line_error(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    assert one_line(run("db", "downgrade", DATABASE_URL=url), "-1")
    migrate(url)
    assert one_line(run("db", "downgrade", "nowhere", DATABASE_URL=url), "nowhere")


def test_a_database_role_without_rights_gives_a_one_line_error(postgresql_server: str) -> None:
    name = f"news_{uuid4().hex[:12]}"
    address = f"{postgresql_server.replace('postgres@', f'{name}:very-secret@')}/{name}"
    for statement in (f"CREATE DATABASE {name} TEMPLATE template0", f"CREATE ROLE {name} LOGIN PASSWORD 'very-secret'"):
        administer(postgresql_server, statement)
    try:
        for command in (("db", "upgrade"), ("serve", "--migrate")):
            told = run(*command, DATABASE_URL=address, PORT=str(free_port()))
            assert one_line(told, "permission denied")
            assert "very-secret" not in told.stderr
        migrate(f"{postgresql_server}/{name}")
        assert one_line(run("keys", "list", DATABASE_URL=address), "permission denied")
    finally:
        administer(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")
        administer(postgresql_server, f"DROP ROLE {name}")


def test_a_locked_database_gives_a_one_line_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    migrate(sqlite_url(tmp_path))
    monkeypatch.setenv("NEWS_DATABASE_URL", sqlite_url(tmp_path))
    monkeypatch.setattr("sys.argv", ["app", "keys", "create", "x", "--scope", "read"])
    monkeypatch.setattr(session, "_BUSY_SECONDS", 0.1)
    settings.cache_clear()
    with sqlite3.connect(tmp_path / "news.db", isolation_level=None) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(SystemExit) as caught:
            main()
    settings.cache_clear()
    assert str(caught.value) == "manset: NEWS_DATABASE_URL: the database cannot be used: database is locked"
    assert not capsys.readouterr().err


def test_an_unwritable_backup_file_gives_a_one_line_error(tmp_path: Path, postgresql_server: str) -> None:
    url = sqlite_url(tmp_path)
    migrate(url)
    assert one_line(run("db", "backup", "/proc/copy", DATABASE_URL=url), "/proc/copy")
    assert run("db", "backup", str(tmp_path / "copy"), DATABASE_URL=url).returncode == 0
    nowhere = tmp_path / "no" / "folder" / "news.db"
    assert one_line(run("db", "restore", str(tmp_path / "copy"), DATABASE_URL=f"sqlite:///{nowhere}"), str(nowhere))
    missing = f"{postgresql_server}/news_that_is_not_there"
    assert one_line(run("db", "restore", str(tmp_path / "copy"), DATABASE_URL=missing), "does not exist")


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("ENTITY_RECOGNIZER", "nope", "nope"),
        ("TRUSTED_PROXIES", "nonsense", "nonsense"),
        ("TRUSTED_PROXIES", "10.0.0.0/33", "10.0.0.0/33"),
        ("TRUSTED_PROXIES", "10.0.0.1;10.0.0.2", "10.0.0.1;10.0.0.2"),
        ("TRUSTED_PROXIES", "*", "any address"),
        ("ALLOWED_HOSTS", "*", "leave the setting empty"),
        ("HOST", "", "NEWS_HOST"),
        ("HOST", "nowhere.invalid", "NEWS_HOST"),
        ("HOST", "192.0.2.1", "NEWS_HOST"),
        ("HOST", "a..b", "NEWS_HOST"),
    ],
)
def test_the_server_does_not_start_with_an_unusable_setting(name: str, value: str, reason: str, tmp_path: Path) -> None:
    given = {"DATABASE_URL": sqlite_url(tmp_path), "PORT": str(free_port()), name: value}
    assert one_line(run("serve", "--migrate", **given), f"NEWS_{name}", reason)
    assert not (tmp_path / "news.db").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("keys", "create", "x", "--scope", "read", "--days", "99999999"),
        ("keys", "rotate", "x", "--hours", "9999999999"),
    ],
    ids=" ".join,
)
def test_key_lifetimes_beyond_the_limit_are_refused(command: tuple[str, ...], tmp_path: Path) -> None:
    migrate(sqlite_url(tmp_path))
    told = run(*command, DATABASE_URL=sqlite_url(tmp_path))
    assert told.returncode == 2
    assert "Traceback" not in told.stderr
