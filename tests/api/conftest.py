"""A real server over each database, with the golden pages posted."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.builders.answers import post
from tests.builders.once import once_a_run
from tests.builders.postgresql import new_database
from tests.builders.servers import ROOT, serving
from tests.golden_case import CASES, address, page

POSTED = [case for case in CASES if not case.endswith(("-bare", "-1254"))]


def post_golden_pages(client: httpx.Client) -> None:
    for case in POSTED:
        answer = post(client, page(case), url=address(case) or "")
        assert answer.status_code in (200, 201), answer.text


@pytest.fixture(scope="session")
def golden_files(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A folder with the files of a SQLite database, `news.db`, that holds the golden pages; tests copy it."""

    def fill(folder: Path) -> None:
        shutil.copy(sqlite_template, folder / "news.db")
        with (
            serving(f"sqlite:///{folder / 'news.db'}") as base_url,
            httpx.Client(base_url=base_url, timeout=60) as client,
        ):
            post_golden_pages(client)

    return once_a_run(tmp_path_factory, "golden", fill)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def served_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a database that servers share; tests only add to it."""
    if request.param == "sqlite":
        files = request.getfixturevalue("golden_files")
        folder = shutil.copytree(files, tmp_path_factory.mktemp("served"), dirs_exist_ok=True)
        yield f"sqlite:///{folder / 'news.db'}"
    else:
        server, template = request.getfixturevalue("postgresql_template")
        with new_database(server, template) as name:
            yield f"{server}/{name}"


@pytest.fixture(scope="session")
def served_url(served_database: str) -> Iterator[str]:
    """Base address of a server that asks nobody for a key."""
    with serving(served_database) as base_url:
        yield base_url


@pytest.fixture(scope="session")
def client(served_database: str, served_url: str) -> Iterator[httpx.Client]:
    """A client of a server that holds the golden pages."""
    with httpx.Client(base_url=served_url, timeout=60) as client:
        if not served_database.startswith("sqlite"):
            post_golden_pages(client)
        yield client


@pytest.fixture(scope="session")
def sample() -> Path:
    return Path(__file__).parent.parent / "golden" / "tr" / "trthaber-kulik" / "page.html"


@pytest.fixture(scope="session")
def node_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The locked packages of `tests/client` for Node.js."""

    def install(folder: Path) -> None:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / "tests" / "client" / name, folder)
        command = ("npm", "ci", "--no-audit", "--no-fund")
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    return once_a_run(tmp_path_factory, "node", install) / "node_modules"
