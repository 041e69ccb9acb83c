"""Failures around the service: a full disk, a database that stops and returns, SIGTERM during requests."""

import json
import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import psycopg
import pytest
from psycopg.errors import DiskFull
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app import main
from app.errors import NotReady, StorageFull
from app.store.migrations import migrate
from app.store.session import database_error
from tests.builders.answers import post, problem
from tests.builders.app_client import AppClient
from tests.builders.in_process import Writer
from tests.builders.pages import council_page
from tests.builders.postgresql import administer
from tests.builders.servers import free_port, serving, started


def days(story: int, number: int) -> str:
    """Return distinct sentences."""
    return " ".join(f"The council met on day {day} of year {story} to talk about the harbour." for day in range(number))


def test_with_a_full_database_writes_get_507_and_reads_still_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database_url = f"sqlite:///{tmp_path / 'news.db'}"
    migrate(database_url)
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    asked = AppClient(database_url)
    monkeypatch.setattr(main, "Writer", lambda *_: Writer(asked.app))  # the limit is a connection's, not the file's
    limit = f"PRAGMA max_page_count={pages + 5}"
    event.listen(asked.app.state.engine, "connect", lambda connection, _record: connection.execute(limit))
    answers = [asked("POST", "/v1/articles", content=council_page(f"Story {n}", days(n, 600))) for n in range(4)]
    refused = next(answer for answer in answers if not answer.is_success)
    problem(refused, 507, "storage-full")
    stored = asked("GET", "/v1/articles")
    assert stored.status_code == 200
    assert len(stored.json()["items"]) == sum(answer.is_success for answer in answers)
    line = json.dumps({"html": council_page("The last one", days(9, 9_000)).decode()}).encode()
    told = asked("POST", "/v1/articles/batch", content=line, headers={"Content-Type": "application/x-ndjson"}).json()
    assert (told["status"], told["problem"]["type"]) == (507, "/problems/storage-full")
    asked.app.state.engine.dispose()


def test_a_full_disk_of_postgresql_is_not_reported_as_an_unreachable_database() -> None:
    assert isinstance(database_error(OperationalError("INSERT", {}, DiskFull("no space left"))), StorageFull)
    assert isinstance(database_error(OperationalError("INSERT", {}, psycopg.OperationalError("gone"))), NotReady)


@pytest.fixture
def switchable(postgresql_template: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield server and name of a database that can refuse and accept connections."""
    server, template = postgresql_template
    name = f"news_switch_{free_port()}"
    administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server, name
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def test_the_server_recovers_without_a_restart_when_the_database_returns(switchable: tuple[str, str]) -> None:
    server, name = switchable
    statuses, answered = list[int](), threading.Semaphore(0)
    stop = threading.Event()
    with serving(f"{server}/{name}") as base_url, httpx.Client(base_url=base_url, timeout=300) as client:
        assert post(client, council_page("Before")).status_code == 201

        def load() -> None:
            with httpx.Client(base_url=base_url, timeout=300) as other:
                while not stop.is_set():
                    statuses.append(other.get("/v1/articles").status_code)
                    answered.release()

        readers = [threading.Thread(target=load) for _ in range(4)]
        for reader in readers:
            reader.start()
        administer(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        administer(server, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        while 503 not in statuses:
            answered.acquire()
        assert client.get("/livez").status_code == 200
        for refused in (client.get("/readyz"), client.get("/v1/articles"), post(client, council_page("Meanwhile"))):
            problem(refused, 503, "not-ready")
            assert int(refused.headers["retry-after"]) > 0
        administer(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        assert client.get("/readyz").status_code == 200
        assert post(client, council_page("After")).status_code == 201
        seen = len(statuses)
        while 200 not in statuses[seen:]:
            answered.acquire()
        stop.set()
        for reader in readers:
            reader.join()
        assert len(client.get("/v1/articles").json()["items"]) == 2
    assert set(statuses) == {200, 503}
    assert statuses[-1] == 200


def test_a_stopping_server_reports_not_ready_and_does_not_reset_connections(tmp_path: Path) -> None:
    """The server drains for its full time; a second signal ends the wait."""
    statuses, failed = list[int](), list[Exception]()
    stop, answered = threading.Event(), threading.Semaphore(0)

    def send_pages(base_url: str) -> None:
        with httpx.Client(base_url=base_url, timeout=300) as client:
            while not stop.is_set():
                try:
                    statuses.append(post(client, council_page("Council meets")).status_code)
                except httpx.TransportError as error:
                    failed.append(error)
                answered.release()

    def wait_for_answers(number: int) -> None:
        for _ in range(number):
            answered.acquire()

    with started(f"sqlite:///{tmp_path / 'news.db'}", DRAIN_SECONDS="600") as (base_url, server):
        workers = [threading.Thread(target=send_pages, args=(base_url,)) for _ in range(4)]
        for worker in workers:
            worker.start()
        wait_for_answers(8)
        server.send_signal(signal.SIGTERM)
        while (refused := httpx.get(f"{base_url}/readyz")).is_success:
            pass
        problem(refused, 503, "not-ready")
        assert refused.headers["connection"] == "close"
        assert httpx.get(f"{base_url}/livez").status_code == 200
        wait_for_answers(len(statuses) + 8)  # of which at least eight were not sent yet
        stop.set()
        for worker in workers:
            worker.join()
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) in (0, -signal.SIGTERM)
    assert failed == []
    assert set(statuses) <= {200, 201}
