"""Run tasks, one at a time, in a child process of low priority that is replaced whenever it ends.

The child is forked from a `forkserver`, which has imported the modules that tasks need. Each child has its own pipe, so
that a child killed at any moment holds no lock and no bytes that another process waits for.
"""

import ctypes
import math
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from typing import Any

from app.errors import NewsError, Overloaded

# Makes a context manager, which is entered once in the child and yields the function that runs tasks there.
MakeRunner = Callable[..., AbstractContextManager[Callable[[Any], object]]]
# option PR_SET_PDEATHSIG of prctl(2): the kernel sends this process a signal when its parent ends
_PARENT_DEATH_SIGNAL = 1
# Low priority of children, so that reads in the server get the CPU first. With 5, reads were too slow while clients
# posted pages. With 19, other programs on a busy machine left a child only a hundredth of a core.
_NICENESS = 10
_CRASHED = 1  # exit code after an unexpected exception; its traceback is on standard error
_STATUS_LOST = 255  # exit status of a child whose forkserver was killed: the real status is lost
_USER_TIME, _SYSTEM_TIME = 11, 12  # positions of fields in /proc/PID/stat, counted from 0 after the process name
_EXIT_SECONDS = 5.0  # seconds to wait for the exit code of a child that closed its pipe
_PRELOADED = ["app.services.mortal", "app.services.extractor", "app.services.writer", "app.services.warm"]
_CONTEXT = get_context("forkserver")
_STARTER = ThreadPoolExecutor(1, "forkserver")
# held while a child is started or ended: before multiprocessing starts a child, it asks which children have ended, and
# two threads must not ask this at the same time
_START_LOCK = Lock()


def start_forkserver() -> None:
    """Start the forkserver (children are forked from it) early: its imports then do not delay the first task."""
    _CONTEXT.set_forkserver_preload(_PRELOADED)
    _ensure_forkserver()


def _ensure_forkserver() -> None:
    """Start the forkserver if none runs.

    Linux ends it together with the thread that started it (see `die_with_parent`), and the threads of a pool end before
    other pools do. So a thread starts it that ends with this process.
    """
    _STARTER.submit(forkserver.ensure_running).result()


def stop_forkserver() -> None:
    """Kill the forkserver and wait for its end; otherwise it would run on until it has finished its imports."""
    server: Any = forkserver._forkserver  # multiprocessing has no public function that ends the forkserver
    with _START_LOCK:
        if server._forkserver_pid is not None:
            os.kill(server._forkserver_pid, signal.SIGKILL)
            server._stop()


class ChildEnded(NewsError):
    """A child process ended before it answered.

    Attributes:
        has_crashed: the process raised an unexpected exception.
        was_killed: another process killed this one, although this one did not exceed a limit.
        is_orphan: the forkserver of the process was killed, so the task is not the cause.
    """

    def __init__(self, code: int | None, *, timed_out: bool) -> None:
        super().__init__(f"a child process ended with {code}")
        self.has_crashed = code == _CRASHED
        self.is_orphan = code == _STATUS_LOST
        self.was_killed = code in (-signal.SIGKILL, _STATUS_LOST) and not timed_out


