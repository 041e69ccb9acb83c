"""Parse a text: replace its quotations by blanks, split it into sentences, and find names and cues."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from app.extraction.text.cues import Cue, Patterns, patterns
from app.extraction.text.name_index import Names, index_names
from app.extraction.text.noun_phrases import Phrase, find_phrases, read_phrases
from app.extraction.text.quotation_marks import Marked
from app.extraction.text.reading_numbers import (
    PARSED_TEXT_AFTER,
    PARSED_TEXT_BEFORE,
    PARSED_TEXT_HEADING,
    PARSED_TEXT_MOST,
)
from app.lang.pack import language_pack
from app.text.fast_dataclass import fast_dataclass
from app.text.normalize import lower
from app.text.sentences import FULL_STOPS, Span, mask, split_sentences
from app.text.tokens import capital_stretches

Item = TypeVar("Item")

_START = attrgetter("start")
_GOING_ON = frozenset(",;:)-\u2013\u2014")


@fast_dataclass(frozen=True)
class Sentence:
    """A sentence of a text."""

    start: int
    end: int
    marked: tuple[Marked, ...]  # the strings in quotation marks that begin in the sentence
    phrases: tuple[Phrase, ...]
    cues: tuple[Cue, ...]
    opens: bool  # whether the sentence begins a paragraph

    def phrases_between(self, start: int, end: int) -> tuple[Phrase, ...]:
        """Return the noun phrases between two offsets.

        If there are more than 64, only the first 32 and the last 32 are returned.
        """
        near = self.phrases
        if len(near) > 2 * PARSED_TEXT_MOST:  # most sentences have few phrases: comparing all of them is faster
            near = _limited(near[bisect_left(near, start, key=_START) : bisect_left(near, end, key=_START)])
        return tuple([phrase for phrase in near if start <= phrase.start and phrase.tail <= end])

    def cues_between(self, start: int, end: int) -> tuple[Cue, ...]:
        """Return the cues (expressions such as `said`) between two offsets.

        If there are more than 64, only the first 32 and the last 32 are returned.
        """
        near = self.cues
        if len(near) > 2 * PARSED_TEXT_MOST:
            near = _limited(near[bisect_left(near, start, key=_START) : bisect_left(near, end, key=_START)])
        return tuple([cue for cue in near if start <= cue.start and cue.end <= end])


@fast_dataclass(frozen=True)
class ParsedText:
    """A parsed field of an article."""

    text: str
    narrative: str  # the text in lower case, with strings in quotation marks blanked out
    language: str
    sentences: tuple[Sentence, ...]
    names: Names
    patterns: Patterns

    @cached_property
    def starts(self) -> list[int]:
        """The offsets at which the sentences start."""
        return [sentence.start for sentence in self.sentences]


def parse_text(text: str, language: str, marked: tuple[Marked, ...], stretches: Sequence[Span]) -> ParsedText:
    """Parse a text. `marked` are its strings in quotation marks, `stretches` its capitalised words in a row."""
    found = patterns(language)
    blank = mask(text, [(quote.outer_start, quote.outer_end) for quote in marked])
    phrases = read_phrases(blank, _stretches_outside(blank, marked, stretches), language)
    narrative = lower(blank, language)
    cues = tuple(found.cues(narrative, 0, len(narrative)))
    sentences = _sentences(text, blank, marked, phrases, cues, language)
    inside = (phrase for quote in marked for phrase in find_phrases(text, language, quote.outer_start, quote.outer_end))
    everywhere = sorted([*phrases, *inside], key=_START)
    return ParsedText(text, narrative, language, sentences, index_names(everywhere, language, narrative), found)


def _stretches_outside(blank: str, marked: Sequence[Marked], stretches: Sequence[Span]) -> list[Span]:
    """Return the stretches of capitalised words of a text in which the quotations are blanked out.

    `stretches`: those of the text itself. To save time, only the lines with quotations are searched again.
    """
    found: list[Span] = []
    at, done = 0, 0
    for quote in marked:
        if quote.outer_start >= done:
            start, end = blank.rfind("\n", 0, quote.outer_start) + 1, blank.find("\n", quote.outer_end)
            done = end if end >= 0 else len(blank)
            found += (*stretches[at : bisect_left(stretches, (start,))], *capital_stretches(blank, start, done))
            at = bisect_left(stretches, (done,))
    return [*found, *stretches[at:]]


def _sentences(
    text: str, blank: str, marked: tuple[Marked, ...], phrases: tuple[Phrase, ...], cues: tuple[Cue, ...], language: str
) -> tuple[Sentence, ...]:
    abbreviations = frozenset(language_pack(language).quotes.abbreviations)
    cuts = {
        quote.outer_end
        for at, quote in enumerate(marked)
        if _ends_sentence(text, quote) or not (at + 1) % PARSED_TEXT_MOST
    }
    phrase_starts, cue_starts = [phrase.start for phrase in phrases], [cue.start for cue in cues]
    found, at = [], 0
    for start, end in _cut(blank, sorted(cuts), abbreviations):
        until = at
        while until < len(marked) and marked[until].outer_start < end:
            until += 1
        near = phrases[bisect_left(phrase_starts, start) : bisect_left(phrase_starts, end)]
        told = cues[bisect_left(cue_starts, start) : bisect_left(cue_starts, end)]
        opens = start == 0 or "\n" in text[max(0, start - 2) : start]
        found.append(Sentence(start, end, marked[at:until], near, told, opens))
        at = until
    return tuple(found)


def _cut(blank: str, cuts: list[int], abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    """Split a text into sentences, and return their offsets.

    `cuts` are the offsets at which some quotations end: the text is split at these offsets, too.
    """
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in split_sentences(blank, abbreviations):
        while at < len(cuts) and cuts[at] <= end:
            if start < cuts[at] < end:
                found.append((start, cuts[at]))
                start = cuts[at]
                start += len(blank[start : start + 2]) - len(blank[start : start + 2].lstrip())
            at += 1
        found.append((start, end))
    return [span for span in found if span[0] < span[1]]


def _ends_sentence(text: str, quote: Marked) -> bool:
    """Return whether a quotation ends its sentence.

    It does under two conditions: the text after the quotation does not continue the sentence, and the quotation ends in
    a full stop or follows a colon.
    """
    behind = text[quote.outer_end : quote.outer_end + PARSED_TEXT_AFTER].lstrip(" .")[:1]
    announced = text[max(0, quote.outer_start - PARSED_TEXT_BEFORE) : quote.outer_start].rstrip().endswith(":")
    return not behind.islower() and behind not in _GOING_ON and (text[quote.end - 1] in FULL_STOPS or announced)


def stands_as_heading(scene: ParsedText, sentence: Sentence, quote: Marked) -> bool:
    """Return whether a string in quotation marks is a heading.

    A heading is short and is a whole sentence. It is in capitals, or it meets three conditions: it begins a paragraph,
    has no full stop or comma at its end, and has a word without a capital.
    """
    if quote.outer_start != sentence.start or sentence.end - quote.outer_end > 1:
        return False
    text = scene.text[quote.start : quote.end]
    words = text.split()
    if len(words) > PARSED_TEXT_HEADING:
        return False
    titled = all(word[0].isupper() for word in words) and not text.isupper()
    return text.isupper() or (text[-1] not in (*FULL_STOPS, ",") and sentence.opens and not titled)


def _limited(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return items if len(items) <= 2 * PARSED_TEXT_MOST else items[:PARSED_TEXT_MOST] + items[-PARSED_TEXT_MOST:]
