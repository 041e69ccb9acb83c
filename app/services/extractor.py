"""Extraction in child processes: how many run, how many pages wait, who is refused, and what a page may take."""

import asyncio
import math
import os
import resource
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager

from app.config import Settings
from app.errors import ExtractionError, ExtractionFailed, ExtractionLimit, Overloaded
from app.extraction import Hints, trace, use_recognizer
from app.extraction.timing import StageTimes
from app.schemas.article import ArticleDraft
from app.services.child import Child, Ended
from app.services.pool import Pool

Seconds = Mapping[str, float]  # of the processor, by stage
Extracted = tuple[ArticleDraft | ExtractionError, Seconds]
Task = tuple[bytes, str | None, Hints]
PAGES_PER_PROCESS = 300
WALL_FACTOR = 3  # a niced process on a busy machine gets a share of a core
_RSS_UNIT = 1024  # bytes, of what getrusage(2) tells


class Extractor:
    """Extracts pages in child processes; a thread waits for each that runs."""

    def __init__(self, settings: Settings) -> None:
        self.seconds = settings.extraction_seconds
        self.workers = settings.extraction_workers or os.cpu_count() or 1
        self.ahead = 2 * self.workers  # pages of one sender that keep all processes busy
        self._free = self.ahead + settings.extraction_waiting
        use_recognizer(settings.entity_recognizer)  # a wrong setting stops the start, not the first page
        limits = (settings.extraction_memory_mib * 2**20, self.seconds, settings.entity_recognizer)
        most = {"seconds": self.seconds * WALL_FACTOR, "tasks": PAGES_PER_PROCESS}
        self.children = [Child(_prepared, *limits, **most) for _ in range(self.workers)]
        self._pool = Pool(self.children, "extraction")

    async def extract(
        self, page: bytes, url: str | None, hints: Hints, spent: Callable[[Seconds], None] = lambda _seconds: None
    ) -> ArticleDraft:
        """The draft of a page; `spent` is told the processor seconds of each stage, whatever comes out.

        Raises:
            ExtractionError: the page gives no article, or takes more time or memory than it may.
            ExtractionFailed: the page shows a fault of ours.
            Overloaded: as many pages wait as may, or no process can be started.
        """
        with self._place():
            begun, seconds = time.monotonic(), None
            try:
                draft, seconds = await asyncio.wrap_future(self._schedule(page, url, hints))
            finally:
                spent(seconds or {"killed": min(self.seconds, time.monotonic() - begun)})
        return _draft(draft)

    def start(self, page: bytes, url: str | None, hints: Hints) -> Callable[[], ArticleDraft]:
        """Start an extraction, for callers without an event loop; what comes back waits for the draft."""
        running = self._schedule(page, url, hints)
        return lambda: _draft(running.result()[0])

    def close(self) -> None:
        """Stop the processes; running pages are given up."""
        self._pool.close()

    def check_free(self) -> None:
        """Refuse a page before it is read where no place is free.

        Raises:
            Overloaded: as many pages wait as may.
        """
        if self._free <= 0:
            raise Overloaded("too many pages are waiting for extraction", headers={"Retry-After": "2"})

    def _schedule(self, page: bytes, url: str | None, hints: Hints) -> Future[Extracted]:
        return self._pool.submit(lambda child: _extracted(child, (page, url, hints)))

    @contextmanager
    def _place(self) -> Iterator[None]:
        self.check_free()
        self._free -= 1  # in the thread of the event loop alone
        try:
            yield
        finally:
            self._free += 1


def _extracted(child: Child, task: Task) -> Extracted:
    try:
        extracted: Extracted = child.do(task)
    except Ended as ended:
        if ended.is_fault:
            raise ExtractionFailed("the extraction of this page failed; the log says how") from ended
        if ended.is_foreign:
            raise ExtractionLimit("the process that extracted the page was killed") from ended
        raise ExtractionLimit("the page takes more time or memory than a page may") from ended
    return extracted


def _draft(outcome: ArticleDraft | ExtractionError) -> ArticleDraft:
    if isinstance(outcome, ExtractionError):
        raise outcome
    return outcome


@contextmanager
def _prepared(memory: int, seconds: int, recognizer: str) -> Iterator[Callable[[Task], Extracted]]:
    """Limit the process that this runs in, and extract there."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    use_recognizer(recognizer)
    try:
        yield lambda task: _run(*task, seconds)
    except MemoryError:
        os._exit(os.EX_OSERR)  # what is left of the page would cost the next one its memory
    finally:
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT * 2 > memory:
            os._exit(os.EX_OSERR)  # short of memory, libraries raise whatever they like


def _run(page: bytes, url: str | None, hints: Hints, seconds: int) -> Extracted:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + seconds, hard))
    times = StageTimes()
    try:
        traced = trace(page, url, **hints)
    except ExtractionError as error:
        times.end("refused")
        return error, times.seconds
    return traced.draft, traced.seconds
