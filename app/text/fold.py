"""Folding for comparison and search. `fold` keeps every offset: one code point in, one out."""

import unicodedata
from functools import cache
from pathlib import Path

from app.text.normal import nfc
from app.text.toml import read_table

_APOSTROPHES = "\u2019\u02bc\u2018\u00b4`\u2032"
_PLAIN = {"İ": "i", "ı": "i", "ß": "s", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"}


class _Folds(dict[int, str]):
    """A table for `str.translate` that works out each character once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        low = unicodedata.normalize("NFD", char)[0].lower()
        self[code] = low if len(low) == 1 else char
        return self[code]


class _Lowers(dict[int, str]):
    """The same for lower case, which may not grow."""

    def __missing__(self, code: int) -> str:
        low = chr(code).lower()
        self[code] = low if len(low) == 1 else chr(code)
        return self[code]


_FOLDS = _Folds({ord(char): "'" for char in _APOSTROPHES} | {ord(char): plain for char, plain in _PLAIN.items()})
_LOWERS = _Lowers({ord("İ"): "i"})


def lower(text: str, language: str | None = None) -> str:
    """Lower case, one code point for one; where the alphabet has `ı`, `I` becomes `ı`; `İ` becomes `i` everywhere."""
    if language in _dotless():
        text = text.replace("I", "ı")
    return text.lower() if text.isascii() else text.translate(_LOWERS)


@cache
def _dotless() -> frozenset[str]:
    return frozenset(read_table(Path(__file__).with_name("casing.toml"))["dotless_i"])


def fold(text: str) -> str:
    """Lower case without accents, apostrophes made one, offsets kept; `ı` and `i` are one letter."""
    return text.lower().replace("`", "'") if text.isascii() else text.translate(_FOLDS)


def squash(text: str) -> str:
    """White space runs made one space, ends trimmed."""
    return " ".join(text.split())


def letters(text: str) -> str:
    """Folded letters and digits only: the loosest comparison."""
    return "".join(filter(str.isalnum, fold(text)))


def slug(text: str) -> str:
    """Folded words joined by hyphens, for addresses and filters."""
    return nfc("-".join("".join(char if _is_of_word(char) else " " for char in fold(text)).split()))


def _is_of_word(char: str) -> bool:
    """Letters, digits and the marks that Thai, Arabic or Hindi set on letters."""
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc")
