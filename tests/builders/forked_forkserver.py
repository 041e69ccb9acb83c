"""Gives a forked server its forkserver without imports: a fork of the server that has loaded what extraction needs."""

import json
import os
import socket
from collections.abc import Sequence
from functools import partial
from multiprocessing import util
from typing import Any

from app.services.child import die_with_parent

_LONGEST = 1 << 16  # bytes of the forkserver's program
_FREE = 100  # descriptors from here on are not in use
_BEGIN = "from multiprocessing.forkserver import main"


def fork_in_advance() -> None:
    """Fork the forkserver now, while this process has no threads; `multiprocessing` takes it when it starts one.

    A second forkserver, after the first was killed, is started anew.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if pid := os.fork():
        theirs.close()
        util.spawnv_passfds = partial(_start, [(pid, ours)], util.spawnv_passfds)
        return
    ours.close()
    die_with_parent()
    _wait_and_become_forkserver(theirs)


def _start(
    waiting: list[tuple[int, socket.socket]], spawn: Any, path: str, args: Sequence[Any], files: list[int]
) -> int:
    """Do what `spawnv_passfds` does, by the waiting fork if there is one and it is a forkserver that starts."""
    program = str(args[-1])
    if not waiting or not program.startswith(_BEGIN):
        started: int = spawn(path, args, files)
        return started
    pid, fork = waiting.pop()
    with fork:
        socket.send_fds(fork, [json.dumps([program, files]).encode()], files)
    return pid


def _wait_and_become_forkserver(requests: socket.socket) -> None:
    text, files, *_ = socket.recv_fds(requests, _LONGEST, 8)
    requests.close()
    if text:
        program, numbers = json.loads(text)
        for place, file in enumerate(files):
            os.dup2(file, _FREE + place)
            os.close(file)
        for place, number in enumerate(numbers):
            os.dup2(_FREE + place, number, inheritable=False)
            os.close(_FREE + place)
        exec(program, {})
    os._exit(0)
