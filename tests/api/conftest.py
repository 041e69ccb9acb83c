"""A real server over each database, with the golden pages posted."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from app.store.migrations import migrate
from tests.conftest import administer
from tests.golden_case import CASES, address, page
from tests.served import serving

POSTED = [case for case in CASES if not case.endswith(("-bare", "-1254"))]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def served_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a database that servers share; tests only add to it."""
    if request.param == "sqlite":
        database_url = f"sqlite:///{tmp_path_factory.mktemp('served') / 'news.db'}"
    else:
        server, name = request.getfixturevalue("postgresql_server"), f"news_{uuid4().hex[:12]}"
        administer(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        database_url = f"{server}/{name}"
    migrate(database_url)
    return database_url


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


def post(client: httpx.Client, content: bytes, kind: str = "text/html", **params: str) -> httpx.Response:
    return client.post("/v1/articles", params=params, content=content, headers={"Content-Type": kind})


@pytest.fixture(scope="session")
def sample() -> Path:
    return Path(__file__).parent.parent / "golden" / "tr" / "trthaber-kulik" / "page.html"
