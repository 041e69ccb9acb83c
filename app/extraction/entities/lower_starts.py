"""Extend names by the lower-case noun before them: fr `Santé` → `ministère de la Santé`, `Gaza` → `bande de Gaza`."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from app.extraction.entities.candidates import Named, connectors
from app.extraction.entities.entity_numbers import SHARED_BEFORE
from app.lang.pack import LanguagePack, language_pack
from app.schemas.entity import EntityType

_APOSTROPHES = "['\u2019\u02bc]"
_KINDS: tuple[EntityType, ...] = ("organization", "location")


def with_lower_starts(found: Iterable[Named], text: str, pack: LanguagePack) -> Iterator[Named]:
    """Yield the names. Before a name, a lower-case noun of an institution or place becomes a part of the name.

    Example: fr `Santé` → `ministère de la Santé`. The noun decides the kind of the name.
    """
    pattern, end = _pattern(pack.language), 0
    for named in found:
        before = pattern.search(text, max(end, named.start - SHARED_BEFORE), named.start) if pattern else None
        if before is None or named.kind == "person":
            end = named.end
            yield named
            continue
        kind: EntityType = "organization" if before["organization"] else "location"
        start, end = before.start(), named.end
        name = before[0] + named.name
        yield named._replace(start=start, text=text[start:end], name=name, kind=kind, opens=False, guessed=False)


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """Return the pattern of a lower-case noun that begins a name, and of connectors after the noun: fr `bande de `."""
    words = language_pack(language).entities
    nouns = {"organization": words.lower_organization_starts, "location": words.lower_location_starts}
    if not any(nouns.values()):
        return None
    heads = "|".join(f"(?P<{kind}>{'|'.join(map(re.escape, nouns[kind])) or '(?!)'})" for kind in _KINDS)
    joints = [*map(re.escape, sorted(connectors(language))), *(rf"{word}{_APOSTROPHES}" for word in words.elisions)]
    return re.compile(rf"\b(?:{heads})(?: (?:{'|'.join(joints)})){{1,2}} ?\Z")
