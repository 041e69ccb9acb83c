"""Evidence about possible speakers from the whole text: words beside the name, gender, cues, issued documents."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from app.extraction.quotes.attribution.document_frames import document_issuers
from app.extraction.quotes.attribution.final_subjects import has_postposition
from app.extraction.quotes.attribution.known_speakers import Known, KnownSpeakers, NamedSpan
from app.extraction.quotes.attribution.proposals import is_verb_final
from app.extraction.quotes.attribution.situation import BLANK
from app.extraction.quotes.attribution.subjects import is_oblique
from app.extraction.quotes.quote_numbers import (
    NAME_EVIDENCE_AFTER_CUE,
    NAME_EVIDENCE_BEFORE_CUE,
    NAME_EVIDENCE_CACHED,
    NAME_EVIDENCE_LEAST,
    NAME_EVIDENCE_REACH,
    NAME_EVIDENCE_SPANS,
    NAME_EVIDENCE_WORDS,
    SHARED_CUES,
    SHARED_STEM,
)
from app.extraction.text.noun_phrases import Phrase
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.lang.gazetteers import genders
from app.lang.pack import language_pack
from app.text.memo import Memo
from app.text.normalize import fold, lower

WORD = re.compile(r"[^\W_]+")
_END = re.compile(rf"[.!?;\n{BLANK}]")
_COMPOUND = re.compile(r"[-\u2010\u2011][^\W\d_]")
_SUFFIX = re.compile(r"(?:['\u2019]\w+)?")
_START = attrgetter("start")


@dataclass(frozen=True)
class NameEvidence:
    """Evidence about possible speakers. Each speaker is identified by a key."""

    beside: Mapping[str, frozenset[str]]  # key of a speaker -> stems of the words beside the speaker's name
    roles: frozenset[str]  # stems of the words that stand beside the name of any speaker
    gender: Mapping[str, str]  # key of a speaker -> `f` or `m`
    subject_of: Counter[str]  # key of a speaker -> how often the speaker is the subject of a cue
    # (start of the sentence, key of the issuer) for each sentence in which a speaker issues a document
    issues: Sequence[tuple[int, str]]
    # (start of the sentence, key of the medium) for each sentence in which a news medium only cites somebody
    relays: Sequence[tuple[int, str]]
    subjects: Sequence[tuple[int, str]]  # (offset, key) of each mention that may be the subject of its sentence

    def issuer(self, start: int, end: int) -> str | None:
        """Return the key of the last speaker who issues a document in the text between two offsets, or None."""
        return _last(self.issues, start, end)

    def medium(self, start: int, end: int) -> str | None:
        """Return the key of the last news medium that only cites somebody in the text between two offsets, or None."""
        return _last(self.relays, start, end)


class _Nominative(NamedTuple):
    """A mention in the nominative."""

    span: NamedSpan
    head: int  # offset where the mention begins, with its title
    tail: int  # offset where the mention ends
    sentence: Sentence


def _last(issues: Sequence[tuple[int, str]], start: int, end: int) -> str | None:
    at = bisect_left(issues, (end, "")) - 1
    return issues[at][1] if at >= 0 and issues[at][0] >= start else None


def weigh_names(text: ParsedText, known: KnownSpeakers) -> NameEvidence:
    """Return the evidence about the possible speakers of a text."""
    speakers = [somebody for somebody in known.by_key.values() if somebody.kind != "location"]
    gender = {somebody.key: found for somebody in speakers if (found := _gender(text, somebody))}
    beside = {somebody.key: _beside(text, somebody) for somebody in speakers}
    nominatives = [*_nominatives(text, known)]
    return NameEvidence(
        beside,
        frozenset[str]().union(*beside.values()),
        gender,
        Counter([one.span.key for one in nominatives if one.sentence.cues and _beside_cue(text, one)]),
        [*_issues(text, known)],
        [*_media(text, known)],
        [(one.span.start, one.span.key) for one in nominatives if _may_be_subject(text, one)],
    )


def phrase_at(sentence: Sentence, start: int, end: int) -> Phrase | None:
    """Return the noun phrase that overlaps the span from `start` to `end` of a sentence, or None."""
    at = bisect_left(sentence.phrases, start + 1, key=_START)
    near = sentence.phrases[max(0, at - 1) : at + 2]
    return next((phrase for phrase in near if phrase.start < end and phrase.tail > start), None)


def stem(word: str) -> str:
    """Return the first letters of a folded word as its stem, because most inflected forms of a word share them."""
    return fold(word)[:SHARED_STEM]


def role_stems(passage: str, language: str) -> set[str]:
    """Return the stems of the words in a passage that may be roles (`minister`).

    Common words and short words are left out, but short acronyms are kept: `AfD` in de `AfD-Chef`.
    """
    return {*map(_stems(language).__getitem__, WORD.findall(passage))} - {""}


@cache
def _stems(language: str) -> Memo[str, str]:
    """Map a word that may be a role to its stem, and any other word to an empty string."""
    common = language_pack(language).common_words

    def stem_of_role(word: str) -> str:
        is_long = len(word) >= NAME_EVIDENCE_LEAST or word[-1].isupper()
        return stem(word) if is_long and lower(word, language) not in common else ""

    return Memo(stem_of_role, NAME_EVIDENCE_CACHED)


def _beside(text: ParsedText, somebody: Known) -> frozenset[str]:
    """Return the stems of the words beside a speaker's name that may be roles (`minister`).

    Words beside only a part of a person's name, or beside a name inside quotations, do not count.
    """
    found: set[str] = set()
    stems = _stems(text.language)
    for start, end in somebody.spans[:NAME_EVIDENCE_SPANS]:
        is_full = somebody.kind == "organization" or " " in text.text[start:end]
        if is_full and text.narrative[start : start + 1] != BLANK:
            first = start - len(_END.split(text.narrative[max(0, start - NAME_EVIDENCE_REACH) : start])[-1])
            closing = _END.search(text.narrative, end, end + NAME_EVIDENCE_REACH)
            stop = closing.start() if closing else end + NAME_EVIDENCE_REACH
            before, after = WORD.findall(text.text, first, start), WORD.findall(text.text, end, stop)
            found.update(map(stems.__getitem__, before[1 - NAME_EVIDENCE_WORDS :] + after[:NAME_EVIDENCE_WORDS]))
    return frozenset(found - {""})


def _gender(text: ParsedText, somebody: Known) -> str | None:
    """Return a person's gender (`f` or `m`) from a title before the name (`Mrs`), else from the given name, or None."""
    if somebody.kind != "person":
        return None
    titles = language_pack(text.language).quotes.genders_of_titles
    for start, _ in somebody.spans[:NAME_EVIDENCE_SPANS]:
        words = WORD.findall(text.narrative[max(0, start - NAME_EVIDENCE_AFTER_CUE[0]) : start])
        if words and words[-1] in titles:
            return titles[words[-1]]
    first, _, rest = somebody.name.partition(" ")
    return genders().get(first) or genders().get(first.partition("-")[0]) if rest else None


