"""Possible speakers of a text: the people, organizations and places found by the name recogniser, with offsets.

A surname that several people have counts as a mention of each of them. An acronym in brackets and the name before it
are one speaker.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from app.extraction.quotes.quote_numbers import KNOWN_SPEAKERS_BETWEEN
from app.extraction.text.noun_phrases import Party, bare_name
from app.lang.pack import language_pack
from app.schemas.base import TextField
from app.schemas.entity import EntityDraft, EntityType
from app.text.normalize import fold, lower

_KINDS = frozenset({"person", "organization", "location"})
_BRACKET = re.compile(r"(?:['\u2019]\w{1,6})? ?\(")  # matches the text between a name and its acronym in brackets
_OPENS, _CLOSES = '"\u201c\u201e\u00ab\u2018', '"\u201d\u201c\u00bb\u2019'
_PART = r"[^\W\d_][\w-]++"  # a word of a name
# For speed, the pattern of a nickname begins with its quotation mark; the given name before it is matched afterwards.
_NICKNAME = re.compile(rf"[{_OPENS}](?<=[\w-] .)[^\s{_CLOSES}][^{_CLOSES}\n]{{0,24}}[{_CLOSES}] (?P<surname>{_PART})")
_GIVEN = re.compile(rf"(?<!\w){_PART}\Z")
NOBODY = ""


class NamedSpan(NamedTuple):
    """A mention of a possible speaker, from offset `start` up to but not including `end`."""

    start: int
    end: int
    key: str  # key of the speaker
    shared: bool = False  # whether the mention is a surname of several people in the article
    owns: bool = False  # whether the mention has a case ending without apostrophe: de `Bennetts Interview`


@dataclass
class Known:
    """A person, organization or place of the article."""

    key: str
    name: str
    kind: EntityType
    spans: list[tuple[int, int]]
    count: int
    rank: int = 0  # 0 for the most mentioned person, 1 for the next; organizations and places are ranked separately


@dataclass(frozen=True)
class KnownSpeakers:
    """The possible speakers of an article, by key, and their mentions in one field, sorted by offset."""

    by_key: Mapping[str, Known]
    by_name: Mapping[str, str]
    by_surname: Mapping[str, Sequence[str]]
    mentions: Sequence[NamedSpan]
    starts: Sequence[int] = field(default=())

    def between(self, start: int, end: int) -> Sequence[NamedSpan]:
        """Return the mentions that begin between two offsets."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def key_of(self, party: Party | None) -> str:
        """Return the key of the speaker whom a phrase names.

        A phrase without a name has the key `role:<name>`: a role (`the minister`), a document (`the report`), or
        another common noun. For a name, the speaker is the one with a mention that overlaps the phrase, else the one
        with this name, else the only person with this surname. If no speaker is found, the key is `frame:<name>`.
        """
        name = " ".join(fold(party.name).split()) if party else ""
        if party is None or not name:
            return NOBODY
        if party.role_only or party.type in ("unnamed", "document"):
            return f"role:{name}"
        found = self._overlapped(party, name) or self.by_name.get(name)
        same = self.by_surname.get(name.rpartition(" ")[2], ()) if party.type == "person" else ()
        return found or (same[0] if len(same) == 1 else f"frame:{name}")

    def _overlapped(self, party: Party, name: str) -> str | None:
        last = name.rpartition(" ")[2]
        for span in self.between(max(0, party.start - KNOWN_SPEAKERS_BETWEEN), party.end):
            known = self.by_key[span.key]
            folded = fold(known.name)
            meets = span.end > party.start and known.kind != "location"
            if meets and (folded.split()[-1] in name or last in folded):
                return span.key
        return None


def know_speakers(text: str, field: TextField, language: str, entities: Sequence[EntityDraft]) -> KnownSpeakers:
    """Return the entities of an article that may speak, with their mentions in one field."""
    by_key, by_name = _entities(field, language, entities)
    for nickname in _NICKNAME.finditer(text):
        given = _given_name(text, nickname.start() - 1)
        if given and lower(given[0], language) not in language_pack(language).common_words:
            _join_nickname(given, nickname, by_key, by_name)
    endings = language_pack(language).entities.name_endings
    spans = sorted([_span(text, endings, known, *at) for known in by_key.values() for at in known.spans])
    joined = _bare_surnames(by_key) | _acronyms(text, spans)
    joined = {short: whole for short, whole in joined.items() if whole not in joined}
    for short, whole in joined.items():
        gone = by_key.pop(short)
        by_key[whole].spans += gone.spans
        by_key[whole].count += gone.count
    if joined:
        by_name = {name: joined.get(key, key) for name, key in by_name.items()}
        spans = [span._replace(key=joined[span.key]) if span.key in joined else span for span in spans]
    by_surname = _surnames(by_key.values())
    mentions = sorted([shared for span in spans for shared in _bearers(text, span, by_key, by_surname)])
    _rank(by_key, mentions)
    return KnownSpeakers(by_key, by_name, by_surname, mentions, [mention.start for mention in mentions])


