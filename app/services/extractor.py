"""Extract pages in child processes, with limits on the number of waiting pages and on time and memory per page."""

import asyncio
import math
import os
import resource
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from app import extraction
from app.config import Settings
from app.errors import ExtractionError, ExtractionFailed, ExtractionLimit, Overloaded
from app.extraction.hints import Hints
from app.extraction.timing import StageTimes
from app.extraction.traces import Dropped, Trace
from app.services.child import Child, ChildEnded
from app.services.pool import Pool
from app.store.draft_rows import PackedDraft, packed
from app.store.raw_pages import compressed

Seconds = Mapping[str, float]  # processor time of an extraction, in seconds, by stage
Result = TypeVar("Result")
Finish = Callable[[Trace, bytes], Result]  # (trace of the extraction, page) -> the result; called in the child process
Extracted = tuple[Result | ExtractionError, Seconds]
# (page, address, hints, function that makes the result: see `Finish`)
Task = tuple[bytes, str | None, Hints, Finish[Any]]
MAX_DROPPED = 1_000  # maximum number of dropped blocks that a preview lists
MAX_DROPPED_TEXT = 1_000  # maximum length of the text of a dropped block, in characters; the rest is cut off
PAGES_PER_PROCESS = 300
# maximum time that an extraction may wait without computing, as a multiple of its limit of processor time
IDLE_FACTOR = 3
_RSS_UNIT = 1024  # size in bytes of the unit in which getrusage(2) reports memory
_BUILTIN = "builtin"  # value of the setting for the built-in recogniser, which needs no plug-in


def check_recognizer(setting: str) -> None:
    """Check that the recogniser of the setting `NEWS_ENTITY_RECOGNIZER` can be used, before the first page needs it.

    The built-in recogniser is not loaded here: only child processes need it.

    Raises:
        SettingsError: the plug-in is unknown, or its packages are not installed.
    """
    if setting != _BUILTIN:
        extraction.use_recognizer(setting)


def without_rows(traced: Trace, _page: bytes) -> PackedDraft:
    """Return the draft without the values of its database rows, for callers that do not store the draft."""
    return PackedDraft(traced.draft)


def with_rows(traced: Trace, _page: bytes) -> PackedDraft:
    """Return the draft with the values of its database rows, for callers that store the draft, but not the page."""
    return packed(traced.draft)


def with_rows_and_page(traced: Trace, page: bytes) -> PackedDraft:
    """Return the draft with the values of its database rows and the compressed page, for callers that store both."""
    return packed(traced.draft, compressed(page))


