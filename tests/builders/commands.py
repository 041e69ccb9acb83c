"""The command line as a process."""

import subprocess
from pathlib import Path

from tests.builders.forked_commands import run_forked
from tests.builders.servers import ROOT, environment

GOLDEN = ROOT / "tests" / "golden"


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m app` with these arguments and settings, and return what it printed."""
    return run_in(ROOT, *arguments, given=b"", **settings)


def run_in(folder: Path, *arguments: str, given: bytes = b"", **settings: str) -> subprocess.CompletedProcess[str]:
    """The same in a folder, with something on standard input."""
    environ = environment(**settings) | {"PYTHONPATH": str(ROOT)}  # for processes that the command starts
    return run_forked(arguments, folder, environ, given)


def one_line(result: subprocess.CompletedProcess[str], *parts: str) -> bool:
    """Whether a command failed with a single line on standard error that contains all parts."""
    lines = result.stderr.strip().splitlines()
    said = result.returncode == 1 and len(lines) == 1 and lines[0].startswith("manset: ")
    return said and all(part in lines[0] for part in parts)


def sqlite_url(folder: Path) -> str:
    """Database address of `news.db` in a folder."""
    return f"sqlite:///{folder / 'news.db'}"
