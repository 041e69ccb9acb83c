"""Get hints about what an element holds (text, menu, caption, …) from its class, id, role and similar attributes."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from app.extraction.document.document_numbers import CLASS_NAMES_CACHED, CLASS_NAMES_LONGEST
from app.lang.knowledge import Knowledge
from app.schemas.article import BlockType
from app.text.toml import read_toml

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
# Maps each ASCII sign to a space. Translating bytes takes a third of the time of `str.translate`.
_SPACES = bytes.maketrans(_SIGNS, b" " * len(_SIGNS))
_UTF8 = ("utf-8", "surrogatepass")
RULE_BODY, RULE_LEDE, RULE_DROP = "rule_body", "rule_lede", "rule"
Hints = frozenset[str]
Key = TypeVar("Key")
NOTHING: Hints = frozenset()
# Class-name hints of areas around an article (footer, sidebar …). Bylines, dates and pictures in such an area do not
# belong to the article.
LOUD = frozenset(
    {"footer", "navigation", "related", "sidebar", "comments", "newsletter", "consent", "advertisement", "widget"}
)


class Names(Knowledge):
    """The class names that give an element one hint, such as `sidebar`."""

    words: frozenset[str] = NOTHING  # words that give the hint anywhere in a class name: `share` in `article-share-bar`
    pairs: frozenset[str] = NOTHING  # pairs of adjacent words of a class name: `key points` in `box-key-points`
    names: frozenset[str] = NOTHING  # whole class names: `read-more`


class Elements(Knowledge):
    """HTML elements, grouped by how the layout treats them. An element in no group starts a new text block."""

    skipped: frozenset[str]  # elements whose text is left out: `script`
    inline: frozenset[str]  # elements whose text belongs to the line around them: `em`
    media: dict[str, BlockType]  # elements such as `img` and `iframe` -> type of their block
    kinds: dict[str, BlockType]  # elements such as `li` -> type of their blocks, if it is not `paragraph`


class Markup(Knowledge):
    """The contents of `class_names.toml`: class names with the hints that they give, and conventions of HTML."""

    hints: dict[str, Names]  # drop reason, such as `sidebar` -> class names that hint at this kind of noise
    parts: dict[str, Names]  # hint, such as `body` -> class names of this part of the article
    fields: dict[str, Names]  # hint, such as `author` -> class names of this field of the record
    attributes: frozenset[str]  # attributes whose values are read like class names: `id`
    strict: frozenset[str]  # the surest hints at noise, such as `footer`
    elements: Elements


@cache
def markup() -> Markup:
    """Return the conventions of `class_names.toml`; the file is read once."""
    return read_toml(Path(__file__).with_name("class_names.toml"), Markup)


@cache
def noise_hints() -> frozenset[str]:
    """Return the hints (such as `navigation`) that mark noise: text that is not part of the article."""
    return frozenset(markup().hints) | {RULE_DROP}


@cache
def field_hints() -> frozenset[str]:
    """Return the hints that mark an element as holding a field of the record, such as a date or a byline."""
    return frozenset(markup().fields)


@lru_cache(maxsize=CLASS_NAMES_CACHED)
def name_hints(value: str) -> frozenset[str]:
    """Return all hints that the value of a `class`, `id` or similar attribute gives: `article-sidebar` → `sidebar`."""
    found = [_hints_of_name(name) for name in value[:CLASS_NAMES_LONGEST].split()]
    return found[0] if len(found) == 1 else NOTHING.union(*found)


@lru_cache(maxsize=CLASS_NAMES_CACHED)
def _hints_of_name(name: str) -> frozenset[str]:
    low = name.lower()
    plain = low if low == name else _CAMEL.sub(" ", name).lower()
    words = plain.encode(*_UTF8).translate(_SPACES).decode(*_UTF8).split()
    known, by_word, by_pair, by_name = _indexes()
    if known.isdisjoint(words):  # for speed: most class names contain no known word
        return by_name.get(low, NOTHING)
    found = (by_name.get(low), *map(by_word.get, words), *map(by_pair.get, pairwise(words)))
    return NOTHING.union(*filter(None, found))


@cache
def _indexes() -> tuple[Hints, Mapping[str, Hints], Mapping[tuple[str, ...], Hints], Mapping[str, Hints]]:
    """Return all known words and three maps to hints: from one word, from two adjacent words, from a class name."""
    known = {**markup().hints, **markup().parts, **markup().fields}.items()
    words = _index((word, hint) for hint, names in known for word in names.words)
    pairs = _index((tuple(pair.split()), hint) for hint, names in known for pair in names.pairs)
    whole = _index((name, hint) for hint, names in known for name in names.words | names.names)
    return frozenset(words).union(*pairs), words, pairs, whole


def _index(hinting: Iterable[tuple[Key, str]]) -> Mapping[Key, Hints]:
    index: dict[Key, Hints] = {}
    for key, hint in hinting:
        index[key] = index.get(key, NOTHING) | {hint}
    return index
