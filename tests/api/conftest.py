"""A real server over each database, with the golden pages posted."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.builders.answers import post
from tests.builders.postgresql import new_database
from tests.builders.servers import ROOT, serving
from tests.golden_case import CASES, address, page

POSTED = [case for case in CASES if not case.endswith(("-bare", "-1254"))]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def served_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a database that servers share; tests only add to it."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("served") / "news.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
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
def client(served_url: str) -> Iterator[httpx.Client]:
    """A client of a server that holds the golden pages."""
    with httpx.Client(base_url=served_url, timeout=60) as client:
        for case in POSTED:
            answer = post(client, page(case), url=address(case) or "")
            assert answer.status_code in (200, 201), answer.text
        yield client


@pytest.fixture(scope="session")
def sample() -> Path:
    return Path(__file__).parent.parent / "golden" / "tr" / "trthaber-kulik" / "page.html"


@pytest.fixture(scope="session")
def node_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The locked packages of `tests/client` for Node.js."""
    folder = tmp_path_factory.mktemp("node")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "tests" / "client" / name, folder)
    install = ("npm", "ci", "--no-audit", "--no-fund")
    done = subprocess.run(install, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "node_modules"
