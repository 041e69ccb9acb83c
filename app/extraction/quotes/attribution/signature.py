"""Find the name that signs a quotation: after a dash, in brackets, or alone in the next paragraph."""

import re

from app.extraction.quotes.attribution.discourse import Credit, Memory
from app.extraction.quotes.attribution.resolve import credit_phrase
from app.extraction.quotes.quote_numbers import SHARED_SURE, SIGNATURE_LEAST, SIGNATURE_LONGEST, SIGNATURE_REACH
from app.extraction.text.noun_phrases import Phrase, find_phrases
from app.extraction.text.parsed_text import ParsedText, Sentence
from app.extraction.text.quotation_marks import Marked

_DASH = re.compile(r"[\s.]*[-\u2013\u2014\u2015]+[^\S\n]*")
_BRACKET = re.compile(r"[\s.]*\(")
_PARAGRAPH = re.compile(r"[ .]*\n+")
_ENDS = frozenset(".!?:;\u2026")


def signed(scene: ParsedText, _sentence: Sentence, quote: Marked, memory: Memory) -> Credit | None:
    """Credit a quotation to the name that signs it: `"…" — Ann Lee`."""
    phrase = _after_dash(scene, quote) or _in_brackets(scene, quote) or _alone(scene, quote)
    return credit_phrase(scene, phrase, memory, None, SHARED_SURE) if phrase else None


def _after_dash(scene: ParsedText, quote: Marked) -> Phrase | None:
    dash = _DASH.match(scene.text, quote.outer_end, quote.outer_end + SIGNATURE_REACH)
    return _first(scene, dash.end(), 1) if dash else None


def _in_brackets(scene: ParsedText, quote: Marked) -> Phrase | None:
    """Return the full name at the start of a bracket right after the quotation: `"…" (Ann Lee, mayor)`."""
    bracket = _BRACKET.match(scene.text, quote.outer_end, quote.outer_end + SIGNATURE_REACH)
    phrase = _first(scene, bracket.end(), SIGNATURE_LEAST) if bracket else None
    return phrase if phrase and scene.text[phrase.tail : phrase.tail + 1] in (")", ",") else None


def _alone(scene: ParsedText, quote: Marked) -> Phrase | None:
    """Return the name that signs the quotation at the start of the next paragraph, or None.

    None, too, if the paragraph is long or ends like a sentence.
    """
    gap = _PARAGRAPH.match(scene.text, quote.outer_end, quote.outer_end + SIGNATURE_REACH)
    if gap is None:
        return None
    end = scene.text.find("\n", gap.end(), gap.end() + SIGNATURE_REACH)
    line = scene.text[gap.end() : end if end >= 0 else gap.end() + SIGNATURE_REACH].rstrip()
    if (
        not line
        or line.isupper()
        or len(line) > SIGNATURE_LONGEST
        or line[-1] in _ENDS
        or scene.narrative[gap.end()] == "\x01"
    ):
        return None
    phrase = _first(scene, gap.end(), SIGNATURE_LEAST)
    follows = scene.text[phrase.tail : phrase.tail + 1] if phrase else ""
    return phrase if phrase and follows in ("", ",", "\n", "(") else None


def _first(scene: ParsedText, start: int, least: int) -> Phrase | None:
    """Return the name in the nominative that starts at the offset `start`.

    Return None if no name starts there, or if the name has fewer than `least` words; titles do not count as words.
    """
    end = scene.text.find("\n", start, start + SIGNATURE_LONGEST)
    end = end if end >= 0 else start + SIGNATURE_LONGEST
    # the search starts one character early, to include a dash or bracket before the name
    phrases = find_phrases(scene.text, scene.language, max(0, start - 1), end)
    phrase = next(iter(phrases), None)
    if phrase is None or phrase.start != start or phrase.case != "subject":
        return None
    party = phrase.party
    return phrase if not party.role_only and len(party.name.split()) >= least else None
