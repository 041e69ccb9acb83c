"""Find places in datelines, at the start of a paragraph: `KYIV, Ukraine (AP) —`, tr `ANKARA -`, `Ağrı (AA) -`."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.extraction.entities.candidates import Named, mentions_inside
from app.extraction.entities.capitals import title_case
from app.extraction.entities.entity_numbers import DATELINES_INNER, DATELINES_LEAST
from app.extraction.entities.gazetteer import is_organization, linked_ids, place_ids
from app.lang.agency_table import by_form
from app.lang.pack import LanguagePack
from app.schemas.base import TextField

_PLACE = r"[^\W\d_]++(?:[ -][^\W\d_]++){0,3}"
# Matches up to three places at the start of a paragraph, with `/` between them, if one of these follows: brackets (with
# an agency, for example), a dash, or a full stop. A region or date may be before brackets or dash: `, Ukraine (AP)`.
_DATELINE = re.compile(
    rf"({_PLACE}(?: ?/ ?{_PLACE}){{0,2}})"
    r"(?=(?:, [^()\n]{1,30}?)?(?: ?\(([^()\d\n]{2,40})\)| ?[\u2013\u2014-] )|\. )"
)
_PARAGRAPH = re.compile(r"[^\n]+")
_NAME, _WORD = re.compile(_PLACE), re.compile(r"[^\W\d_]+")
_BETWEEN_AGENCIES = re.compile(r"[/, -]+")


class Place(NamedTuple):
    """A known place of a dateline; `start` and `end` are offsets in the text."""

    start: int
    end: int
    name: str  # in normal case
    has_agency: bool  # whether a known agency in brackets follows; if so, the name can only mean a place


def find_places(text: str, pack: LanguagePack) -> Iterator[Place]:
    """Yield the known places in the datelines of a text. A place that is not in capitals needs an agency after it."""
    for paragraph in _PARAGRAPH.finditer(text):
        found = _DATELINE.match(text, paragraph.start())
        if found is None:
            continue
        has_agency = any(form in by_form() for form in _BETWEEN_AGENCIES.split(found[2] or ""))
        for part in _NAME.finditer(text, *found.span(1)):
            name = _in_normal_case(part[0], pack) if part[0].isupper() else part[0] if has_agency else None
            if name is not None and linked_ids(name, pack.language):
                yield Place(*part.span(), name, has_agency)


def in_normal_case(text: str, places: Sequence[Place]) -> str:
    """Write the places of datelines in normal case: `PARIS (AP) —` → `Paris (AP) —`.

    The text keeps its length, so offsets stay valid.
    """
    ends = [0, *(place.end for place in places)]
    parts = (text[end : place.start] + place.name for end, place in zip(ends, places, strict=False))
    return "".join(parts) + text[ends[-1] :]


def with_dateline_places(found: Sequence[Named], places: Sequence[Place], field: TextField, text: str) -> list[Named]:
    """Return the mentions, among them each place before an agency: tr `Ağrı (AA) -` (tr `ağrı` also means pain).

    The place replaces all mentions inside it. If a mention overlaps the place but extends beyond it, the place is left
    out. `found`: mentions in the order of the text.
    """
    kept = list(found)
    for start, end, name, _ in (place for place in places if place.has_agency):
        if (inside := mentions_inside(kept, start, end)) is not None:
            kept[inside] = [Named(field, start, end, text[start:end], name, "location", True)]
    return kept


def _in_normal_case(name: str, pack: LanguagePack) -> str | None:
    """Return the name of a place, printed in capitals, in normal case; None if no such place is known.

    Also return None if the name is short or the name of an organization: `USA`, `NATO`.
    """
    if len(name) < DATELINES_LEAST or is_organization(name, pack.language):
        return None
    known = (one for one in _normal_forms(name, pack) if place_ids(one, pack.language) is not None)
    return next((one for one in known if len(one) == len(name)), None)


def _normal_forms(name: str, pack: LanguagePack) -> list[str]:
    """Return the forms that a name in capitals may have in normal case: `Port-Au-Prince`, `Port-au-Prince`.

    Turkish names may be printed with `I` instead of `İ`, so the last form has `i` for `I`: `DIYARBAKIR` → `Diyarbakir`.
    """
    title = _WORD.sub(lambda word: title_case(word[0], pack), name)
    inner = _WORD.sub(lambda word: word[0].lower() if word.start() and _is_short(word[0]) else word[0], title)
    plain = _WORD.sub(lambda word: word[0].capitalize(), name)
    return [title, inner, plain]


def _is_short(word: str) -> bool:
    return len(word) <= DATELINES_INNER
