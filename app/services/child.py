"""A process of ours that does one task at a time: niced, mortal, and replaced when it ends, whatever ended it.

It is forked from a `forkserver` that has its imports. Its pipe is its own: whenever and however it is killed, no other
process waits for a lock or for bytes that it took with it.
"""

import ctypes
import math
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Any

from app.errors import NewsError, Overloaded

Life = Callable[..., AbstractContextManager[Callable[[Any], object]]]  # in which a process answers tasks
_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_NICENESS = 19
_BROKE = 1  # exit code after an exception that nobody expected; its traceback is on standard error
_LAST_SECONDS = 5.0  # in which a process that closed its pipe ends by itself
_CONTEXT = get_context("forkserver")
_FAMILY = Lock()  # whenever a process is started, the library looks after all of them


def preload() -> None:
    """Start the process that all children are forked from, so that the first task need not wait for its imports."""
    _CONTEXT.set_forkserver_preload(["app.services.extractor", "app.services.writer", "app.services.warm"])
    forkserver.ensure_running()


class Ended(NewsError):
    """A process ended before it answered."""

    def __init__(self, code: int | None, *, by_us: bool) -> None:
        super().__init__(f"a process of ours ended with {code}")
        self.is_fault = code == _BROKE
        self.is_foreign = code == -signal.SIGKILL and not by_us  # limits end a process in other ways


class Child:
    """A process that is started when there is a task for it.

    `life`, entered in the process with the arguments, gives what answers tasks there: at most so many, each within so
    many seconds.
    """

    def __init__(self, life: Life, *arguments: object, seconds: int, tasks: float = math.inf) -> None:
        self._life, self._seconds = (life, *arguments), seconds
        self._most, self._done = tasks, 0
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._is_closed = False

    @property
    def pid(self) -> int | None:
        """Its number, once it was started."""
        return self._process.pid if self._process else None

    def do(self, task: object) -> Any:
        """The answer to a task; one that takes longer is ended.

        A process that somebody else killed is not the task's fault, the first time.

        Raises:
            Ended: the process ended instead.
            Overloaded: no process can be started.
        """
        try:
            return self._attempt(task)
        except Ended as ended:
            if not ended.is_foreign:
                raise
        return self._attempt(task)

    def close(self) -> None:
        """End it, and start it no more."""
        with _FAMILY:
            self._is_closed = True
            self._end()

    def _attempt(self, task: object) -> Any:
        process, pipe = self._ready()
        is_late = False
        try:
            pipe.send(task)
            if is_late := not pipe.poll(self._seconds):
                process.kill()
            return pipe.recv()
        except (EOFError, OSError) as error:
            raise self._ended(process, by_us=is_late) from error

    def _ready(self) -> tuple[BaseProcess, Connection]:
        with _FAMILY:
            if self._is_closed:
                raise Overloaded("the service stops", headers={"Retry-After": "2"})
            if self._process and (self._done >= self._most or not self._process.is_alive()):
                self._end()
            if self._process is None or self._pipe is None:
                self._process, self._pipe = self._started()
            self._done += 1
            return self._process, self._pipe

    def _started(self) -> tuple[BaseProcess, Connection]:
        ours, its = _CONTEXT.Pipe()
        _limit_sending(ours, self._seconds)
        process = _CONTEXT.Process(target=_live, args=(its, *self._life), daemon=True)
        try:
            process.start()
        except (EOFError, OSError) as error:
            ours.close()
            raise Overloaded("no process can be started", headers={"Retry-After": "2"}) from error
        finally:
            its.close()  # the child's end is the child's alone, so that its death is the end of the pipe
        return process, ours

    def _ended(self, process: BaseProcess, *, by_us: bool) -> Ended:
        with _FAMILY:
            process.join(_LAST_SECONDS)
            code = process.exitcode
            self._end()
        return Ended(code, by_us=by_us)

    def _end(self) -> None:
        if self._process and self._pipe:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process, self._pipe, self._done = None, None, 0


def _limit_sending(pipe: Connection, seconds: int) -> None:
    """Let sending to a process that does not read fail after a while: `OSError`."""
    with socket.socket(fileno=os.dup(pipe.fileno())) as end:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", seconds, 0))


def _live(pipe: Connection, life: Life, *arguments: object) -> None:
    """Task after task, until the owner is gone."""
    os.nice(_NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which stops its children
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    with life(*arguments) as answer:
        for task in _tasks(pipe):
            result = answer(task)
            with suppress(OSError):
                pipe.send(result)


def _tasks(pipe: Connection) -> Iterator[Any]:
    with suppress(EOFError, OSError):
        while True:
            yield pipe.recv()
