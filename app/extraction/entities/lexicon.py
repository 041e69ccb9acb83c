"""What is known of a single word: its shape, its affixes, and the lists it stands in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from app.lang.gazetteers import frequent_words, people, places
from app.lang.pack import language_pack, languages
from app.text.fold import fold, lower

CACHED = 16_384  # words whose weights are kept
_AT_HAND = 2_048  # words whose attributes are kept: long texts, soon used up
_PREFIXES, _SUFFIXES = (2, 3, 4), (1, 2, 3, 4, 5)
_FOLDED = 6  # letters
_REPEAT = re.compile(r"(.)\1+")
_LEAST_FREQUENT = 3


@lru_cache(maxsize=CACHED)
def shape(word: str) -> str:
    """`X` for capitals, `x` for other letters, `9` for digits; of more than two alike two are kept."""
    signs = ("X" if c.isupper() else "x" if c.isalpha() else "9" if c.isdigit() else c for c in word)
    return _REPEAT.sub(r"\1\1", "".join(signs))


@dataclass(frozen=True)
class Lists:
    """The lists of a language, each a test of a word; `heads` are compared without case endings."""

    words: tuple[tuple[str, frozenset[str]], ...]
    heads: tuple[tuple[str, dict[str, list[str]]], ...]
    endings: int

    def of(self, word: str) -> list[str]:
        """Names of the lists that hold the word."""
        found = [name for name, members in self.words if word in members]
        start = word[:4]
        return found + [name for name, heads in self.heads if any(self._has(word, h) for h in heads.get(start, ()))]

    def _has(self, word: str, head: str) -> bool:
        return word == head or (len(head) > 4 and word.startswith(head) and len(word) - len(head) <= self.endings)


@cache
def lists(language: str) -> Lists:
    """The lists of a language's pack."""
    pack = language_pack(language)
    words = pack.entities
    given = frozenset[str]().union(*(language_pack(code).entities.given_names for code in languages()))
    named = {
        "given": words.given_names | given,
        "title": words.titles,
        "start": frozenset(words.organization_starts),
        "none": words.not_names,
        "common": pack.common_words,
        "role-word": words.role_words,
    }
    heads = {
        "organization-head": words.organization_heads,
        "location-head": words.location_heads,
        "event-head": words.event_heads,
        "role": tuple(words.roles),
    }
    return Lists(
        tuple(named.items()), tuple((name, _by_start(found)) for name, found in heads.items()), words.head_endings
    )


def _by_start(heads: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for head in heads:
        found.setdefault(head[:4], []).append(head)
    return found


@cache
def _organizations(language: str) -> frozenset[str]:
    return frozenset(fold(name) for name in language_pack(language).entities.organizations)


@lru_cache(maxsize=_AT_HAND)
def attributes(word: str, language: str) -> tuple[str, ...]:
    """All that a word tells by itself; what holds a `=` is about its letters, the rest are lists and kinds of shape."""
    low = lower(word, language)
    size = len(low)
    found = [f"w={low}", f"s={shape(word)}", f"f={fold(low)[:_FOLDED]}", f"z={_frequency(low, language)}"]
    found += [f"p{n}={low[:n]}" for n in _PREFIXES if size > n]
    found += [f"x{n}={low[-n:]}" for n in _SUFFIXES if size > n]
    return (*found, *_kinds(word), *_members(word, language))


def _kinds(word: str) -> list[str]:
    tests: dict[str, Callable[[str], bool]] = {
        "capital": lambda text: text[0].isupper(),
        "shouted": lambda text: len(text) > 1 and text.isupper(),
        "stop": lambda text: "." in text,
        "hyphen": lambda text: "-" in text,
    }
    return [name for name, test in tests.items() if test(word)]


def _members(word: str, language: str) -> list[str]:
    kind, place = people().get(word, ""), places().get(word)
    found = lists(language).of(word)
    found += [name for name, holds in (("given", "g" in kind), ("surname", "s" in kind)) if holds and name not in found]
    if place is not None:
        found.append("big-place" if place.endswith(":1") else "place")
    if word in language_pack(language).entities.places or word in language_pack(language).entities.other_places:
        found.append("pack-place")
    if fold(word) in _organizations(language):
        found.append("organization")
    return found


def _frequency(low: str, language: str) -> int:
    return frequent_words(language).get(low, _LEAST_FREQUENT)
