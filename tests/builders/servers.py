"""A real server process on a free port, for tests that talk HTTP."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx

from tests.builders.forked_commands import ForkedProcess
from tests.builders.processes import parent_of

ROOT = Path(__file__).parent.parent.parent
Process = subprocess.Popen[bytes] | ForkedProcess
# Takes arguments, folder, environment, the descriptors of the standard files and the module that is run.
Start = Callable[[tuple[str, ...], Path, Mapping[str, str], tuple[int, int, int], str], Process]
_PIDS: dict[int, int] = {}  # of servers, by port


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(**settings: str) -> dict[str, str]:
    """This process's environment without settings of ours, and the given ones."""
    return {k: v for k, v in os.environ.items() if not k.startswith("NEWS_")} | {
        "NEWS_" + k: v for k, v in settings.items()
    }


def start_anew(
    arguments: tuple[str, ...], folder: Path, environ: Mapping[str, str], files: tuple[int, int, int], module: str
) -> subprocess.Popen[bytes]:
    """Start `python -m` with this module in a new Python."""
    command, (stdin, stdout, stderr) = [sys.executable, "-m", module, *arguments], files
    return subprocess.Popen(command, cwd=folder, env=environ, stdin=stdin, stdout=stdout, stderr=stderr)


class Starting:
    """How servers start: anew, as in production; the tests' conftest lets them be forked, which saves the imports."""

    by: Start = staticmethod(start_anew)


@contextmanager
def serving(database_url: str, *arguments: str, **settings: str) -> Iterator[str]:
    """The base address of a server over this database, without rate limits; it is stopped with SIGTERM at the end."""
    with serving_into(None, database_url, *arguments, **settings) as base_url:
        yield base_url


@contextmanager
def serving_into(log: Path | None, database_url: str, *arguments: str, **settings: str) -> Iterator[str]:
    """Yield the base address of a server as `serving` does; its log goes into a file or to standard output."""
    with started(database_url, *arguments, log=log, **settings) as (base_url, process):
        yield base_url
        process.terminate()
        assert process.wait(60) in (0, -15)


@contextmanager
def started(
    database_url: str, *arguments: str, log: Path | None = None, **settings: str
) -> Iterator[tuple[str, Process]]:
    """Address and process of a server that is ready; it is killed at the end, if it still runs."""
    settings = {"RATE_LIMITS": "off", "DRAIN_SECONDS": "0", "LOG_LEVEL": "warning", **settings}
    port = settings.setdefault("PORT", str(free_port()))
    environ = environment(DATABASE_URL=database_url, **settings)
    with ExitStack() as stack:
        given = stack.enter_context(Path(os.devnull).open("rb")).fileno()
        output = stack.enter_context(log.open("wb")).fileno() if log else 1
        command = ("serve", "--migrate", *arguments)
        process = Starting.by(command, ROOT, environ, (given, output, output if log else 2), "app")
    _PIDS[int(port)] = process.pid
    with process:
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.kill()


def wait_until_ready(base_url: str, process: Process, seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    with httpx.Client(base_url=base_url) as client:
        while time.monotonic() < deadline:
            assert process.poll() is None, "the server ended while starting"
            try:
                if client.get("/readyz").is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
    raise AssertionError("the server did not become ready")


def children_of(base_url: str) -> list[int]:
    """Processes in which the server at this address extracts pages and saves articles: children of its forkserver."""
    running = [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
    parents = {pid: parent for pid in running if (parent := _parent_of(pid))}
    server = _PIDS[httpx.URL(base_url).port or 80]
    return [pid for pid, parent in parents.items() if parents.get(parent) == server]


def _parent_of(pid: int) -> int | None:
    """Return the parent of a process, None for one that has ended."""
    try:
        return parent_of(pid)
    except OSError:
        return None
