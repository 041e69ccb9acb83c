"""Correct the kinds of names by what stands beside them, such as the other names of a list.

Example: in a line-up (`Plak, Jasper, Daalderop`), `Jasper` is a person, not a town.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from app.extraction.entities.candidates import Named
from app.extraction.entities.entity_numbers import (
    LISTED_KINDS_JOINT,
    LISTED_KINDS_LEAST,
    LISTED_KINDS_MOST,
    LISTED_KINDS_SHARE,
)
from app.extraction.entities.gazetteer import is_listed, place_ids
from app.extraction.entities.kind_votes import with_voted_kinds
from app.extraction.entities.place_surnames import with_surnames
from app.extraction.entities.placed_names import may_be_place, with_places
from app.extraction.entities.role_kinds import with_roles
from app.extraction.entities.short_names import is_of_people, is_only_given
from app.lang.pack import LanguagePack, language_pack
from app.schemas.base import TextField
from app.schemas.entity import EntityType

_MARKS = (", ", "; ", " - ", " \u2013 ", " / ")


def with_kinds_beside(mentions: Sequence[Named], texts: Mapping[TextField, str], pack: LanguagePack) -> Sequence[Named]:
    """Return the mentions with the kinds that the words and the names beside them show.

    All mentions of a name get the same kind. Only a name that a place and a person of the article share (tr `Hızır
    Ordu`, `Ordu'da`) keeps both kinds.
    """
    placed = with_places(with_roles(mentions, texts, pack), texts, pack)
    told = with_surnames(placed, texts, pack)
    apart = {named.name for named, before in zip(told, placed, strict=True) if named is not before}
    return with_voted_kinds(_with_kinds_of_lists(told, texts, pack), apart)


def _with_kinds_of_lists(
    mentions: Sequence[Named], texts: Mapping[TextField, str], pack: LanguagePack
) -> Sequence[Named]:
    """Return the mentions. A place among people becomes a person, unless a list has it; and vice versa.

    All mentions of the name with the same kind get the new kind.
    """
    changed: dict[tuple[str, EntityType | None], EntityType] = {}
    for row in _lists(mentions, texts, pack):
        for number, named in enumerate(row):
            others = [one.kind for one in (*row[:number], *row[number + 1 :])]
            if kind := _kind_in(named, others, pack, opens=not number):
                changed[named.name, named.kind] = kind
    if not changed:
        return mentions
    kinds = (changed.get((named.name, named.kind)) for named in mentions)
    pairs = zip(mentions, kinds, strict=True)
    return [named._replace(kind=kind, guessed=False) if kind else named for named, kind in pairs]


def _lists(mentions: Sequence[Named], texts: Mapping[TextField, str], pack: LanguagePack) -> Iterator[Sequence[Named]]:
    """Yield the mentions of each list of at least `LISTED_KINDS_LEAST` names."""
    joints, start = _joints(pack.language), 0
    for number in range(1, len(mentions) + 1):
        if number < len(mentions) and _are_joined(mentions[number - 1], mentions[number], texts, joints):
            continue
        if number - start >= LISTED_KINDS_LEAST:
            yield mentions[start:number]
        start = number


def _are_joined(one: Named, other: Named, texts: Mapping[TextField, str], joints: frozenset[str]) -> bool:
    is_near = 1 < other.start - one.end <= LISTED_KINDS_JOINT and one.field == other.field
    return is_near and texts.get(one.field, "")[one.end : other.start] in joints


@cache
def _joints(language: str) -> frozenset[str]:
    """Return the texts between two names of a list: a comma, a dash, ` and `, `, and `."""
    words = language_pack(language).credits.conjunctions
    return frozenset(_MARKS).union(*((f" {word} ", f", {word} ") for word in words))


def _kind_in(
    named: Named, others: Sequence[EntityType | None], pack: LanguagePack, *, opens: bool
) -> EntityType | None:
    """Return the kind that the other names of a list show a name to have; None if it keeps its kind.

    A name that opens a list of places may be a subject before the list: tr `Holm, Roma ve Paris'e gitti`.
    """
    people, places = others.count("person"), others.count("location")
    if named.kind == "location" and people >= LISTED_KINDS_MOST and people >= LISTED_KINDS_SHARE * len(others):
        return "person" if _may_be_person(named.name, pack) else None
    if named.kind in (None, "person") and places == len(others) and " " not in named.name and not opens:
        is_person = is_only_given(named.name) or not may_be_place(named.name, named.kind, pack.language)
        return None if is_person else "location"
    return None


def _may_be_person(name: str, pack: LanguagePack) -> bool:
    """Return whether a name taken for a place may be a person's: no list has it as a well-known place, or as any."""
    return not is_listed(name, pack.language) and (place_ids(name, pack.language) is None or is_of_people(name))
