"""What is known of a single word: its shape, its affixes, and the lists it stands in."""

import re
from collections.abc import Callable, Container
from functools import cache, lru_cache

from app.extraction.entities.gazetteer import organizations
from app.extraction.entities.typing_rules import all_given_names, head_of
from app.lang.gazetteers import frequent_words, people, places
from app.lang.pack import language_pack
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


@cache
def _lists(language: str) -> dict[str, Container[str]]:
    """The lists of a language's pack that hold words as they are."""
    pack, words = language_pack(language), language_pack(language).entities
    return {
        "given": words.given_names | all_given_names(),
        "title": words.titles,
        "start": frozenset(words.organization_starts),
        "none": words.not_names,
        "common": pack.common_words,
        "role-word": words.role_words,
    }


@cache
def _heads(language: str) -> dict[str, tuple[str, ...]]:
    """The lists whose words may have a case ending."""
    words = language_pack(language).entities
    return {
        "organization-head": words.organization_heads,
        "location-head": words.location_heads,
        "event-head": words.event_heads,
        "role": tuple(words.roles),
    }


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
    pack, kind, place = language_pack(language), people().get(word, ""), places().get(word)
    found = [name for name, members in _lists(language).items() if word in members]
    found += [name for name, heads in _heads(language).items() if head_of(word, heads, pack)]
    found += [name for name, holds in (("given", "g" in kind), ("surname", "s" in kind)) if holds and name not in found]
    if place is not None:
        found.append("big-place" if place.endswith(":1") else "place")
    if word in pack.entities.places or word in pack.entities.other_places:
        found.append("pack-place")
    if fold(word) in organizations(language):
        found.append("organization")
    return found


def _frequency(low: str, language: str) -> int:
    return frequent_words(language).get(low, _LEAST_FREQUENT)
