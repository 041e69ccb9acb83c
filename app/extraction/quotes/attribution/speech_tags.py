"""Find speech tags inside quotations: a cue and its subject, between commas or dashes.

Example: `"Yes, said Ann, we can."`
"""

import re
from collections.abc import Iterator

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.attribution.resolve import credit_phrase
from app.extraction.quotes.attribution.subjects import subject_patterns
from app.extraction.quotes.quote_numbers import (
    SHARED_SURE,
    SPEECH_TAGS_LONGEST,
    SPEECH_TAGS_MOST,
    SPEECH_TAGS_PRONOUN,
    SPEECH_TAGS_WORDS,
)
from app.extraction.text.cues import Cue
from app.extraction.text.noun_phrases import find_phrases
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.extraction.text.quotation_marks import Marked
from app.text.normalize import lower

_CLAUSE = re.compile(r"(?:(?<=[,?!\u2026])\s*|(?<=\s[\u2014\u2013-]))[^,?!.;:\u2026\u2014\u2013\n]+")


def speech_tags(text: ParsedText, quote: Marked) -> Iterator[tuple[Cue, int, int]]:
    """Yield (cue, start, end) of each speech tag inside a quotation, such as `said Ann`."""
    words = lower(text.text[quote.start : quote.end], text.language)
    for at, clause in enumerate(_CLAUSE.finditer(words)):
        if at == SPEECH_TAGS_MOST:
            return
        start, end = clause.start() + len(clause[0]) - len(clause[0].lstrip()), clause.end()
        if end - start > SPEECH_TAGS_LONGEST or len(clause[0].split()) > SPEECH_TAGS_WORDS:
            continue
        cue = _cue(text, words, start, end)
        if cue is not None:
            shift = quote.start
            yield Cue(cue.start + shift, cue.end + shift, cue.passive, cue.participle), start + shift, end + shift


def _cue(text: ParsedText, words: str, start: int, end: int) -> Cue | None:
    """Return the cue with which a clause begins or ends, or None."""
    for cue in text.patterns.cues(words, start, end):
        if (cue.start == start or not words[cue.end : end].strip()) and cue.end - cue.start < end - start:
            return cue
    return None


def tagged(scene: ParsedText, _sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quote to the name in the quote's speech tag, or to the person whom a pronoun in the speech tag means."""
    for cue, start, end in speech_tags(scene, quote):
        phrases = [
            phrase for phrase in find_phrases(scene.text, scene.language, start, end) if phrase.case == "subject"
        ]
        if phrases:
            return credit_phrase(scene, phrases[0], memory, cue, SHARED_SURE)
        if subject_patterns(scene.language).pronoun.search(lower(scene.text[start:end], scene.language)):
            return memory.meant(cue, SPEECH_TAGS_PRONOUN)
    return None
