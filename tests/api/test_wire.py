"""HTTP connections: slow, endless, too large or ambiguous requests are answered, and other clients are served."""

import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx
import pytest

from app.api.routes.ops import PROBLEM_TYPES
from app.config import Settings
from tests.builders.pages import council_page
from tests.builders.servers import serving, serving_into

PAGE = council_page("Harbour council meets")
POST = "POST /v1/extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\n"


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with shorter timeouts than by default, which logs no exception whatever it is sent."""
    folder = tmp_path_factory.mktemp("wire")
    with serving_into(folder / "log", f"sqlite:///{folder / 'news.db'}", HEAD_SECONDS="2", BODY_SECONDS="8") as url:
        httpx.post(f"{url}/v1/extract", content=PAGE, headers={"Content-Type": "text/html"}, timeout=300)
        yield url
    logged = (folder / "log").read_text("utf-8")
    assert "Traceback" not in logged, logged


@pytest.fixture
def connection(base_url: str) -> Iterator[socket.socket]:
    with connected(base_url) as connection:
        yield connection


def connected(base_url: str) -> socket.socket:
    address = httpx.URL(base_url)
    return socket.create_connection((address.host, address.port or 80), timeout=300)


def rest(connection: socket.socket) -> bytes:
    """Return the rest of the answer, up to the end of the connection."""
    answer = b""
    while True:
        try:
            data = connection.recv(65536)
        except ConnectionResetError:
            return answer
        if not data:
            return answer
        answer += data


@contextmanager
def dripping(connection: socket.socket, data: bytes) -> Iterator[None]:
    """Keep sending a few bytes until the block or the connection ends."""
    stop = threading.Event()

    def send() -> None:
        with suppress(OSError):
            while not stop.wait(0.1):
                connection.sendall(data)

    sender = threading.Thread(target=send)
    sender.start()
    yield
    stop.set()
    sender.join()


def refusal(answer: bytes, status: int, slug: str) -> None:
    """Check that the last answer is this problem, complete, with `Connection: close`."""
    head, _, body = answer[[*re.finditer(rb"HTTP/1\.1 \d{3} ", answer)][-1].start() :].partition(b"\r\n\r\n")
    fields = dict(line.lower().split(": ", 1) for line in head.decode().split("\r\n")[1:])
    assert head.startswith(f"HTTP/1.1 {status} ".encode()), answer
    assert (fields["connection"], fields["content-type"]) == ("close", "application/problem+json")
    assert fields["x-content-type-options"] == "nosniff"
    assert fields["cache-control"] == "no-store"
    problem = json.loads(body)
    assert (problem["type"], problem["status"]) == (f"/problems/{slug}", status)
    assert PROBLEM_TYPES[slug].status == status
    assert problem["instance"].endswith(fields["x-request-id"])


def test_request_headers_sent_too_slowly_are_refused(connection: socket.socket) -> None:
    connection.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    with dripping(connection, b"a"):
        refusal(rest(connection), 408, "request-timeout")


def test_a_connection_on_which_no_request_arrives_is_closed(connection: socket.socket) -> None:
    assert rest(connection) == b""


def test_a_connection_that_stays_idle_after_an_answer_is_closed(connection: socket.socket) -> None:
    connection.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
    answer = rest(connection)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("head", [f"{POST}Content-Length: 100000", f"{POST}Transfer-Encoding: chunked"])
@pytest.mark.parametrize("path", ["/v1/extract", "/v1/nowhere"])
def test_a_body_sent_too_slowly_is_refused(connection: socket.socket, head: str, path: str) -> None:
    connection.sendall(head.replace("/v1/extract", path).encode() + b"\r\n\r\n")
    with dripping(connection, b"1\r\na\r\n" if "chunked" in head else b"a"):
        answer = rest(connection)
    if path == "/v1/extract":
        refusal(answer, 408, "request-timeout")
    else:
        assert answer.startswith(b"HTTP/1.1 404 ")  # at once; and then the connection ends all the same


def test_an_endless_chunked_body_is_refused_at_the_limit(connection: socket.socket) -> None:
    connection.sendall(f"{POST}Transfer-Encoding: chunked\r\n\r\n".encode())
    sent = 0
    with suppress(OSError):
        while sent < 64 * 2**20:
            connection.sendall(b"10000\r\n" + b"x" * 2**16 + b"\r\n")
            sent += 2**16
    assert sent < 40 * 2**20
    answer = rest(connection)
    assert not answer or answer.startswith(b"HTTP/1.1 413 ")


def test_a_body_shorter_than_its_content_length_is_refused(connection: socket.socket) -> None:
    connection.sendall(f"{POST}Content-Length: {len(PAGE) + 9}\r\n\r\n".encode() + PAGE)
    refusal(rest(connection), 408, "request-timeout")


def test_bytes_after_a_body_are_read_as_the_next_request(connection: socket.socket) -> None:
    connection.sendall(f"{POST}Content-Length: {len(PAGE)}\r\n\r\n".encode() + PAGE + b"surplus\r\n\r\n")
    answer = rest(connection)
    assert answer.startswith(b"HTTP/1.1 200 ")
    refusal(answer, 400, "malformed-request")


@pytest.mark.parametrize("protocol", ["h2c", "websocket", "TLS/1.0"])
@pytest.mark.parametrize("is_split", [False, True])
def test_a_request_to_upgrade_the_protocol_is_answered_as_an_ordinary_one(
    connection: socket.socket, protocol: str, *, is_split: bool
) -> None:
    """Java's HTTP client asks for HTTP/2 in its first request."""
    fields = f"Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: {protocol}\r\nHTTP2-Settings: AAEAAEAA\r\n"
    connection.sendall(f"{POST}{fields}Content-Length: {len(PAGE)}\r\n".encode())
    if is_split:
        connection.sendall(b"upgrade: h2c\r\n\r\n")
        connection.sendall(PAGE)
    else:
        connection.sendall(b"\r\n" + PAGE)
    answer = rest(connection)
    assert answer.startswith(b"HTTP/1.1 200 "), answer
    assert b"Harbour council meets" in answer


