"""Compress the words of a row of SQLite's search index. SQLite reads them only to delete the row.

The compression dictionary is the folded text of the body, which is stored anyway. A stem is coded by its difference
from its word. Later versions must be able to read stored rows, so this code uses neither tables of Unicode nor language
packs, which may change.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache

from app.store.packed_text import unpacked_text

STEM = "·"  # sign before each stem in the index: so no word equals a stem, because words have only letters and digits
_FOLDED = dict(
    zip(
        "ÇçĞğİıÖöŞşÜüÂâÎîÛûÁáÀàÄäÃãÅåÉéÈèÊêËëÍíÌìÏïÓóÒòÔôÕõØøÚúÙùÑñÝýßŠšŽžČčĆćŁłĐđŃńĘęĄąŻżŹźŚśŘřĚě",
        "ccggiioossuuaaiiuuaaaaaaaaaaeeeeeeeeiiiiiioooooooooouuuunnyyssszzccccllddnneeaazzzzssrree",
        strict=True,
    )
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# lower case of each byte; a space for each byte that is neither a digit nor a letter nor a part of another character
_LETTERS = bytes(byte if byte >= 0x80 or chr(byte).isalnum() else ord(" ") for byte in range(256)).lower()
_SPACES = re.compile(rb"  +")
_WINDOW = 2**15  # maximum size of the dictionary, in bytes: deflate cannot refer to more
# if words and dictionary have together at most twice this many bytes, they are compressed with a small window
_SMALL = 2**11
_LEVEL, _MEMORY = 6, 5
# minimum number of equal letters at the start of a word and its stem, if the stem is not the beginning of the word
_SHARED = 2
_CODES = 100_000  # maximum number of codes of stems that are cached
_SKIPPED, _END, _WHOLE = "-", ".", "+"
_CUT, _CHANGED, _MOST_CUT = ord("a"), ord("A"), 25

Field = tuple[str, str]  # the exact forms and the stems of a field, each joined by spaces


def dictionary_of(body: str) -> bytes:
    """Return the compression dictionary for the words of a body: their ASCII letters in lower case, and spaces."""
    words = body.encode()
    # replace letter by letter: `str.translate` takes three times as long
    for letter in {*_NOT_ASCII.findall(body)} & _FOLDED.keys():
        words = words.replace(letter.encode(), _FOLDED[letter].encode())
    return _SPACES.sub(b" ", words.translate(_LETTERS))[-_WINDOW:]


def packed_words(fields: Sequence[Field], dictionary: bytes) -> bytes:
    """Compress the words of each field."""
    tag = _tag_of([stem for _, stems in fields for stem in stems.split()])
    lines = [tag, *(line for exact, stems in fields for line in (exact, "".join(_codes(exact, stems.split(), tag))))]
    plain = "\n".join(lines).encode()
    window = 12 if len(plain) + len(dictionary) <= 2 * _SMALL else 15
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -window, _MEMORY, zlib.Z_DEFAULT_STRATEGY, dictionary)
    return packer.compress(plain) + packer.flush()


def unpacked_words(packed: bytes, dictionary: bytes) -> list[Field]:
    """Return the fields that `packed_words` has compressed."""
    plain = zlib.decompressobj(-zlib.MAX_WBITS, dictionary).decompress(packed).decode()
    tag, *lines = plain.split("\n")
    pairs = zip(lines[::2], lines[1::2], strict=True)
    return [(exact, " ".join(_stems(exact, codes, tag))) for exact, codes in pairs]


def column_of(field: Field) -> str:
    """Return the value of a column of the search index: exact forms, then stems, each stem after the sign STEM."""
    exact, stems = field
    return f"{exact} {STEM}{stems.replace(' ', f' {STEM}')}" if stems else exact


def word_column(packed: bytes, body: bytes, number: int) -> str:
    """Return the value of the column `number`, counted from 0. SQL calls this function.

    `body`: the stored body, packed.
    """
    return column_of(_fields(packed, body)[number])


@lru_cache(maxsize=4)  # SQL reads the columns of a row one after the other: decompress the row once
def _fields(packed: bytes, body: bytes) -> list[Field]:
    return unpacked_words(packed, _dictionary(body))


@lru_cache(maxsize=4)  # all quotes of an article have the same body: make its dictionary once
def _dictionary(body: bytes) -> bytes:
    return dictionary_of(unpacked_text(body))


def _tag_of(stems: Sequence[str]) -> str:
    """Return the language tag with which all stems begin, else an empty text."""
    tag = stems[0][: stems[0].find("0") + 1] if stems else ""
    return tag if all(stem.startswith(tag) for stem in stems) else ""


def _codes(exact: str, stems: Sequence[str], tag: str) -> Iterator[str]:
    """Yield a code for each stem: how it differs from its word.

    Stems are in the order of their words. Before a code, there is one sign for each word that was skipped because it
    has no stem. Stems that are left after the last word are written in full.
    """
    done, skipped = 0, ""
    for word in dict.fromkeys(exact.split()) if tag else ():
        code = _code(word, stems[done].removeprefix(tag)) if done < len(stems) else None
        if code is None:
            skipped += _SKIPPED
        else:
            yield skipped + code
            done, skipped = done + 1, ""
    if done < len(stems):
        yield skipped
        yield from (f"{_WHOLE}{stem}{_END}" for stem in stems[done:])


@lru_cache(maxsize=_CODES)
def _code(word: str, stem: str) -> str | None:
    """Return a code for the difference of a stem from `word`; None if the stem seems to belong to another word."""
    same = next((n for n, pair in enumerate(zip(word, stem, strict=False)) if pair[0] != pair[1]), None)
    same = min(len(word), len(stem)) if same is None else same
    cut = len(word) - same
    if cut > _MOST_CUT or (same < len(stem) and same < _SHARED):
        return None
    return chr(_CUT + cut) if same == len(stem) else f"{chr(_CHANGED + cut)}{stem[same:]}{_END}"


def _stems(exact: str, codes: str, tag: str) -> Iterator[str]:
    """Yield the stems from their codes. `exact` and `tag` must be those that were given to `_codes`."""
    words, place = iter(dict.fromkeys(exact.split())), 0
    while place < len(codes):
        code, end = codes[place], place
        if code == _WHOLE or _CHANGED <= ord(code) <= _CHANGED + _MOST_CUT:
            end = codes.index(_END, place)
        if code == _WHOLE:
            yield codes[place + 1 : end]
        else:
            word = next(words)
            if code != _SKIPPED:
                cut = ord(code) - (_CHANGED if end > place else _CUT)
                yield f"{tag}{word[: len(word) - cut]}{codes[place + 1 : end]}"
        place = end + 1
