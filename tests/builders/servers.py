"""A real server process on a free port, for tests that talk HTTP."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent.parent


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
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Address and process of a server that is ready; it is killed at the end, if it still runs."""
    settings = {"RATE_LIMITS": "off", "DRAIN_SECONDS": "0", "LOG_LEVEL": "warning", **settings}
    port = settings.setdefault("PORT", str(free_port()))
    command = [sys.executable, "-m", "app", "serve", "--migrate", *arguments]
    with nullcontext() if log is None else log.open("wb") as output:
        environ = environment(DATABASE_URL=database_url, **settings)
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=output, stderr=output)
    with process:
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.kill()


def wait_until_ready(base_url: str, process: subprocess.Popen[bytes], seconds: float = 40) -> None:
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
    """Processes in which the server at this address extracts pages and saves articles."""
    port = f"NEWS_PORT={httpx.URL(base_url).port}\0".encode()
    commands, parents = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if port in (folder / "environ").read_bytes():
                commands[int(folder.name)] = (folder / "cmdline").read_bytes()
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    return [pid for pid, parent in parents.items() if b"forkserver" in commands.get(parent, b"")]
