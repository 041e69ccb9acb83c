"""The pool of extraction processes: how many run, how many pages wait, and who is refused."""

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import LifoQueue

from app.config import Settings
from app.errors import ExtractionError, Overloaded
from app.extraction import Hints, use_recognizer
from app.schemas.article import ArticleDraft
from app.services.child import Child, Extracted, Seconds, preload


class Extractor:
    """Extracts pages in child processes; a thread waits for each that runs."""

    def __init__(self, settings: Settings) -> None:
        self.seconds = settings.extraction_seconds
        self.workers = settings.extraction_workers or os.cpu_count() or 1
        self.ahead = 2 * self.workers  # pages of one sender that keep all processes busy
        self._free = self.ahead + settings.extraction_waiting
        use_recognizer(settings.entity_recognizer)  # a wrong setting stops the start, not the first page
        preload()
        self.children = [Child(settings) for _ in range(self.workers)]
        self._idle: LifoQueue[Child] = LifoQueue()  # the one that was used last is warm
        for child in self.children:
            self._idle.put(child)
        self._threads = ThreadPoolExecutor(self.workers, "extraction")

    async def extract(
        self, page: bytes, url: str | None, hints: Hints, spent: Callable[[Seconds], None] = lambda _seconds: None
    ) -> ArticleDraft:
        """The draft of a page; `spent` is told the processor seconds of each stage, whatever comes out.

        Raises:
            ExtractionError: the page gives no article, or takes more time or memory than it may.
            Overloaded: as many pages wait as may.
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
        self._threads.shutdown(wait=False, cancel_futures=True)
        for child in self.children:
            child.close()
        self._threads.shutdown()

    def check_free(self) -> None:
        """Refuse a page before it is read where no place is free.

        Raises:
            Overloaded: as many pages wait as may.
        """
        if self._free <= 0:
            raise Overloaded("too many pages are waiting for extraction", headers={"Retry-After": "2"})

    def _schedule(self, page: bytes, url: str | None, hints: Hints) -> Future[Extracted]:
        return self._threads.submit(self._run, page, url, hints)

    def _run(self, page: bytes, url: str | None, hints: Hints) -> Extracted:
        child = self._idle.get()
        try:
            return child.run(page, url, hints)
        finally:
            self._idle.put(child)

    @contextmanager
    def _place(self) -> Iterator[None]:
        self.check_free()
        self._free -= 1  # in the thread of the event loop alone
        try:
            yield
        finally:
            self._free += 1


def _draft(outcome: ArticleDraft | ExtractionError) -> ArticleDraft:
    if isinstance(outcome, ExtractionError):
        raise outcome
    return outcome
