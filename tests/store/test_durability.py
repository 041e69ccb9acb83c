"""Every acknowledged commit was synced to disk, counted in the system calls of the real processes."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from app.store.migrations import migrate
from app.store.session import durability_faults, make_engine
from tests.builders.pages import council_page
from tests.builders.postgresql import administer, durable_postgresql
from tests.builders.servers import ROOT, environment, free_port, wait_until_ready

STRACE = shutil.which("strace")
POSTS = 20

if not STRACE and os.environ.get("REQUIRE_STRACE"):
    raise RuntimeError("strace is needed (REQUIRE_STRACE=1)")
counted = pytest.mark.skipif(not STRACE, reason="no strace here; CI installs one (REQUIRE_STRACE=1)")


def watching(log: Path) -> list[str]:
    return [STRACE or "strace", "-D", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", str(log)]


def syncs(log: Path) -> int:
    """Calls that were made so far, the interrupted ones once."""
    return len(re.findall(r"\b(?:fsync|fdatasync)\(", log.read_text()))


@contextmanager
def served(database_url: str, *watched_by: str) -> Iterator[str]:
    port = str(free_port())
    variables = environment(DATABASE_URL=database_url, PORT=port, LOG_LEVEL="warning", DRAIN_SECONDS="0")
    command = [*watched_by, sys.executable, "-m", "app", "serve"]
    with subprocess.Popen(command, cwd=ROOT, env=variables, start_new_session=True) as server:
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(server.pid, signal.SIGKILL)


def post_each_once(base_url: str) -> None:
    with httpx.Client(base_url=base_url, timeout=300) as client:
        for number in range(POSTS):
            answer = client.post(
                "/v1/articles",
                params={"url": f"https://news.example/{number}"},
                content=council_page(f"Story {number}"),
                headers={"Content-Type": "text/html"},
            )
            assert answer.status_code == 201


@counted
def test_sqlite_syncs_at_least_once_for_each_acknowledged_article(tmp_path: Path) -> None:
    database_url, log = f"sqlite:///{tmp_path / 'news.db'}", tmp_path / "calls"
    migrate(database_url)
    with served(database_url, *watching(log)) as base_url:
        before = syncs(log)
        post_each_once(base_url)
        assert syncs(log) - before >= POSTS


@counted
def test_postgresql_syncs_at_least_once_for_each_acknowledged_article(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    with durable_postgresql(watching(log)) as server:
        if server is None:
            pytest.skip("PostgreSQL cannot be run here under strace")
        name = f"news_{uuid4().hex[:12]}"
        administer(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        administer(server, f"ALTER DATABASE {name} SET synchronous_commit = off")
        migrate(f"{server}/{name}")
        engine = make_engine(f"{server}/{name}")
        assert durability_faults(engine) == []
        engine.dispose()
        with served(f"{server}/{name}") as base_url:
            before = syncs(log)
            post_each_once(base_url)
            assert syncs(log) - before >= POSTS


def test_unsafe_settings_of_the_database_server_are_reported(database_url: str) -> None:
    engine = make_engine(database_url)
    expected = ["fsync is off"] if engine.dialect.name == "postgresql" else []  # as the server of the tests is
    assert durability_faults(engine) == expected
    engine.dispose()


def test_sqlite_with_synchronous_normal_is_reported(tmp_path: Path) -> None:
    from sqlalchemy import event

    engine = make_engine(f"sqlite:///{tmp_path / 'news.db'}")
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=NORMAL"))
    assert durability_faults(engine) == ["synchronous is 1"]
    engine.dispose()
