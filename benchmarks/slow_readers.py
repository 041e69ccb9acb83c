"""Measure memory while 200 clients request large answers and read nothing, and check that other clients are served.

Half of the clients export 42 MiB of whole articles, half read pages of 200 whole articles. Passes if the server's
memory grows by at most 300 MiB, and every request of another client is answered meanwhile.

    python -m benchmarks.slow_readers [--readers 200]
"""

import argparse
import random
import select
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

import httpx

from app.store.migrations import migrate
from app.store.session import make_engine, writing
from app.store.writes import save_article
from benchmarks.load import resident
from tests.builders.drafts import article
from tests.builders.servers import serving

ARTICLES, BODY_CHARACTERS, MEBIBYTES = 200, 100_000, 300
PATHS = {
    "/v1/articles?include=body&include=blocks": "application/x-ndjson",
    "/v1/articles?include=body&include=blocks&limit=200": "application/json",
}


def main() -> int:
    """Measure, print, and return 1 if a limit is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=200)
    readers = parser.parse_args().readers
    with tempfile.TemporaryDirectory() as folder:
        database_url = f"sqlite:///{folder}/news.db"
        _fill(database_url)
        with serving(database_url) as base_url:
            return 0 if measure(base_url, readers) else 1


def measure(base_url: str, readers: int) -> bool:
    """Print memory and latency with `readers` slow readers; return whether memory stays within MEBIBYTES."""
    for path, accept in PATHS.items():  # warm-up, each read completely: the first answers of a server need most memory
        httpx.get(base_url + path, headers={"Accept": accept, "Accept-Encoding": "identity"}, timeout=600)
    idle = resident(base_url)
    with _watched(base_url) as peaks:
        connections = [_ask(base_url, *list(PATHS.items())[number % 2]) for number in range(readers)]
        seconds = [_seconds(f"{base_url}{path}") for _ in range(20) for path in ("/livez", "/v1/articles?limit=5")]
        statuses = [_status(connection) for connection in connections]
        for connection in connections:
            connection.close()
    grown = (max(peaks) - idle) / 2**20
    counts = {status: statuses.count(status) for status in sorted(set(statuses))}
    _say(f"{readers} slow readers, answered {counts}: memory {idle / 2**20:.0f} MiB idle, +{grown:.0f} MiB at most")
    _say(f"others: {len(seconds)} requests, slowest {max(seconds):.2f} s")
    return grown <= MEBIBYTES


@contextmanager
def _watched(base_url: str) -> Iterator[list[int]]:
    """Yield the sizes of the server's memory in bytes, sampled during the block."""
    sizes, over = [resident(base_url)], threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            sizes.append(resident(base_url))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield sizes
    finally:
        over.set()
        thread.join()


def _ask(base_url: str, path: str, accept: str) -> socket.socket:
    address = httpx.URL(base_url)
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect((address.host, address.port))
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode())
    return connection


def _status(connection: socket.socket) -> str:
    """Return the status of the answer; `waiting` if it has not begun, `none` if the server ended the connection."""
    if not select.select([connection], [], [], 120)[0]:
        return "waiting"
    try:
        return connection.recv(12, socket.MSG_PEEK)[9:].decode() or "none"
    except ConnectionResetError:
        return "none"


def _seconds(url: str) -> float:
    begun = perf_counter()
    httpx.get(url, timeout=120).raise_for_status()
    return perf_counter() - begun


def _fill(database_url: str) -> None:
    migrate(database_url)
    engine, chance = make_engine(database_url), random.Random(1)
    paragraphs = ["".join(chance.choices("abcdefghij", k=BODY_CHARACTERS // 4)) for _ in range(4)]
    with writing(engine) as session:
        for number in range(ARTICLES):
            save_article(session, article(number, paragraphs=paragraphs, people=(), places=(), said=()))
    engine.dispose()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
