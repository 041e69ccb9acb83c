"""Folding for comparison and search. `fold` keeps every offset: one code point in, one out."""

import unicodedata

TURKIC = frozenset({"tr", "az"})
_APOSTROPHES = dict.fromkeys("\u2019\u02bc\u2018\u00b4`\u2032", "'")
_SAME_LENGTH = {
    **_APOSTROPHES,
    "İ": "i",
    "ı": "i",
    "ß": "s",
    "ø": "o",
    "Ø": "o",
    "ł": "l",
    "Ł": "l",
    "đ": "d",
    "Đ": "d",
}


def lower(text: str, language: str | None = None) -> str:
    """Lower case, one code point for one; in Turkish and Azeri `I` becomes `ı`, `İ` becomes `i` everywhere."""
    if language in TURKIC:
        text = text.replace("I", "ı")
    return "".join(_lower_char(char) for char in text.replace("İ", "i")) if not text.isascii() else text.lower()


def fold(text: str) -> str:
    """Lower case without accents, apostrophes made one, offsets kept; `ı` and `i` are one letter."""
    return text.lower() if text.isascii() else "".join(map(_fold_char, text))


def squash(text: str) -> str:
    """White space runs made one space, ends trimmed."""
    return " ".join(text.split())


def letters(text: str) -> str:
    """Folded letters and digits only: the loosest comparison."""
    return "".join(char for char in fold(text) if char.isalnum())


def slug(text: str) -> str:
    """Folded words joined by hyphens, for addresses and filters."""
    return "-".join("".join(char if char.isalnum() else " " for char in fold(text)).split())


def _lower_char(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char


def _fold_char(char: str) -> str:
    if char in _SAME_LENGTH:
        return _SAME_LENGTH[char]
    low = unicodedata.normalize("NFD", char)[0].lower()
    return low if len(low) == 1 else char
