"""List attributes of a single word: its shape, its prefixes and suffixes, and the lists that contain it.

The tagger, which finds names, uses these attributes as features.
"""

import re
from collections.abc import Sequence
from functools import cache

from app.extraction.entities.clusters import cluster_attributes
from app.extraction.entities.endings import without_ending
from app.extraction.entities.entity_numbers import LEXICON_FOLDED, LEXICON_NEXT, LEXICON_RARE, SHARED_HEAD_START
from app.extraction.entities.gazetteer import is_listed_organization
from app.extraction.entities.learned_lists import letter_case, person_word
from app.extraction.entities.typing_rules import all_given_names
from app.lang.gazetteers import frequent_words, people, places
from app.lang.pack import LanguagePack, language_pack
from app.text.normalize import fold, lower

ENDING = "ending"  # attribute of a word whose case ending is removed before it is looked up in the lists
_REPEAT = re.compile(r"(.)\1+")
_PEOPLE = {"": (), "g": ("given",), "s": ("surname",), "gs": ("given", "surname")}


def shape(word: str) -> str:
    """Return a word's shape: `X` for a capital, `x` for another letter, `9` for a digit: `Ankara` → `Xxx`.

    At most two equal characters stand in a row: `Xxx`, not `Xxxxxx`.
    """
    rest = word[1:]
    if word.isalpha() and (rest.islower() or not rest):
        return ("X" if word[0].isupper() else "x") + "xx"[: len(rest) if word[0].isupper() else min(1, len(rest))]
    signs = ["X" if c.isupper() else "x" if c.isalpha() else "9" if c.isdigit() else c for c in word]
    return _REPEAT.sub(r"\1\1", "".join(signs))


def word_attributes(word: str, language: str) -> tuple[str, ...]:
    """Return all attributes of a word (such as `w=said`), as the training of the tagger uses them."""
    low = lower(word, language)
    folded = fold(low)
    bare = without_ending(word, language)
    lists = in_language(list_attributes(word, low, folded, language, bare), language)
    return (*letter_attributes(low, folded), *cluster_attributes(word, low, language), *lists)


def in_language(names: Sequence[str], language: str) -> list[str]:
    """Return each attribute twice, without and with the language (`hyphen`, `hyphen@tr`), but `ENDING` only once."""
    return [*names, *[f"{name}@{language}" for name in names if name != ENDING]]


def letter_attributes(low: str, folded: str) -> list[str]:
    """Return the attributes of a word's letters: the lower-case word (`w=said`), its prefixes and its suffixes."""
    size = len(low)
    found = ["w=" + low, "f=" + folded[:LEXICON_FOLDED], "n=" + low[:LEXICON_NEXT]]
    if size > 1:
        found.append("x1=" + low[-1])
    if size > 2:
        found += ("p2=" + low[:2], "x2=" + low[-2:])
    if size > 3:
        found += ("p3=" + low[:3], "x3=" + low[-3:])
    if size > 4:
        found += ("p4=" + low[:4], "x4=" + low[-4:])
    if size > 5:
        found.append("x5=" + low[-5:])
    return found


def list_attributes(word: str, low: str, folded: str, language: str, bare: str) -> tuple[str, ...]:
    """Return the attributes for a word's shape and frequency, and for the lists that contain the word.

    `bare` is the word without case ending, as it stands in the lists.
    """
    if bare != word:
        return (ENDING, *list_attributes(bare, bare.lower(), fold(bare), language, bare))
    found = [f"z={frequent_words(language).get(low, LEXICON_RARE)}", "s=" + shape(word)]
    if case := letter_case(low, language):
        found.append("c=" + case)
    if part := person_word(folded):
        found.append("person-" + part)
    if word[0].isupper():
        found.append("capital")
    if len(word) > 1 and word.isupper():
        found.append("shouted")
    if "." in word:
        found.append("stop")
    if "-" in word:
        found.append("hyphen")
    if is_listed_organization(word, folded, language):
        found.append("organization")
    if listed := _lists(language).get(word):
        found += listed
    if word[:SHARED_HEAD_START] in _heads(language):
        found += _heads_of(word, language)
    if kind := people().get(word):
        found += _PEOPLE[kind] if not listed or "given" not in listed else _PEOPLE[kind.replace("g", "")]
    if place := places().get(word):
        found.append("big-place" if place.endswith(":1") else "place")
    return tuple(found)


@cache
def _lists(language: str) -> dict[str, tuple[str, ...]]:
    """Map each word, as written, to the names of the pack's lists that contain the word, such as `title`."""
    pack, words = language_pack(language), language_pack(language).entities
    lists = {
        "given": words.given_names | all_given_names(),
        "title": words.titles,
        "start": words.organization_starts,
        "none": words.not_names,
        "common": pack.common_words,
        "role-word": words.role_words,
        "pack-place": words.other_places.union(words.places),
    }
    found: dict[str, tuple[str, ...]] = {}
    for name, members in lists.items():
        for word in frozenset(members):
            found[word] = (*found.get(word, ()), name)
    return found


def _heads_of(word: str, language: str) -> list[str]:
    """Return the names of the lists of nouns and roles that contain a word: `Ministry` → `organization-head`.

    A case ending of the word is ignored.
    """
    heads, longest = _heads(language)[word[:SHARED_HEAD_START]], language_pack(language).entities.head_endings
    return list({name: None for head, name in heads if _is_head(word, head, longest)})


def _is_head(word: str, head: str, longest_ending: int) -> bool:
    is_inflected = len(head) > SHARED_HEAD_START and len(word) - len(head) <= longest_ending and word.startswith(head)
    return word == head or is_inflected


@cache
def _heads(language: str) -> dict[str, list[tuple[str, str]]]:
    """Map the first letters of nouns and roles to the whole words and their lists.

    `Mini` is mapped to [(`Ministry`, `organization-head`)].
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for name, heads in _lists_of_heads(language_pack(language)).items():
        for head in heads:
            found.setdefault(head[:SHARED_HEAD_START], []).append((head, name))
    return found


def _lists_of_heads(pack: LanguagePack) -> dict[str, tuple[str, ...]]:
    words = pack.entities
    return {
        "organization-head": words.organization_heads,
        "location-head": words.location_heads,
        "event-head": words.event_heads,
        "role": tuple(words.roles),
    }
