"""Measure reads during writes, and memory over time: `python -m benchmarks.load [latency|memory|parallel]`.

Latency: an open-loop client sends at fixed times, however long answers take; in turns alone and while other clients
post as fast as they are answered. Memory: the server process before and after many mixed requests.
Parallel: many clients post the same pages at once, and each address must give one article.
"""

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles

import httpx

from benchmarks.crash.ledger import Write
from tests.builders.servers import serving

PER_SECOND, SECONDS, ROUNDS = 40, 4, 6
SETTLE_SECONDS = 1.5
POSTERS, ARTICLES = 8, 300
PARALLEL_CLIENTS, ADDRESSES = 64, 100
REQUESTS, WARM_UP, CLIENTS = 100_000, 10_000, 4
P50_FACTOR, P99_FACTOR, LIVE_SECONDS, GROWTH = 1.3, 4.0, 0.25, 0.05
LIST = "/v1/articles?limit=25"
HTML = {"Content-Type": "text/html"}


def main() -> int:
    """Run all measurements or the one named; return exit code 1 if a limit is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("proof", nargs="?", choices=("latency", "memory", "parallel"))
    parser.add_argument("--requests", type=int, default=REQUESTS, help="requests of the proof of memory")
    given = parser.parse_args()
    kept = []
    with tempfile.TemporaryDirectory() as folder, serving(f"sqlite:///{Path(folder) / 'news.db'}") as base_url:
        fill(base_url)
        if given.proof in (None, "latency"):
            kept.append(latency(base_url))
        if given.proof in (None, "memory"):
            kept.append(memory(base_url, given.requests))
        if given.proof in (None, "parallel"):
            kept.append(one_article_of_each(base_url))
    return 0 if all(kept) else 1


def latency(base_url: str) -> bool:
    """Return whether reads stay fast while pages are ingested at full rate."""
    p50, p99, slowest = latencies(base_url, ROUNDS)
    return p50 <= P50_FACTOR and p99 <= P99_FACTOR and slowest <= LIVE_SECONDS


def latencies(base_url: str, rounds: int) -> tuple[float, float, float]:
    """Return how many times longer reads take beside ingest (median, 99 %), and the seconds of the slowest `/livez`."""
    idle, busy, alive = list[float](), list[float](), list[float]()
    with _posting(base_url) as posting:
        for _ in range(rounds):
            idle += asyncio.run(_read(base_url, LIST))
            with posting():
                busy += asyncio.run(_read(base_url, LIST))
                alive += asyncio.run(_read(base_url, "/livez"))
    p50, p99 = median(busy) / median(idle), _p99(busy) / _p99(idle)
    _say(
        f"GET beside saturated ingest: p50 {median(idle) * 1000:.1f} -> {median(busy) * 1000:.1f} ms ({p50:.2f} x), "
        f"p99 {_p99(idle) * 1000:.1f} -> {_p99(busy) * 1000:.1f} ms ({p99:.2f} x); "
        f"slowest /livez {max(alive) * 1000:.0f} ms"
    )
    return p50, p99, max(alive)


def memory(base_url: str, requests: int) -> bool:
    """Return whether memory after many mixed requests stays within GROWTH of that after the warm-up."""
    _mix(base_url, WARM_UP)
    before = resident(base_url)
    _mix(base_url, requests)
    after = resident(base_url)
    _say(f"{requests:,} mixed requests: {before / 2**20:.1f} -> {after / 2**20:.1f} MiB ({after / before - 1:+.1%})")
    return abs(after / before - 1) <= GROWTH


def one_article_of_each(base_url: str) -> bool:
    """Return whether pages that many clients post at once are stored once."""
    outcomes, revisions = parallel(base_url, PARALLEL_CLIENTS, ADDRESSES)
    _say(f"{PARALLEL_CLIENTS} clients, {ADDRESSES} addresses: {dict(outcomes)}, revisions {sorted(revisions)}")
    return outcomes["created"] == ADDRESSES and revisions == {1}


def parallel(base_url: str, clients: int, addresses: int) -> tuple[Counter[str], set[int]]:
    """Post the same page of every address from all clients at once; return the outcomes and revision numbers."""

    def work(_: int) -> list[httpx.Response]:
        with httpx.Client(base_url=base_url, timeout=120) as client:
            return [_post(client, Write(f"https://www.ornek.com.tr/es/{number}", 1)) for number in range(addresses)]

    with ThreadPoolExecutor(clients) as pool:
        answers = [answer for some in pool.map(work, range(clients)) for answer in some]
    results = [answer.json() for answer in answers if answer.raise_for_status()]
    return Counter(result["outcome"] for result in results), {result["revision"] for result in results}


def fill(base_url: str) -> None:
    """Post `ARTICLES` pages."""
    with httpx.Client(base_url=base_url, timeout=60) as client:
        for number in range(ARTICLES):
            _post(client, Write(f"https://www.ornek.com.tr/haber/{number}", 1))


def _post(client: httpx.Client, write: Write) -> httpx.Response:
    return client.post("/v1/articles", params={"url": write.url}, content=write.page, headers=HTML)


async def _read(base_url: str, path: str) -> list[float]:
    """Return the seconds from each request's due time until it was answered."""
    loop, count = asyncio.get_running_loop(), PER_SECOND * SECONDS
    async with httpx.AsyncClient(base_url=base_url, timeout=60) as client:
        await client.get(path)
        begun = loop.time()

        async def ask(number: int) -> float:
            due = begun + number / PER_SECOND
            await asyncio.sleep(due - loop.time())
            (await client.get(path)).raise_for_status()
            return loop.time() - due

        return list(await asyncio.gather(*(ask(number) for number in range(count))))


