"""Clients that request large answers and read nothing: memory stays bounded, others are served, slots are freed."""

import json
import random
import select
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.api.response.large_answers import LARGE_BYTES, PAGE_BYTES, _next_rows
from app.api.state.outgoing import Outgoing
from app.errors import Overloaded
from app.store.session import make_engine, writing
from app.store.writes import save_article
from tests.builders.answers import problem
from tests.builders.drafts import article
from tests.builders.servers import serving

ARTICLES = 20
NDJSON = {"Accept": "application/x-ndjson", "Accept-Encoding": "identity"}
LONG = {"include": ["body", "blocks"]}


@pytest.fixture(scope="module")
def large_url(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a database with 20 articles of 600 kB each."""
    path = tmp_path_factory.mktemp("large") / "news.db"
    shutil.copy(sqlite_template, path)
    engine, chance = make_engine(f"sqlite:///{path}"), random.Random(1)
    paragraphs = ["".join(chance.choices("abcdefghij", k=100_000)) for _ in range(3)]
    for number in range(ARTICLES):
        with writing(engine) as session:
            save_article(session, article(number, paragraphs=paragraphs, people=(), places=(), said=()))
    engine.dispose()
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def base_url(large_url: str) -> Iterator[str]:
    with serving(large_url, MAX_EXPORTS="2", SEND_SECONDS="1", MAX_UNSENT_MIB="1") as url:
        yield url


def reader(base_url: str, path: str, accept: str) -> socket.socket:
    """A client that waits for the first bytes of its answer and then reads no more."""
    address = httpx.URL(base_url)
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect((address.host, address.port))
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode())
    assert connection.recv(16, socket.MSG_PEEK).startswith(b"HTTP/1.1 200")
    return connection


def wait_for_hang_up(connection: socket.socket) -> None:
    """Wait until the server ends the connection, without reading from it."""
    poll = select.poll()
    poll.register(connection, select.POLLRDHUP | select.POLLHUP | select.POLLERR)
    assert poll.poll(120_000)
    connection.close()


def test_exports_over_the_limit_are_refused_until_slow_readers_are_disconnected(base_url: str) -> None:
    path = "/v1/articles?include=body&include=blocks"
    readers = [reader(base_url, path, NDJSON["Accept"]) for _ in range(2)]
    with httpx.Client(base_url=base_url, timeout=300) as client:
        refused = client.get("/v1/articles", headers=NDJSON)
        if not refused.is_success:  # else both were disconnected already
            problem(refused, 503, "overloaded")
            assert int(refused.headers["retry-after"]) > 0
        assert client.get("/v1/articles").is_success
        for slow in readers:
            wait_for_hang_up(slow)
        lines = client.get(path, headers=NDJSON).text.splitlines()
    assert len({json.loads(line)["id"] for line in lines}) == ARTICLES
    assert all(len(json.loads(line)["body"]) > 300_000 for line in lines)


def test_a_large_answer_succeeds_after_slow_readers_are_disconnected(base_url: str) -> None:
    path = "/v1/articles?include=body&include=blocks&limit=3"
    slow = reader(base_url, path, "application/json")
    with httpx.Client(base_url=base_url, timeout=300) as client:
        refused = client.get(path, headers={"Accept-Encoding": "identity"})
        if not refused.is_success:
            problem(refused, 503, "overloaded")
        wait_for_hang_up(slow)
        assert len(client.get(path).json()["items"]) == 3


def test_a_list_of_large_items_is_split_into_smaller_pages_without_losing_an_item(base_url: str) -> None:
    with httpx.Client(base_url=base_url, timeout=300) as client:
        cursor, seen, pages = None, list[str](), 0
        while pages == 0 or cursor:
            page = client.get("/v1/articles", params={"limit": 200, **LONG, **({"cursor": cursor} if cursor else {})})
            assert len(page.content) < PAGE_BYTES + 2 * 2**20
            seen += [item["id"] for item in page.json()["items"]]
            cursor, pages, last = page.json()["page"]["next_cursor"], pages + 1, page.json()
        assert (len(seen), len(set(seen))) == (ARTICLES, ARTICLES)
        assert 1 < pages < ARTICLES
        back = [item["id"] for item in last["items"]]
        while cursor := last["page"]["prev_cursor"]:
            last = client.get("/v1/articles", params={"limit": 200, **LONG, "cursor": cursor}).json()
            back = [*(item["id"] for item in last["items"]), *back]
        assert back == seen


def test_a_list_of_cards_is_not_split_if_the_articles_are_large(base_url: str) -> None:
    assert len(httpx.get(f"{base_url}/v1/articles?limit=200").json()["items"]) == ARTICLES


def test_an_export_reads_fewer_rows_per_query_when_rows_are_large() -> None:
    assert _next_rows(10, 1_000) == 40
    assert _next_rows(100, 10_000) == 200
    assert _next_rows(200, 200 * LARGE_BYTES) == 1
    assert _next_rows(1, 0) == 4


def test_exports_and_large_answers_count_towards_their_limits_until_sent() -> None:
    outgoing = Outgoing(max_exports=1, max_bytes=100)
    with outgoing.export(), pytest.raises(Overloaded):
        outgoing.check_export()
    with outgoing.answer(1_000), pytest.raises(Overloaded), outgoing.answer(1):  # a single one may be larger
        pass
    with outgoing.export(), outgoing.answer(60), outgoing.answer(40), pytest.raises(Overloaded), outgoing.answer(1):
        pass
