"""Offsets in other units than code points: browsers count UTF-16 code units, other systems bytes of UTF-8."""

from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate
from typing import Literal

Unit = Literal["codepoint", "utf16", "utf8"]
_ASTRAL = 0x10000  # from here a character is two code units


def converter(text: str, unit: Unit) -> Callable[[int], int]:
    """A function from offsets in code points of `text` to offsets in `unit`."""
    if unit == "utf8":
        bytes_before = [0, *accumulate(len(char.encode()) for char in text)]
        return lambda offset: bytes_before[min(offset, len(text))]
    if unit == "utf16":
        pairs = [position for position, char in enumerate(text) if ord(char) >= _ASTRAL]
        return lambda offset: offset + bisect_left(pairs, offset)
    return lambda offset: offset