class Extractor:
    """Extracts pages in child processes. While a child process runs a task, a thread of this process waits for it."""

    def __init__(self, settings: Settings) -> None:
        self.seconds = settings.extraction_seconds
        self.workers = settings.extraction_workers or os.cpu_count() or 1
        self.ahead = 2 * self.workers  # number of pages that one sender must post at a time to keep all processes busy
        self._free = self.ahead + settings.extraction_waiting
        check_recognizer(settings.entity_recognizer)
        limits = (settings.extraction_memory_mib * 2**20, self.seconds, settings.entity_recognizer)
        most = {"seconds": self.seconds * IDLE_FACTOR, "tasks": PAGES_PER_PROCESS}
        self.children = [Child(_prepared, *limits, **most) for _ in range(self.workers)]
        self._pool = Pool(self.children, "extraction")

    async def trace(
        self, page: bytes, url: str | None, hints: Hints, spent: Callable[[Seconds], None], *, with_dropped: bool
    ) -> Trace:
        """Extract a page. `spent` is called with the processor seconds of each stage, also if the extraction fails.

        `with_dropped` adds the blocks that are not part of the article: at most MAX_DROPPED, and one more as a sign
        that the list is incomplete.

        Raises:
            ExtractionError: the page contains no article, or exceeds the limit of time or memory.
            ExtractionFailed: the extraction crashed.
            Overloaded: too many pages wait, or the child processes were killed.
        """
        return await self._finished((page, url, hints, _with_dropped if with_dropped else _without_dropped), spent)

    async def pack(
        self, page: bytes, url: str | None, hints: Hints, spent: Callable[[Seconds], None], *, with_page: bool
    ) -> PackedDraft:
        """Extract a page as `trace` does, and return the draft with its rows; if `with_page`, with the page, too."""
        return await self._finished((page, url, hints, with_rows_and_page if with_page else with_rows), spent)

    def start(
        self, page: bytes, url: str | None, hints: Hints, finish: Finish[PackedDraft] = without_rows
    ) -> Callable[[], PackedDraft]:
        """Start an extraction without an event loop, and return a function that waits for the draft."""
        running = self._schedule((page, url, hints, finish))
        return lambda: _result(running.result()[0])

    def close(self) -> None:
        """End the child processes and abandon running extractions."""
        self._pool.close()

    def check_free(self) -> None:
        """Refuse a page if too many wait already. Call this before reading the page.

        Raises:
            Overloaded: too many pages wait.
        """
        if self._free <= 0:
            raise Overloaded("too many pages are waiting for extraction", headers={"Retry-After": "2"})

    async def _finished(
        self, task: tuple[bytes, str | None, Hints, Finish[Result]], spent: Callable[[Seconds], None]
    ) -> Result:
        with self._place():
            begun, seconds = time.monotonic(), None
            try:
                extracted: Extracted[Result] = await asyncio.wrap_future(self._schedule(task))
                found, seconds = extracted
            finally:
                spent(seconds or {"killed": min(self.seconds, time.monotonic() - begun)})
        return _result(found)

    def _schedule(self, task: Task) -> Future[Extracted[Any]]:
        return self._pool.submit(lambda child: _extracted(child, task))

    @contextmanager
    def _place(self) -> Iterator[None]:
        self.check_free()
        self._free -= 1  # without a lock: only the event loop's thread changes this number
        try:
            yield
        finally:
            self._free += 1


def _extracted(child: Child, task: Task) -> Extracted[Any]:
    try:
        extracted: Extracted[Any] = child.run(task)
    except ChildEnded as ended:
        if ended.has_crashed:
            raise ExtractionFailed("the extraction of this page failed; the log says how") from ended
        if ended.is_orphan:
            raise Overloaded("extraction was interrupted; post the page again", headers={"Retry-After": "2"}) from ended
        if ended.was_killed:
            raise ExtractionLimit("the process that extracted the page was killed") from ended
        raise ExtractionLimit("the extraction of this page exceeds the limit of time or memory") from ended
    return extracted


def _result(outcome: Result | ExtractionError) -> Result:
    if isinstance(outcome, ExtractionError):
        raise outcome
    return outcome


@contextmanager
def _prepared(memory: int, seconds: int, recognizer: str) -> Iterator[Callable[[Task], Extracted[Any]]]:
    """Limit the memory of this child process, and yield the function that extracts a page in it."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    extraction.use_recognizer(recognizer)
    try:
        yield lambda task: _run(*task, seconds)
    except MemoryError:
        # end the process: it might keep the memory of this page while it extracts the next one
        os._exit(os.EX_OSERR)
    finally:
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT * 2 > memory:
            # half of the memory limit was used: another error may hide a MemoryError, so end as after a MemoryError
            os._exit(os.EX_OSERR)


def _run(page: bytes, url: str | None, hints: Hints, finish: Finish[Result], seconds: int) -> Extracted[Result]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + seconds, hard))
    times = StageTimes()
    try:
        traced = extraction.trace(page, url, **hints)
    except ExtractionError as error:
        times.end("refused")
        return error, times.seconds
    finished = StageTimes()
    result = finish(traced, page)
    finished.end("rows")
    return result, {**traced.seconds, **finished.seconds}


def _without_dropped(traced: Trace, _page: bytes) -> Trace:
    return replace(traced, dropped=())


def _with_dropped(traced: Trace, _page: bytes) -> Trace:
    return replace(traced, dropped=_bounded(traced.dropped))


def _bounded(dropped: tuple[Dropped, ...]) -> tuple[Dropped, ...]:
    return tuple(replace(block, text=block.text[:MAX_DROPPED_TEXT]) for block in dropped[: MAX_DROPPED + 1])
