"""A pool of child processes. While a child process runs a task, a thread of this process waits for it."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import LifoQueue
from typing import TypeVar

from app.services.child import Child, start_forkserver

Result = TypeVar("Result")


class Pool:
    """A pool that runs one task at a time in each of its children; further tasks wait in order."""

    def __init__(self, children: Sequence[Child], name: str) -> None:
        start_forkserver()
        self.children = children
        self._idle: LifoQueue[Child] = LifoQueue()  # a stack: the child that ran last has warm caches and runs next
        for child in children:
            self._idle.put(child)
        self._threads = ThreadPoolExecutor(len(children), name)

    def submit(self, work: Callable[[Child], Result]) -> Future[Result]:
        """Call `work` with the next free child, in a thread."""
        return self._threads.submit(self._lend, work)

    def close(self) -> None:
        """End the child processes and abandon running tasks."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for child in self.children:
            child.close()
        self._threads.shutdown()

    def _lend(self, work: Callable[[Child], Result]) -> Result:
        child = self._idle.get()
        try:
            return work(child)
        finally:
            self._idle.put(child)
