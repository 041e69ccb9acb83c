"""Runs commands in forks of a process that has imported the service, so that no command imports it again.

`python -m tests.builders.forked_commands FD` takes requests from the socket FD until its other end is closed.
"""

import atexit
import gc
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Self

from tests.builders.forked_forkserver import fork_in_advance

ROOT = Path(__file__).parent.parent.parent
_IMPORTED: tuple[str, ...] = ("app.cli", "app.main", "app.console", "app.extraction.pipeline", "app.services.importer")
_IMPORTED += ("app.services.golden_cases", "app.store.migrations", "alembic.command", "alembic.autogenerate")
_IMPORTED += ("app.services.extractor", "app.services.writer", "app.services.warm")
_LONGEST = 1 << 16  # bytes of a request
_SECONDS = 300  # that a command may take


class ForkedProcess:
    """A process started by `start_forked`, with the methods of `subprocess.Popen` that tests use."""

    def __init__(self, arguments: tuple[str, ...], status: socket.socket) -> None:
        self._arguments, self._status = arguments, status
        text, (self._descriptor,), *_ = socket.recv_fds(status, _LONGEST, 1)
        self.pid = int(text)
        self._code: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.wait()
        self._status.close()
        os.close(self._descriptor)

    def poll(self) -> int | None:
        """Return the exit code; None while the process runs."""
        has_ended = self._code is not None or select.select([self._status], [], [], 0)[0]
        return self.wait() if has_ended else None

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and return the exit code; raise `subprocess.TimeoutExpired` after so many seconds."""
        if self._code is None:
            self._status.settimeout(timeout)
            try:
                self._code = int(self._status.recv(_LONGEST))
            except TimeoutError:
                raise subprocess.TimeoutExpired(self._arguments, timeout or 0) from None
        return self._code

    def send_signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._descriptor, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def start_forked(
    arguments: tuple[str, ...],
    folder: Path,
    environ: Mapping[str, str],
    files: tuple[int, int, int],
    module: str = "app",
) -> ForkedProcess:
    """Start `python -m` with this module, these arguments, environment and standard files in a folder."""
    status, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    request = {"module": module, "arguments": arguments, "folder": str(folder), "environ": dict(environ)}
    with theirs:
        socket.send_fds(_server(), [json.dumps(request).encode()], [*files, theirs.fileno()])
    return ForkedProcess(arguments, status)


def run_forked(
    arguments: tuple[str, ...], folder: Path, environ: Mapping[str, str], given: bytes = b""
) -> subprocess.CompletedProcess[str]:
    """Run `python -m app` with these arguments, environment and standard input in a folder, and capture what it prints.

    Raise `subprocess.TimeoutExpired` after five minutes.
    """
    with TemporaryFile() as stdin, TemporaryFile("w+") as stdout, TemporaryFile("w+") as stderr:
        stdin.write(given)
        stdin.seek(0)
        with start_forked(arguments, folder, environ, (stdin.fileno(), stdout.fileno(), stderr.fileno())) as process:
            try:
                code = process.wait(_SECONDS)
            finally:
                process.kill()
        for printed in (stdout, stderr):
            printed.seek(0)
        return subprocess.CompletedProcess(arguments, code, stdout.read(), stderr.read())


@cache
def _server() -> socket.socket:
    """Start the process that forks; it ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        command = [sys.executable, "-m", "tests.builders.forked_commands", str(theirs.fileno())]
        null = subprocess.DEVNULL
        environ = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, cwd=ROOT, env=environ, pass_fds=[theirs.fileno()], stdin=null, stdout=null)
    atexit.register(process.wait)
    atexit.register(ours.close)  # which comes first: the process waits for it
    return ours


def _take_requests(requests: socket.socket) -> str | None:
    """Fork for each request; return the module in the process of a command, and None once nobody asks any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nothing waits for the forks
    while True:
        text, files, *_ = socket.recv_fds(requests, _LONGEST, 4)
        if not text:
            return None
        if not os.fork():
            requests.close()
            request = json.loads(text)
            _fork_command(request, *files)
            return str(request["module"])
        for file in files:
            os.close(file)


def _fork_command(request: dict[str, Any], stdin: int, stdout: int, stderr: int, status_file: int) -> None:
    """Return in the process of the command; its parent sends its pid, waits for it, sends its exit code and ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    status = socket.socket(fileno=status_file)
    if pid := os.fork():
        for file in (stdin, stdout, stderr):
            os.close(file)
        socket.send_fds(status, [str(pid).encode()], [os.pidfd_open(pid)])
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        with suppress(OSError):  # the test may have ended
            status.send(str(code).encode())
        os._exit(0)
    status.close()
    _take_over(request, stdin, stdout, stderr)


def _take_over(request: dict[str, Any], *files: int) -> None:
    """Give this process the files, the folder, the environment and the arguments of a command."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environ"])
    time.tzset()
    sys.argv[1:] = request["arguments"]
    fork_in_advance()


if __name__ == "__main__":
    threshold = gc.get_threshold()
    for name in _IMPORTED:
        import_module(name)
    gc.set_threshold(*threshold)  # `warm` sets that of extraction processes
    gc.freeze()  # else each fork looks through everything once it ends, which takes as long as the imports
    if asked := _take_requests(socket.socket(fileno=int(sys.argv[1]))):
        runpy.run_module(asked, run_name="__main__", alter_sys=True)
