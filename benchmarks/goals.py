"""Print every goal of performance beside what this run reaches.

    CORPUS=/path/to/corpus python -m benchmarks.goals [--only 1 2 …]

Each goal is measured now, in a short form of the benchmark that its line names; no figure is stored. Ratios are of two
measurements of one process; the few times in seconds depend on the load of the machine.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from app.config import Settings
from app.main import configure_logging
from benchmarks import bulk, extraction, growth, http, load, saving, start
from benchmarks.asgi import costs
from benchmarks.collection import Collection
from tests.builders.servers import serving

LARGE_PAGES = ("fundus", extraction.LARGE)  # sets of the corpus whose pages have about 250 kB
HTTP_ROUNDS, LOAD_ROUNDS = 60, 2
SIZES = [500, 5_000]  # articles of the collections whose lists are compared; the goals are of 10,000 and 1,000,000
ARCHIVE = 200  # pages of the archive that is imported
RANKED_MS = 50


@dataclass(frozen=True)
class Reached:
    """A figure of a goal; it is reached if `value` is at most `limit`, or at least, if the goal is `at_least`."""

    what: str
    value: float
    limit: float
    at_least: bool = False

    def __str__(self) -> str:
        sign, holds = ("≥", self.value >= self.limit) if self.at_least else ("≤", self.value <= self.limit)
        return f"{'reached' if holds else 'missed':8} {self.value:8.2f}  goal {sign} {self.limit:<5g} {self.what}"


def extraction_and_saving() -> Iterator[Reached]:
    """Goal 1. Without the corpus the golden pages are measured, which are shorter and cost more parses."""
    sets = extraction.by_set(extraction.articles())
    for name in [name for name in LARGE_PAGES if name in sets] or ["all"]:
        whole, slowest = extraction.whole_of(sets[name])
        yield Reached(f"parses: whole extraction, pages of {name} (benchmarks.extraction)", whole, 16)
        yield Reached("parses: the 99th percentile of these pages (benchmarks.extraction)", slowest, 40)
    yield Reached(
        "parses: a durable save, in the writing process (benchmarks.saving)", saving.in_parses(saving.drafts())[0], 4
    )


def reading() -> Iterator[Reached]:
    """Goal 2."""
    with http.filled_app() as (_, requests):
        found = costs(requests, HTTP_ROUNDS)
    for name, floor in ((http.LIST_OF_50, http.BARE), (http.LIST_KNOWN, http.HELLO), (http.ARTICLE_KNOWN, http.HELLO)):
        yield Reached(f"× {floor}: {name} (benchmarks.http)", found[name] / found[floor], http.GOAL)


def reading_beside_ingest() -> Iterator[Reached]:
    """Goal 3."""
    with tempfile.TemporaryDirectory() as folder, serving(f"sqlite:///{Path(folder) / 'news.db'}") as base_url:
        load.fill(base_url)
        median, slow, _ = load.latencies(base_url, LOAD_ROUNDS)
    yield Reached("× idle: the median GET beside saturated ingest (benchmarks.load)", median, load.P50_FACTOR)
    yield Reached(
        "× idle: the 99th percentile of GETs beside saturated ingest (benchmarks.load)", slow, load.P99_FACTOR
    )


def growing() -> Iterator[Reached]:
    """Goals 4 and 5, and the disk of goal 6, on SQLite."""
    collection = Collection()
    with (
        tempfile.TemporaryDirectory() as folder,
        growth.collections(collection, SIZES, "sqlite", Path(folder)) as stored,
    ):
        found, largest = growth.times(collection, stored), stored[max(stored)]
        size = sum(growth.disk(largest).values()) / largest.text_bytes
    each = sorted((seconds[-1] / seconds[0], name) for name, seconds in found.items())
    small, large = SIZES
    for factor, name in (each[len(each) // 2], *each[-3:]):
        yield Reached(f"× from {small:,} to {large:,} articles: {name} (benchmarks.growth)", factor, growth.GOAL)
    common, newest, ranked = (found[name][-1] for name in (growth.COMMON_WORD, growth.NEWEST, growth.RANKED))
    yield Reached(
        f"× the list of the newest articles: {growth.COMMON_WORD}, {large:,} articles", common / newest, growth.GOAL
    )
    yield Reached(f"ms: {growth.RANKED}, {large:,} articles", ranked * 1000, RANKED_MS)
    yield Reached("× the text: disk with all indexes, without stored pages", size, growth.DISK_GOAL)


def importing() -> Iterator[Reached]:
    """Goals 6 and 7."""
    with bulk.archive(ARCHIVE) as (folder, sources, settings):
        found = bulk.local(folder, sources, settings)
        share = bulk.linear(sources, settings)
    yield Reached(
        "× durable single commits: batches (benchmarks.bulk)", found.batch_gain, bulk.OF_SINGLE, at_least=True
    )
    yield Reached("of extraction alone: import (benchmarks.bulk)", found.import_share, bulk.OF_POOL, at_least=True)
    yield Reached("of linear: two Dask workers (benchmarks.bulk)", share, bulk.OF_LINEAR, at_least=True)
    yield Reached("of the processor time: reading WARC (benchmarks.bulk)", found.reading_share, bulk.OF_READING)


def starting() -> Iterator[Reached]:
    """Goal 8."""
    yield Reached("s of a processor: import app.main (benchmarks.start)", start.of_import(), 1.0)
    yield Reached("s of a processor: --help (benchmarks.start)", start.of_help(), 0.4)
    yield Reached("s: the first answer after the command (benchmarks.start)", start.first_answer(), 1.5)


GOALS: dict[int, Callable[[], Iterator[Reached]]] = {
    1: extraction_and_saving,
    2: reading,
    3: reading_beside_ingest,
    4: growing,
    6: importing,
    8: starting,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", type=int, nargs="+", choices=GOALS, default=list(GOALS), help="numbers of goals")
    console = Console()
    configure_logging(Settings(log_level="error"))
    for number in parser.parse_args().only:
        for reached in GOALS[number]():
            console.print(f"{number}  {reached}", highlight=False, soft_wrap=True)


if __name__ == "__main__":
    main()
