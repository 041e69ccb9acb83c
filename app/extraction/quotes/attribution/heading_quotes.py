"""Quotes in sub-headings belong to whoever says the words, or the next words, later in the text."""

from collections.abc import Sequence

from app.schemas.quote import QuoteDraft
from app.text.normalize import letters

_NEAR = 12  # quotes behind a heading among which its words are looked for


def credit_headings(quotes: Sequence[QuoteDraft]) -> list[QuoteDraft]:
    """The quotes; those of headings have the speaker of the later quote that repeats them, or of the next one."""
    return [_credited(quote, quotes[at + 1 : at + 1 + _NEAR]) for at, quote in enumerate(quotes)]


def _credited(quote: QuoteDraft, later: Sequence[QuoteDraft]) -> QuoteDraft:
    if not quote.in_heading or quote.cue is not None:
        return quote
    spoken = [other for other in later if not other.in_heading and other.speaker is not None]
    words = letters(quote.text)
    repeated = next((other for other in spoken if words in letters(other.text)), None)
    found = repeated or next(iter(spoken), None)
    if found is None or found.speaker is None:
        return quote
    speaker = found.speaker.model_copy(update={"resolved_by": "heading", "mention": None})
    kind = repeated.kind if repeated else quote.kind
    return quote.model_copy(update={"speaker": speaker, "kind": kind, "confidence": 0.85 if repeated else 0.6})
