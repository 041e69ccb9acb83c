"""A real server over each database, with the golden pages posted."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.builders.answers import post
from tests.builders.once import once_a_run
from tests.builders.postgresql import administer, golden_name, new_database
from tests.builders.servers import ROOT, serving
from tests.golden_case import CASES, address, page

POSTED = [case for case in CASES if not case.endswith(("-bare", "-1254"))]


def post_golden_pages(client: httpx.Client) -> None:
    for case in POSTED:
        answer = post(client, page(case), url=address(case) or "")
        assert answer.status_code in (200, 201), answer.text


def fill(database_url: str) -> None:
    """Store the golden pages in a database by a server, which is stopped afterwards."""
    with serving(database_url) as base_url, httpx.Client(base_url=base_url, timeout=300) as client:
        post_golden_pages(client)


@pytest.fixture(scope="session")
def golden_files(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A folder with the files of a SQLite database, `news.db`, that holds the golden pages; tests copy it."""

    def create(folder: Path) -> None:
        shutil.copy(sqlite_template, folder / "news.db")
        fill(f"sqlite:///{folder / 'news.db'}")

    return once_a_run(tmp_path_factory, "golden", create)


@pytest.fixture(scope="session")
def golden_template(tmp_path_factory: pytest.TempPathFactory, postgresql_template: tuple[str, str]) -> tuple[str, str]:
    """Address of the PostgreSQL server, and name of a database that holds the golden pages; tests copy it."""
    server, template = postgresql_template
    name = golden_name(template)

    def create(_folder: Path) -> None:
        administer(server, f"DROP DATABASE IF EXISTS {name}")  # of a process that died while it filled it
        administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
        fill(f"{server}/{name}")

    once_a_run(tmp_path_factory, "golden-postgresql", create)
    return server, name


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def served_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a database that holds the golden pages and that servers share; tests only add to it."""
    if request.param == "sqlite":
        files = request.getfixturevalue("golden_files")
        folder = shutil.copytree(files, tmp_path_factory.mktemp("served"), dirs_exist_ok=True)
        yield f"sqlite:///{folder / 'news.db'}"
    else:
        server, template = request.getfixturevalue("golden_template")
        with new_database(server, template) as name:
            yield f"{server}/{name}"


@pytest.fixture(scope="session")
def served_url(served_database: str) -> Iterator[str]:
    """Base address of a server that asks nobody for a key."""
    with serving(served_database) as base_url:
        yield base_url


@pytest.fixture(scope="session")
def client(served_url: str) -> Iterator[httpx.Client]:
    """A client of a server that holds the golden pages."""
    with httpx.Client(base_url=served_url, timeout=300) as client:
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
        command = ("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline")
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    return once_a_run(tmp_path_factory, "node", install) / "node_modules"
