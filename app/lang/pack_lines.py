"""Find the line numbers of keys and entries in a TOML file, which `tomllib` does not report."""

import json
import re
from dataclasses import dataclass

_HEADER = re.compile(r"\s*\[+\s*([\w.-]+)\s*\]+")
_KEY = re.compile(r"\s*([\w-]+)\s*=")


@dataclass(frozen=True)
class PackLines:
    """The lines of a TOML file, and the line number (from 1) of each key."""

    lines: tuple[str, ...]
    keys: dict[str, int]

    def of(self, key: str, entry: str | None = None, which: int = 0) -> int:
        """Return the line number of a key or, with `entry`, of an entry in the key's list.

        `which` (from 0) chooses among equal entries. If the entry is not found, return the line of the key; if the key
        is not found, return 0.
        """
        line = self.keys.get(key, 0)
        if entry is None or not line:
            return line
        written = {json.dumps(entry, ensure_ascii=False), f"'{entry}'"}
        end = min((other for other in self.keys.values() if other > line), default=len(self.lines) + 1)
        found = [at for at in range(line, end) if any(text in self.lines[at - 1] for text in written)]
        return found[min(which, len(found) - 1)] if found else line


def pack_lines(text: str) -> PackLines:
    """Return the lines of a TOML text and the line number of each dotted key (`stemmer`, `dates.months`)."""
    lines, keys, section = tuple(text.splitlines()), dict[str, int](), ""
    for number, line in enumerate(lines, 1):
        if header := _HEADER.fullmatch(line.partition("#")[0].rstrip()):
            section = f"{header[1]}."
            keys.setdefault(header[1], number)
        elif key := _KEY.match(line):
            keys.setdefault(section + key[1], number)
    return PackLines(lines, keys)
