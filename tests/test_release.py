"""A release is refused as long as changelog, stored database or packages do not fit its version."""

import gzip
import json
import sqlite3
from pathlib import Path

import pytest

from app.store.schema_version import head_revision
from benchmarks.release import reasons_against

CHANGES = "# Changes\n\n## Unreleased\n\n## 1.2.0 - 2026-12-01\n\n- Fast.\n"


def stored_database(folder: Path, revision: str) -> bytes:
    """Return a packed database that is at this revision."""
    connection = sqlite3.connect(folder / "stored.db")
    connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.execute("INSERT INTO alembic_version VALUES (?)", (revision,))
    connection.commit()
    connection.close()
    return gzip.compress((folder / "stored.db").read_bytes())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with all files of a release 1.2.0."""
    root = tmp_path / "project"
    files = {
        "CHANGELOG.md": CHANGES.encode(),
        "tests/migrations/releases/1.2.0.db.gz": stored_database(tmp_path, head_revision()),
        "clients/python/pyproject.toml": b'[project]\nversion = "1.1.0"\n',
        "clients/typescript/package.json": json.dumps({"version": "1.0.0"}).encode(),
        "dist/manset-1.2.0-py3-none-any.whl": b"",
        "dist/manset_client-1.1.0-py3-none-any.whl": b"",
        "dist/manset-client-1.0.0.tgz": b"",
        "dist/site/index.html": b"",
    }
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def test_a_complete_release_is_accepted(project: Path) -> None:
    assert reasons_against(project, "1.2.0") == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (CHANGES.replace("Unreleased\n", "Unreleased\n\n- Something new.\n"), "still listed below Unreleased"),
        (CHANGES.replace("1.2.0", "1.1.0"), "`## 1.2.0 - YYYY-MM-DD`"),
        (CHANGES.replace(" - 2026-12-01", ""), "`## 1.2.0 - YYYY-MM-DD`"),
        ("# Changes\n", "`## 1.2.0 - YYYY-MM-DD`"),
    ],
)
def test_a_release_without_a_complete_changelog_is_refused(project: Path, changes: str, reason: str) -> None:
    (project / "CHANGELOG.md").write_text(changes, "utf-8")
    (found,) = reasons_against(project, "1.2.0")
    assert reason in found


def test_a_release_is_refused_without_a_test_database_of_its_schema_revision(project: Path, tmp_path: Path) -> None:
    (tmp_path / "stored.db").unlink()
    stored = project / "tests/migrations/releases/1.2.0.db.gz"
    stored.write_bytes(stored_database(tmp_path, "0001"))
    assert "at revision 0001" in reasons_against(project, "1.2.0")[0]
    stored.unlink()
    assert "make release-database" in reasons_against(project, "1.2.0")[0]


@pytest.mark.parametrize("name", ["manset-1.2.0-py3-none-any.whl", "manset-client-1.0.0.tgz", "site/index.html"])
def test_a_release_with_a_missing_file_is_refused(project: Path, name: str) -> None:
    (project / "dist" / name).unlink()
    assert reasons_against(project, "1.2.0") == [f"dist/{name} is missing: run `bash .ci/run`"]
