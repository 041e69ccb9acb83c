"""Folders that are filled once in a run of tests, and that all processes of the run read."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def once_a_run(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], None]) -> Path:
    """Return a folder that the first process of the run that needs it has filled. Tests copy what they change.

    The folder gets its name when it is full: if a process dies while it fills one, the lock is released, and the next
    process fills another.
    """
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / f"once-{name}"
    with (shared / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            filling = factory.mktemp(name)
            fill(filling)
            filling.rename(folder)
    return folder
