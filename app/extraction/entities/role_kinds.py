"""Recognise people after a role that were taken for places or organizations: es `la diputada Montserrat Holm`."""

from collections.abc import Mapping, Sequence
from functools import cache

from app.extraction.entities.candidates import Named, joins_names
from app.extraction.entities.entity_numbers import SHARED_BEFORE
from app.extraction.entities.gazetteer import is_organization, place_ids
from app.extraction.entities.learned_lists import kind_of_name
from app.extraction.entities.short_names import is_given
from app.extraction.entities.typing_rules import kind_by_head
from app.lang.pack import LanguagePack, language_pack
from app.schemas.base import TextField
from app.text.normalize import fold, lower


def with_roles(mentions: Sequence[Named], texts: Mapping[TextField, str], pack: LanguagePack) -> Sequence[Named]:
    """Return the mentions. A name of several words after a role becomes a person.

    It does not if a list has the name as that of a place or an organization.
    """
    people = {
        named.name
        for named in mentions
        if named.kind in ("location", "organization")
        and " " in named.name
        and _follows_role(named, texts.get(named.field, ""), pack)
        and _may_be_person(named, pack)
    }
    if not people:
        return mentions
    return [named._replace(kind="person") if named.name in people else named for named in mentions]


def _follows_role(named: Named, text: str, pack: LanguagePack) -> bool:
    """Return whether a noun such as `deputy` directly precedes a mention."""
    before = text[max(0, named.start - SHARED_BEFORE) : named.start]
    words = before.removesuffix(", ").split()
    return bool(words) and before.endswith(" ") and lower(words[-1], pack.language) in _roles(pack.language)


@cache
def _roles(language: str) -> frozenset[str]:
    words = language_pack(language).quotes
    return frozenset(lower(word, language) for word in (*words.role_nouns, *words.titles))


def _may_be_person(named: Named, pack: LanguagePack) -> bool:
    """Return whether the name of a supposed place or organization may be a person's.

    A supposed organization may be a person only if its name begins with a listed given name.
    """
    words, language, name = named.name.split(), pack.language, named.name
    is_other = place_ids(name, language) is not None or is_organization(name, language)
    is_other = is_other or kind_of_name(fold(name)) in ("LOC", "ORG") or kind_by_head(name, pack) is not None
    is_shaped = all(word[0].isupper() or joins_names(word) for word in words) and not words[0].isupper()
    return is_shaped and not is_other and (named.kind == "location" or is_given(words[0]))