class Child:
    """A child process that runs tasks.

    It is started for the first task. If it has ended, it is started again for the next task.

    Args:
        make_runner: called in the process with `arguments`. It returns a context manager, which yields the function
            that runs tasks.
        seconds: maximum processor time of a task. A task is also ended if it uses no processor time for this many
            seconds.
        tasks: number of tasks after which the process is replaced.
    """

    def __init__(self, make_runner: MakeRunner, *arguments: object, seconds: float, tasks: float = math.inf) -> None:
        self._target, self._seconds = (make_runner, *arguments), seconds
        self._max_tasks, self._done = tasks, 0
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._is_closed = False

    @property
    def pid(self) -> int | None:
        """Process id; None before the first task."""
        return self._process.pid if self._process else None

    def run(self, task: object) -> Any:
        """Run a task and return its answer. A task whose process was killed is tried once more.

        Raises:
            ChildEnded: the process ended instead of answering, or the task took too long.
            Overloaded: no process can be started.
        """
        try:
            return self._attempt(task)
        except ChildEnded as ended:
            if not ended.was_killed:
                raise
        return self._attempt(task)

    def close(self) -> None:
        """End the process; no task can follow."""
        with _START_LOCK:
            self._is_closed = True
            self._end()

    def _attempt(self, task: object) -> Any:
        process, pipe = self._ready()
        timed_out = False
        try:
            pipe.send(task)
            if timed_out := not self._answers(process, pipe):
                process.kill()
            return pipe.recv()
        except (EOFError, OSError) as error:
            raise self._ended(process, timed_out=timed_out) from error

    def _answers(self, process: BaseProcess, pipe: Connection) -> bool:
        """Wait for the answer; return False if the task exceeds the limit of time."""
        begun = used = processor_seconds(process.pid)
        while not pipe.poll(self._seconds):
            before, used = used, processor_seconds(process.pid)
            if used <= before or used - begun > self._seconds:
                return False
        return True

    def _ready(self) -> tuple[BaseProcess, Connection]:
        with _START_LOCK:
            if self._is_closed:
                raise Overloaded("the service is stopping", headers={"Retry-After": "2"})
            if self._process and (self._done >= self._max_tasks or not self._process.is_alive()):
                self._end()
            if self._process is None or self._pipe is None:
                self._process, self._pipe = self._started()
            self._done += 1
            return self._process, self._pipe

    def _started(self) -> tuple[BaseProcess, Connection]:
        ours, theirs = _CONTEXT.Pipe()
        _limit_sending(ours, self._seconds)
        process = _CONTEXT.Process(target=_main, args=(theirs, *self._target), daemon=True)
        try:
            _ensure_forkserver()
            process.start()
        except (EOFError, OSError) as error:
            ours.close()
            raise Overloaded("no child process can be started", headers={"Retry-After": "2"}) from error
        finally:
            # close the child's end of the pipe here; otherwise the pipe would stay open when the child dies
            theirs.close()
        return process, ours

    def _ended(self, process: BaseProcess, *, timed_out: bool) -> ChildEnded:
        with _START_LOCK:
            process.join(_EXIT_SECONDS)
            code = process.exitcode
            self._end()
        return ChildEnded(code, timed_out=timed_out)

    def _end(self) -> None:
        if self._process and self._pipe:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process, self._pipe, self._done = None, None, 0


def processor_seconds(pid: int | None) -> float:
    """Return the processor time that a process has used, in seconds; 0 if it has ended or the system has no `/proc`."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return 0.0
    fields = stat.rpartition(")")[2].split()  # skip the process name, which may contain spaces and brackets
    return (int(fields[_USER_TIME]) + int(fields[_SYSTEM_TIME])) / os.sysconf("SC_CLK_TCK")


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent ends, however the parent ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _limit_sending(pipe: Connection, seconds: float) -> None:
    """Make `pipe.send` raise OSError if the child does not read for `seconds`."""
    with socket.socket(fileno=os.dup(pipe.fileno())) as end:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", math.ceil(seconds), 0))


def _main(pipe: Connection, make_runner: MakeRunner, *arguments: object) -> None:
    """Main function of the child: run the tasks that arrive in the pipe until the parent closes it."""
    os.nice(_NICENESS)
    # ignore Ctrl-C, which reaches all processes: the server ends its children itself
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    with make_runner(*arguments) as run:
        for task in _tasks(pipe):
            result = run(task)
            with suppress(OSError):
                pipe.send(result)


def _tasks(pipe: Connection) -> Iterator[Any]:
    with suppress(EOFError, OSError):
        while True:
            yield pipe.recv()
