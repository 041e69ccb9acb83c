"""Measure imports beside extraction alone, batches beside single commits, reading of archives, and Dask clusters.

    [CORPUS=/path/to/corpus] python -m benchmarks.bulk [--pages N] [--no-dask]

Writes the pages (of the corpus or, without one, of the golden cases) into a WARC file, and prints ratios of two
measurements of one run. Reading is measured in processor time. The other ratios are of times by the clock, and vary
on a busy machine.
"""

import argparse
import gc
import gzip
import pickle
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from sqlalchemy import Engine

from app.config import Settings
from app.errors import ExtractionError
from app.extraction import extract
from app.services.dask_engine import DaskEngine
from app.services.extractor import with_rows
from app.services.importer import Importer, Progress
from app.services.ingest_page import store_article
from app.services.page_engine import Extracted, Found, LocalEngine, PageEngine, results
from app.services.save_batch import save_batch
from app.services.source_list import SourceList, source_list
from app.services.writer import BatchWriter
from app.store.migrations import migrate
from app.store.session import make_engine
from benchmarks.extraction import pages
from tests.builders.warc_files import record

OUT = Console(markup=False, highlight=False, soft_wrap=True)
OBJECTS_BEFORE_COLLECTION = 50_000
OF_POOL, OF_READING, OF_LINEAR, OF_SINGLE = 0.8, 0.1, 0.9, 10


class Local(NamedTuple):
    """Figures of this machine without a cluster."""

    articles_a_second: float  # of extraction alone
    import_share: float  # speed of an import, as a share of that of extraction alone
    batch_gain: float  # speed of batches, as a multiple of that of durable single commits
    reading_share: float  # of the processor time of reading and extracting an archive


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


def extracted(engine: PageEngine, sources: SourceList) -> list[Found]:
    return [one for _, one in results(engine, sources)]


def extraction(engine: PageEngine, sources: SourceList) -> float:
    """Return the seconds to extract all pages in processes that have extracted all of them before."""
    extracted(engine, sources)
    return seconds(lambda: extracted(engine, sources))


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
        store_article(engine, one.packed, one.fetched_at)


def batched(engine: Engine, drafts: Sequence[Extracted]) -> None:
    left = list(drafts)
    while left:
        left = left[len(save_batch(engine, left[:200])) :]


def batch_gain(folder: Path, drafts: Sequence[Extracted]) -> float:
    """Return the speed of batches as a multiple of that of durable single commits, both of undecoded drafts."""
    copies = [pickle.loads(pickle.dumps(drafts)) for _ in range(2)]
    engines = [make_engine(database(folder, name)) for name in ("single", "batched")]
    with _collected_as_in_children():
        one_by_one = seconds(lambda: single(engines[0], copies[0]))
        return one_by_one / seconds(lambda: batched(engines[1], copies[1]))


@contextmanager
def _collected_as_in_children() -> Iterator[None]:
    """Collect garbage as seldom as the processes that save do (`app/services/warm.py`)."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BEFORE_COLLECTION)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def database(folder: Path, name: str) -> str:
    url = f"sqlite:///{folder / name}.db"
    migrate(url)
    return url


def local(folder: Path, sources: SourceList, settings: Settings) -> Local:
    """Measure extraction, import, single saves and batches of the same pages on this machine.

    Extraction alone and the import have processes of their own, which have extracted all pages once.
    """
    with closing(LocalEngine(settings)) as engine:
        alone = extraction(engine, sources)
    with (
        closing(LocalEngine(settings, with_rows)) as engine,
        closing(BatchWriter(database(folder, "import"))) as writer,
    ):
        drafts = [one for one in extracted(engine, sources) if isinstance(one, Extracted)]
        importer = Importer(sources, engine, writer.start, Progress(folder / "progress", {}))
        whole = seconds(lambda: list(importer.run()))
    gain = batch_gain(folder, drafts)
    return Local(len(drafts) / alone, alone / whole, gain, reading_share(sources))


def linear(sources: SourceList, settings: Settings) -> float:
    """Return the speed of two Dask workers as a share of twice the speed of one."""
    one, two = (dask_seconds(sources, settings, workers) for workers in (1, 2))
    return one / two / 2


@contextmanager
def archive(count: int) -> Iterator[tuple[Path, SourceList, Settings]]:
    """Yield a folder with a WARC file of `count` pages, its list of sources, and the settings."""
    with tempfile.TemporaryDirectory() as folder:
        file, settings = Path(folder) / "pages.warc.gz", Settings()
        write_archive(file, count)
        yield Path(folder), source_list([str(file)], settings), settings


def dask_seconds(sources: SourceList, settings: Settings, workers: int) -> float:
    engine = DaskEngine(settings.model_copy(update={"extraction_workers": workers}), None)
    try:
        return extraction(engine, sources)
    finally:
        engine.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--no-dask", action="store_true")
    given = parser.parse_args()
    with archive(given.pages) as (folder, sources, settings):
        found = local(folder, sources, settings)
        OUT.print(f"{found.articles_a_second:.1f} articles a second: extraction alone")
        OUT.print(f"{found.import_share:5.2f} × extraction alone: import (goal ≥ {OF_POOL})")
        OUT.print(f"{found.batch_gain:5.2f} × durable single commits: rows in batches (goal ≥ {OF_SINGLE})")
        OUT.print(f"{found.reading_share:5.3f} of the processor time: reading the archive (goal ≤ {OF_READING})")
        if not given.no_dask:
            OUT.print(f"{linear(sources, settings):5.2f} of linear: two Dask workers beside one (goal ≥ {OF_LINEAR})")


if __name__ == "__main__":
    main()
