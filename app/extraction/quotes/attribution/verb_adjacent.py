"""Find speakers in languages whose subject is next to the cue: `X said`, `said X`."""

from functools import cache

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.attribution.signature import signed
from app.extraction.quotes.attribution.situation import cue_behind
from app.extraction.quotes.attribution.speech_tags import tagged
from app.extraction.quotes.attribution.subjects import (
    Subject,
    credit_subject,
    is_apart,
    nouns,
    party_meant,
    subject_ahead,
    subject_behind,
    subjects,
)
from app.extraction.quotes.quote_numbers import (
    VERB_ADJACENT_ANNOUNCED,
    VERB_ADJACENT_COLON,
    VERB_ADJACENT_CUE_AFTER,
    VERB_ADJACENT_CUE_BEFORE,
    VERB_ADJACENT_FAR,
    VERB_ADJACENT_FLOATING,
    VERB_ADJACENT_FRAGMENT,
    VERB_ADJACENT_NEAR,
    VERB_ADJACENT_NOTED,
    VERB_ADJACENT_REPORTED,
    VERB_ADJACENT_SOURCE,
    VERB_ADJACENT_TIGHT,
)
from app.extraction.text.cues import Cue
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.extraction.text.quotation_marks import Marked
from app.lang.pack import language_pack


def note_inverted(scene: ParsedText, sentence: Sentence, memory: Memory) -> None:
    """Read a sentence without quotes: remember its subject and speaker and, if it ends in a colon, who speaks next."""
    memory.announced = None
    if sentence.opens and scene.text[sentence.end - 1].isalnum():
        return
    note_topic(scene, sentence, memory)
    for cue in sentence.cues[-1:]:
        credit = credit_beside(scene, sentence, sentence.start, cue, memory, VERB_ADJACENT_NOTED)
        if credit.party is not None and credit.resolved_by == "same_sentence":
            memory.note(credit)
        memory.announced = credit if scene.text[sentence.end - 1] == ":" else None


def note_topic(scene: ParsedText, sentence: Sentence, memory: Memory) -> None:
    """Remember the first name that may be the subject of the sentence, because later pronouns refer to it."""
    for subject in nouns(scene, sentence, sentence.start, min(sentence.end, sentence.start + VERB_ADJACENT_NEAR)):
        party = party_meant(scene, subject, memory)
        if party is not None and not party.role_only:
            memory.topic = party
            return


def _behind(scene: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quote to the subject of a cue soon after the quote: `"…," X said`.

    If the quote does not end in `?` or `!` and no comma follows it, only an adjacent cue counts.
    """
    closes = scene.text[quote.end - 1] in ",?!" or scene.text[quote.outer_end : quote.outer_end + 1] == ","
    cue = cue_behind(scene, sentence, quote)
    if cue is None or cue.end > quote.outer_end + VERB_ADJACENT_NEAR:
        return None
    if closes or cue.start - quote.outer_end <= VERB_ADJACENT_TIGHT:
        return credit_beside(scene, sentence, quote.outer_end, cue, memory, VERB_ADJACENT_CUE_AFTER)
    return None


def credit_beside(
    scene: ParsedText, sentence: Sentence, start: int, cue: Cue, memory: Memory, confidence: float
) -> Credit:
    """Credit a quote to the subject of a cue: `X said`, `said X`.

    The first of these subjects is taken:
    1. a subject before the cue, if a comma follows the subject (`X, who leads Y, said`);
    2. a subject after the cue, if the cue is no participle, and directly follows `start`, a comma or a quote;
    3. any subject before the cue.
    `start`: offset of the start of the sentence, or of the end of the quote if the cue is after the quote.
    """
    ahead = subject_ahead(scene, sentence, start, cue)
    if ahead is not None and is_apart(scene, ahead):
        return credit_subject(scene, ahead, memory, cue, confidence)
    inverted = scene.narrative[start : cue.start].rstrip()[-1:] in ("", ",", "\x01") and not cue.participle
    turned = subject_behind(scene, sentence, cue) if inverted else None
    return credit_subject(scene, turned or ahead, memory, cue, confidence)


def _in_front(scene: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quote to the subject of the last cue before the quote: `X said "…"`."""
    for cue in sentence.cues_between(sentence.start, quote.outer_start)[-1:]:
        return credit_beside(scene, sentence, sentence.start, cue, memory, VERB_ADJACENT_CUE_BEFORE)
    return None


def _according(scene: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quote to the source that is named after words such as `according to`."""
    for match in scene.patterns.according.finditer(scene.narrative, sentence.start, sentence.end):
        cue = Cue(match.start(), match.end(), False, False)
        subject = subject_behind(scene, sentence, cue, governed=True)
        if subject is not None and (
            match.start() < quote.outer_start or match.start() - quote.outer_end < VERB_ADJACENT_NEAR
        ):
            return credit_subject(scene, subject, memory, cue, VERB_ADJACENT_SOURCE)
    return None


def _colon(scene: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    if not scene.narrative[sentence.start : quote.outer_start].rstrip().endswith(":"):
        return None
    found: list[Subject] = subjects(scene, sentence, sentence.start, quote.outer_start)
    return credit_subject(scene, found[0] if found else None, memory, None, VERB_ADJACENT_COLON)


def _far(scene: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quote to the subject of the first cue after the quote, however far away in the sentence."""
    cue = cue_behind(scene, sentence, quote)
    return None if cue is None else credit_beside(scene, sentence, quote.outer_end, cue, memory, VERB_ADJACENT_FAR)


def _reported(scene: ParsedText, sentence: Sentence, _quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quote to the last speaker if a verb form in its sentence marks reported speech: de `sei`, `habe`."""
    if scene.patterns.reported.search(scene.narrative, sentence.start, sentence.end) is None:
        return None
    return memory.last(None, VERB_ADJACENT_REPORTED) if memory.speaker else None


def _floating(scene: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quote that is a whole sentence to the speaker whom the previous sentence announced.

    Without such a speaker, credit the last speaker.
    """
    if scene.narrative[sentence.start : quote.outer_start].strip(" -\x01") or scene.narrative[
        quote.outer_end : sentence.end
    ].strip(" .,\x01"):
        return None
    if memory.announced is not None:
        return Credit(memory.announced.party, "previous_sentence", None, memory.announced.cue, VERB_ADJACENT_ANNOUNCED)
    return memory.last(None, VERB_ADJACENT_FLOATING) if memory.speaker or memory.topic else None


def _fragment(scene: ParsedText, sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quote that starts in lower case to the last speaker or, if nobody spoke yet, to a name before the quote.

    Return None for any other quote.
    """
    if not scene.text[quote.start].islower():
        return None
    if memory.speaker is not None:
        return memory.last(None, VERB_ADJACENT_FRAGMENT)
    found = subjects(scene, sentence, sentence.start, quote.outer_start)
    if found and found[0].phrase is not None:
        return credit_subject(scene, found[0], memory, None, VERB_ADJACENT_FRAGMENT)
    return None


FRAMES = {
    "behind": _behind,
    "according": _according,
    "in_front": _in_front,
    "tagged": tagged,
    "signed": signed,
    "colon": _colon,
    "far": _far,
    "reported": _reported,
    "floating": _floating,
    "fragment": _fragment,
}


@cache
def owners(language: str) -> frozenset[str]:
    """Return the words that join the parts of a name: `of`, `and`."""
    words = language_pack(language).quotes
    return frozenset((*words.connectors, *words.organization_connectors))