def is_modifier(text: ParsedText, span: NamedSpan) -> bool:
    """Return whether a name is only the first part of a compound that names something else: en `Oslo-based`."""
    return _COMPOUND.match(text.text, span.end) is not None


def bounds(span: NamedSpan, phrase: Phrase | None) -> tuple[int, int]:
    """Return start and end offset of a mention, including its title and its case suffix."""
    if phrase is None:
        return span.start, span.end
    return min(span.start, phrase.start), max(span.end, phrase.tail)


def case_of(text: ParsedText, span: NamedSpan, phrase: Phrase | None) -> str:
    """Return the grammatical case of a mention.

    A mention before a postposition has the case `other`, and so does a mention in no noun phrase before an apostrophe
    and a letter. Any other mention in no noun phrase has the case `subject`.
    """
    if span.owns:
        return "genitive"
    if has_postposition(text, phrase.tail if phrase else span.end):
        return "other"
    if phrase is not None:
        return phrase.case
    suffix = text.narrative[span.end : span.end + 2]
    return "other" if suffix[:1] in ("'", "\u2019") and suffix[1:].isalpha() else "subject"


def _beside_cue(text: ParsedText, one: _Nominative) -> bool:
    """Return whether a mention is beside a cue, so that it is the cue's subject: `Ann Lee said`."""
    narrative, head, tail = text.narrative, one.head, one.tail
    for cue in one.sentence.cues[:SHARED_CUES]:
        before, after = narrative[tail : cue.start], narrative[cue.end : head]
        if tail <= cue.start and _fits(before, *NAME_EVIDENCE_BEFORE_CUE) and BLANK not in before:
            return True
        if cue.end <= head and _fits(after, *NAME_EVIDENCE_AFTER_CUE) and not set(after) & set(BLANK + ",.;:"):
            return True
    follows = narrative[tail : tail + 2].lstrip()[:1]
    return is_verb_final(text.language) and (narrative[tail : tail + 1] == "," or follows == BLANK)


