"""Find crossheads (headings inside the text) that are lines of capitals between line breaks (`br`) of one block."""

from collections.abc import Iterator
from itertools import pairwise

from app.extraction.document.document_numbers import (
    CROSSHEADS_BESIDE,
    CROSSHEADS_LETTERS,
    CROSSHEADS_LONGEST,
    CROSSHEADS_SHORTEST,
)

BREAK = "\u2028"  # stands for `br` in the text of a block; `str.split` treats it as white space
_ENDS = (".", ",", ":", ";", "…")


def split_crossheads(raw: str) -> list[str]:
    """Split a text before and after each crosshead (heading inside the text); a text without crossheads stays whole.

    A crosshead is a line in capitals between two long lines. The first line of the text needs only a long line after
    it.
    """
    if BREAK not in raw:
        return [raw]
    lines = raw.split(BREAK)
    filled = [at for at, line in enumerate(lines) if line.strip()]
    around = zip(filled, filled[1:], filled[2:], strict=False)
    heads = {at for before, at, after in around if _is_crosshead(lines[before], lines[at], lines[after])}
    heads |= {at for at, after in pairwise(filled[:2]) if is_capitals(lines[at]) and _is_long(lines[after])}
    return list(_parts(lines, heads)) if heads else [raw]


def is_capitals(line: str) -> bool:
    """Return whether a line may be a crosshead: it is short, in capitals, and does not end like a sentence."""
    text = line.strip()
    if not CROSSHEADS_SHORTEST <= len(text) <= CROSSHEADS_LONGEST or not text.isupper() or text.endswith(_ENDS):
        return False
    return sum(map(str.isalpha, text)) >= CROSSHEADS_LETTERS * len(text) - text.count(" ")


def _is_crosshead(before: str, line: str, after: str) -> bool:
    return is_capitals(line) and _is_long(before) and _is_long(after)


def _is_long(line: str) -> bool:
    return len(line.strip()) >= CROSSHEADS_BESIDE


def _parts(lines: list[str], heads: set[int]) -> Iterator[str]:
    run: list[str] = []
    for at, line in enumerate(lines):
        if at in heads:
            yield BREAK.join(run)
            yield line
            run = []
        else:
            run.append(line)
    yield BREAK.join(run)
