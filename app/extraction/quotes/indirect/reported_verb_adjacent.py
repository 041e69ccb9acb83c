"""Indirect speech where subject and cue stand side by side: complements, clauses in front of a cue, sources."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.attribution.subjects import credit_subject, subject_behind
from app.extraction.quotes.attribution.verb_adjacent import credit_beside
from app.extraction.quotes.cues import Cue
from app.extraction.quotes.indirect.patterns import paraphrase
from app.extraction.quotes.parsed_text import ParsedText, Sentence

_WORDS, _OPENING = 2, 4  # fewer are no clause; fewer in front of a comma are an adverbial
MOST_CUES = 16  # of a sentence are read
_GUESSED = 0.6  # below it nobody was found beside the cue
_TAIL = 60  # characters from the comma behind a clause to its cue, and from the cue to the end
_LESS = 0.8  # of the confidence of the same frame around marks


class Told(NamedTuple):
    """A paraphrase: half-open span of its words, and who is credited."""

    start: int
    end: int
    credit: Credit


def report_inverted(scene: ParsedText, sentence: Sentence, memory: Memory) -> Iterator[Told]:
    """What a sentence without marks passes on; nothing of questions and of what was not said."""
    if scene.text[sentence.end - 1] in "?:":
        return
    complements = [*_complements(scene, sentence, memory)]
    if complements:
        yield from complements
        return
    frames = (_by_source, _clause_first, _carried)
    found = (frame(scene, sentence, memory) for frame in frames)
    yield from [told for told in found if told is not None][:1]


def clause(scene: ParsedText, start: int, end: int, credit: Credit) -> Told | None:
    """The words between two offsets without the punctuation around them, where they are a clause and credited."""
    piece = scene.text[start:end]
    start += len(piece) - len(piece.lstrip(" ,;\u00a0"))
    end -= len(piece) - len(piece.rstrip(" ,;.!\u2026\u00a0"))
    if credit.party is None or len(scene.text[start:end].split()) < _WORDS:
        return None
    return Told(start, end, replace(credit, confidence=credit.confidence * _LESS))


def passes_on(scene: ParsedText, cue: Cue) -> bool:
    """Whether a cue passes words on, rather than asks, denies or judges."""
    return paraphrase(scene.language).cue.search(scene.narrative, cue.start, cue.end) is not None


def _complements(scene: ParsedText, sentence: Sentence, memory: Memory) -> Iterator[Told]:
    """The clause behind a cue; a further cue right behind a comma has the same subject and a clause of its own."""
    openings = [(cue, at) for cue in sentence.cues[:MOST_CUES] if (at := _opening(scene, sentence, cue)) is not None]
    if not openings:
        return
    first = openings[0][0]
    credit = credit_beside(scene, sentence, sentence.start, first, memory, 0.9)
    if credit.confidence < _GUESSED and first.start > sentence.start:
        return
    chained = [openings[0], *(pair for pair in openings[1:] if _joins(scene, sentence, pair[0]))]
    ends = [*(_comma(scene, sentence, cue) for cue, _ in chained[1:]), sentence.end]
    for (cue, at), end in zip(chained, ends, strict=True):
        told = clause(scene, at, end, replace(credit, cue=cue))
        if told is not None:
            yield told


def _opening(scene: ParsedText, sentence: Sentence, cue: Cue) -> int | None:
    """Where the clause behind a cue begins."""
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
    """The comma in front of a cue; the start of the sentence where there is none."""
    return max(scene.narrative.rfind(",", sentence.start, cue.start), sentence.start)


def _clause_first(scene: ParsedText, sentence: Sentence, memory: Memory) -> Told | None:
    """A clause that a comma sets apart from the subject and the cue that close the sentence."""
    for cue in sentence.cues[-1:]:
        comma = _comma(scene, sentence, cue)
        if (
            comma == sentence.start
            or cue.start - comma > _TAIL
            or sentence.end - cue.end > 2 * _TAIL
            or cue.participle
            or not passes_on(scene, cue)
            or paraphrase(scene.language).unsaid.search(scene.narrative, comma, cue.end)
        ):
            return None
        if len(scene.text[sentence.start : comma].split()) < _OPENING:
            return None
        credit = credit_beside(scene, sentence, comma, cue, memory, 0.85)
        return clause(scene, sentence.start, comma, credit) if credit.mention or credit.cue is None else None
    return None


def _by_source(scene: ParsedText, sentence: Sentence, memory: Memory) -> Told | None:
    """The rest of a sentence that names its source at its beginning or at its end."""
    source = paraphrase(scene.language).source.search(scene.narrative, sentence.start, sentence.end)
    if source is None:
        return None
    cue = Cue(source.start(), source.end(), False, False)
    subject = subject_behind(scene, sentence, cue, governed=True)
    if subject is None:
        return None
    credit = credit_subject(scene, subject, memory, cue, 0.85)
    if source.start() == sentence.start:
        comma = scene.narrative.find(",", subject.end, min(sentence.end, subject.end + _TAIL))
        start = subject.end if paraphrase(scene.language).verb_second else comma
        return clause(scene, start, sentence.end, credit) if start >= 0 else None
    if sentence.end - subject.end > 2 * _TAIL or scene.text[source.start() - 2] != ",":
        return None
    return clause(scene, sentence.start, source.start(), credit)


def _carried(scene: ParsedText, sentence: Sentence, memory: Memory) -> Told | None:
    """A whole sentence in verb forms that only reported speech has, of the last speaker."""
    if sentence.cues or scene.patterns.reported.search(scene.narrative, sentence.start, sentence.end) is None:
        return None
    return clause(scene, sentence.start, sentence.end, memory.last(None, 0.75)) if memory.speaker else None
