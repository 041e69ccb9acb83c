"""Find the place in an adjective (`London-based`) and after a noun that is no part of its name (de `Ortsteil Holm`)."""

from collections.abc import Iterable, Sequence
from itertools import dropwhile

from app.extraction.entities.candidates import Named
from app.extraction.entities.entity_numbers import SHARED_BEFORE
from app.extraction.entities.gazetteer import place_ids
from app.lang.pack import LanguagePack
from app.schemas.entity import EntityType
from app.text.tokens import Token, phrase

Words = Sequence[Token]


def with_place_compounds(found: Iterable[Named], text: str, pack: LanguagePack) -> list[Named]:
    """Return the mentions of a field, with the place alone in place of an adjective: `London-based` → `London`."""
    if not pack.entities.place_compounds:
        return [*found]
    return [_place_in(named, text, pack) if named.kind is None and "-" in named.name else named for named in found]


def _place_in(named: Named, text: str, pack: LanguagePack) -> Named:
    """Return the mention of the place that an adjective begins with, or the mention itself if there is none.

    The place may begin before the mention: `York-based` in `New York-based`.
    """
    name, _, ending = named.name.partition(" ")[0].rpartition("-")
    if ending not in pack.entities.place_compounds:
        return named
    before = text[max(0, named.start - SHARED_BEFORE) : named.start].split(" ")
    words = before[-2:-1] if before[-1] == "" else []
    longer = " ".join([*words, name])
    known = next((one for one in (longer, name) if place_ids(one, pack.language) is not None), None)
    if known is None:
        return named
    start, end = named.start - (len(known) - len(name)), named.start + len(name)
    return Named(named.field, start, end, text[start:end], known, "location", named.opens)


def without_label(words: Words, kind: EntityType, pack: LanguagePack) -> tuple[Words, EntityType]:
    """Drop a noun that is no part of the place's name after it: de `Ortsteil Holm`, fr `République de Lille`.

    The French noun is the end of a role: `procureur de la République de Lille`. It stays in the name of a country.
    Return the name and its kind.
    """
    if kind == "person" or len(words) == 1 or words[0].text not in pack.entities.place_labels:
        return words, kind
    rest = [*dropwhile(lambda word: not word.text[0].isupper(), words[1:])]
    is_country = "iso3166" in (place_ids(phrase(rest), pack.language) or {}) if rest else False
    is_whole = not rest or is_country or place_ids(phrase(words), pack.language) is not None
    return (words, kind) if is_whole else (rest, "location")
