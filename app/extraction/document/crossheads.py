"""Crossheads set as a line of capitals between line breaks, within what is one block of text for a browser."""

from collections.abc import Iterator

BREAK = "\u2028"  # stands for `br` in gathered text; white space to `str.split`
_SHORTEST, _LONGEST = 8, 100  # characters of a crosshead
_BESIDE = 60  # characters of the line before and after it, at least
_LETTERS = 0.7  # share of a crosshead
_ENDS = (".", ",", ":", ";", "…")


def split_crossheads(raw: str) -> list[str]:
    """The text parted before and after each crosshead; the whole text where there is none."""
    lines = raw.split(BREAK)
    if len(lines) < 3:
        return [raw]
    heads = {at for at in range(1, len(lines) - 1) if _is_crosshead(lines, at)}
    return list(_parts(lines, heads)) if heads else [raw]


def is_capitals(line: str) -> bool:
    """Whether a short line is set in capitals, without the end of a sentence."""
    text = line.strip()
    if not _SHORTEST <= len(text) <= _LONGEST or not text.isupper() or text.endswith(_ENDS):
        return False
    return sum(map(str.isalpha, text)) >= _LETTERS * len(text) - text.count(" ")


def _is_crosshead(lines: list[str], at: int) -> bool:
    before, after = (next(filter(str.strip, part), "") for part in (reversed(lines[:at]), lines[at + 1 :]))
    return is_capitals(lines[at]) and min(len(before.strip()), len(after.strip())) >= _BESIDE


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
