"""Keys on the command line: complete lists, and rotation with the same lifetime."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.console import print_table
from app.store.keys import create_key
from app.store.migrations import migrate
from app.store.session import make_engine, writing
from tests.builders.commands import one_line, run, sqlite_url

NOW = datetime.now(UTC)


def listed(url: str) -> list[dict[str, str]]:
    columns, *rows = (line.split("\t") for line in run("keys", "list", DATABASE_URL=url).stdout.splitlines())
    return [dict(zip(columns, row, strict=True)) for row in rows]


def made(url: str, name: str, created: int, expires: int | None, *, is_revoked: bool = False) -> str:
    """The id of a key that was created and expires these days from now."""
    with writing(make_engine(url)) as session:
        key, _ = create_key(session, name, ["read"], None if expires is None else NOW + timedelta(days=expires))
        key.created_at = NOW + timedelta(days=created)
        key.revoked_at = NOW if is_revoked else None
        return key.id


def test_a_piped_list_of_keys_is_not_shortened(tmp_path: Path) -> None:
    url, name = sqlite_url(tmp_path), "a crawler with a long name " * 9 + "\t\x1b[31m"
    migrate(url)
    scopes = [word for scope in ("admin", "ingest", "raw", "read") for word in ("--scope", scope)]
    run("keys", "create", name, *scopes, "--days", "30", DATABASE_URL=url)
    (key,) = listed(url)
    assert key["name"] == name.replace("\t", "\\t").replace("\x1b", "\\x1b")
    assert key["scopes"] == "admin,ingest,raw,read"
    assert len(key["id"]) == 16


def test_a_list_of_keys_in_a_narrow_terminal_is_not_shortened(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["?"] * 7, [["0123456789abcdef" * 4] * 7])
    assert sum(c in "0123456789abcdef" for c in capsys.readouterr().out) == 7 * 64


@pytest.mark.parametrize(
    ("expires", "days", "lives"), [(10, None, 30), (10, 7, 7), (None, None, None), (None, 7, 7)], ids=str
)
def test_a_replaced_key_keeps_its_lifetime(
    expires: int | None, days: int | None, lives: int | None, tmp_path: Path
) -> None:
    url = sqlite_url(tmp_path)
    migrate(url)
    old = made(url, "crawler", -20, expires)
    run("keys", "rotate", old, *(["--days", str(days)] if days else []), DATABASE_URL=url)
    (new,) = (key for key in listed(url) if key["id"] != old)
    assert (new["name"], new["scopes"]) == ("crawler", "read")
    assert new["expires"] == ("" if lives is None else f"{NOW + timedelta(days=lives):%Y-%m-%d}")


def test_an_expired_or_revoked_key_is_not_replaced(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    migrate(url)
    for key in (made(url, "expired", -9, -1), made(url, "revoked", -9, None, is_revoked=True)):
        assert one_line(run("keys", "rotate", key, "--days", "7", DATABASE_URL=url), "keys create")
    assert len(listed(url)) == 2
