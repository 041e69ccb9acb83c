"""Limit the answers that are being sent at the same time: the number of exports, and the bytes of large answers."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import Overloaded


class Outgoing:
    """Counts the answers that are being sent. Only the event loop's thread changes the counts.

    Args:
        max_exports: maximum number of exports at a time, because each has a part of its list in memory.
        max_bytes: maximum total size of the large answers; a single larger answer is sent if no other is being sent.
    """

    def __init__(self, max_exports: int, max_bytes: int) -> None:
        self._max_exports, self._max_bytes = max_exports, max_bytes
        self._exports = self._bytes = 0

    def check_export(self) -> None:
        """Refuse an export if all export slots are occupied; call this before reading anything for the export.

        Raises:
            Overloaded: too many exports are being sent.
        """
        if self._exports >= self._max_exports:
            raise Overloaded("too many exports are running", headers={"Retry-After": "30"})

    @contextmanager
    def export(self) -> Iterator[None]:
        """Occupy an export slot while the `with` body runs.

        Raises:
            Overloaded: too many exports are being sent.
        """
        self.check_export()
        self._exports += 1
        try:
            yield
        finally:
            self._exports -= 1

    @contextmanager
    def answer(self, size: int) -> Iterator[None]:
        """Count `size` bytes of a large answer as being sent while the `with` body runs.

        Raises:
            Overloaded: too many bytes wait for slow readers.
        """
        if self._bytes and self._bytes + size > self._max_bytes:
            raise Overloaded("too many large answers are being sent", headers={"Retry-After": "5"})
        self._bytes += size
        try:
            yield
        finally:
            self._bytes -= size
