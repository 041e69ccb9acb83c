"""Speakers in languages where subject and cue stand side by side, in either order."""

import re
from functools import cache

from app.extraction.quotes.anaphora import Credit, Memory
from app.extraction.quotes.cues import Cue
from app.extraction.quotes.marks import Marked
from app.extraction.quotes.names import Phrase
from app.extraction.quotes.parties import credit_phrase
from app.extraction.quotes.scene import Scene, Sentence
from app.lang.pack import language_pack

_NEAR = 90


@cache
def _pronoun(language: str) -> re.Pattern[str]:
    words = "|".join(language_pack(language).quotes.pronouns) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


@cache
def _relative(language: str) -> re.Pattern[str]:
    words = "|".join(language_pack(language).quotes.relative) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def credit_inverted(scene: Scene, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Who says a quote; none where nothing in the sentence makes it speech."""
    return (
        _behind(scene, sentence, quote, memory)
        or _in_front(scene, sentence, quote, memory)
        or _according(scene, sentence, memory)
        or _colon(scene, sentence, quote, memory)
        or _far(scene, sentence, quote, memory)
        or _floating(scene, sentence, quote, memory)
    )


def _behind(scene: Scene, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """A cue shortly behind the quote: its subject stands between or follows it."""
    gap = scene.narrative[quote.outer_end : quote.outer_end + 1]
    closes = scene.text[quote.end - 1 : quote.end] in (",", "?", "!") or gap == ","
    for cue in sentence.cues_between(quote.outer_end, min(sentence.end, quote.outer_end + _NEAR))[: 1 if closes else 0]:
        between = sentence.phrases_between(quote.outer_end, cue.start)
        if between and _beside(scene, between[0].tail, cue.start):
            return credit_phrase(scene, between[0], memory, cue)
        if between:
            return memory.last(cue, 0.6)
        if _pronoun(scene.language).search(scene.narrative, quote.outer_end, cue.start):
            return memory.last(cue, 0.75)
        following = sentence.phrases_between(cue.end, min(sentence.end, cue.end + _NEAR))
        if _pronoun(scene.language).match(scene.narrative, cue.end + 1):
            return memory.last(cue, 0.75)
        if following and not _owns(scene, cue.end, following[0].start):
            return credit_phrase(scene, following[0], memory, cue)
        return memory.last(cue, 0.6)
    return None


def _beside(scene: Scene, tail: int, cue_start: int) -> bool:
    """Nothing stands between subject and cue but an aside between commas."""
    gap = scene.narrative[tail:cue_start]
    return gap.count(" ") <= 2 or gap.startswith((",", " ("))


def _owns(scene: Scene, start: int, end: int) -> bool:
    """The name only belongs to the role noun in front of it."""
    words = scene.narrative[start:end].split()
    return len(words) > 1 and words[-1] in owners(scene.language)


@cache
def owners(language: str) -> frozenset[str]:
    """Words that join a role noun to the name of what it belongs to."""
    words = language_pack(language).quotes
    return frozenset((*words.connectors, *words.organization_connectors))


def _in_front(scene: Scene, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """A cue in front of the quote with its subject in front of that."""
    for cue in reversed(sentence.cues_between(sentence.start, quote.outer_start)):
        subject = _subject(scene, sentence, cue)
        if subject is not None:
            return credit_phrase(scene, subject, memory, cue, 0.85)
        if _pronoun(scene.language).search(scene.narrative, sentence.start, cue.start):
            return memory.last(cue, 0.75)
        behind = sentence.phrases_between(cue.end, min(quote.outer_start, cue.end + 40))
        if behind:
            return credit_phrase(scene, behind[0], memory, cue, 0.7)
        return memory.last(cue, 0.55)
    return None


def _subject(scene: Scene, sentence: Sentence, cue: Cue) -> Phrase | None:
    """The name nearest to the cue; with a clause about the subject in between, the name in front of that clause."""
    phrases = [phrase for phrase in sentence.phrases_between(sentence.start, cue.start) if phrase.case == "subject"]
    if not phrases:
        return None
    aside = _relative(scene.language).search(scene.narrative, sentence.start, cue.start)
    ahead = [phrase for phrase in phrases if aside and phrase.end <= aside.start()]
    pronouns = list(_pronoun(scene.language).finditer(scene.narrative, max(sentence.start, cue.start - 12), cue.start))
    if pronouns:
        return None
    if scene.narrative[sentence.start : cue.start].rstrip().endswith(",") and not ahead:
        return next(
            (phrase for phrase in phrases if scene.narrative[phrase.tail : phrase.tail + 1] == ","), phrases[-1]
        )
    return (ahead or phrases)[-1]


def _according(scene: Scene, sentence: Sentence, memory: Memory) -> Credit | None:
    for match in scene.patterns.according.finditer(scene.narrative, sentence.start, sentence.end):
        phrases = sentence.phrases_between(match.end(), min(sentence.end, match.end() + _NEAR))
        if phrases:
            return credit_phrase(scene, phrases[0], memory, Cue(match.start(), match.end(), False, False), 0.85)
    return None


def _colon(scene: Scene, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    if not scene.narrative[sentence.start : quote.outer_start].rstrip().endswith(":"):
        return None
    phrases = sentence.phrases_between(sentence.start, quote.outer_start)
    return credit_phrase(scene, phrases[0], memory, None, 0.75) if phrases else memory.last(None, 0.6)


def _far(scene: Scene, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """A cue anywhere behind the quote."""
    for cue in sentence.cues_between(quote.outer_end, sentence.end)[:1]:
        subjects = sentence.phrases_between(quote.outer_end, cue.start)
        following = sentence.phrases_between(cue.end, min(sentence.end, cue.end + 40))
        if subjects or following:
            return credit_phrase(scene, (subjects[-1:] or following[:1])[0], memory, cue, 0.6)
        return memory.last(cue, 0.5)
    return None


def _floating(scene: Scene, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """A quote that fills its sentence goes to the announced or the last speaker."""
    if scene.narrative[sentence.start : quote.outer_start].strip(" -\x01") or scene.narrative[
        quote.outer_end : sentence.end
    ].strip(" .,\x01"):
        return None
    if memory.announced is not None:
        return Credit(memory.announced.party, "previous_sentence", None, memory.announced.cue, 0.8)
    return memory.last(None, 0.55) if memory.speaker else None
