"""Identify a process uniquely, even if its id is reused later, and check whether it still runs.

The identity is read from `/proc`; on a system without `/proc`, every process counts as running.
"""

import os
from functools import lru_cache
from pathlib import Path

_PROC = Path("/proc")


def own_identity() -> str:
    """Return the identity of this process: boot id, pid namespace, process id and start time."""
    return _identity(os.getpid())


def is_gone(identity: str | None) -> bool:
    """Return whether the process has certainly ended; False for processes of other machines and pid namespaces."""
    place, _, process = (identity or "").rpartition(" ")
    process_id, _, started = process.partition(":")
    is_ours = bool(place) and place == _place() and process_id.isdigit()
    return is_ours and _started(int(process_id)) not in (started, None)


# the process id is the key of the cache, so that a forked process does not get the identity of its parent
@lru_cache(maxsize=8)
def _identity(process_id: int) -> str:
    return f"{_place()} {process_id}:{_started(process_id) or ''}"


def _place() -> str:
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text().strip()
        return f"{boot} {(_PROC / 'self/ns/pid').readlink()}"
    except OSError:
        return ""


def _started(process_id: int) -> str | None:
    """Return the start time of a process in clock ticks after boot; empty if it has ended, None if it is unknown."""
    try:
        fields = (_PROC / str(process_id) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return "" if _PROC.joinpath("self").exists() else None
    except OSError:
        return None
    is_dead = fields[0] in ("Z", "X")  # a zombie process counts as ended
    return "" if is_dead else fields[19]
