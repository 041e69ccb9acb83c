"""Tell places from the words beside them: `Crieff` in `people in Crieff`, `Haro` in es `vecinos de Haro`.

Only names of which the recogniser found no kind, or which it took for people, are decided here.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

from app.extraction.entities.candidates import Named
from app.extraction.entities.entity_numbers import (
    PLACED_NAMES_AFTER,
    PLACED_NAMES_BEFORE,
    PLACED_NAMES_LETTERS,
    PLACED_NAMES_NEAR,
    SHARED_CACHED,
)
from app.extraction.entities.gazetteer import is_listed_organization, place_ids
from app.extraction.entities.learned_lists import is_often_low, kind_of_name
from app.extraction.entities.short_names import is_of_people, is_only_given
from app.extraction.entities.typing_rules import is_noise
from app.lang.gazetteers import frequent_words
from app.lang.pack import LanguagePack, language_pack
from app.schemas.base import TextField
from app.schemas.entity import EntityType
from app.text.normalize import fold, lower
from app.text.word_patterns import either

# `certain`: only a place has such words beside it (`the village of`); `likely`: mostly a place has them (`in`)
Sign = Literal["certain", "likely"]
_NAME = r"[^\W\d_a-z][\w.'\u2019-]*(?: [^\W\d_a-z][\w.'\u2019-]*){0,2}"
_LOW_AFTER = re.compile(r" ([^\W\d_A-Z][^\W_]*)")  # a word in lower case after a name
_MARK_AFTER = re.compile(r"[^\w\s'\u2019]|\s*\Z")


def with_places(mentions: Sequence[Named], texts: Mapping[TextField, str], pack: LanguagePack) -> Sequence[Named]:
    """Return the mentions. A name without a kind, or of a person, is a place if the words beside it show that.

    A name that the article also uses for an organization, or inside the full name of a person, stays as it is.
    """
    placed = {name for name, near in _groups(mentions, pack).items() if _is_place(name, near, texts, pack)}
    if not placed:
        return mentions
    return [
        named._replace(kind="location", guessed=False) if named.name in placed and _is_open(named) else named
        for named in mentions
    ]


def _groups(mentions: Sequence[Named], pack: LanguagePack) -> dict[str, list[Named]]:
    """Map each name that may turn out to be a place to its mentions."""
    taken = {word for named in mentions if named.kind == "person" and " " in named.name for word in named.name.split()}
    taken.update(named.name for named in mentions if named.kind == "organization")
    found: dict[str, list[Named]] = {}
    for named in mentions:
        if _is_open(named) and named.name not in taken and may_be_place(named.name, named.kind, pack.language):
            found.setdefault(named.name, []).append(named)
    return found


def _is_open(named: Named) -> bool:
    """Return whether the kind of a mention is decided here."""
    return named.kind in (None, "person")


@lru_cache(maxsize=SHARED_CACHED)
def may_be_place(name: str, kind: EntityType | None, language: str) -> bool:
    """Return whether a name may be a place: it is no ordinary word, acronym, organization or full name of a person."""
    if name.isupper() or len(name) < PLACED_NAMES_LETTERS or is_listed_organization(name, fold(name), language):
        return False
    if place_ids(name, language) is not None or (kind == "person" and " " not in name):
        return True
    return kind is None and not any(_is_word(word, language) for word in name.split())


def _is_word(word: str, language: str) -> bool:
    """Return whether a word is ordinary: frequent, often in lower case, or capitalised without being a name."""
    pack, low = language_pack(language), lower(word, language)
    is_ordinary = low in pack.common_words or low in frequent_words(language) or is_often_low(low, language)
    return is_ordinary or not word[0].isupper() or is_noise(word, pack)


def _is_place(name: str, near: Sequence[Named], texts: Mapping[TextField, str], pack: LanguagePack) -> bool:
    """Return whether the words beside the mentions of a name show that it is a place.

    One certain sign is enough. A likely sign is enough if no list has the name as a person's, and no title precedes it;
    otherwise, half of the mentions need one. It is never enough for a word that is only a given name.
    """
    signs = [_sign(named, texts.get(named.field, ""), pack) for named in near]
    found = [sign for sign in signs if sign]
    if not found or "certain" in found:
        return bool(found)
    if is_only_given(name) or any(_has_title(named, texts.get(named.field, ""), pack) for named in near):
        return False
    return not is_of_people(name) or len(found) * 2 >= len(signs)


def _has_title(named: Named, text: str, pack: LanguagePack) -> bool:
    """Return whether a title or role directly precedes a mention: de `Herr Holm`."""
    before = text[max(0, named.start - PLACED_NAMES_BEFORE) : named.start].split()
    return bool(before) and (before[-1] in pack.entities.titles or before[-1] in pack.entities.roles)


def _sign(named: Named, text: str, pack: LanguagePack) -> Sign | None:
    """Return how sure the words beside a mention make it that it is a place; None if they do not show a place."""
    certain, likely = _patterns(pack.language)
    before, after = _outside_list(named, text, pack)
    if certain.search(f"{before}|{after}"):
        return "certain"
    if named.kind is None and not _may_be_likely(named.name, after, pack):
        return None
    near = before[-PLACED_NAMES_NEAR:]
    return "likely" if likely.search(f"{near}|{after}") else None


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of words beside a name that only a place has, and of words that mostly a place has."""
    words = language_pack(language).entities
    return re.compile(words.place_pattern), re.compile(words.likely_place_pattern)


def _outside_list(named: Named, text: str, pack: LanguagePack) -> tuple[str, str]:
    """Return the text before and after a mention. If it stands in a list, the other names of the list are left out.

    So the text before both names of `in Offaly and Mayo` ends in `in `.
    """
    before = text[max(0, named.start - PLACED_NAMES_BEFORE) : named.start]
    after = text[named.end : named.end + PLACED_NAMES_AFTER]
    is_last, end_of_list = _lists(pack.language)
    if before.endswith(is_last) and (_MARK_AFTER.match(after)):
        return end_of_list.sub("", before), after
    return before, after


def _may_be_likely(name: str, after: str, pack: LanguagePack) -> bool:
    """Return whether a name without a kind may be a place because of a preposition or case ending beside it.

    It may not if a noun follows it, as in `in Firefox development`. In German, where all nouns are capitalised, and in
    Turkish, a list must have the name as a place.
    """
    following = _LOW_AFTER.match(after)
    if following and following[1] not in pack.common_words:
        return False
    is_free = not (pack.nouns_are_capitalised or pack.apostrophe_suffixes)
    return is_free or place_ids(name, pack.language) is not None or kind_of_name(fold(name)) == "LOC"


@cache
def _lists(language: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return the ends of the text before the last name of a list (` and `), and the pattern of the names before it."""
    words = language_pack(language).credits.conjunctions
    joint = rf" {either(words)} "
    return tuple(f" {word} " for word in words), re.compile(rf"(?:{_NAME}, )*{_NAME},?{joint}\Z")
