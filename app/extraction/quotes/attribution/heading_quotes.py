"""Give a quote in a sub-heading the speaker of a later quote, if possible of one that contains the same words."""

from collections.abc import Sequence

from app.extraction.quotes.quote_numbers import HEADING_QUOTES_NEAR, HEADING_QUOTES_NEXT, HEADING_QUOTES_REPEATED
from app.schemas.quote import QuoteDraft
from app.text.normalize import letters


def credit_headings(quotes: Sequence[QuoteDraft]) -> list[QuoteDraft]:
    """Return the quotes. Each quote that is in a heading and has no cue gets the speaker of a later quote.

    Candidates for the later quote are those of the next `HEADING_QUOTES_NEAR` quotes that have a speaker and are
    outside headings. The first candidate that contains the words of the heading's quote gives the speaker. If no
    candidate contains these words, the first candidate gives the speaker. Without candidates, the quote is unchanged.
    """
    return [_credited(quote, quotes[at + 1 : at + 1 + HEADING_QUOTES_NEAR]) for at, quote in enumerate(quotes)]


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
    return quote.model_copy(
        update={
            "speaker": speaker,
            "kind": kind,
            "confidence": HEADING_QUOTES_REPEATED if repeated else HEADING_QUOTES_NEXT,
        }
    )
