"""Recognise surnames that were taken for places: tr `Denizli` in an article about `Oya Denizli`."""

import re
from collections.abc import Callable, Mapping, Sequence

from app.extraction.entities.candidates import Named
from app.extraction.entities.entity_numbers import SHARED_BEFORE
from app.extraction.entities.gazetteer import is_country, place_ids
from app.extraction.entities.short_names import is_of_people, may_be_surname
from app.lang.pack import LanguagePack
from app.schemas.base import TextField


def with_surnames(mentions: Sequence[Named], texts: Mapping[TextField, str], pack: LanguagePack) -> Sequence[Named]:
    """Return the mentions. A place with the surname of a person of the article may become a person.

    The words beside the mention have to show a person: tr `Denizli, "…" dedi`. Countries stay places.
    """
    full = {named.name for named in mentions if named.kind == "person" and " " in named.name}
    surnames = {surname for name in full if not is_country(surname := name.rpartition(" ")[2], pack)}
    if not any(_may_be_surname(named, surnames) for named in mentions):
        return mentions
    pattern = re.compile(pack.entities.person_pattern)
    return [
        named._replace(kind="person", guessed=False)
        if _may_be_surname(named, surnames) and pattern.search(_beside(named, texts.get(named.field, "")))
        else named
        for named in mentions
    ]


def _may_be_surname(named: Named, surnames: set[str]) -> bool:
    return named.kind == "location" and named.name in surnames


def _beside(named: Named, text: str) -> str:
    """Return the text before and after a mention, with `|` for the mention."""
    before = text[max(0, named.start - SHARED_BEFORE) : named.start]
    return f"{before}|{text[named.end : named.end + SHARED_BEFORE]}"


def surname_test(named: Named, pack: LanguagePack) -> Callable[[str, str, str], bool]:
    """Return the test whether a mention may be a certain surname; always True for a place that became a person."""
    return _always if is_told_person(named, pack) else may_be_surname


def is_told_person(named: Named, pack: LanguagePack) -> bool:
    """Return whether a mention is a person only because of the words beside it: the name is that of a place."""
    is_person = named.kind == "person" and " " not in named.name
    return is_person and place_ids(named.name, pack.language) is not None and not is_of_people(named.name)


def is_rather_place(named: Named, pack: LanguagePack) -> bool:
    """Return whether a mention was recognised as a place that a list has, and no list has the name for people."""
    is_known = named.kind == "location" and place_ids(named.name, pack.language) is not None
    return is_known and not is_of_people(named.name)


def _always(_word: str, _full: str, _language: str) -> bool:
    return True