@contextmanager
def _posting(base_url: str) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Start a process of clients that post new pages without pause; yield a context manager that lets them run."""
    process = get_context("spawn").Process(target=_post_without_end, args=(base_url,), daemon=True)
    process.start()

    @contextmanager
    def let() -> Iterator[None]:
        os.kill(process.pid or 0, signal.SIGCONT)
        time.sleep(SETTLE_SECONDS)
        yield
        os.kill(process.pid or 0, signal.SIGSTOP)
        time.sleep(SETTLE_SECONDS)

    with let():
        pass
    yield let
    process.kill()
    process.join()


def _post_without_end(base_url: str) -> None:
    os.nice(19)  # real clients run on other machines and take no processor time from the server

    def work(client_number: int) -> None:
        with httpx.Client(base_url=base_url, timeout=60) as client:
            for number in count(1):
                _post(client, Write(f"https://www.ornek.com.tr/haber/{client_number}-{number}", 1))

    for number in range(POSTERS):
        threading.Thread(target=work, args=(number,)).start()


def _mix(base_url: str, requests: int) -> None:
    threads = [threading.Thread(target=_mixed, args=(base_url, requests // CLIENTS, seed)) for seed in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _mixed(base_url: str, requests: int, seed: int) -> None:
    """Send lists, searches and refused requests; each 50th posts a page of a known address, so the database stays."""
    dice = random.Random(seed)
    paths = [
        LIST,
        "/v1/quotes?limit=5",
        "/v1/entities?limit=5",
        "/v1/articles?q=köprü&limit=5",
        "/v1/stats/facets?by=tag",
    ]
    paths += ["/livez", "/v1/nowhere", "/v1/articles?limit=x", "/v1/articles?cursor=x", "/v1/changes?limit=5"]
    with httpx.Client(base_url=base_url, timeout=60) as client:
        for number in range(requests):
            if number % 50:
                client.get(dice.choice(paths))
            else:
                _post(client, Write(f"https://www.ornek.com.tr/haber/{dice.randrange(ARTICLES)}", 1))


def resident(base_url: str) -> int:
    """Return the resident bytes of the server process, without its children, which are replaced now and then."""
    port = f"{httpx.URL(base_url).port}"
    for status in Path("/proc").glob("[0-9]*/environ"):
        try:
            is_server = f"NEWS_PORT={port}\0".encode() in status.read_bytes()
            words = (status.parent / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if is_server and b"serve" in words:
            lines = (status.parent / "status").read_text().splitlines()
            return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))
    raise AssertionError("the server is not found")


def _p99(seconds: list[float]) -> float:
    return quantiles(seconds, n=100)[98]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
