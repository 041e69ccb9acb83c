"""Sorting the lists of a pack's file, one entry a line, comments kept."""

import re
import tomllib

from app.text.normalize import fold

_LIST = re.compile(r"^(?P<head>[\w-]+ = \[\n)(?P<entries>(?:  [\"'].*\n)+)(?P<end>\])", re.M)


def order(word: str) -> tuple[str, str]:
    """Return the key by which entries are sorted: accents and capitals count last."""
    return fold(word), word


def sorted_text(text: str) -> str:
    """Return the text of a pack with its lists in order and without doubles; other lines stay as they are."""
    return _LIST.sub(lambda found: found["head"] + _sorted(found["entries"]) + found["end"], text)


def _sorted(entries: str) -> str:
    lines = {_word(line): line for line in reversed(entries.splitlines(keepends=True))}
    return "".join(lines[word] for word in sorted(lines, key=order))


def _word(line: str) -> str:
    words: list[str] = tomllib.loads(f"x = [\n{line}]")["x"]
    return words[0]
