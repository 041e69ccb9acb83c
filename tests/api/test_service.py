"""The service under stress and without its database: readiness, overload, draining, logs without secrets."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import ValidationError
from structlog.testing import capture_logs

from app.config import Settings
from app.main import create_app
from app.store.migrations import migrate
from tests.builders.answers import post, problem
from tests.builders.pages import council_page
from tests.builders.servers import children_of, serving, started

HTML = {"Content-Type": "text/html"}


def ask(app: FastAPI, path: str, method: str = "GET", **options: Any) -> httpx.Response:
    """Return the answer of the app, called without a server."""

    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://news.example") as client:
            return await client.request(method, path, **options)

    return asyncio.run(answer())


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    migrate(f"sqlite:///{tmp_path / 'news.db'}")
    return create_app(Settings(database_url=f"sqlite:///{tmp_path / 'news.db'}"))


def test_cors_allows_only_the_configured_origins(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'news.db'}"
    migrate(url)
    closed, opened = (
        create_app(Settings(database_url=url)),
        create_app(Settings(database_url=url, cors_origins="https://a.example, https://b.example:8443")),
    )
    for origin in ("https://a.example", "https://b.example:8443"):
        answer = ask(opened, "/v1/articles", headers={"Origin": origin})
        assert answer.headers["access-control-allow-origin"] == origin
        exposed = answer.headers["access-control-expose-headers"].split(", ")
        assert {"ETag", "Link", "Location", "Retry-After", "X-Request-Id"} <= set(exposed)
        assert "Origin" in answer.headers["vary"]
    for app, origin in ((opened, "https://c.example"), (closed, "https://a.example")):
        assert "access-control-allow-origin" not in ask(app, "/v1/articles", headers={"Origin": origin}).headers
    preflight = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "Content-Type"}
    let_in, kept_out = (
        ask(opened, "/v1/articles", method="OPTIONS", headers={"Origin": origin, **preflight})
        for origin in ("https://a.example", "https://c.example")
    )
    assert let_in.headers["access-control-allow-origin"] == "https://a.example"
    assert (kept_out.status_code, kept_out.content) == (204, b"")
    assert "access-control-allow-origin" not in kept_out.headers
    assert {answer.headers["cache-control"] for answer in (let_in, kept_out)} == {"no-store"}
    for wrong in ("*", "a.example", "https://a.example/path"):
        with pytest.raises(ValidationError):
            Settings(database_url=url, cors_origins=wrong)


@pytest.mark.parametrize("name", ["empty.db", "no/such/folder/news.db"])
def test_without_a_database_livez_answers_200_and_readyz_503(tmp_path: Path, name: str) -> None:
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path / name}"))
    assert ask(app, "/livez").json() == {"status": "ok"}
    lines = {"Accept": "application/x-ndjson"}
    for path, headers in (("/readyz", {}), ("/v1/articles", {}), ("/v1/articles", lines), ("/v1/changes", lines)):
        refused = ask(app, path, headers=headers)
        problem(refused, 503, "not-ready")
        assert int(refused.headers["retry-after"]) > 0


def test_an_unexpected_error_is_counted_and_its_details_are_hidden(app: FastAPI) -> None:
    def fail() -> None:
        raise ZeroDivisionError("a secret of the inside")

    app.add_api_route("/fail", fail)
    with capture_logs() as lines:
        answer = ask(app, "/fail")
    assert "secret" not in problem(answer, 500, "internal-error").model_dump_json()
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert [line["status"] for line in lines if line["event"] == "request"] == [500]
    assert 'news_requests_total{method="GET",route="/fail",status="500"} 1.0' in ask(app, "/metrics").text


def test_the_log_has_one_line_per_request_without_its_query(app: FastAPI) -> None:
    with capture_logs() as lines:
        ask(app, "/v1/articles?q=whisper&author=someone", headers={"X-Request-Id": "r-1"})
    (line,) = lines
    assert (line["event"], line["method"], line["route"], line["status"]) == ("request", "GET", "/v1/articles", 200)
    assert line["id"] == "r-1"
    assert "whisper" not in str(line)
    assert "someone" not in str(line)


def test_the_level_of_the_log_holds_for_libraries_that_set_their_own() -> None:
    script = (
        "import logging; from app.config import Settings; from app.main import configure_logging;"
        " configure_logging(Settings(log_level='error')); library = logging.getLogger('library');"
        " library.setLevel('INFO'); library.info('a detail'); library.error('a fault')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    (line,) = done.stdout.splitlines()
    assert "a fault" in line


def test_a_client_that_hangs_up_is_logged_as_499(app: FastAPI) -> None:
    scope = {
        "type": "http", "method": "POST", "path": "/v1/articles", "raw_path": b"/v1/articles", "query_string": b"",
        "headers": [(b"content-type", b"text/html")], "scheme": "http", "server": ("news.example", 80),
        "http_version": "1.1", "root_path": "",
    }  # fmt: skip

    app.state.extractor = SimpleNamespace(check_free=lambda: None)  # it is never reached

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(_message: Any) -> None:
        return None

    with capture_logs() as lines:
        asyncio.run(app(scope, receive, send))
    assert [(line["event"], line["log_level"], line["status"]) for line in lines] == [("request", "info", 499)]


def test_pages_are_refused_while_the_queue_of_waiting_pages_is_full(tmp_path: Path) -> None:
    """The extraction processes are suspended, so that only refusals can be answered."""
    settings = {"EXTRACTION_WORKERS": "1", "EXTRACTION_WAITING": "0", "EXTRACTION_SECONDS": "200"}
    with serving(f"sqlite:///{tmp_path / 'news.db'}", **settings) as base_url, ThreadPoolExecutor(6) as pool:
        client = httpx.Client(base_url=base_url, timeout=300)
        post(client, council_page("The first one starts the processes"))
        children = children_of(base_url)
        for child in children:
            os.kill(child, signal.SIGSTOP)
        running = [pool.submit(post, client, council_page(f"Story {n}")) for n in range(6)]
        refused = [answer.result() for answer in islice(as_completed(running), 4)]
        assert client.get("/livez").is_success
        for child in children:
            os.kill(child, signal.SIGCONT)
        assert sorted(answer.result().status_code for answer in running) == [201] * 2 + [503] * 4
        for answer in refused:
            problem(answer, 503, "overloaded")
            assert int(answer.headers["retry-after"]) > 0
        assert post(client, council_page("Room again")).status_code == 201
        client.close()


def test_a_stopping_server_finishes_running_requests(tmp_path: Path) -> None:
    """The server asks for the body of a request, is told to stop, and answers when the body has come."""
    with started(f"sqlite:///{tmp_path / 'news.db'}", DRAIN_SECONDS="0") as (base_url, server):
        address, page = httpx.URL(base_url), council_page("Council meets")
        host = (address.host, address.port or 80)
        with socket.create_connection(host) as connection:
            head = f"POST /v1/extract HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(page)}\r\n"
            connection.sendall(f"{head}Content-Type: text/html\r\nExpect: 100-continue\r\n\r\n".encode())
            assert connection.recv(65536).startswith(b"HTTP/1.1 100")
            server.send_signal(signal.SIGTERM)
            while listens(host):
                pass
            connection.sendall(page)
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 200")
        assert b"Council meets" in answer
        assert server.wait() in (0, -signal.SIGTERM)


def listens(host: tuple[str, int]) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(host) == 0


REFUSED = {
    "too large": ("/v1/articles", "text/html", 413),
    "wrong type": ("/v1/articles", "text/plain", 415),
    "no such path": ("/v1/nowhere", "text/html", 404),
    "only read": ("/v1/quotes", "text/html", 405),
}


@pytest.mark.parametrize(("path", "kind", "status"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_upload_is_not_read_to_its_end(served_url: str, path: str, kind: str, status: int) -> None:
    sent = 0

    def stream() -> Iterator[bytes]:
        nonlocal sent
        while sent < 100 * 2**20:
            sent += 2**16
            yield b"x" * 2**16

    answer = None
    with suppress(httpx.TransportError):  # a server that stops reading may hang up on who still sends
        answer = httpx.post(served_url + path, content=stream(), headers={"Content-Type": kind})
    assert sent < 30 * 2**20  # 15 MiB read; the rest are buffers on the way
    assert answer is None or answer.status_code == status


def told(served_url: str, head: str, body: bytes = b"") -> bytes:
    """Return the answer to a request that is never sent completely."""
    address = httpx.URL(served_url)
    with socket.create_connection((address.host, address.port or 80), timeout=5) as connection:
        connection.sendall(f"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\n{head}\r\n\r\n".encode() + body)
        answer = connection.recv(65536)
        while answer.startswith(b"HTTP/1.1 413") and not answer.endswith(b"}"):
            answer += connection.recv(65536)
        return answer


@pytest.mark.parametrize("length", [10 * 2**20 + 1, 2**40, 10**30])
def test_a_content_length_over_the_limit_is_refused_before_the_body(served_url: str, length: int) -> None:
    answer = told(served_url, f"Content-Type: text/html\r\nContent-Length: {length}")
    assert answer.startswith(b"HTTP/1.1 4")
    if length < 2**63:
        assert b"/problems/payload-too-large" in answer
        assert (b"connection: close" in answer.lower()) == (length > 15 * 2**20)


@pytest.mark.parametrize("size", [10 * 2**20 + 1, 14 * 2**20])
def test_a_page_just_over_the_size_limit_gets_a_413_answer(client: httpx.Client, size: int) -> None:
    for _ in range(3):
        problem(client.post("/v1/extract", content=iter([b"x" * size]), headers=HTML), 413, "payload-too-large")
        problem(client.post("/v1/extract", content=b"x" * size, headers=HTML), 413, "payload-too-large")
