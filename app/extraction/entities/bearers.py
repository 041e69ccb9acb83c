"""People of an article who may be meant by a short name, and tests that tell them apart."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.extraction.entities.candidates import Named
from app.extraction.entities.entity_numbers import SHARED_DOMINANT
from app.extraction.entities.gazetteer import is_listed, is_well_known
from app.extraction.entities.short_names import is_given
from app.lang.gazetteers import frequent_words
from app.lang.pack import LanguagePack
from app.schemas.base import TextField
from app.schemas.entity import EntityType
from app.text.normalize import fold, lower

# matches a name between quotation marks; one character may stand between the name and the closing mark: `“Ace Holm.”`
_QUOTED = re.compile(r"[\"“„«‘].*[\"“”»’‘]")


@dataclass
class FoundEntity:
    """An entity of the article with the mentions found so far."""

    kind: EntityType
    name: str
    mentions: list[Named] = field(default_factory=list)


@dataclass
class Bearer:
    """A person whose full name contains a certain word."""

    person: FoundEntity
    # positions of the mentions with the full name, sorted; the first mention in the article has position 0
    places: list[int] = field(default_factory=list)


class Distance(NamedTuple):
    """The person whose full name is nearest to a short name, and the distance between the names.

    The nearest full name is the last one before the short name; if there is none, the first one after it.
    """

    bearer: Bearer
    # number of characters from the full name to the short name, negative if the short name comes first; None if the
    # names are in different fields
    after: int | None


def is_rarer(bearer: Bearer, others: Iterable[Bearer]) -> bool:
    """Return whether another person is named in full far more often than `bearer`."""
    least = SHARED_DOMINANT * len(bearer.places)
    return any(len(one.places) >= least and is_other(one.person, bearer.person) for one in others)


def has_given(bearer: Bearer) -> bool:
    """Return whether a person's full name begins with a listed given name."""
    return is_given(bearer.person.name.split()[0])


def is_other(one: FoundEntity, other: FoundEntity) -> bool:
    """Return whether two entities are different people: neither name contains all words of the other name."""
    words, others = set(fold(one.name).split()), set(fold(other.name).split())
    return not (words <= others or others <= words)


def is_family_first(full: str, word: str) -> bool:
    """Return whether `word` is the family name at the start of a full name: `Kim` in `Kim Yong-hyun`."""
    first, *rest = full.split()
    return first == word and len(rest) == 1 and "-" in rest[0] and rest[0].partition("-")[2].islower()


def is_quoted(names: Iterable[Named], texts: Mapping[TextField, str]) -> bool:
    """Return whether all these names stand between quotation marks, as a nickname does: `“Canine Holm.”`."""
    return all(_QUOTED.match(texts.get(one.field, "")[max(0, one.start - 1) : one.end + 2]) for one in names)


def may_be_of_person(named: Named, pack: LanguagePack) -> bool:
    """Return whether a mention may be a surname.

    A listed organization may not. A listed place may, unless its name is also a frequent word.
    """
    if named.kind in (None, "person") or not is_listed(named.name, pack.language):
        return True
    low = lower(named.name, pack.language)
    return named.kind == "location" and low not in frequent_words(pack.language)


def may_be_of_given(named: Named, pack: LanguagePack) -> bool:
    """Return whether a mention may be a first name. A place may if it is a listed given name, and not well known."""
    is_place = named.kind == "location"
    may_be = is_place and is_given(named.name) and not is_well_known(named.name, pack.language)
    return may_be or named.kind in (None, "person")