def _fits(gap: str, characters: int, words: int) -> bool:
    return len(gap) <= characters and len(gap.split()) <= words


def _issues(text: ParsedText, known: KnownSpeakers) -> Iterator[tuple[int, str]]:
    """Yield (start of the sentence, key of the issuer) for each sentence in which somebody issues a document.

    Of several issuers in a sentence, the last counts. Without an issuer, a news medium that only cites somebody counts.
    """
    if not is_verb_final(text.language):
        return
    for sentence in text.sentences:
        issuers = [known.key_of(phrase.party) for phrase in document_issuers(text, sentence)]
        keys = [key for key in issuers if key in known.by_key] or [*_relays(text, known, sentence)]
        yield from ((sentence.start, key) for key in keys[-1:])


def _media(text: ParsedText, known: KnownSpeakers) -> Iterator[tuple[int, str]]:
    """Yield (start of the sentence, key of the medium) for each sentence in which a news medium only cites somebody.

    Of several media in a sentence, the last counts.
    """
    if is_verb_final(text.language):
        for sentence in text.sentences:
            yield from ((sentence.start, key) for key in [*_relays(text, known, sentence)][-1:])


@cache
def _told(language: str) -> re.Pattern[str]:
    """Return a pattern that matches a participle, such as tr `konuşan` (who spoke), after the name of a news medium.

    After `Reuters'a konuşan …` (… who spoke to Reuters), Reuters only cites the words of somebody else.
    """
    return re.compile(rf"\s(?:{language_pack(language).verb_final.attributive_participle_pattern})(?!\w)")


def _relays(text: ParsedText, known: KnownSpeakers, sentence: Sentence) -> Iterator[str]:
    """Yield the keys of news media that only cite somebody: tr `Reuters'a konuşan …` (speaking to Reuters).

    A participle such as `konuşan`, or a word such as `muhabir` (reporter), follows the name.
    """
    for span in known.between(sentence.start, sentence.end):
        if known.by_key[span.key].kind != "location" and text.narrative[span.start] != BLANK:
            suffix = _SUFFIX.match(text.narrative, span.end)
            end = suffix.end() if suffix else span.end
            medium = known.by_key[span.key].kind == "organization" and end > span.end
            told = medium and _told(text.language).match(text.narrative, end)
            if told or text.patterns.channel.match(text.narrative, end):
                yield span.key


def _nominatives(text: ParsedText, known: KnownSpeakers) -> Iterator[_Nominative]:
    """Yield the mentions in the nominative outside quotations, without those of places."""
    for sentence in text.sentences:
        for span in known.between(sentence.start, sentence.end):
            if known.by_key[span.key].kind == "location" or text.narrative[span.start] == BLANK:
                continue
            phrase = phrase_at(sentence, span.start, span.end)
            if case_of(text, span, phrase) == "subject":
                yield _Nominative(span, *bounds(span, phrase), sentence)


def _may_be_subject(text: ParsedText, one: _Nominative) -> bool:
    """Return whether a mention in the nominative may be the subject of its sentence."""
    if is_modifier(text, one.span):
        return False
    return is_verb_final(text.language) or not is_oblique(text, one.sentence, one.head, one.sentence.start)
