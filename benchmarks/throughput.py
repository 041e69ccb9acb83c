"""Measure how many pages a core extracts and how many articles a database stores, a second.

    CORPUS=/path/to/corpus python -m benchmarks.throughput

Absolute figures of this machine, to plan a service with: `docs/operations.md` has those of one machine. PostgreSQL runs
on the same cores. Without a corpus the pages are the golden ones, which are short.
"""

import pickle
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.extraction import extract
from app.services.ingest_page import Posted, store_articles
from app.services.writer import TOGETHER
from app.store.draft_rows import PackedDraft
from app.store.migrations import migrate
from app.store.raw_pages import Page
from app.store.session import make_engine
from benchmarks.extraction import cost
from benchmarks.saving import drafts, save, task_of
from tests.builders.postgresql import new_database, postgresql

WRITERS = (1, 4)  # threads that save at the same time


def saved_per_second(url: str, tasks: Sequence[bytes], writers: int) -> float:
    """Return how many articles a second the threads store in an empty database."""
    migrate(url)
    engine = make_engine(url)
    start = time.perf_counter()
    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(partial(save, engine), tasks))
    seconds = time.perf_counter() - start
    engine.dispose()
    return len(tasks) / seconds


def saved_together(url: str, tasks: Sequence[bytes]) -> float:
    """Return how many articles a second are stored in an empty database if as many as a server saves share a commit."""
    migrate(url)
    engine = make_engine(url)
    start = time.perf_counter()
    for first in range(0, len(tasks), TOGETHER):
        drafts: list[PackedDraft] = [pickle.loads(task) for task in tasks[first : first + TOGETHER]]
        store_articles(engine, [Posted(draft, page=Page(draft.page or b"")) for draft in drafts])
    seconds = time.perf_counter() - start
    engine.dispose()
    return len(tasks) / seconds


def main() -> None:
    listed = drafts()
    extracting = sum(cost(partial(extract, page)) for page, _ in listed)
    packing = sum(cost(partial(task_of, *one)) for one in listed)
    tasks = [task_of(*one) for one in listed]
    table = Table("what", "a second")
    table.add_row("pages extracted by a core, rows included", f"{len(listed) / (extracting + packing):.0f}")
    with tempfile.TemporaryDirectory() as folder:
        found = saved_per_second(f"sqlite:///{Path(folder) / 'news.db'}", tasks, 1)
        table.add_row("articles stored by SQLite", f"{found:.0f}")
    with postgresql() as server:
        for writers in WRITERS:
            with new_database(server) as name:
                found = saved_per_second(f"{server}/{name}", tasks, writers)
                table.add_row(f"articles stored by PostgreSQL, writers: {writers}", f"{found:.0f}")
        with new_database(server) as name:
            found = saved_together(f"{server}/{name}", tasks)
            table.add_row(f"articles stored by PostgreSQL, {TOGETHER} a transaction", f"{found:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
