"""Check that a commit can be released as `VERSION` of `app/version.py`, and tag it: `make release`.

Run it after `bash .ci/run` on the same commit, which leaves what is published in `dist`. Every reason against a release
is printed, and nothing is tagged then.
"""

import gzip
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from app.store.schema_version import head_revision
from app.version import VERSION

ROOT = Path(__file__).parent.parent


def reasons_against(root: Path, version: str) -> list[str]:
    """Return why the project in a folder cannot be released as this version; an empty list if it can."""
    return [*_of_changelog(root, version), *_of_database(root, version), *_of_packages(root, version)]


def _of_changelog(root: Path, version: str) -> Iterator[str]:
    sections = re.split(r"^## ", (root / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    unreleased, newest = [*sections, "", ""][:2]
    if unreleased.partition("\n")[2].strip():
        yield "CHANGELOG.md: changes are still listed below Unreleased"
    if not re.match(rf"{re.escape(version)} - \d{{4}}-\d\d-\d\d\n", newest):
        yield f"CHANGELOG.md: the section after Unreleased must be `## {version} - YYYY-MM-DD`"


def _of_database(root: Path, version: str) -> Iterator[str]:
    stored = root / "tests" / "migrations" / "releases" / f"{version}.db.gz"
    if not stored.is_file():
        yield f"{stored.name} is missing: run `make release-database`"
    elif (found := _revision(stored)) != head_revision():
        yield f"{stored.name} is at revision {found}, the code at {head_revision()}: delete it, `make release-database`"


def _revision(packed: Path) -> str:
    with tempfile.NamedTemporaryFile(suffix=".db") as file:
        file.write(gzip.decompress(packed.read_bytes()))
        file.flush()
        connection = sqlite3.connect(file.name)
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        connection.close()
        return str(revision)


def _of_packages(root: Path, version: str) -> Iterator[str]:
    clients = root / "clients"
    python = tomllib.loads((clients / "python" / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    typescript = json.loads((clients / "typescript" / "package.json").read_text("utf-8"))["version"]
    files = (
        f"manset-{version}-py3-none-any.whl",
        f"manset_client-{python}-py3-none-any.whl",
        f"manset-client-{typescript}.tgz",
        "site/index.html",
    )
    yield from (f"dist/{name} is missing: run `bash .ci/run`" for name in files if not (root / "dist" / name).is_file())


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def main() -> None:
    tag = f"v{VERSION}"
    found = reasons_against(ROOT, VERSION)
    found += ["the working tree has changes that are not committed"] if _git("status", "--porcelain") else []
    found += [f"the tag {tag} exists: raise VERSION in app/version.py"] if _git("tag", "--list", tag) else []
    if found:
        sys.exit("\n".join(found))
    _git("tag", "--annotate", tag, "--message", VERSION)
    sys.stdout.write(f"{tag} tags {_git('rev-parse', '--short', 'HEAD')}; publish it with `git push origin {tag}`\n")


if __name__ == "__main__":
    main()
