"""Distinguish names in quotation marks from quotations, and direct quotes from partial quotes."""

from typing import Literal

from app.extraction.quotes.attribution.discourse import Credit
from app.extraction.quotes.attribution.verb_adjacent import owners
from app.extraction.quotes.quote_numbers import (
    CLASSIFY_COLON,
    CLASSIFY_LEAD,
    CLASSIFY_LIST,
    CLASSIFY_LONG,
    CLASSIFY_NEAR,
    CLASSIFY_WORD,
)
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.extraction.text.quotation_marks import Marked
from app.text.normalize import lower
from app.text.sentences import FULL_STOPS


def is_name(scene: ParsedText, sentence: Sentence, quote: Marked) -> bool:
    """Return whether the words in quotation marks are not speech but a name, a term or the title of a work."""
    if quote.glued and not any(cue.start == quote.outer_end for cue in sentence.cues):
        return True
    if scene.patterns.name.match(scene.narrative, quote.outer_end) or _shares_name(scene, sentence, quote):
        return True
    return (
        scene.patterns.name_lead.search(scene.narrative, max(0, quote.outer_start - CLASSIFY_LEAD), quote.outer_start)
        is not None
    )


def _shares_name(scene: ParsedText, sentence: Sentence, quote: Marked) -> bool:
    """Return whether a string in quotation marks belongs to a list that ends in a name.

    Example: in `"A", "B" and "C" newspapers`, the word `newspapers` shows that `"C"` is a name, so `"A"` is one, too.
    """
    at = sentence.marked.index(quote)
    for left, right in zip(sentence.marked[at:], sentence.marked[at + 1 :], strict=False):
        gap = scene.narrative[left.outer_end : right.outer_start].strip(" ,")
        if right.start - quote.end > CLASSIFY_LIST or (gap and gap not in owners(scene.language)):
            return False
        if right.glued or scene.patterns.name.match(scene.narrative, right.outer_end):
            return True
    return False


def is_titled(text: str) -> bool:
    """Return whether all words of a text are capitalised. Words that begin with a digit or sign do not count."""
    return all(word[0].isupper() for word in text.split() if word[0].isalpha())


def kind_of(scene: ParsedText, quote: Marked, credit: Credit | None) -> Literal["direct", "partial"]:
    """Return `partial` if the quoted words are a fragment of the sentence around them, else `direct`."""
    text = scene.text[quote.start : quote.end]
    first = next((char for char in text if char.isalnum()), "")
    if first.islower() or scene.patterns.claim.match(scene.narrative, quote.outer_end):
        return "partial"
    if scene.patterns.nominalised.search(lower(text[-CLASSIFY_WORD:], scene.language)):
        return "partial"
    if text[-1] in FULL_STOPS or text[-1] == ",":
        return "direct"
    if credit is not None and credit.cue is not None and credit.cue.start >= quote.outer_end:
        near = credit.cue.start - quote.outer_end <= CLASSIFY_NEAR
        return "direct" if near and (len(text.split()) > 1 or not scene.patterns.fragments) else "partial"
    if scene.narrative[max(0, quote.outer_start - CLASSIFY_COLON) : quote.outer_start].rstrip().endswith(":"):
        return "direct"
    return "direct" if len(text.split()) >= CLASSIFY_LONG else "partial"
