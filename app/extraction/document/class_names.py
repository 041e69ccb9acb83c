"""Get hints about what an element holds (text, menu, caption, …) from its class, id, role and similar attributes."""

import re
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from app.extraction.document.document_numbers import CLASS_NAMES_CACHED, CLASS_NAMES_LONGEST
from app.lang.knowledge import Knowledge
from app.schemas.article import BlockType
from app.text.toml import read_toml

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PARTS = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
RULE_BODY, RULE_LEDE, RULE_DROP = "rule_body", "rule_lede", "rule"
NOTHING: frozenset[str] = frozenset()
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
    kinds: dict[str, BlockType]  # elements with blocks of another type than `paragraph`, such as `li` -> this type


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
    return NOTHING.union(*found) if found else NOTHING


@lru_cache(maxsize=CLASS_NAMES_CACHED)
def _hints_of_name(name: str) -> frozenset[str]:
    words, low = _by_word(), name.lower()
    plain = low if low == name else _CAMEL.sub(" ", name).lower()
    parts, pairs = plain.translate(_PARTS).split(), _by_pair()
    found = [words[word] for word in parts if word in words]
    found += [known[low] for known in (words, _by_name()) if low in known]
    found += [pairs[pair] for pair in pairwise(parts) if pair in pairs]
    return NOTHING.union(*found) if found else NOTHING


@cache
def _by_word() -> dict[str, frozenset[str]]:
    return _index({hint: known.words for hint, known in _known().items()})


@cache
def _by_name() -> dict[str, frozenset[str]]:
    return _index({hint: known.names for hint, known in _known().items()})


@cache
def _by_pair() -> dict[tuple[str, ...], frozenset[str]]:
    pairs = _index({hint: known.pairs for hint, known in _known().items()})
    return {tuple(pair.split()): hints for pair, hints in pairs.items()}


def _known() -> dict[str, Names]:
    return {**markup().hints, **markup().parts, **markup().fields}


def _index(groups: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    index: dict[str, frozenset[str]] = {}
    for hint, names in groups.items():
        for name in names:
            index[name] = index.get(name, NOTHING) | {hint}
    return index
