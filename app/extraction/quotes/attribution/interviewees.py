"""Find the person who answers in an interview. Questions have no quotation marks, answers have them in most texts."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.extraction.quotes.attribution.known_speakers import NOBODY, KnownSpeakers, NamedSpan
from app.extraction.quotes.attribution.situation import BLANK
from app.extraction.quotes.quote_numbers import (
    INTERVIEWEES_LEAST,
    INTERVIEWEES_LINE,
    INTERVIEWEES_SHARE,
    INTERVIEWEES_WORDS,
)
from app.extraction.text.parsed_text import ParsedText
from app.extraction.text.quotation_marks import Marked
from app.schemas.entity import EntityDraft
from app.text.normalize import fold

_LINE = re.compile(r"[^\n]+")
_ADDRESSED_FIRST = re.compile(r"\s*,")  # matches the text after a name that opens a question: `Ann, what …`
_ADDRESSED_LAST = re.compile(r"\s*[?.!\u2026]*\s*\Z")  # matches the text after a name that ends a question: `…, Ann?`


class Turn(NamedTuple):
    """A line of the interviewer, at `[start, end)`, and the string in quotation marks that answers the line."""

    start: int
    end: int
    answer: Marked


class Interview(NamedTuple):
    """An interview: the start offsets of its answers, and the keys of the people who may be the interviewee."""

    answers: frozenset[int]
    people: frozenset[str]


NO_INTERVIEW = Interview(frozenset(), frozenset())


def read_interview(text: ParsedText, known: KnownSpeakers) -> Interview:
    """Return the answers of an interview, and the people who may give them.

    These people are named before the first question; somebody whom a question names without addressing them is left
    out. A text is an interview if enough of its quotations answer a line without quotation marks, and one of these
    lines is a question.
    """
    marked = [quote for sentence in text.sentences for quote in sentence.marked]
    turns = [turn for quote in marked if (turn := _turn(text, quote)) is not None]
    asks = any(text.narrative[turn.start : turn.end].rstrip(" :\u00a0").endswith("?") for turn in turns)
    if not asks or len(turns) < max(INTERVIEWEES_LEAST, INTERVIEWEES_SHARE * len(marked)):
        return NO_INTERVIEW
    named = {key for turn in turns for key in _named(text, known, turn)}
    opening = known.between(0, turns[0].start)
    people = {
        span.key for span in opening if known.by_key[span.key].kind == "person" and text.narrative[span.start] != BLANK
    }
    return Interview(frozenset(turn.answer.start for turn in turns), frozenset(people - named))


def narrator_of(text: ParsedText, known: KnownSpeakers, entities: Sequence[EntityDraft]) -> str:
    """Return the key of the person who answers in an interview without quotation marks, or `NOBODY`.

    A text is such an interview if enough of its lines are questions. The person is the only one in the headline, else
    the first one who is named before the first question.
    """
    asks = [line for line in _LINE.finditer(text.text) if line[0].endswith("?") and len(line[0]) <= INTERVIEWEES_LINE]
    if len(asks) < INTERVIEWEES_LEAST:
        return NOBODY
    titled = {f"{one.type}:{fold(one.name)}" for one in entities if any(at.field == "headline" for at in one.mentions)}
    people = [key for key in titled if key in known.by_key and known.by_key[key].kind == "person"]
    opening = [span.key for span in known.between(0, asks[0].start()) if known.by_key[span.key].kind == "person"]
    return next(iter(people if len(people) == 1 else opening), NOBODY)


def _turn(text: ParsedText, quote: Marked) -> Turn | None:
    """Return the line of the interviewer that a quotation answers, or None.

    The quotation must end its paragraph. If it also begins the paragraph, the line is the paragraph before. Otherwise
    the line is the text before the quotation in its paragraph: this text must end in a colon, and be longer than the
    name of a speaker (`Ann Lee:`). A text is not such a line if it has quotation marks, or if it announces a quotation
    by a cue and a colon (`she answered:`).
    """
    body, narrative = text.text, text.narrative
    start = body.rfind("\n", 0, quote.outer_start) + 1
    end = body.find("\n", quote.outer_end)
    if narrative[quote.outer_end : end if end >= 0 else len(body)].strip(" .\u00a0"):
        return None
    stop = quote.outer_start
    line = narrative[start:stop].strip(" \u00a0")
    if not line:
        stop = len(body[:start].rstrip())
        start = body.rfind("\n", 0, stop) + 1
        line = narrative[start:stop]
    elif not line.endswith(":") or len(line.split()) <= INTERVIEWEES_WORDS:
        return None
    if not line or len(line) > INTERVIEWEES_LINE or BLANK in line or _has_cue(text, start, stop):
        return None
    return Turn(start, stop, quote)


def _has_cue(text: ParsedText, start: int, stop: int) -> bool:
    """Return whether a line ends in a colon and has a cue, so that it announces a quotation."""
    if not text.narrative[start:stop].rstrip(" \u00a0").endswith(":"):
        return False
    return any(sentence.cues_between(start, stop) for sentence in text.sentences if start <= sentence.start < stop)


def _named(text: ParsedText, known: KnownSpeakers, turn: Turn) -> Iterator[str]:
    """Yield the key of each possible speaker whom the line of the interviewer names without addressing them."""
    for span in known.between(turn.start, turn.end):
        if not _is_addressed(text, turn, span):
            yield span.key


def _is_addressed(text: ParsedText, turn: Turn, span: NamedSpan) -> bool:
    """Return whether a line addresses a person: a comma sets off the name at the beginning or end of the line."""
    before, after = text.narrative[turn.start : span.start], text.narrative[span.end : turn.end]
    opens = len(before.split()) <= 1 and _ADDRESSED_FIRST.match(after) is not None
    return opens or (len(before.rpartition(",")[2].split()) <= 1 and "," in before and _ends(after))


def _ends(after: str) -> bool:
    return _ADDRESSED_LAST.match(after) is not None
