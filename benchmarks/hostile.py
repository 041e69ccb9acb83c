"""Post every hostile page to a real server in three rounds: outcomes, times, attempts to reach outside, memory.

The command fails on a wrong outcome, a status of 500 or more, a connection to the address in the pages, an extraction
over two seconds outside the group `sizes`, and on growing memory.
"""

import argparse
import math
import re
import socket
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from os import getpid, sysconf
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from tests.builders.servers import serving
from tests.hostile.case import PORT, HostileCase
from tests.hostile.check import Record, faults, strict
from tests.hostile.corpus import cases
from tests.hostile.story import page

ROUNDS = 3
SLOWEST = 2.0  # maximum duration of an extraction, in seconds
GROWTH = 50.0  # maximum growth of memory, in MiB
_UNJUDGED = "sizes"  # the group that may take longer
_WARM = 20  # number of clean pages before the first round
_CLEAN = 700  # number of clean pages after which every extraction process has been replaced
_SECONDS = re.compile(r"^news_extraction_seconds_sum (\S+)$", re.M)


@dataclass
class Seen:
    """Results of one group over all rounds: faults by case, and the fastest time of each case in seconds."""

    wrong: dict[str, list[str]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


@contextmanager
def listening() -> Iterator[list[str]]:
    """Listen on the address that pages name during the block; yield the growing list of callers."""
    callers: list[str] = []
    with socket.create_server(("127.0.0.1", PORT)) as server:
        threading.Thread(target=_accept, args=(server, callers), daemon=True).start()
        yield callers


def _accept(server: socket.socket, callers: list[str]) -> None:
    while True:
        try:
            connection, address = server.accept()
        except OSError:
            return
        callers.append(str(address))
        connection.close()


def memory() -> float:
    """Return the memory, in MiB, of the server and all its children: all descendants of this process."""
    parents, sizes = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state = (folder / "stat").read_text().rpartition(")")[2].split()
            sizes[int(folder.name)] = int((folder / "statm").read_text().split()[1]) * sysconf("SC_PAGE_SIZE")
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(folder.name)] = int(state[1])
    return sum(size for pid, size in sizes.items() if _is_below(pid, parents)) / 2**20


def _is_below(pid: int, parents: dict[int, int]) -> bool:
    while pid := parents.get(pid, 0):
        if pid == getpid():
            return True
    return False


def settled(client: httpx.Client, pages: int) -> float:
    """Post `pages` clean pages and return the memory afterwards in MiB."""
    content = page().encode()
    for _ in range(pages):
        client.post("/v1/extract", content=content, headers={"Content-Type": "text/html"}).raise_for_status()
    return memory()


def extraction_seconds(client: httpx.Client) -> float:
    """Return the total seconds of all extractions so far, as the server measures them."""
    found = _SECONDS.search(client.get("/metrics").text)
    return float(found[1]) if found else 0.0


def post(client: httpx.Client, case: HostileCase) -> tuple[int, Record | str]:
    """Post a page and return the status, and the stored record or the slug of the problem."""
    headers = [(b"Content-Type", case.content_type.encode())]
    params = {"url": case.url} if case.url else {}
    answer = client.post("/v1/articles", content=case.page, params=params, headers=headers)
    body = strict(answer.content)
    if not answer.is_success:
        return answer.status_code, str(body["type"]).rsplit("/", 1)[-1]
    stored = client.get(f"/v1/articles/{body['article']['id']}")
    return stored.status_code, strict(stored.content)


def run_round(client: httpx.Client, corpus: list[HostileCase], seen: dict[str, Seen]) -> int:
    """Post every page once and return the number of answers with a status of 500 or more."""
    failed = 0
    before = extraction_seconds(client)
    for case in corpus:
        status, outcome = post(client, case)
        after = extraction_seconds(client)
        group = seen[case.group]
        group.seconds[case.name] = min(after - before, group.seconds.get(case.name, math.inf))
        if found := faults(case, outcome):
            group.wrong[case.name] = found
        failed += status >= 500
        before = after
    return failed


def note_slow(seen: dict[str, Seen]) -> None:
    """Add a fault for each case that was too slow in every round; in a single round the machine may have been busy."""
    for name, group in seen.items():
        slow = {case: best for case, best in group.seconds.items() if best > SLOWEST and name != _UNJUDGED}
        for case, best in slow.items():
            group.wrong.setdefault(case, []).append(f"takes {best:.1f} s")


def show(seen: dict[str, Seen]) -> None:
    table = Table("group", "cases", "right", "slowest s", "the slowest")
    for name, group in seen.items():
        slowest = max(group.seconds, key=lambda case: group.seconds[case])
        cells = (len(group.seconds), len(group.seconds) - len(group.wrong), f"{group.seconds[slowest]:.2f}")
        table.add_row(name, *map(str, cells), slowest.partition("/")[2])
    Console().print(table)
    for group in seen.values():
        for name, found in group.wrong.items():
            sys.stdout.write(f"{name}: {'; '.join(found)}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", metavar="PATTERN", help="cases whose names hold this")
    wanted = re.compile(parser.parse_args().only)
    corpus = [case for case in cases() if wanted.search(case.name)]
    seen, held, failed = defaultdict[str, Seen](Seen), list[float](), 0
    with (
        tempfile.TemporaryDirectory() as folder,
        listening() as callers,
        serving(f"sqlite:///{Path(folder) / 'news.db'}", RATE_LIMITS="off") as base_url,
        httpx.Client(base_url=base_url, timeout=120) as client,
    ):
        settled(client, _WARM)
        for _ in range(ROUNDS):
            failed += run_round(client, corpus, seen)
            held.append(settled(client, _CLEAN))
    note_slow(seen)
    show(seen)
    growth = held[-1] - held[0]
    wrong = sum(len(group.wrong) for group in seen.values())
    sys.stdout.write(
        f"{len(corpus)} cases, {ROUNDS} rounds: {wrong} wrong, {failed} answers of 500 or more, {len(callers)} "
        f"connections; memory {held[0]:.0f} MiB after the first round, {held[-1]:.0f} after the last ({growth:+.0f})\n"
    )
    sys.exit(bool(wrong or failed or callers or growth > GROWTH))


if __name__ == "__main__":
    main()
