"""Find the person whom an epithet means: a noun such as `the coach` that stands for somebody whom the text has named.

The language packs list epithets in groups. The nouns of one group may mean the same person: `coach`, `manager`.
"""

import re
from collections.abc import Iterator, Mapping, Set
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.attribution.final_subjects import apart_pattern
from app.extraction.quotes.quote_numbers import EPITHETS_BEFORE, EPITHETS_BEHIND, EPITHETS_BESIDE, EPITHETS_MEANT
from app.extraction.text.cues import Cue, framed
from app.extraction.text.noun_phrases import Party
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.lang.gazetteers import genders
from app.lang.pack import language_pack
from app.text.word_patterns import either, whole_words

_GENDERS = ("f", "m")


class Epithet(NamedTuple):
    """An epithet at `[start, end)` of a text."""

    start: int
    end: int
    noun: str


@cache
def _alike(language: str) -> Mapping[str, frozenset[str]]:
    """Map each epithet to the nouns that may mean the same person, itself included."""
    words = language_pack(language).quotes
    groups = (*words.epithets, *((noun,) for noun in words.origins))
    return {noun: frozenset(chain(*(group for group in groups if noun in group))) for noun in chain(*groups)}


@cache
def origins(language: str) -> frozenset[str]:
    """Return the epithets by origin or party, which fit a person of any role: `Dutchman`."""
    return frozenset(language_pack(language).quotes.origins)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return whole_words(_alike(language))


@cache
def _indefinite(language: str) -> re.Pattern[str]:
    """Return a pattern that matches the text before a noun that may be new to the reader: `a`, `Ann's young`."""
    pack = language_pack(language)
    adjacent, final = pack.verb_adjacent, pack.verb_final
    words = either((*adjacent.indefinite_determiners, *adjacent.possessive_determiners, *final.indefinite_words))
    suffixes = either(adjacent.possessive_suffixes)
    return re.compile(rf"(?:(?<!\w){words}|(?<=\w)['\u2019]{suffixes})\s(?:[\w-]+\s){{0,2}}\Z")


@cache
def owned_pattern(language: str) -> re.Pattern[str]:
    """Return a pattern that matches the text after a noun whose owner follows: ` of` in `the coach of Oslo`.

    A number is no owner: fr `la joueuse de 31 ans` (the player aged 31).
    """
    return framed(r"\s%s(?:(?<=['\u2019])|(?!\w))(?!\s\d)", language_pack(language).verb_adjacent.genitive_words)


def find_epithets(scene: ParsedText, start: int, end: int) -> Iterator[Epithet]:
    """Yield the epithets between two offsets that stand for somebody known: `the coach`.

    They are not `a coach`, who is new to the reader, nor `the coach of Oslo`, who is named by an office.
    """
    for match in _pattern(scene.language).finditer(scene.narrative, start, end):
        owned = owned_pattern(scene.language).match(scene.narrative, match.end())
        if not owned and not _is_indefinite(scene, match.start()):
            yield Epithet(*match.span(), match[0])


def _is_indefinite(scene: ParsedText, start: int) -> bool:
    return _indefinite(scene.language).search(scene.narrative, max(0, start - EPITHETS_BEFORE), start) is not None


def credit_epithet(scene: ParsedText, sentence: Sentence, end: int, memory: Memory, cue: Cue | None) -> Credit | None:
    """Credit a quote to the person whom the subject means, in a verb-final language, if the subject is an epithet.

    The epithet is before the offset `end`, and a comma, particle, quotation or cue follows it, or it follows a
    participle: tr `deneyimli teknik adam şunları söyledi`, `"…" diyen teknik adam`.
    """
    found = _subjects(scene, sentence, sentence.start, end)
    if not found and cue is not None and cue.participle:
        behind = _subjects(scene, sentence, cue.end, min(sentence.end, cue.end + EPITHETS_BEHIND))
        found = [one for one in behind if "," not in scene.narrative[cue.end : one.start]]
    party = meant_by(scene, found[-1], memory) if found else None
    return Credit(party, "coreference", found[-1][:2], cue, EPITHETS_MEANT) if party else None


def _subjects(scene: ParsedText, sentence: Sentence, start: int, end: int) -> list[Epithet]:
    verbs = {cue.start - 1 for cue in sentence.cues}
    apart = apart_pattern(scene.language)
    found = find_epithets(scene, start, end)
    return [one for one in found if one.end in verbs or apart.match(scene.narrative, one.end)]


def meant_by(scene: ParsedText, epithet: Epithet, memory: Memory, gender: str = "-") -> Party | None:
    """Return the person whom an epithet means, or None.

    It is somebody whom the text names with this noun before (`coach Ann Lee`), else with another noun of the group: the
    last subject, if several people have the role. If nobody has the role, it is `_recent`. `gender` is the gender that
    the determiner of the epithet shows: `f`, `m`, or another sign if it is unknown.
    """
    alike = _alike(scene.language)[epithet.noun]
    apposed = _bearers(scene, {epithet.noun}, epithet.end + EPITHETS_BESIDE, epithet.end)
    if apposed:
        return next(iter(apposed.values()))
    for roles in ({epithet.noun}, alike):
        bearers = _bearers(scene, roles, epithet.start)
        if bearers:
            last = (party for party in (memory.topic, memory.speaker) if party and party.name in bearers)
            return next(last, None) or [*bearers.values()][-1]
    titles = language_pack(scene.language).quotes.genders_of_titles
    return _recent(scene, epithet, memory, titles.get(epithet.noun, gender))


def _bearers(scene: ParsedText, roles: Set[str], end: int, start: int = 0) -> dict[str, Party]:
    """Return the people, by name, whom the text between two offsets names with one of the roles, in its order."""
    titled = (named for role in roles for named in scene.names.by_title.get(role, ()) if start <= named[0] < end)
    return {party.name: party for _, party in sorted(titled, key=itemgetter(0))}


def _recent(scene: ParsedText, epithet: Epithet, memory: Memory, gender: str) -> Party | None:
    """Return the last subject, the last speaker, or the last person of the epithet's gender: the first that may fit.

    A person fits whose gender is not another one, and who has no role of another group. Nobody fits if the epithet is
    new to the reader where the text has it first: `a singer`.
    """
    if _is_new(scene, epithet):
        return None
    alike = _alike(scene.language)
    rivals = alike.keys() - alike[epithet.noun] - origins(scene.language)
    others = {} if epithet.noun in origins(scene.language) else _bearers(scene, rivals, len(scene.text))
    recent = [party for party in (memory.topic, memory.speaker) if party and party.type == "person"]
    fits = [party for party in recent if gender not in _GENDERS or _gender(party) in (gender, None)]
    if gender in _GENDERS:
        named = sorted(chain(*scene.names.by_last.values()), key=itemgetter(0), reverse=True)
        fits += [party for start, party in named if start < epithet.start and _gender(party) == gender]
    return next((party for party in fits if party.name not in others), None)


def _is_new(scene: ParsedText, epithet: Epithet) -> bool:
    """Return whether the text before an epithet has the same noun after an indefinite determiner: `a singer`."""
    before = _pattern(scene.language).finditer(scene.narrative, 0, epithet.start)
    return any(match[0] == epithet.noun and _is_indefinite(scene, match.start()) for match in before)


def _gender(party: Party) -> str | None:
    return genders().get(party.name.partition(" ")[0])
