"""How text is normalized: three functions, and which to use where.

| function       | keeps                                   | used for                                                  |
|----------------|-----------------------------------------|-----------------------------------------------------------|
| `visible_text` | every visible character, in NFC         | text read from a page, before anything else               |
| `fold`         | every offset, one code point for one    | words of packs and search; `fold(visible_text(name))` is  |
|                |                                         | the key of a name                                         |
| `letters`      | letters and digits, folded              | whether two texts are the same: headlines, repeats, ledes |

`lower` and `slug` are no comparison: they make forms that are shown or stand in addresses.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from app.text.nfc import nfc
from app.text.toml import read_table

_APOSTROPHES = "\u2019\u02bc\u2018\u00b4`\u2032"
_FIRST_SYLLABLE, _LAST_SYLLABLE = "\uac00", "\ud7a3"  # of Hangul: Unicode decomposes them into letters, not accents
_PLAIN = {"İ": "i", "ı": "i", "ß": "s", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"}


# Controls, soft hyphens, zero widths, marks of direction and of annotation, noncharacters, surrogates; not the joiners
# and tags that emoji and Persian words are made of.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    + "".join(chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]+"
)


class _Folds(dict[int, str]):
    """A table for `str.translate` that works out each character once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = char if _FIRST_SYLLABLE <= char <= _LAST_SYLLABLE else unicodedata.normalize("NFD", char)[0]
        low = base.lower()
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


def visible_text(raw: str) -> str:
    """The text as a reader sees it, on one line, in NFC.

    White space becomes single spaces; soft hyphens, zero widths and control characters vanish.
    """
    return " ".join(nfc(raw if raw.isprintable() else without_invisible(raw)).split())


def without_invisible(raw: str) -> str:
    """The text without control characters, soft hyphens, zero widths and the like; white space is kept."""
    return _INVISIBLE.sub("", raw)


def letters(text: str) -> str:
    """Folded letters and digits only: the loosest comparison."""
    return "".join(filter(str.isalnum, fold(text)))


def slug(text: str) -> str:
    """Folded words joined by hyphens, for addresses and filters."""
    return nfc("-".join("".join(char if _is_of_word(char) else " " for char in fold(text)).split()))


def _is_of_word(char: str) -> bool:
    """Letters, digits and the marks that Thai, Arabic or Hindi set on letters."""
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc")
