"""Find speech after a dash: lines with a speech tag (`— Yes, said Ann.`), questions and answers of an interview."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.extraction.quotes.attribution.discourse import Credit
from app.extraction.quotes.interviews import Answerer, Spoken, answered, matches_of_lines
from app.extraction.quotes.quote_numbers import (
    DASH_DIALOGUES_LEAST,
    DASH_DIALOGUES_LONGEST,
    SHARED_SURE,
)
from app.extraction.text.cues import Cue, patterns
from app.extraction.text.noun_phrases import find_phrases
from app.extraction.text.quotation_marks import Marked
from app.text.normalize import lower

_DASHED = re.compile(r"^[-\u2013\u2014]\s?(?P<line>[^\W_a-z][^\n]*|[\u00bf\u00a1][^\n]*)$", re.M)
_SEPARATOR = re.compile(r"(?:(?P<sign>[?!\u2026])\s+[-\u2013\u2014]?|,\s+|\s+[-\u2013\u2014])\s?\Z")
_TAG_END = re.compile(r"[.!?;:\u2013\u2014]")
# matches the dash that closes a speech tag, and the words after it: es `—dijo Ana—. Hasta mañana.`
_GOES_ON = re.compile(r"[^\n.?!\u2013\u2014]*[\u2013\u2014][.,:;]?\s+(?P<words>[^\W_][^\n]*|[\u00bf\u00a1][^\n]*)")


def dash_lines(text: str, language: str, answerer: Answerer) -> Iterator[Spoken]:
    """Yield the words of lines that begin with a dash and are speech.

    They name the speaker in a speech tag (`— Yes, said Ann.`), or are questions and answers by turns. In an interview,
    the answers are credited to the person whom `answerer` returns.
    """
    lines = [*matches_of_lines(_DASHED, text)]
    runs = [*_runs(text, lines)]
    is_interview = sum(map(_answers, runs)) >= DASH_DIALOGUES_LEAST
    party = answerer(lines[0].start()) if is_interview else None
    for run in runs:
        turns = [*_turns(run)] if _is_dialogue(run, is_interview) else [None] * len(run)
        for line, asks in zip(run, turns, strict=True):
            said = [*_tagged(text, line, language)]
            yield from said
            if asks is not None and not said:
                yield Marked(*line.span("line"), *line.span("line")), answered(None if asks else party)


def _runs(text: str, lines: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield the groups of lines with nothing but line breaks between them."""
    run: list[re.Match[str]] = []
    for line in lines:
        if run and text[run[-1].end() : line.start()].strip():
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _asks(line: re.Match[str]) -> bool:
    return line["line"].rstrip().endswith("?")


def _answers(run: Sequence[re.Match[str]]) -> int:
    """Return how many lines are questions directly before a line that is none."""
    return sum(_asks(line) and not _asks(after) for line, after in pairwise(run))


def _is_dialogue(run: Sequence[re.Match[str]], is_interview: bool) -> bool:
    """Return whether lines are a dialogue, not a list.

    In an interview, one of them is a question. Elsewhere a question opens them, and each question has an answer.
    """
    if is_interview:
        return any(map(_asks, run))
    doubled = any(_asks(line) and _asks(after) for line, after in pairwise(run))
    return len(run) >= DASH_DIALOGUES_LEAST and _asks(run[0]) and not doubled


def _turns(run: Sequence[re.Match[str]]) -> Iterator[bool]:
    """Yield for each line whether it asks. Two people speak by turns; the first one asks, unless only the next does."""
    answer_opens = len(run) > 1 and _asks(run[1]) and not _asks(run[0])
    for at in range(len(run)):
        yield (at % 2 == 1) == answer_opens


def _tagged(text: str, line: re.Match[str], language: str) -> Iterator[Spoken]:
    """Yield the words before a speech tag, such as `, said Ann`, and those after a dash that closes the tag."""
    words = lower(line["line"], language)
    for cue in patterns(language).cues(words, 0, min(len(words), DASH_DIALOGUES_LONGEST)):
        gap = _SEPARATOR.search(words, 0, cue.start)
        if gap is not None and gap.end() == cue.start:
            yield from _said(text, line.start("line"), gap, cue, line.end("line"), language)
            return


def _said(text: str, start: int, gap: re.Match[str], cue: Cue, end: int, language: str) -> Iterator[Spoken]:
    """Yield the words around a speech tag such as `, said Ann`, as quotes of the speaker whom the tag names."""
    stop = start + gap.start() + len(gap["sign"] or "")
    tag = text[start + cue.end : end]
    phrases = find_phrases(text, language, start + cue.end, start + cue.end + len(_TAG_END.split(tag)[0]))
    party = next((phrase.party for phrase in phrases if phrase.case == "subject"), None)
    named = party if party and not party.role_only else None
    placed = replace(cue, start=cue.start + start, end=cue.end + start)
    credit = Credit(named, "same_sentence", (named.start, named.end) if named else None, placed, SHARED_SURE)
    yield Marked(start, stop, start, stop), credit
    more = _GOES_ON.match(text, start + cue.end, end)
    if more is not None:
        yield Marked(*more.span("words"), *more.span("words")), credit
