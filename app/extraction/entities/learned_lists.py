"""Look up words in large lists learned from corpora: the kinds of known names, and the usual letter case of words.

`training/make_lists.py` learns the lists. Their file holds fingerprints (CRC-32) instead of words.
"""

import gzip
from array import array
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from sys import intern
from zlib import crc32

import orjson

LISTS = Path(__file__).parent / "lists.model"
NAMES = "name"  # beginning of the keys of the groups that hold whole names: `name:PER`, `name:LOC`, `name:ORG`
OPENING = "opening"  # key of a group of single words: the first words of all known names that have several words
# beginning of the keys of the groups that hold words of people's names: `person:given`, `person:surname`, `person:both`
PEOPLE = "person"
# Beginning of the keys of the groups that hold words with the same usual letter case. For example, `case:tr:low` holds
# Turkish words that are mostly in lower case. The other letter cases are `mixed`, `capital` and `shouted`.
CASES = "case"
Table = dict[int, str]  # maps the fingerprint of a word or name to its kind


def fingerprint(text: str) -> int:
    """Return the fingerprint of a text: its CRC-32."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def pack_lists(groups: dict[str, set[str]]) -> bytes:
    """Return the bytes of `lists.model`; `groups` maps the name of each group to its texts."""
    # The file is packed by gzip: a line of JSON (the number of fingerprints in each group), an empty line, and the
    # sorted fingerprints of each group, four bytes each.
    rows = {group: array("I", sorted({fingerprint(text) for text in texts})) for group, texts in groups.items()}
    head = orjson.dumps({group: len(row) for group, row in rows.items()})
    return gzip.compress(head + b"\n\n" + b"".join(row.tobytes() for row in rows.values()), mtime=0)


def kind_of_name(folded: str) -> str | None:
    """Return the kind (`PER`, `LOC` or `ORG`) of a known name, else None. `folded`: the name, with single spaces."""
    return _table(NAMES).get(fingerprint(folded))


def opens_long_name(folded: str) -> bool:
    """Return whether the folded word is the first word of a longer known name."""
    return fingerprint(folded) in _table(OPENING)


def person_word(folded: str) -> str | None:
    """Return how people use the folded word: as `given` name, `surname` or `both`; None if no list has it."""
    return _table(PEOPLE).get(fingerprint(folded))


def letter_case(low: str, language: str) -> str | None:
    """Return the usual letter case of a lower-cased word: `low`, `mixed`, `capital` or `shouted`; None if unknown."""
    return _table(f"{CASES}:{language}").get(fingerprint(low))


def is_often_low(low: str, language: str) -> bool:
    """Return whether texts usually or often print a word in lower case, so that it is mostly no name.

    `low`: the word in lower case.
    """
    return letter_case(low, language) in ("low", "mixed")


@cache
def _table(name: str) -> Table:
    """Map the fingerprints of words or names to their kinds. All groups whose key begins with `name` are read.

    The kind is the rest of the key: for the name `person`, words of the group `person:given` have the kind `given`.
    """
    found: Table = {}
    for group, marks in _groups().items():
        if group == name or group.startswith(f"{name}:"):
            found |= dict.fromkeys(marks, intern(group[len(name) + 1 :]))
    return found


@cache
def _groups() -> dict[str, Sequence[int]]:
    head, packed = gzip.decompress(LISTS.read_bytes()).split(b"\n\n", 1)
    found: dict[str, Sequence[int]] = {}
    marks, at = array("I", packed), 0
    for group, count in orjson.loads(head).items():
        found[group] = marks[at : at + count]
        at += count
    return found
