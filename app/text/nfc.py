"""The normal form of text (NFC), in linear time.

Marks are sorted within each letter, which takes quadratic time where a letter has very many. After so many as no
language needs, U+034F starts anew: nothing is lost, nothing is seen (Unicode's stream-safe form, UAX #15).
"""

import re
import unicodedata

_MOST = 30  # marks in a row
_JOINER = "\u034f"
_MANY = re.compile(r"[^\w\s\x00-\x7f]{31,}")  # no mark is a letter or white space


def nfc(text: str) -> str:
    """The text in NFC."""
    return text if text.isascii() else unicodedata.normalize("NFC", _MANY.sub(_parted, text))


def _parted(run: re.Match[str]) -> str:
    signs: list[str] = []
    marks = 0
    for sign in run[0]:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks > _MOST:
            signs.append(_JOINER)
            marks = 1
        signs.append(sign)
    return "".join(signs)
