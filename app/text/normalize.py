"""Normalize text: three functions and their uses.

| function       | keeps                                   | used for                                                  |
|----------------|-----------------------------------------|-----------------------------------------------------------|
| `visible_text` | every visible character, in NFC         | text read from a page, before anything else               |
| `fold`         | the offset of every character           | words of packs and search; `fold(visible_text(name))` is  |
|                |                                         | the key of a name                                         |
| `letters`      | letters and digits, folded              | whether two texts are the same: headlines, repeats, ledes |

`lower` and `slug` are not for comparison. `lower` follows the rules of the language (tr `I` → `ı`), and keeps accents.
`slug` makes parts of URLs.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from app.text.nfc import nfc
from app.text.text_numbers import NORMALIZE_LINE, NORMALIZE_LINES, NORMALIZE_WORD, NORMALIZE_WORDS
from app.text.toml import read_table

_APOSTROPHES = "\u2019\u02bc\u2018\u00b4`\u2032"
# First and last Hangul syllable. Unicode decomposes a syllable into letters, which must not be dropped as accents are.
_FIRST_SYLLABLE, _LAST_SYLLABLE = "\uac00", "\ud7a3"
_PLAIN = {"İ": "i", "ı": "i", "ß": "s", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"}


# Matches invisible characters: controls, soft hyphens, zero-width characters, marks of direction and annotation,
# noncharacters, surrogates. It does not match the joiners and tags inside emoji and Persian words.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    + "".join(chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]+"
)
_SEPARATORS = "\x1c\x1d\x1e\x1f"  # invisible characters that `str.split` takes for white space


class _Folds(dict[int, str]):
    """Table for `str.translate` that maps each character to its folded form.

    Each form is computed when it is first used.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = char if _FIRST_SYLLABLE <= char <= _LAST_SYLLABLE else unicodedata.normalize("NFD", char)[0]
        low = base.lower()
        self[code] = low if len(low) == 1 else char
        return self[code]


class _Letters(dict[int, str | None]):
    """Table for `str.translate` that keeps letters and digits, folded, and deletes all other characters."""

    def __missing__(self, code: int) -> str | None:
        folded = _FOLDS[code]
        self[code] = folded if folded.isalnum() else None
        return self[code]


_FOLDS = _Folds({ord(char): "'" for char in _APOSTROPHES} | {ord(char): plain for char, plain in _PLAIN.items()})
_LETTERS = _Letters()

# Charset that has all letters of most texts in Latin script, also of Turkish ones. Such a text is folded byte by byte,
# which takes a third of the time of `str.translate`.
_LATIN = "cp1254"
_LATIN_SIGNS = bytes.maketrans(b"", b"").decode(_LATIN, "ignore")  # all characters of the charset `_LATIN`
_LATIN_FOLDS = bytes.maketrans(_LATIN_SIGNS.encode(_LATIN), _LATIN_SIGNS.translate(_FOLDS).encode(_LATIN))
_LATIN_OTHERS = "".join(sign for sign in _LATIN_SIGNS if _LETTERS[ord(sign)] is None).encode(_LATIN)


def lower(text: str, language: str | None = None) -> str:
    """Return the text in lower case, with the same offsets.

    `I` becomes `ı` in languages with a dotless i; `İ` becomes `i` in all languages.
    """
    if "I" in text and language in _dotless():
        text = text.replace("I", "ı")
    if text.isascii():
        return text.lower()
    text = text.replace("İ", "i")  # `İ` is the only letter whose lower case has two code points
    # `σ` is always chosen, so that the `ς` at the end of a word becomes the same letter as `σ` inside it
    return "σ".join(part.lower() for part in text.split("Σ")) if "Σ" in text else text.lower()


@cache
def _dotless() -> frozenset[str]:
    return frozenset(read_table(Path(__file__).with_name("casing.toml"))["dotless_i"])


def fold(text: str) -> str:
    """Return the text in lower case, without accents and with straight apostrophes; offsets stay the same.

    `ı` and `i` become the same letter.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    return _folded_word(text) if len(text) <= NORMALIZE_WORD else _folded_text(text)


@lru_cache(maxsize=NORMALIZE_WORDS)
def _folded_word(text: str) -> str:
    return text.translate(_FOLDS)


def _folded_text(text: str) -> str:
    try:
        return text.encode(_LATIN).translate(_LATIN_FOLDS).decode(_LATIN)
    except UnicodeEncodeError:
        return text.translate(_FOLDS)


def visible_text(raw: str) -> str:
    """Return the text as a reader sees it, on one line, in NFC.

    Runs of white space become one space; soft hyphens, zero-width and control characters are removed.
    """
    if raw.isprintable():
        text = nfc(raw)
        # printable text has no white space other than spaces
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    flat = " ".join(raw.split())
    # after white space is normalized, text whose characters are all printable needs no further cleaning
    if flat.isprintable() and not any(sign in raw for sign in _SEPARATORS):
        return nfc(flat)
    return " ".join(nfc(without_invisible(raw)).split())


def without_invisible(raw: str) -> str:
    """Return the text without control characters, soft hyphens and zero-width characters; white space stays."""
    return _INVISIBLE.sub("", raw)


def letters(text: str) -> str:
    """Return the folded letters and digits of the text, without all other characters, for loose comparison."""
    return _letters_of_line(text) if len(text) <= NORMALIZE_LINE else _letters_of_text(text)


@lru_cache(maxsize=NORMALIZE_LINES)
def _letters_of_line(text: str) -> str:
    return _letters_of_text(text)


def _letters_of_text(text: str) -> str:
    try:
        return text.encode(_LATIN).translate(_LATIN_FOLDS, _LATIN_OTHERS).decode(_LATIN)
    except UnicodeEncodeError:
        return text.translate(_LETTERS)


def folded_name(name: str) -> str:
    """Return the key that names are compared by: folded, with single spaces."""
    return fold(visible_text(name))


def slug(text: str) -> str:
    """Return the folded words of the text joined by hyphens, for URLs and filters."""
    return nfc("-".join("".join(char if _is_of_word(char) else " " for char in fold(text)).split()))


def _is_of_word(char: str) -> bool:
    """Return whether a character belongs to a word: a letter, a digit, or a combining mark (Thai, Arabic, Hindi)."""
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc")
