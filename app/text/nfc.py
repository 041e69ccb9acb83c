"""Normalize text to NFC in linear time.

The time of plain normalization grows with the square of the number of combining marks on one letter. Therefore an
invisible character, U+034F, is added after every 30 marks; it starts a new sequence. No language needs as many marks on
one letter. This is Unicode's stream-safe text format (UAX #15).
"""

import re
import unicodedata

from app.text.text_numbers import NFC_MARKS

_JOINER = "\u034f"
# matches a text without any combining mark; some texts without one are not matched
_UNMARKED = re.compile("[\0-\u02ff\u2000-\u20cf]*+")
# matches a long row of signs that are neither letters nor white space; it may contain too many combining marks
_MANY = re.compile(r"[^\w\s\x00-\x7f]{31,}")


def nfc(text: str) -> str:
    """Return the text in NFC."""
    if text.isascii():
        return text
    may_have_many = len(text) > NFC_MARKS and not _UNMARKED.fullmatch(text)
    return unicodedata.normalize("NFC", _MANY.sub(_parted, text) if may_have_many else text)


def _parted(run: re.Match[str]) -> str:
    signs: list[str] = []
    marks = 0
    for sign in run[0]:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks > NFC_MARKS:
            signs.append(_JOINER)
            marks = 1
        signs.append(sign)
    return "".join(signs)