HEADS = {
    "a long address": (
        "GET /v1/articles?q=" + "a" * 9_000 + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
        414,
        "uri-too-long",
    ),
    "a long address without end": ("GET /" + "a" * 9_000, 414, "uri-too-long"),
    "a large field": ("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a" * 33_000 + "\r\n\r\n", 431, "headers-too-large"),
    "a large field without end": ("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a" * 33_000, 431, "headers-too-large"),
    "a large name without end": ("GET / HTTP/1.1\r\nHost: localhost\r\n" + "a" * 33_000, 431, "headers-too-large"),
    "many fields": ("GET / HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n" * 101 + "\r\n", 431, "headers-too-large"),
    "much together": (
        "GET / HTTP/1.1\r\nHost: localhost\r\n" + f"X: {'y' * 1_000}\r\n" * 40 + "\r\n",
        431,
        "headers-too-large",
    ),
    "no host": ("GET / HTTP/1.1\r\n\r\n", 400, "malformed-request"),
    "two hosts": ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "malformed-request"),
    "no host at all": ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "malformed-request"),
    "a host with a path": ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, "malformed-request"),
    "no request line": ("\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 400, "malformed-request"),
    "no version": ("GET /\r\n\r\n", 400, "malformed-request"),
    "another protocol": ("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 400, "malformed-request"),
    "an unknown method": ("BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "malformed-request"),
    "a NUL in a field": ("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n", 400, "malformed-request"),
    "a space before the colon": ("GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400, "malformed-request"),
    "a folded field": ("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n", 400, "malformed-request"),
}


@pytest.mark.parametrize(("head", "status", "slug"), HEADS.values(), ids=HEADS.keys())
def test_malformed_request_heads_are_refused(connection: socket.socket, head: str, status: int, slug: str) -> None:
    connection.sendall(head.encode("latin-1"))
    refusal(rest(connection), status, slug)


HIDDEN = "GET /v1/hidden HTTP/1.1\r\nHost: localhost\r\n\r\n"
SMUGGLED = {
    "both lengths": f"Content-Length: {len(HIDDEN) + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "both, turned": f"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n{HIDDEN}",
    "two lengths": f"Content-Length: 0\r\nContent-Length: {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a list of lengths": f"Content-Length: 0, {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a signed length": f"Content-Length: +0\r\n\r\n{HIDDEN}",
    "a negative length": f"Content-Length: -1\r\n\r\n{HIDDEN}",
    "a hexadecimal length": f"Content-Length: 0x0\r\n\r\n{HIDDEN}",
    "a length with a space": f"Content-Length: 0 0\r\n\r\n{HIDDEN}",
    "an unknown coding": f"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "identity": f"Transfer-Encoding: identity\r\n\r\n{HIDDEN}",
    "chunked is not last": f"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{HIDDEN}",
    "chunked twice": f"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n{HIDDEN}",
    "a tab before the coding": f"Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "a vertical tab": f"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "a wrong size of a chunk": f"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n{HIDDEN}",
    "a signed size of a chunk": f"Transfer-Encoding: chunked\r\n\r\n+1\r\na\r\n0\r\n\r\n{HIDDEN}",
    "a huge size of a chunk": f"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{HIDDEN}",
    "bare line feeds": f"Transfer-Encoding: chunked\n\n0\n\n{HIDDEN}",
    "a bare carriage return": f"X: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
}


@pytest.mark.parametrize("tail", SMUGGLED.values(), ids=SMUGGLED.keys())
def test_a_request_hidden_in_a_body_of_ambiguous_length_is_not_executed(connection: socket.socket, tail: str) -> None:
    connection.sendall(POST.encode() + tail.encode("latin-1"))
    answer = rest(connection)
    refusal(answer, 400, "malformed-request")
    assert answer.count(b"HTTP/1.1 ") == 1


def test_an_earlier_request_is_answered_before_a_later_one_is_refused(connection: socket.socket) -> None:
    slow = b"<html lang=en><h1>Council meets</h1>" + b"<p>The council met on Monday to talk. </p>" * 2_000
    connection.sendall(f"{POST}Content-Length: {len(slow)}\r\n\r\n".encode() + slow + b"GET / HTTP/1.1\r\n\r\n")
    answer = rest(connection)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"Council meets" in answer
    refusal(answer, 400, "malformed-request")


def test_pipelined_requests_are_answered_in_order(connection: socket.socket) -> None:
    last = "GET /problems/gone HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    connection.sendall(("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n" * 3 + last).encode())
    answer = rest(connection)
    assert answer.count(b'{"status":"ok"}') == 3
    assert answer.endswith(b"}")
    assert b"/problems/gone" in answer[answer.rindex(b"HTTP/1.1") :]


@pytest.mark.parametrize("host", ["localhost:8000", "LOCALHOST", "[::1]:8000", "127.0.0.1", "127.0.0.1:1"])
def test_a_server_on_loopback_accepts_loopback_host_headers(connection: socket.socket, host: str) -> None:
    connection.sendall(f"GET /livez HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert rest(connection).startswith(b"HTTP/1.1 200 ")


FOREIGN_HOSTS = (
    "evil.example",
    "news.example.evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "x:80",
)


@pytest.mark.parametrize("host", [*FOREIGN_HOSTS, "169.254.169.254", "localhost.", "0.0.0.0"])
def test_a_server_on_loopback_refuses_host_headers_that_name_other_hosts(base_url: str, host: str) -> None:
    """Otherwise a page of another site could read the service by DNS rebinding."""
    refused = httpx.get(f"{base_url}/livez", headers={"Host": host})
    assert (refused.status_code, refused.json()["type"]) == (421, "/problems/misdirected-request")


@pytest.mark.parametrize(
    ("bound_to", "allowed", "host", "is_served"),
    [
        ("127.0.0.1", "", "localhost", True),
        ("127.0.0.2", "", "127.0.0.2", True),
        ("127.0.0.1", "", "news.example", False),
        ("127.0.0.1", "news.example", "News.Example", True),
        ("localhost", "news.example", "other.example", False),
        ("::1", "", "[::1]", True),
        ("0.0.0.0", "", "news.example", True),
        ("0.0.0.0", "news.example", "other.example", False),
        ("0.0.0.0", "news.example", "localhost", True),
        ("192.0.2.1", "news.example", "192.0.2.1", True),
    ],
)
def test_accepted_host_headers_depend_on_the_bound_address_and_a_setting(
    bound_to: str, allowed: str, host: str, is_served: bool
) -> None:
    assert Settings(host=bound_to, allowed_hosts=allowed).serves_host(host) is is_served


def test_only_local_hosts_and_hosts_in_the_setting_allowed_hosts_are_accepted(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    database = f"sqlite:///{tmp_path_factory.mktemp('hosts') / 'news.db'}"
    with serving(database, ALLOWED_HOSTS="news.example") as url:
        for host in ("news.example", "News.Example:443"):
            assert httpx.get(f"{url}/livez", headers={"Host": host}).is_success
        for host in ("localhost:8000", "127.0.0.1:1", "[::1]"):  # of health checks
            assert httpx.get(f"{url}/readyz", headers={"Host": host}).is_success
        for host in FOREIGN_HOSTS:
            refused = httpx.get(f"{url}/livez", headers={"Host": host})
            assert (refused.status_code, refused.json()["type"]) == (421, "/problems/misdirected-request")


def test_two_hundred_slow_connections_do_not_delay_other_requests(base_url: str) -> None:
    """Two hundred connections send their heads and bodies slowly; a normal request is still answered quickly."""
    slow = [connected(base_url) for _ in range(200)]
    try:
        for number, connection in enumerate(slow):
            half = POST if number % 2 else f"{POST}Content-Length: 100000\r\n\r\n"
            connection.sendall(half.encode())
        with httpx.Client(base_url=base_url, timeout=300) as client:
            for _ in range(20):
                assert client.get("/livez").is_success
                answer = client.post("/v1/extract", content=PAGE, headers={"Content-Type": "text/html"})
                assert answer.is_success
        for connection in slow:
            refusal(rest(connection), 408, "request-timeout")
    finally:
        for connection in slow:
            connection.close()


def test_a_malformed_request_is_counted_once_in_the_metrics(base_url: str) -> None:
    def refused(status: int) -> float:
        line = f'news_requests_total{{method="other",route="wire",status="{status}"}} '
        figures = httpx.get(f"{base_url}/metrics").text.splitlines()
        return sum(float(figure.removeprefix(line)) for figure in figures if figure.startswith(line))

    heads = {400: "GET / HTTP/1.1\r\n\r\n", 431: f"GET / HTTP/1.1\r\nHost: localhost\r\nX: {'a' * 40_000}\r\n\r\n"}
    for status, head in heads.items():
        before = refused(status)
        with connected(base_url) as connection:
            connection.sendall(head.encode())
            assert b"\r\nDate: " in rest(connection)
        assert refused(status) == before + 1
