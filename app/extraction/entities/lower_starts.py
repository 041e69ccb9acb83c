"""Extend names by the noun before them: fr `Santé` → `ministère de la Santé`, de `Köln` → `Landgericht Köln`."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from app.extraction.entities.candidates import Named, connectors
from app.extraction.entities.entity_numbers import SHARED_BEFORE
from app.extraction.entities.short_names import is_given
from app.lang.pack import LanguagePack, language_pack
from app.schemas.entity import EntityType

_APOSTROPHES = "['\u2019\u02bc]"
_KINDS: tuple[EntityType, ...] = ("organization", "location")


def with_lower_starts(found: Iterable[Named], text: str, pack: LanguagePack) -> Iterator[Named]:
    """Yield the names. Before a name, a noun of an institution or place becomes a part of the name.

    Example: fr `Santé` → `ministère de la Santé`. The noun decides the kind of the name.
    """
    pattern, joints, end = _pattern(pack.language), _joint_ends(pack.language), 0
    if pattern is None:
        yield from found
        return
    for named in found:
        # a noun directly before a name may only begin a place; so the text before most names need not be searched
        may_follow = named.kind == "location" or text.endswith(joints, 0, named.start)
        start = max(end, named.start - SHARED_BEFORE)
        before = pattern.search(text, start, named.start) if may_follow else None
        if before is None or not _may_follow(named, before):
            end = named.end
            yield named
            continue
        kind: EntityType = "organization" if before["organization"] else "location"
        start, end = before.start(), named.end
        name = f"{before[kind]}{before['joints']}{named.name}"
        yield named._replace(start=start, text=text[start:end], name=name, kind=kind, opens=False, guessed=False)


def _may_follow(named: Named, before: re.Match[str]) -> bool:
    """Return whether a name may follow the noun of an institution or place.

    A person's full name or given name may not, and without a connector only places may: de `Köln` in `Landgericht
    Köln`.
    """
    if named.kind == "person" and (" " in named.name or is_given(named.name)):
        return False
    return bool(before["joints"].strip()) or named.kind == "location"


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """Return the pattern of a noun that begins a name, and of connectors after the noun: fr `bande de `.

    In a language that capitalises nouns, the noun may have a case ending, and needs no connector: de `Landgerichts `.
    """
    pack = language_pack(language)
    words = pack.entities
    nouns = {"organization": words.lower_organization_starts, "location": words.lower_location_starts}
    if not any(nouns.values()):
        return None
    heads = "|".join(f"(?P<{kind}>{_any(nouns[kind])})" for kind in _KINDS)
    joints = [*map(re.escape, sorted(connectors(language))), *(rf"{word}{_APOSTROPHES}" for word in words.elisions)]
    least, endings = (0, rf"(?:{_any(words.name_endings)})?") if pack.nouns_are_capitalised else (1, "")
    return re.compile(rf"\b(?:{heads}){endings}(?P<joints>(?: (?:{'|'.join(joints)})){{{least},2}} ?)\Z")


def _any(words: Iterable[str]) -> str:
    """Return the pattern of any of these words."""
    return "|".join(map(re.escape, words)).replace("'", _APOSTROPHES) or "(?!)"


@cache
def _joint_ends(language: str) -> tuple[str, ...]:
    """Return the ends of a text that has a connector of `_pattern` directly before a name: ` de `, ` d'`."""
    elisions = language_pack(language).entities.elisions
    joints = connectors(language).union(f"{word}{mark}" for word in elisions for mark in "'\u2019\u02bc")
    return tuple(f" {joint}{space}" for joint in joints for space in ("", " "))