def _entities(
    field: TextField, language: str, entities: Sequence[EntityDraft]
) -> tuple[dict[str, Known], dict[str, str]]:
    by_key: dict[str, Known] = {}
    by_name: dict[str, str] = {}
    for entity in entities:
        if entity.type not in _KINDS or not entity.name.strip():
            continue
        key = f"{entity.type}:{fold(entity.name)}"
        spans = [(mention.start, mention.end) for mention in entity.mentions if mention.field == field]
        name = bare_name(entity.name, language) if entity.type == "person" else entity.name
        by_key[key] = Known(key, name, entity.type, spans, len(spans))
        for form in (name, entity.name, *entity.aliases):
            by_name.setdefault(" ".join(fold(form).split()), key)
    return by_key, by_name


def _span(text: str, endings: Sequence[str], known: Known, start: int, end: int) -> NamedSpan:
    """Return a mention of a possible speaker.

    Its member `owns` is true if the last word of the mention is a word of the speaker's name with one of the case
    endings: `Bennetts`.
    """
    if not endings:
        return NamedSpan(start, end, known.key)
    last = text[start:end].rpartition(" ")[2]
    bare = next((last[: -len(ending)] for ending in endings if last.endswith(ending)), "")
    names = known.name.split()
    return NamedSpan(start, end, known.key, False, bare in names and last not in names)


def _given_name(text: str, end: int) -> re.Match[str] | None:
    """Return the word that ends at an offset, if it may be a given name."""
    return _GIVEN.search(text, text.rfind(" ", 0, end) + 1, end)


def _join_nickname(
    before: re.Match[str], nickname: re.Match[str], by_key: dict[str, Known], by_name: dict[str, str]
) -> None:
    """Add the speaker Ann Lee if a nickname stands between given name and surname: `Ann "Ace" Lee`.

    The speakers `Ann` and `Lee` are dropped if they are mentioned nowhere else in the field. If there is a speaker Ann
    Lee already, nothing changes.
    """
    given, surname = before[0], nickname["surname"]
    if not (given[0].isupper() and surname[0].isupper()) or fold(f"{given} {surname}") in by_name:
        return
    start, end = before.start(), nickname.end()
    parts = [known for known in by_key.values() if any(start <= at < end for at, _ in known.spans)]
    for known in parts:
        known.spans = [span for span in known.spans if not start <= span[0] < end]
    key = f"person:{fold(given)} {fold(surname)}"
    by_key[key] = Known(key, f"{given} {surname}", "person", [(start, end)], 1)
    for known in parts:
        if fold(known.name) in (fold(given), fold(surname)) and not known.spans:
            del by_key[known.key]
    by_name |= {name: key for name, old in by_name.items() if old not in by_key} | {by_key[key].name.lower(): key}


def _bare_surnames(by_key: Mapping[str, Known]) -> dict[str, str]:
    """Map the key of a person known only by surname (`Lee`) to the key of the person with the full name (`Ann Lee`).

    Surnames of several people are left out.
    """
    bearers = _surnames(by_key.values())
    bare = {key: fold(known.name) for key, known in by_key.items() if known.kind == "person" and " " not in known.name}
    return {key: bearers[name][0] for key, name in bare.items() if len(bearers.get(name, ())) == 1}


def _acronyms(text: str, spans: Sequence[NamedSpan]) -> dict[str, str]:
    """Map the key of an acronym in brackets to the key of the name before: `World Health Organization (WHO)`."""
    joined: dict[str, str] = {}
    for whole, short in pairwise(spans):
        if text[short.end : short.end + 1] != ")":  # tested first, because it takes less time than the pattern
            continue
        acronym, bracketed = text[short.start : short.end], _BRACKET.fullmatch(text, whole.end, short.start)
        if bracketed and acronym.isupper() and " " not in acronym and whole.key != short.key:
            joined.setdefault(short.key, joined.get(whole.key, whole.key))
    return {short: whole for short, whole in joined.items() if short != whole and whole not in joined}


def _surnames(everybody: Iterable[Known]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for known in everybody:
        if known.kind == "person" and " " in known.name:
            found.setdefault(fold(known.name).split()[-1], []).append(known.key)
    return found


def _bearers(
    text: str, span: NamedSpan, by_key: Mapping[str, Known], by_surname: Mapping[str, Sequence[str]]
) -> list[NamedSpan]:
    """Repeat the mention of a surname for each person who has it. Return any other mention unchanged."""
    if by_key[span.key].kind != "person":
        return [span]
    bearers = by_surname.get(fold(text[span.start : span.end]), ())
    if not bearers or bearers == [span.key]:
        return [span]
    return [span._replace(key=key, shared=True) for key in dict.fromkeys((span.key, *bearers))]


def _rank(by_key: Mapping[str, Known], mentions: Sequence[NamedSpan]) -> None:
    """Set for each possible speaker the offsets of the mentions, and the rank: 0 for the most mentioned.

    People are ranked separately from organizations and places.
    """
    for known in by_key.values():
        known.spans = []
    for mention in mentions:
        by_key[mention.key].spans.append((mention.start, mention.end))
    order = sorted(by_key.values(), key=lambda known: (-known.count, known.spans[:1] or [(1 << 30, 0)]))
    seen: Counter[bool] = Counter()
    for known in order:
        is_person = known.kind == "person"
        known.rank = seen[is_person]
        seen[is_person] += 1
