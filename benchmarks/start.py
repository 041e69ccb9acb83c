"""Measure how long the server takes to start: processor time of its import and of `--help`, and the first answer.

    python -m benchmarks.start [--database FILE]

Elapsed times depend on the load of the machine. `--database` is a SQLite file: the server over it is killed, and the
time until it is ready again is printed, too.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import httpx
from rich.console import Console

from app.store.migrations import migrate
from benchmarks.crash.harness import Server
from tests.builders.servers import ROOT

ROUNDS = 5


def processor_seconds(*arguments: str) -> float:
    """Return the processor time of a Python process with these arguments: the least of `ROUNDS` runs."""
    return min(_once([sys.executable, *arguments]) for _ in range(ROUNDS))


def _once(command: Sequence[str]) -> float:
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return used.ru_utime + used.ru_stime


def of_import() -> float:
    """Return the processor seconds of importing the server."""
    return processor_seconds("-c", "import app.main")


def of_help() -> float:
    """Return the processor seconds of the command's help."""
    return processor_seconds("-m", "app", "--help")


def first_answer() -> float:
    """Return the seconds from the command to the answer of a list: the least of `ROUNDS` starts."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'news.db'}"
        migrate(url)
        return min(_answered(Server(url)) for _ in range(ROUNDS))


def ready_again(database: Path) -> float:
    """Kill a server over this database, and return the seconds until another is ready: the greatest of `ROUNDS`."""
    server = Server(f"sqlite:///{database.resolve()}")
    server.start()
    slowest = 0.0
    for _ in range(ROUNDS):
        server.kill()
        slowest = max(slowest, server.start())
    server.kill()
    return slowest


def _answered(server: Server) -> float:
    begun = time.monotonic()
    try:
        server.start()
        httpx.get(f"{server.base_url}/v1/articles").raise_for_status()
        return time.monotonic() - begun
    finally:
        server.kill()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", type=Path, help="SQLite file over which a server is killed")
    given, console = parser.parse_args(), Console()
    console.print(f"import app.main: {of_import():.2f} s of a processor (goal 1.0)")
    console.print(f"--help: {of_help():.2f} s of a processor (goal 0.4)")
    console.print(f"first answer: {first_answer():.2f} s after the command (goal 1.5)")
    if given.database:
        console.print(f"ready again: {ready_again(given.database):.2f} s after a kill (goal 2.0)")


if __name__ == "__main__":
    main()
