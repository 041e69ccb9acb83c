"""Reporting expressions: the pack's stems, endings and phrases compiled into one pattern a language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from app.lang.pack import language_pack
from app.lang.quote_words import SpeechWords

NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Cue:
    """A reporting expression; `passive` names no person, `participle` stands in front of its subject."""

    start: int
    end: int
    passive: bool
    participle: bool


@dataclass(frozen=True)
class Patterns:
    """The patterns of a language, all over lower-case text."""

    cue: re.Pattern[str]
    participle: re.Pattern[str]
    claim: re.Pattern[str]
    speech: re.Pattern[str]
    label: re.Pattern[str]
    name: re.Pattern[str]
    name_lead: re.Pattern[str]
    document: re.Pattern[str]
    channel: re.Pattern[str]
    according: re.Pattern[str]
    issue: re.Pattern[str]
    nominalised: re.Pattern[str]
    reported: re.Pattern[str]
    unnamed: re.Pattern[str]
    possessed: re.Pattern[str]
    embedded: re.Pattern[str]
    fragments: bool
    role_behind: re.Pattern[str]
    role_ahead: re.Pattern[str]

    def cues(self, lowered: str, start: int, end: int) -> Iterable[Cue]:
        """Cues between two offsets, in order."""
        for match in self.cue.finditer(lowered, start, end):
            passive = match["passive"] is not None
            yield Cue(match.start(), match.end(), passive, self.participle.search(match[0]) is not None)


@cache
def patterns(language: str) -> Patterns:
    """The compiled patterns of a language; ones that never match where there is no pack."""
    words = language_pack(language).quotes
    roles = "|".join((*words.titles, *words.role_nouns, *words.organization_roles)) if words.definite else "(?!)"
    return Patterns(
        cue=_cue(words),
        participle=re.compile(words.participle),
        claim=joined(words.claim_frames),
        speech=joined(words.speech_nouns),
        label=joined(words.label_frames),
        name=joined(words.name_frames),
        name_lead=joined(words.name_leads, r"(?<!\w)(?:%s)\W*\Z"),
        document=joined(words.documents, r"(?<!\w)(?:%s)" + f"(?:{words.document_cases})" + r"(?!\w)"),
        channel=joined(words.channels, r"[\s,]*(?:%s)(?!\w)"),
        according=joined(words.according, r"(?<!\w)(?:%s)(?!\w)"),
        nominalised=re.compile(words.nominalised),
        reported=re.compile(words.reported),
        role_behind=re.compile(rf",\s(?:[\w-]+\s){{0,3}}?(?P<role>{roles})(?!\w)"),
        role_ahead=re.compile(rf"(?<!\w)(?P<role>{roles}),?\s\Z"),
        unnamed=joined(words.unnamed, r"(?<!\w)(?:%s)(?=,| ise,)"),
        possessed=re.compile(words.possessed),
        embedded=re.compile(words.embedded),
        fragments=words.grammar == "inverted",
        issue=joined(words.issues, r"(?<!\w)(?:%s)"),
    )


def _cue(words: SpeechWords) -> re.Pattern[str]:
    ending = f"(?:{'|'.join(words.endings)})" if words.endings else ""
    passive = [
        *_phrases(words.phrase_nouns, words.passive_phrase_verbs, ending),
        *_verbs(words.passive_stems, ending),
        *words.passive_words,
    ]
    active = [*_phrases(words.phrase_nouns, words.phrase_verbs, ending), *_verbs(words.stems, ending), *words.words]
    if not active and not passive:
        return NEVER
    lead = f"(?:(?:{'|'.join(words.leads)}) )?" if words.leads else ""
    return re.compile(rf"(?<!\w){lead}(?:(?P<passive>{_any(passive)})|{_any(active)})(?!\w)")


def _any(alternatives: list[str]) -> str:
    return "(?:" + "|".join(alternatives) + ")" if alternatives else "(?!)"


def _verbs(stems: tuple[str, ...], ending: str) -> list[str]:
    return [f"(?:{'|'.join(stems)}){ending}"] if stems else []


def _phrases(nouns: tuple[str, ...], stems: tuple[str, ...], ending: str) -> list[str]:
    if not nouns or not stems:
        return []
    return [rf"(?:{'|'.join(nouns)})\w{{0,9}} (?:{'|'.join(stems)}){ending}"]


def joined(alternatives: tuple[str, ...], frame: str = r"\W{0,3}(?:%s)(?!\w)") -> re.Pattern[str]:
    """The alternatives in their frame; a pattern that never matches where there are none."""
    return re.compile(frame % "|".join(alternatives)) if alternatives else NEVER
