"""Measure the cost of saving an article, as a multiple of one parse of its page, and the share of each part.

Processor time of durable single saves into SQLite, with the page stored: what the process that writes does, from the
packed draft as the extraction process sends it. What packing costs there is printed, too. Each save and each parse is
the fastest of several rounds, each into an empty database. Ratios are comparable between machines, absolute times are
not.
"""

import os
import pickle
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine
from sqlalchemy.engine import default

from app.errors import ExtractionError
from app.extraction import extract
from app.schemas.article import ArticleDraft
from app.services import ingest_page
from app.services.ingest_page import store_article
from app.store import article_rows, draft_rows, parts
from app.store.draft_rows import PackedDraft, packed
from app.store.migrations import migrate
from app.store.raw_pages import Page, compressed
from app.store.search import index
from app.store.session import make_engine
from benchmarks.extraction import cost, pages, parse

MOST_PAGES, ROUNDS = 60, 4
PARTS: dict[str, Sequence[tuple[Any, str]]] = {
    "decoding": [(draft_rows, "_decoded")],
    "article, text, sketch": [(article_rows, "_write_rows"), (parts, "insert_rows")],
    "search index": [(index, "index_articles"), (index, "index_quotes")],
    "near-duplicates": [(article_rows, "join_groups")],
    "entities": [(parts, "write_entities")],
    "labels": [(parts, "write_labels")],
    "quotes, statements": [(parts, "_write_quotes")],
    "stored page": [(ingest_page, "keep_pages")],
    "commit": [(default.DefaultDialect, "do_commit")],
}


class Clock:
    """Adds up the processor time of parts; the time of inner parts is not counted for the outer part."""

    def __init__(self) -> None:
        self.spent = Counter[str]()
        self._open: list[float] = []  # time of the parts inside each part that is running

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that calls `function` and adds its time to the part `name`."""

        @wraps(function)
        def run(*arguments: Any, **options: Any) -> Any:
            start = time.process_time()
            self._open.append(0.0)
            try:
                return function(*arguments, **options)
            finally:
                whole, inside = time.process_time() - start, self._open.pop()
                self.spent[name] += whole - inside  # type: ignore[assignment]  # a float
                if self._open:
                    self._open[-1] += whole

        return run


def drafts() -> list[tuple[bytes, ArticleDraft]]:
    """Return pages with the drafts of their articles: pages of the corpus or, without a corpus, golden pages."""
    found: list[tuple[bytes, ArticleDraft]] = []
    of_corpus = "CORPUS" in os.environ
    for name, page in pages():
        if len(found) == MOST_PAGES:
            break
        if of_corpus and name == "golden":
            continue
        try:
            found.append((page, extract(page)))
        except ExtractionError:
            continue
    return found


def task_of(page: bytes, draft: ArticleDraft) -> bytes:
    """Return a page and its draft as the extraction process packs them and the writer process receives them."""
    return pickle.dumps(packed(draft, compressed(page)))


def save(engine: Engine, task: bytes) -> None:
    """Save an article as the writer process does."""
    draft: PackedDraft = pickle.loads(task)
    store_article(engine, draft, page=Page(draft.page or b""))


def save_all(tasks: Sequence[bytes]) -> list[float]:
    """Save the articles into an empty database; return the processor seconds of each."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'news.db'}"
        migrate(url)
        engine = make_engine(url)
        times = [cost(lambda task=task: save(engine, task)) for task in tasks]  # type: ignore[misc]
        engine.dispose()
    return times


def in_parses(listed: Sequence[tuple[bytes, ArticleDraft]]) -> tuple[float, float]:
    """Return what a save costs the process that writes, and what its packing costs, in parses of the page."""
    tasks = [task_of(*one) for one in listed]
    saves = [save_all(tasks) for _ in range(ROUNDS)]
    packs = [[cost(lambda one=one: task_of(*one)) for one in listed] for _ in range(ROUNDS)]  # type: ignore[misc]
    parses = [[cost(lambda one=one: parse(one[0])) for one in listed] for _ in range(ROUNDS)]  # type: ignore[misc]
    saving, packing, least = (sum(map(min, zip(*rounds, strict=True))) for rounds in (saves, packs, parses))
    return saving / least, packing / least


def main() -> None:
    """Print the cost of a save, and that of its parts."""
    listed = drafts()
    saving, packing = in_parses(listed)
    clock = Clock()
    for name, functions in PARTS.items():
        for owner, attribute in functions:
            setattr(owner, attribute, clock.timed(name, getattr(owner, attribute)))
    whole = sum(save_all([task_of(*one) for one in listed]))
    table = Table(f"part of a save ({len(listed)} pages)", "parses", "share")
    for name, spent in [*clock.spent.most_common(), ("rest", whole - sum(clock.spent.values()))]:
        table.add_row(name, f"{saving * spent / whole:.2f}", f"{spent / whole:.0%}")
    table.add_row("whole", f"{saving:.2f}", "goal: 4")
    table.add_row("in the extraction process: rows, compressed page", f"{packing:.2f}", "")
    Console().print(table)


if __name__ == "__main__":
    main()
