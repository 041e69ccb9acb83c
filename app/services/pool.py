"""Extraction in child processes: niced, limited in time and memory, replaced when one is killed.

The children come from a `forkserver` that has the extraction imported; a kill costs the page, not the server.
"""

import asyncio
import ctypes
import math
import os
import resource
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import TimeoutError as WallTimeout
from contextlib import contextmanager
from multiprocessing import get_context

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from app.config import Settings
from app.errors import ExtractionLimit, Overloaded
from app.extraction import Hints, extract, use_recognizer
from app.schemas.article import ArticleDraft

PAGES_PER_PROCESS = 300
WALL_FACTOR = 3  # a niced process on a busy machine gets a share of a core
_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_NICENESS = 10


class Extractor:
    """A pool of extraction processes."""

    def __init__(self, settings: Settings) -> None:
        self.seconds = settings.extraction_seconds
        self.workers = settings.extraction_workers or os.cpu_count() or 1
        self.ahead = 2 * self.workers  # pages of one sender that keep all processes busy
        self._places = threading.BoundedSemaphore(self.workers + settings.extraction_waiting)
        context = get_context("forkserver")
        context.set_forkserver_preload(["app.services.pool", "app.services.warm"])
        use_recognizer(settings.entity_recognizer)  # a wrong setting stops the start, not the first page
        self._pool = ProcessPool(
            max_workers=self.workers,
            max_tasks=PAGES_PER_PROCESS,
            initializer=_prepare,
            initargs=(settings.extraction_memory_mib * 2**20, settings.entity_recognizer),
            context=context,
        )

    async def extract(self, page: bytes, url: str | None, hints: Hints) -> ArticleDraft:
        """The draft of a page.

        Raises:
            ExtractionError: the page gives no article, or takes more time or memory than it may.
            Overloaded: as many pages wait as may.
        """
        with self._place(), _explained():
            draft: ArticleDraft = await asyncio.wrap_future(self._schedule(page, url, hints))
            return draft

    def extract_now(self, page: bytes, url: str | None, hints: Hints) -> ArticleDraft:
        """The same for callers without an event loop."""
        with self._place(), _explained():
            draft: ArticleDraft = self._schedule(page, url, hints).result()
            return draft

    def close(self) -> None:
        """Stop the processes; running pages are given up."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _schedule(self, page: bytes, url: str | None, hints: Hints) -> ProcessFuture[ArticleDraft]:
        return self._pool.schedule(_run, args=(page, url, hints, self.seconds), timeout=self.seconds * WALL_FACTOR)

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise Overloaded("too many pages are waiting for extraction", headers={"Retry-After": "2"})
        try:
            yield
        finally:
            self._places.release()


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (WallTimeout, ProcessExpired) as error:
        raise ExtractionLimit("the page takes more time or memory than a page may") from error


def _prepare(memory: int, recognizer: str) -> None:
    """Make a child polite, mortal and limited."""
    os.nice(_NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which stops its children
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    use_recognizer(recognizer)


def _run(page: bytes, url: str | None, hints: Hints, seconds: int) -> ArticleDraft:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + seconds, hard))
    try:
        return extract(page, url, **hints)
    except MemoryError:
        os._exit(os.EX_OSERR)  # what is left of the page would cost the next one its memory
