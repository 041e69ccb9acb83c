"""Find indirect speech in languages whose subject is next to the verb: `X said that …`, `…, X said`."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.attribution.subjects import credit_subject, subject_behind
from app.extraction.quotes.attribution.verb_adjacent import credit_beside
from app.extraction.quotes.indirect.patterns import paraphrase
from app.extraction.quotes.quote_numbers import (
    REPORTED_VERB_ADJACENT_CARRIED,
    REPORTED_VERB_ADJACENT_CLAUSE,
    REPORTED_VERB_ADJACENT_COMPLEMENT,
    REPORTED_VERB_ADJACENT_GUESSED,
    REPORTED_VERB_ADJACENT_LESS,
    REPORTED_VERB_ADJACENT_OPENING,
    REPORTED_VERB_ADJACENT_SOURCE,
    REPORTED_VERB_ADJACENT_TAIL,
    REPORTED_VERB_ADJACENT_WORDS,
    SHARED_CUES,
)
from app.extraction.text.cues import Cue
from app.extraction.text.parsed_text import ParsedText, Sentence


class Told(NamedTuple):
    """An indirect quote: start and end offset of the words (end excluded), and the speaker, as a credit."""

    start: int
    end: int
    credit: Credit


def report_inverted(scene: ParsedText, sentence: Sentence, memory: Memory) -> Iterator[Told]:
    """Yield the indirect quotes of a sentence that has no quotation marks.

    A sentence that ends with a question mark or a colon has none. A negated report (`did not say`) gives none.
    """
    if scene.text[sentence.end - 1] in "?:":
        return
    frames = (_by_source, _clause_first) if sentence.cues else (_by_source, _carried)
    if sentence.cues:
        complements = [*_complements(scene, sentence, memory)]
        if complements:
            yield from complements
            return
    elif paraphrase(scene.language).uncued.search(scene.narrative, sentence.start, sentence.end) is None:
        return
    found = [frame(scene, sentence, memory) for frame in frames]
    yield from [told for told in found if told is not None][:1]


def clause(scene: ParsedText, start: int, end: int, credit: Credit) -> Told | None:
    """Return the words between two offsets as an indirect quote.

    None if there are too few words, or if the credit names no speaker.
    """
    piece = scene.text[start:end]
    start += len(piece) - len(piece.lstrip(" ,;\u00a0"))
    end -= len(piece) - len(piece.rstrip(" ,;.!\u2026\u00a0"))
    if credit.party is None or len(scene.text[start:end].split()) < REPORTED_VERB_ADJACENT_WORDS:
        return None
    return Told(start, end, replace(credit, confidence=credit.confidence * REPORTED_VERB_ADJACENT_LESS))


def passes_on(scene: ParsedText, cue: Cue) -> bool:
    """Return whether a cue reports what somebody said (`said`); False if it asks, denies or judges."""
    return paraphrase(scene.language).cue.search(scene.narrative, cue.start, cue.end) is not None


def _complements(scene: ParsedText, sentence: Sentence, memory: Memory) -> Iterator[Told]:
    """Yield the reported clause after each cue: `X said that …, and added that …`.

    The subject of the first cue is the speaker of all clauses.
    """
    openings = [(cue, at) for cue in sentence.cues[:SHARED_CUES] if (at := _opening(scene, sentence, cue)) is not None]
    if not openings:
        return
    first = openings[0][0]
    credit = credit_beside(scene, sentence, sentence.start, first, memory, REPORTED_VERB_ADJACENT_COMPLEMENT)
    if credit.confidence < REPORTED_VERB_ADJACENT_GUESSED and first.start > sentence.start:
        return
    chained = [openings[0], *(pair for pair in openings[1:] if _joins(scene, sentence, pair[0]))]
    ends = [*(_comma(scene, sentence, cue) for cue, _ in chained[1:]), sentence.end]
    for (cue, at), end in zip(chained, ends, strict=True):
        told = clause(scene, at, end, replace(credit, cue=cue))
        if told is not None:
            yield told


def _opening(scene: ParsedText, sentence: Sentence, cue: Cue) -> int | None:
    """Return the offset at which the reported clause after a cue begins, or None."""
    known = paraphrase(scene.language)
    if not passes_on(scene, cue) or known.unsaid.search(scene.narrative, _comma(scene, sentence, cue), cue.end):
        return None
    found = known.complement.match(scene.narrative, cue.end, sentence.end)
    turned = scene.narrative[sentence.start : cue.start].rstrip()[-1:] in ("", ",")
    if found is None and (cue.participle or not turned):
        found = known.bare.match(scene.narrative, cue.end, sentence.end)
    if found is None or known.unsaid.search(scene.narrative, cue.end, found.end()):
        return None
    return found.end()


def _joins(scene: ParsedText, sentence: Sentence, cue: Cue) -> bool:
    return cue.start - _comma(scene, sentence, cue) <= len(", und ")


def _comma(scene: ParsedText, sentence: Sentence, cue: Cue) -> int:
    """Return the offset of the last comma before a cue; without one, the start of the sentence."""
    return max(scene.narrative.rfind(",", sentence.start, cue.start), sentence.start)


def _clause_first(scene: ParsedText, sentence: Sentence, memory: Memory) -> Told | None:
    """Return the clause before a cue that ends the sentence: `Prices will fall, Ann Lee said.`"""
    for cue in sentence.cues[-1:]:
        comma = _comma(scene, sentence, cue)
        if (
            comma == sentence.start
            or cue.start - comma > REPORTED_VERB_ADJACENT_TAIL
            or sentence.end - cue.end > 2 * REPORTED_VERB_ADJACENT_TAIL
            or cue.participle
            or not passes_on(scene, cue)
            or paraphrase(scene.language).unsaid.search(scene.narrative, comma, cue.end)
        ):
            return None
        if len(scene.text[sentence.start : comma].split()) < REPORTED_VERB_ADJACENT_OPENING:
            return None
        credit = credit_beside(scene, sentence, comma, cue, memory, REPORTED_VERB_ADJACENT_CLAUSE)
        return clause(scene, sentence.start, comma, credit) if credit.mention or credit.cue is None else None
    return None


def _by_source(scene: ParsedText, sentence: Sentence, memory: Memory) -> Told | None:
    """Return the words of a sentence that names its source at its beginning or end: `According to Ann Lee, …`."""
    source = paraphrase(scene.language).source.search(scene.narrative, sentence.start, sentence.end)
    if source is None:
        return None
    cue = Cue(source.start(), source.end(), False, False)
    subject = subject_behind(scene, sentence, cue, governed=True)
    if subject is None:
        return None
    credit = credit_subject(scene, subject, memory, cue, REPORTED_VERB_ADJACENT_SOURCE)
    if source.start() == sentence.start:
        comma = scene.narrative.find(",", subject.end, min(sentence.end, subject.end + REPORTED_VERB_ADJACENT_TAIL))
        start = subject.end if paraphrase(scene.language).verb_second else comma
        return clause(scene, start, sentence.end, credit) if start >= 0 else None
    if sentence.end - subject.end > 2 * REPORTED_VERB_ADJACENT_TAIL or scene.text[source.start() - 2] != ",":
        return None
    return clause(scene, sentence.start, source.start(), credit)


def _carried(scene: ParsedText, sentence: Sentence, memory: Memory) -> Told | None:
    """Return a sentence as an indirect quote of the last speaker, or None.

    The sentence has no cue, but must have a verb form that marks reported speech (de `sei`).
    """
    if memory.speaker is None or not scene.patterns.reported.search(scene.narrative, sentence.start, sentence.end):
        return None
    return clause(scene, sentence.start, sentence.end, memory.last(None, REPORTED_VERB_ADJACENT_CARRIED))
