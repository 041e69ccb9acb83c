"""Find speech tags inside quotations: a cue and its subject, between commas or dashes.

Example: `"Yes, said Ann, we can."`
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.attribution.epithets import owned_pattern
from app.extraction.quotes.attribution.resolve import credit_phrase
from app.extraction.quotes.attribution.subjects import (
    Subject,
    credit_subject,
    ends_in_preposition,
    subject_patterns,
)
from app.extraction.quotes.quote_numbers import (
    SHARED_SURE,
    SPEECH_TAGS_LEAST,
    SPEECH_TAGS_LONGEST,
    SPEECH_TAGS_MOST,
    SPEECH_TAGS_PRONOUN,
    SPEECH_TAGS_WORDS,
)
from app.extraction.text.cues import Cue
from app.extraction.text.noun_phrases import Party, Phrase, find_phrases
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.extraction.text.quotation_marks import Marked
from app.lang.grammar_words import VerbFinal
from app.lang.pack import language_pack
from app.text.normalize import lower

_WORD = re.compile(r"\w[\w-]*")
_APPOSED = re.compile(r", (?P<words>[^,.;:!?\n]+)")
# For speed, the pattern begins with the sign before a clause: `re` finds one of a few signs faster than a lookbehind.
_CLAUSE = re.compile(
    r"[,?!\u2026\u2014\u2013-](?:(?<=[,?!\u2026])\s*|(?<=\s[\u2014\u2013-]))(?P<words>[^,?!.;:\u2026\u2014\u2013\n]+)"
)


def speech_tags(text: ParsedText, quote: Marked) -> Iterator[tuple[Cue, int, int]]:
    """Yield (cue, start, end) of each speech tag inside a quotation, such as `said Ann`."""
    words = lower(text.text[quote.start : quote.end], text.language)
    for at, clause in enumerate(_CLAUSE.finditer(words)):
        if at == SPEECH_TAGS_MOST:
            return
        start, end = clause.end() - len(clause["words"].lstrip()), clause.end()
        if end - start > SPEECH_TAGS_LONGEST or len(clause["words"].split()) > SPEECH_TAGS_WORDS:
            continue
        cue = _cue(text, words, start, end)
        if cue is not None:
            shift = quote.start
            yield Cue(cue.start + shift, cue.end + shift, cue.passive, cue.participle), start + shift, end + shift


def _cue(text: ParsedText, words: str, start: int, end: int) -> Cue | None:
    """Return the cue with which a clause begins or ends, or None.

    A cue alone must contain its subject: fr `a-t-il dit`. A relative clause has none.
    """
    patterns = subject_patterns(text.language)
    if patterns.relative.match(words, start):
        return None
    for cue in text.patterns.cues(words, start, end):
        edge = cue.start == start or not words[cue.end : end].strip()
        if edge and (cue.end - cue.start < end - start or patterns.pronoun.search(words, cue.start, cue.end)):
            return cue
    return None


def tag_spans(text: ParsedText, quote: Marked) -> list[tuple[int, int]]:
    """Return the offsets of the speech tags inside a quotation. In verb-final languages it has none."""
    is_verb_final = isinstance(language_pack(text.language).grammar, VerbFinal)
    if is_verb_final or quote.end - quote.start < SPEECH_TAGS_LEAST:
        return []
    return [(start, end) for _, start, end in speech_tags(text, quote)]


def tagged(scene: ParsedText, _sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quote to the name or noun in the quote's speech tag, or to the person whom its pronoun means."""
    for cue, start, end in speech_tags(scene, quote):
        clause = lower(scene.text[start:end], scene.language)
        is_pronoun = subject_patterns(scene.language).pronoun.search(clause) is not None
        name = _subject_name(scene, start, end) or (None if is_pronoun else _apposed_name(scene, end, quote.end))
        if name is not None:
            return credit_phrase(scene, name, memory, cue, SHARED_SURE)
        if is_pronoun:
            return memory.meant(cue, SPEECH_TAGS_PRONOUN)
        noun = _noun(scene, cue.end, end)
        if noun is not None:
            return credit_subject(scene, noun, memory, cue, SHARED_SURE) if noun.role else _unnamed(scene, noun, cue)
    return None


def _subject_name(scene: ParsedText, start: int, end: int) -> Phrase | None:
    """Return the first name in a passage that may be a subject: no preposition precedes it."""
    for phrase in find_phrases(scene.text, scene.language, start, end):
        before = lower(scene.text[start : phrase.start], scene.language)
        if phrase.case == "subject" and not ends_in_preposition(before, scene.language):
            return phrase
    return None


def _apposed_name(scene: ParsedText, start: int, end: int) -> Phrase | None:
    """Return the name that directly follows the comma at an offset: fr `… explique la maire, Anne Vallet. …`."""
    apposed = _APPOSED.match(scene.text, start, end)
    name = _subject_name(scene, apposed.start("words"), apposed.end("words")) if apposed else None
    return name if apposed and name and name.start == apposed.start("words") else None


def _noun(scene: ParsedText, start: int, stop: int) -> Subject | None:
    """Return the noun with a determiner that directly follows an offset: fr `un riverain`, without the determiner.

    If it is new to the reader (fr `un riverain`, `le parquet de Lyon`), its member `indefinite` is true, else its
    member `role` is set if the noun is a role, such as `maire`.
    """
    clause, common = lower(scene.text[start:stop], scene.language), language_pack(scene.language).common_words
    patterns = subject_patterns(scene.language)
    determiner = patterns.determined.match(clause, 1)
    if determiner is None:
        return None
    noun = [*takewhile(lambda word: word[0] not in common, _WORD.finditer(clause, determiner.end()))]
    if not noun:
        return None
    end = noun[-1].end()
    is_new = determiner["a"] is not None or owned_pattern(scene.language).match(clause, end) is not None
    role = None if is_new else patterns.role.match(clause, 1, end)
    if role is not None:
        return Subject(start, start + role.end(), None, role["role"])
    return Subject(start + noun[0].start(), start + end, None, None, is_new)


def _unnamed(scene: ParsedText, noun: Subject, cue: Cue) -> Credit:
    """Credit a quote to a common noun. One with a definite article may mean a person named before."""
    party = Party(scene.text[noun.start : noun.end], "unnamed", noun.start, noun.end)
    sure = SHARED_SURE if noun.indefinite else SPEECH_TAGS_PRONOUN
    return Credit(party, "same_sentence", (noun.start, noun.end), cue, sure)
