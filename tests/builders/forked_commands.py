"""Runs commands in forks of a process that has imported the service, so that no command imports it again.

`python -m tests.builders.forked_commands FD` takes requests from the socket FD until its other end is closed.
"""

import atexit
import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

ROOT = Path(__file__).parent.parent.parent
_IMPORTED: tuple[str, ...] = ("app.cli", "app.main", "app.console", "app.extraction.pipeline", "app.services.importer")
_IMPORTED += ("app.services.golden_cases", "app.store.migrations", "alembic.command", "alembic.autogenerate")
_LONGEST = 1 << 16  # bytes of a request
_SECONDS = 300  # that a command may take


def run_forked(
    arguments: tuple[str, ...], folder: Path, environ: Mapping[str, str], given: bytes = b""
) -> subprocess.CompletedProcess[str]:
    """Run `python -m app` with these arguments, environment and standard input in a folder, and capture what it prints.

    Raise `subprocess.TimeoutExpired` after five minutes.
    """
    with TemporaryFile() as stdin, TemporaryFile("w+") as stdout, TemporaryFile("w+") as stderr:
        stdin.write(given)
        stdin.seek(0)
        request = {"arguments": arguments, "folder": str(folder), "environ": dict(environ)}
        code = _ask(request, [stdin.fileno(), stdout.fileno(), stderr.fileno()])
        for printed in (stdout, stderr):
            printed.seek(0)
        return subprocess.CompletedProcess(arguments, code, stdout.read(), stderr.read())


def _ask(request: dict[str, Any], files: list[int]) -> int:
    """Have a command run with these files, and return its exit code."""
    server = _server()
    socket.send_fds(server, [json.dumps(request).encode()], files)
    pid = int(server.recv(_LONGEST))
    server.settimeout(_SECONDS)
    try:
        return int(server.recv(_LONGEST))
    except TimeoutError:
        os.kill(pid, signal.SIGKILL)
        server.recv(_LONGEST)
        raise subprocess.TimeoutExpired(request["arguments"], _SECONDS) from None
    finally:
        server.settimeout(None)


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


def _take_requests(requests: socket.socket) -> dict[str, Any] | None:
    """Fork for each request; return it in the fork, and None in this process once nobody asks any more."""
    while True:
        text, files, *_ = socket.recv_fds(requests, _LONGEST, 3)
        if not text:
            return None
        if not (pid := os.fork()):
            _take_over(json.loads(text), files)
            requests.close()
            return dict(json.loads(text))
        for file in files:
            os.close(file)
        requests.send(str(pid).encode())
        requests.send(str(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])).encode())


def _take_over(request: dict[str, Any], files: list[int]) -> None:
    """Give this process the files, the folder, the environment and the arguments of a command."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environ"])
    time.tzset()
    sys.argv[1:] = request["arguments"]


if __name__ == "__main__":
    for name in _IMPORTED:
        import_module(name)
    gc.freeze()  # else each fork looks through everything once it ends, which takes as long as the imports
    if _take_requests(socket.socket(fileno=int(sys.argv[1]))):
        runpy.run_module("app", run_name="__main__", alter_sys=True)
