"""Normalize text to NFC in linear time.

Normalization takes quadratic time in the number of combining marks of one letter. Therefore an invisible U+034F is
added after 30 marks (no language needs as many), which starts a new sequence: Unicode's stream-safe text format (UAX
#15).
"""

import re
import unicodedata

from app.text.text_numbers import NFC_MARKS

_JOINER = "\u034f"
_MARK = re.compile("[\u0300-\u1fff\u20d0-\U0010ffff]")  # pattern that matches all combining marks, and other characters
# pattern of a run of characters without letters and white space, long enough to have too many marks
_MANY = re.compile(r"[^\w\s\x00-\x7f]{31,}")


def nfc(text: str) -> str:
    """Return the text in NFC."""
    if text.isascii():
        return text
    may_have_many = len(text) > NFC_MARKS and _MARK.search(text)
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
