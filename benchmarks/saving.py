"""Measure the cost of saving an article, as a multiple of one parse of its page, and the share of each part.

Processor time of durable single saves into SQLite, with the page stored. Each save and each parse is the fastest of
several rounds, each into an empty database. Ratios are comparable between machines, absolute times are not.
"""

import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy.engine import default

from app.errors import ExtractionError
from app.extraction import extract
from app.schemas.article import ArticleDraft
from app.services import ingest_page
from app.services.ingest_page import store_article
from app.store import parts, raw_pages, writes
from app.store.migrations import migrate
from app.store.raw_pages import Page
from app.store.search import index
from app.store.session import make_engine
from benchmarks.extraction import cost, pages, parse

MOST_PAGES, ROUNDS = 60, 4
PARTS: dict[str, Sequence[tuple[Any, str]]] = {
    "parts of the record": [(writes, "_fill"), (parts, "_text"), (parts, "quotes_of"), (ingest_page, "result_of")],
    "words": [(writes, "words_of"), (index, "index_article"), (index, "index_quotes"), (writes, "rules_of")],
    "sketch, near-duplicates": [(writes, "facts_of"), (writes, "sketch_of"), (writes, "find_group")],
    "entities": [(parts, "write_entities")],
    "labels": [(parts, "write_labels")],
    "quotes, statements": [(parts, "_write_quotes")],
    "stored page": [(ingest_page, "keep_page"), (raw_pages, "_compressed")],
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


def save_all(listed: Sequence[tuple[bytes, ArticleDraft]]) -> list[float]:
    """Save the articles into an empty database; return the processor seconds of each."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'news.db'}"
        migrate(url)
        engine = make_engine(url)
        times = [cost(lambda one=one: store_article(engine, one[1], page=Page(one[0]))) for one in listed]  # type: ignore[misc]
        engine.dispose()
    return times


def in_parses(listed: Sequence[tuple[bytes, ArticleDraft]]) -> float:
    """Return what a save costs, in parses of its page."""
    saves = [save_all(listed) for _ in range(ROUNDS)]
    parses = [[cost(lambda one=one: parse(one[0])) for one in listed] for _ in range(ROUNDS)]  # type: ignore[misc]
    save, least = (sum(map(min, zip(*rounds, strict=True))) for rounds in (saves, parses))
    return float(save / least)


def main() -> None:
    """Print the cost of a save, and that of its parts."""
    listed = drafts()
    save = in_parses(listed)
    clock = Clock()
    for name, functions in PARTS.items():
        for owner, attribute in functions:
            setattr(owner, attribute, clock.timed(name, getattr(owner, attribute)))
    whole = sum(save_all(listed))
    table = Table(f"part of a save ({len(listed)} pages)", "parses", "share")
    for name, spent in [*clock.spent.most_common(), ("rest", whole - sum(clock.spent.values()))]:
        table.add_row(name, f"{save * spent / whole:.2f}", f"{spent / whole:.0%}")
    table.add_row("whole", f"{save:.2f}", "goal: 4")
    Console().print(table)


if __name__ == "__main__":
    main()
