"""One extraction process: niced, limited in time and memory, and replaced when it ends, whatever ended it.

It is forked from a `forkserver` that has the extraction imported. Its pipe is its own: whenever and however it is
killed, no other process waits for a lock or for bytes that it took with it.
"""

import ctypes
import math
import os
import resource
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock, Timer

from app.config import Settings
from app.errors import ExtractionError, ExtractionFailed, ExtractionLimit, NewsError, Overloaded
from app.extraction import Hints, trace, use_recognizer
from app.extraction.laps import Laps
from app.schemas.article import ArticleDraft

Seconds = Mapping[str, float]  # of the processor, by stage
Extracted = tuple[ArticleDraft | ExtractionError, Seconds]
PAGES_PER_PROCESS = 300
WALL_FACTOR = 3  # a niced process on a busy machine gets a share of a core
_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_NICENESS = 10
_BROKE = 1  # exit code after an exception that nobody expected; its traceback is on standard error
_RSS_UNIT = 1024  # bytes, of what getrusage(2) tells
_LAST_SECONDS = 5.0  # in which a process that closed its pipe ends by itself
_CONTEXT = get_context("forkserver")
_FAMILY = Lock()  # whenever a process is started, the library looks after all of them


def preload() -> None:
    """Start the process that all children are forked from, so that the first page need not wait for its imports."""
    _CONTEXT.set_forkserver_preload(["app.services.child", "app.services.warm"])
    forkserver.ensure_running()


class _Killed(ExtractionLimit):
    """Something else ended the process; a limit of a page ends it in other ways."""


class Child:
    """A process that extracts one page at a time; it is started when there is a page for it."""

    def __init__(self, settings: Settings) -> None:
        self.seconds = settings.extraction_seconds
        self._limits = (settings.extraction_memory_mib * 2**20, settings.entity_recognizer)
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._pages, self._is_closed = 0, False

    @property
    def pid(self) -> int | None:
        """Its number, once it was started."""
        return self._process.pid if self._process else None

    def run(self, page: bytes, url: str | None, hints: Hints) -> Extracted:
        """What comes out of a page, and the processor seconds of each stage.

        A process that somebody else killed is not the page's fault, the first time.

        Raises:
            ExtractionLimit: the page takes too much, or its process was killed twice.
            ExtractionFailed: the page shows a fault of ours.
            Overloaded: no process can be started.
        """
        with suppress(_Killed):
            return self._attempt(page, url, hints)
        return self._attempt(page, url, hints)

    def close(self) -> None:
        """End it, and start it no more."""
        with _FAMILY:
            self._is_closed = True
            self._end()

    def _attempt(self, page: bytes, url: str | None, hints: Hints) -> Extracted:
        process, pipe = self._ready()
        patience = self.seconds * WALL_FACTOR
        deadline = time.monotonic() + patience
        late = Timer(patience, process.kill)
        late.start()
        try:
            pipe.send((page, url, hints, self.seconds))
            extracted: Extracted = pipe.recv()
        except (EOFError, OSError) as error:
            raise self._ended(process, by_us=time.monotonic() >= deadline) from error
        finally:
            late.cancel()
        return extracted

    def _ready(self) -> tuple[BaseProcess, Connection]:
        with _FAMILY:
            if self._is_closed:
                raise Overloaded("the service stops", headers={"Retry-After": "2"})
            if self._process and (self._pages >= PAGES_PER_PROCESS or not self._process.is_alive()):
                self._end()
            if self._process is None or self._pipe is None:
                self._process, self._pipe = self._started()
            self._pages += 1
            return self._process, self._pipe

    def _started(self) -> tuple[BaseProcess, Connection]:
        ours, its = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_serve, args=(its, *self._limits), daemon=True)
        try:
            process.start()
        except (EOFError, OSError) as error:
            ours.close()
            raise Overloaded("no extraction process can be started", headers={"Retry-After": "2"}) from error
        finally:
            its.close()  # the child's end is the child's alone, so that its death is the end of the pipe
        return process, ours

    def _ended(self, process: BaseProcess, *, by_us: bool) -> NewsError:
        with _FAMILY:
            process.join(_LAST_SECONDS)
            code = process.exitcode
            self._end()
        if code == _BROKE:
            return ExtractionFailed("the extraction of this page failed; the log says how")
        if code == -signal.SIGKILL and not by_us:
            return _Killed("the process that extracted the page was killed")
        return ExtractionLimit("the page takes more time or memory than a page may")

    def _end(self) -> None:
        if self._process and self._pipe:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process, self._pipe, self._pages = None, None, 0


def _serve(pipe: Connection, memory: int, recognizer: str) -> None:
    """The life of a child: page after page, until its owner is gone."""
    _prepare(memory, recognizer)
    try:
        while task := _next(pipe):
            pipe.send(_run(*task))
    except MemoryError:
        os._exit(os.EX_OSERR)  # what is left of the page would cost the next one its memory
    finally:
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT * 2 > memory:
            os._exit(os.EX_OSERR)  # short of memory, libraries raise whatever they like


def _next(pipe: Connection) -> tuple[bytes, str | None, Hints, int] | None:
    try:
        task: tuple[bytes, str | None, Hints, int] = pipe.recv()
    except EOFError:
        return None
    return task


def _prepare(memory: int, recognizer: str) -> None:
    """Make a child polite, mortal and limited."""
    os.nice(_NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which stops its children
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    use_recognizer(recognizer)


def _run(page: bytes, url: str | None, hints: Hints, seconds: int) -> Extracted:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + seconds, hard))
    laps = Laps()
    try:
        traced = trace(page, url, **hints)
    except ExtractionError as error:
        laps.end("refused")
        return error, laps.seconds
    return traced.draft, traced.seconds
