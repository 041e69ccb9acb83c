"""Sort the lists in the file of a language pack, which has one entry on each line, and keep the comments."""

import re
import tomllib
from collections.abc import Collection, Mapping
from types import MappingProxyType

from app.text.normalize import fold

_HEADER = re.compile(r"^\[([\w.-]+)\]", re.M)
_LIST = re.compile(r"^(?P<head>(?P<key>[\w-]+) = \[\n)(?P<entries>(?:  [\"'].*\n)+)(?P<end>\])", re.M)


def order(word: str) -> tuple[str, str]:
    """Return the key by which entries are sorted. Accents and capitals decide only between otherwise equal entries."""
    return fold(word), word


def sorted_text(text: str, shared: Mapping[str, Collection[str]] = MappingProxyType({})) -> str:
    """Return the text of a pack with its lists in order and without duplicates; other lines stay as they are.

    Args:
        shared: Entries of the shared pack, by dotted key. They are dropped from the pack, which need not repeat them.
    """
    headers = [(found.start(), f"{found[1]}.") for found in _HEADER.finditer(text)]

    def replaced(found: re.Match[str]) -> str:
        section = next((name for start, name in reversed(headers) if start < found.start()), "")
        known = shared.get(section + found["key"], ())
        return found["head"] + _sorted(found["entries"], known) + found["end"]

    return _LIST.sub(replaced, text)


def _sorted(entries: str, known: Collection[str]) -> str:
    lines = {_word(line): line for line in reversed(entries.splitlines(keepends=True))}
    return "".join(lines[word] for word in sorted(lines, key=order) if word not in known)


def _word(line: str) -> str:
    words: list[str] = tomllib.loads(f"x = [\n{line}]")["x"]
    return words[0]
