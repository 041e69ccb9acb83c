"""Child processes of one kind, and the threads that wait for them."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import LifoQueue
from typing import TypeVar

from app.services.child import Child, start_forkserver

Result = TypeVar("Result")


class Pool:
    """As many tasks run at once as there are children; the others wait their turn."""

    def __init__(self, children: Sequence[Child], name: str) -> None:
        start_forkserver()
        self.children = children
        self._idle: LifoQueue[Child] = LifoQueue()  # the one that was used last is warm
        for child in children:
            self._idle.put(child)
        self._threads = ThreadPoolExecutor(len(children), name)

    def submit(self, work: Callable[[Child], Result]) -> Future[Result]:
        """Do this with the next child that is free."""
        return self._threads.submit(self._lend, work)

    def close(self) -> None:
        """Stop the processes; running tasks are given up."""
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
