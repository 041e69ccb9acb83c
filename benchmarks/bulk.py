"""Measure imports beside extraction alone, batches beside single commits, reading of archives, and Dask clusters.

    [CORPUS=/path/to/corpus] python -m benchmarks.bulk [--pages N] [--no-dask]

Writes the pages (of the corpus or, without one, of the golden cases) into a WARC file, and prints ratios of two
measurements of one run. Reading is measured in processor time. The other ratios are of times by the clock, and vary
on a busy machine.
"""

import argparse
import gzip
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from rich.console import Console
from sqlalchemy import Engine

from app.config import Settings
from app.errors import ExtractionError
from app.extraction import extract
from app.services.dask_engine import DaskEngine
from app.services.importer import Importer, Progress
from app.services.ingest_page import store_article
from app.services.page_engine import Extracted, Found, LocalEngine, PageEngine, results
from app.services.save_batch import save_batch
from app.services.source_list import SourceList, source_list
from app.store.migrations import migrate
from app.store.session import make_engine
from benchmarks.extraction import pages
from tests.builders.warc_files import record

OUT = Console(markup=False, highlight=False, soft_wrap=True)
OF_POOL, OF_READING, OF_LINEAR, OF_SINGLE = 0.8, 0.1, 0.9, 10


def write_archive(file: Path, count: int) -> None:
    """Write a WARC file of `count` pages with different addresses, compressed record by record."""
    found = [page for _, page in pages()]
    with file.open("wb") as stream:
        for number, page in enumerate(islice(cycle(found), count)):
            url = f"https://www.ornek.com.tr/haber/{number}"
            stream.write(gzip.compress(record(url, page, kind="text/html"), 6))


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    begun = clock()
    work()
    return clock() - begun


def warmed(engine: PageEngine, sources: SourceList) -> None:
    """Extract some pages first: processes start and load their models."""
    for _ in islice(results(engine, sources), 4 * engine.ahead):
        pass


def extraction(engine: PageEngine, sources: SourceList) -> tuple[float, list[Found]]:
    """Return the seconds to extract all pages in warm processes, and the results."""
    warmed(engine, sources)
    begun = time.perf_counter()
    found = [one for _, one in results(engine, sources)]
    return time.perf_counter() - begun, found


def reading_share(sources: SourceList) -> float:
    """Return the processor time of reading the archive, as a share of reading and extracting it in one process."""
    read = seconds(lambda: [placed.item.read() for placed in sources.pages()], time.process_time)
    return read / (read + seconds(lambda: _extract_all(sources), time.process_time))


def _extract_all(sources: SourceList) -> None:
    for placed in sources.pages():
        page, url, hints = placed.item.read()
        try:
            extract(page, url, **hints)
        except ExtractionError:
            continue


def single(engine: Engine, drafts: Sequence[Extracted]) -> None:
    for one in drafts:
        store_article(engine, one.draft, one.fetched_at)


def batched(engine: Engine, drafts: Sequence[Extracted]) -> None:
    left = list(drafts)
    while left:
        left = left[len(save_batch(engine, left[:200])) :]


def database(folder: Path, name: str) -> Engine:
    url = f"sqlite:///{folder / name}.db"
    migrate(url)
    return make_engine(url)


def local(folder: Path, sources: SourceList, settings: Settings) -> Iterator[str]:
    engine = LocalEngine(settings)
    try:
        alone, found = extraction(engine, sources)
        progress, save = Progress(folder / "progress", {}), partial(save_batch, database(folder, "import"))
        whole = seconds(lambda: list(Importer(sources, engine, save, progress).run()))
    finally:
        engine.close()
    drafts = [one for one in found if isinstance(one, Extracted)]
    yield f"articles a second: extraction alone {len(drafts) / alone:.1f}, import {len(drafts) / whole:.1f}"
    yield f"{alone / whole:5.2f} × extraction alone: import (goal ≥ {OF_POOL})"
    first, second = database(folder, "single"), database(folder, "batched")
    one_by_one, together = seconds(lambda: single(first, drafts)), seconds(lambda: batched(second, drafts))
    yield f"{one_by_one / together:5.2f} × durable single commits: rows in batches (goal ≥ {OF_SINGLE})"
    yield f"{reading_share(sources):5.3f} of the processor time: reading the archive (goal ≤ {OF_READING})"


def dask_seconds(sources: SourceList, settings: Settings, workers: int) -> float:
    engine = DaskEngine(settings.model_copy(update={"extraction_workers": workers}), None)
    try:
        return extraction(engine, sources)[0]
    finally:
        engine.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--no-dask", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive, settings = Path(folder) / "pages.warc.gz", Settings()
        write_archive(archive, given.pages)
        sources = source_list([str(archive)], settings)
        for line in local(Path(folder), sources, settings):
            OUT.print(line)
        if not given.no_dask:
            one, two = (dask_seconds(sources, settings, workers) for workers in (1, 2))
            OUT.print(f"{one / two / 2:5.2f} of linear: two Dask workers beside one (goal ≥ {OF_LINEAR})")


if __name__ == "__main__":
    main()
