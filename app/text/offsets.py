"""Convert offsets from code points to UTF-16 code units (browsers) or UTF-8 bytes."""

from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate
from typing import Literal

Unit = Literal["codepoint", "utf16", "utf8"]
_ASTRAL = 0x10000  # the first code point that takes two UTF-16 code units


def converter(text: str, unit: Unit) -> Callable[[int], int]:
    """Return a function that converts offsets in code points of `text` to `unit`."""
    if unit == "utf8":
        bytes_before = [0, *accumulate(len(char.encode()) for char in text)]
        return lambda offset: bytes_before[min(offset, len(text))]
    if unit == "utf16":
        pairs = [position for position, char in enumerate(text) if ord(char) >= _ASTRAL]
        return lambda offset: offset + bisect_left(pairs, offset)
    return lambda offset: offset
