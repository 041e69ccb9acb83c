"""Two servers with two extraction processes each, over one PostgreSQL database, behave like one server."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import count, cycle
from threading import Event
from typing import Any

import httpx
import psycopg

from app.services.writer import POSTGRESQL_WRITERS
from tests.builders.answers import items
from tests.builders.app_client import key_for
from tests.builders.pages import harbour_page
from tests.builders.postgresql import new_database
from tests.builders.servers import serving

HTML = {"Content-Type": "text/html"}
PROBES = 2  # connections of `/readyz` that a server opens at most


@contextmanager
def two_servers(*databases: str, **settings: str) -> Iterator[list[httpx.Client]]:
    """Clients of two servers; `databases` are the addresses of the database and, if there is one, of its replica."""
    replica = {"READ_DATABASE_URL": databases[1]} if databases[1:] else {}
    with ExitStack() as stack:
        settings = {"EXTRACTION_WORKERS": "2", **replica, **settings}
        addresses = [stack.enter_context(serving(databases[0], **settings)) for _ in range(2)]
        yield [stack.enter_context(httpx.Client(base_url=address, timeout=300)) for address in addresses]


def posted(server: httpx.Client, number: int, **headers: str) -> httpx.Response:
    address = f"https://www.portcourier.example/{number}"
    page = harbour_page(f"Harbour council meets for time {number}")
    return server.post("/v1/articles", params={"url": address}, content=page, headers=HTML | headers)


@contextmanager
def beside(servers: list[httpx.Client], first: int) -> Iterator[Callable[[], int]]:
    """Post articles through both servers in turn meanwhile; yields a function that returns how many are posted."""
    stop, numbers, done = Event(), count(first), [0]

    def post_all(server: httpx.Client) -> None:
        while not stop.is_set():
            posted(server, next(numbers)).raise_for_status()
            done[0] += 1

    with ThreadPoolExecutor(len(servers)) as pool:
        running = [pool.submit(post_all, server) for server in servers]
        try:
            yield lambda: done[0]
        finally:
            stop.set()
    for one in running:
        one.result()


def test_an_idempotency_key_sent_to_two_servers_at_the_same_time_stores_one_article(postgresql_url: str) -> None:
    with two_servers(postgresql_url) as servers, ThreadPoolExecutor(2) as pool:
        for number in range(8):
            key = {"Idempotency-Key": f"page-{number}"}
            answers = list(pool.map(lambda server, n=number, k=key: posted(server, n, **k), servers))
            statuses = sorted(answer.status_code for answer in answers)
            assert statuses in ([201, 201], [201, 409]), [answer.text for answer in answers]
            again = [posted(server, number, **key) for server in servers]
            assert [answer.headers["idempotent-replayed"] for answer in again] == ["true", "true"]
            assert len({answer.json()["article"]["id"] for answer in again}) == 1
        assert len(items(servers[0], "/v1/changes")) == len(items(servers[1], "/v1/articles")) == 8


def test_no_change_or_list_item_is_missed_while_two_servers_write(postgresql_url: str) -> None:
    with two_servers(postgresql_url) as servers:
        stayed = {posted(servers[number % 2], number).json()["article"]["id"] for number in range(12)}
        seen: list[int] = []
        with beside(servers, 100) as number_posted:
            for server in cycle(servers):
                seen += [change["seq"] for change in items(server, "/v1/changes", after=seen[-1] if seen else 0)]
                walked = walk(servers)
                assert stayed <= set(walked)
                assert len(walked) == len(set(walked))
                if number_posted() >= 40:
                    break
        seen += [change["seq"] for change in items(servers[0], "/v1/changes", after=seen[-1], limit=200)]
        assert seen == list(range(1, 12 + number_posted() + 1))


def walk(servers: list[httpx.Client]) -> list[str]:
    """Ids of all articles, page by page; each server continues with the cursor of the other one."""
    found, cursor = [], None
    for server in cycle(servers):
        query: dict[str, Any] = {"limit": 5, "sort": "-first_seen_at"} | ({"cursor": cursor} if cursor else {})
        answer = server.get("/v1/articles", params=query).raise_for_status().json()
        found += [item["id"] for item in answer["items"]]
        cursor = answer["page"]["next_cursor"]
        if not cursor:
            break
    return found


def test_two_servers_enforce_one_common_rate_limit(postgresql_url: str) -> None:
    with two_servers(postgresql_url, RATE_LIMITS="on", MAX_READS_PER_MINUTE="100000") as servers:
        for own in count(1):
            for _ in range(10):
                used(servers[0])
            if used(servers[1]) > own:  # a count of the first server has arrived
                break


def used(server: httpx.Client) -> int:
    """Read once; return how many reads the answer counts for this client."""
    answer = server.get("/v1/publishers")
    return 100_000 - int(answer.headers["ratelimit"].partition(";r=")[2].partition(";")[0])


def test_only_a_client_that_may_write_reads_from_the_primary(
    postgresql_url: str, postgresql_template: tuple[str, str]
) -> None:
    """The replica is a database that never receives the article, like one that lags."""
    server, template = postgresql_template
    with new_database(server, template) as name, two_servers(postgresql_url, f"{server}/{name}") as servers:
        writer, reader = (
            {"Authorization": f"Bearer {key_for(postgresql_url, *scopes)}"}
            for scopes in (("ingest", "read"), ("read",))
        )
        article = posted(servers[0], 1, **writer).json()["article"]["id"]
        for client in servers:
            for path in ("/v1/articles", "/v1/quotes", "/v1/changes"):
                assert client.get(path, headers=writer).json()["items"]
                assert not client.get(path, headers=reader).json()["items"]
                lines = {"Accept": "application/x-ndjson"}
                assert client.get(path, headers=writer | lines).content
                assert not client.get(path, headers=reader | lines).content
            found = [client.get(f"/v1/articles/{article}", headers=key).status_code for key in (writer, reader)]
            assert found == [200, 404]


def test_a_server_opens_no_more_database_connections_than_documented(postgresql_url: str) -> None:
    of_requests = 3
    with (
        two_servers(postgresql_url, MAX_DATABASE_CONNECTIONS=str(of_requests)) as servers,
        psycopg.connect(postgresql_url, autocommit=True) as watching,
        beside(servers, 0),
        ThreadPoolExecutor(24) as pool,
    ):
        reads = [pool.submit(servers[number % 2].get, "/v1/quotes?q=pier") for number in range(120)]
        held = [connections(watching)]
        while not all(read.done() for read in reads):
            held.append(connections(watching))
        assert {read.result().status_code for read in reads} <= {200, 503}
    assert 2 * of_requests <= max(held) <= 2 * (of_requests + POSTGRESQL_WRITERS + PROBES)


def connections(watching: psycopg.Connection[Any]) -> int:
    """Number of connections to the database, except the one that asks."""
    asked = "SELECT count(*) - 1 FROM pg_stat_activity WHERE datname = current_database()"
    row = watching.execute(asked).fetchone()
    assert row
    return int(row[0])
