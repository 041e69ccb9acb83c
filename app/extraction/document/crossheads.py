"""Crossheads set as a line of capitals between line breaks, within what is one block of text for a browser."""

from collections.abc import Iterator

BREAK = "\u2028"  # stands for `br` in gathered text; white space to `str.split`
_SHORTEST, _LONGEST = 8, 100  # characters of a crosshead
_BESIDE = 60  # characters of the line before and after it, at least
_LETTERS = 0.7  # share of a crosshead
_ENDS = (".", ",", ":", ";", "…")


def split_crossheads(raw: str) -> list[str]:
    """The text parted before and after each crosshead; the whole text where there is none."""
    if BREAK not in raw:
        return [raw]
    lines = raw.split(BREAK)
    filled = [at for at, line in enumerate(lines) if line.strip()]
    around = zip(filled, filled[1:], filled[2:], strict=False)
    heads = {at for before, at, after in around if _is_crosshead(lines[before], lines[at], lines[after])}
    return list(_parts(lines, heads)) if heads else [raw]


def is_capitals(line: str) -> bool:
    """Whether a short line is set in capitals, without the end of a sentence."""
    text = line.strip()
    if not _SHORTEST <= len(text) <= _LONGEST or not text.isupper() or text.endswith(_ENDS):
        return False
    return sum(map(str.isalpha, text)) >= _LETTERS * len(text) - text.count(" ")


def _is_crosshead(before: str, line: str, after: str) -> bool:
    return is_capitals(line) and min(len(before.strip()), len(after.strip())) >= _BESIDE


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
