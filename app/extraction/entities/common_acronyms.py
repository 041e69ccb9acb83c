"""Find acronyms that stand for common nouns and so are not names: en `drop-down menu (DDM)`."""

import re

from app.extraction.entities.entity_numbers import ACRONYMS_TEXT, SHARED_SHORT_WORD
from app.text.normalize import fold

_IN_BRACKETS = re.compile(r"\((?P<acronym>[^\W\d_]{2,7})\)")
_WORD = re.compile(r"[^\W\d_]+")


def common_acronyms(text: str) -> frozenset[str]:
    """Return the acronyms in brackets that stand for the words before them.

    The initials of these words spell the acronym, and the first of the words is in lower case.
    """
    found = (match for match in _IN_BRACKETS.finditer(text) if match["acronym"].isupper())
    return frozenset(match["acronym"] for match in found if _is_common(match["acronym"], text, match.start()))


def _is_common(acronym: str, text: str, start: int) -> bool:
    """Return whether the initials of the words before `start` spell the acronym, and the first word is in lower case.

    The acronym may leave out short words: `rate of return (RR)`.
    """
    rest = fold(acronym)
    words: list[str] = _WORD.findall(text, max(0, start - ACRONYMS_TEXT), start)
    for word in reversed(words):
        if fold(word)[:1] == rest[-1]:
            rest = rest[:-1]
            if not rest:
                return word[0].islower()
        elif len(word) > SHARED_SHORT_WORD:
            return False
    return False
