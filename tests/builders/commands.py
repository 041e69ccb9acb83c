"""The command line as a process."""

import subprocess
import sys
from pathlib import Path

from tests.builders.servers import ROOT, environment

GOLDEN = ROOT / "tests" / "golden"


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m app` with these arguments and settings, and return what it printed."""
    command = [sys.executable, "-m", "app", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(**settings), capture_output=True, text=True, check=False, timeout=120
    )


def one_line(result: subprocess.CompletedProcess[str], *parts: str) -> bool:
    """Whether a command failed with a single line on standard error that contains all parts."""
    lines = result.stderr.strip().splitlines()
    said = result.returncode == 1 and len(lines) == 1 and lines[0].startswith("manset: ")
    return said and all(part in lines[0] for part in parts)


def sqlite_url(folder: Path) -> str:
    """Database address of `news.db` in a folder."""
    return f"sqlite:///{folder / 'news.db'}"
