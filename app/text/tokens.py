"""Words with their places: what stands behind an apostrophe is a suffix, not part of the word."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<word>(?:[^\W\d_]\.){2,}(?!\w)|[^\W\d_]\.(?=\s[^\W\d_])|[^\W\d_][^\W\u02bc]*(?:[-&.](?=\w)[^\W\u02bc]+)*)"
    r"(?:['\u2019\u02bc](?P<suffix>[^\W\d_]{1,10}))?"
    r"|(?P<number>\d{1,2}\.(?=\s\w)|\d(?:[\d.,:]*\d)?)|(?P<mark>[^\w\s])"
)
_NO_WORD = "".join(sign for sign in map(chr, range(0x2100)) if not (sign.isalnum() or sign == "_"))
_CONNECTOR = 8  # characters of a word between two capitalised ones
_NEAR = 60  # characters looked back at for the end of a sentence
_CAPITALS = "".join(re.escape(sign) for sign in map(chr, range(0x20, 0x2000)) if sign.isupper())
_ENDS = frozenset('.!?:…"“”„«»‘\n')


class Token(NamedTuple):
    """A word, number or mark at `[start, end)`; `suffix` stood behind an apostrophe; `opens` a sentence."""

    text: str
    start: int
    end: int
    suffix: str | None
    opens: bool
    after_space: bool

    @property
    def is_name_like(self) -> bool:
        """A word that begins with a capital letter."""
        return self.text[0].isupper()


def tokens(text: str, abbreviations: frozenset[str] = frozenset()) -> Iterator[Token]:
    """Every word, number and mark of a text, in order; the full stop of an abbreviation belongs to it."""
    yield from _tokens(text, 0, len(text), True, abbreviations)


def capital_tokens(text: str, abbreviations: frozenset[str] = frozenset()) -> Iterator[Token]:
    """The tokens of all stretches with capitals and single words between them: a few of `tokens`, at a fraction."""
    for start, end in capital_stretches(text, 0, len(text)):
        yield from _tokens(text, start, end, _opens(text, start, abbreviations), abbreviations)


def capital_stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of chunks with a capital in them, one or two spaces and a short word at most between."""
    return (match.span() for match in _stretches().finditer(text, start, end))


def _tokens(text: str, start: int, stop: int, opens: bool, abbreviations: frozenset[str]) -> Iterator[Token]:
    end = start
    for match in _TOKEN.finditer(text, start, stop):
        gap = text[end : match.start()]
        opens = opens or "\n" in gap
        named, suffix, number, mark = match.groups()
        word, begin = named or number or mark, match.start()
        if begin < end:
            continue
        if text[match.end() : match.end() + 1] == "." and word + "." in abbreviations:
            word += "."
        yield Token(word, begin, begin + len(word), suffix, opens, gap == " ")
        opens = word in _ENDS or (opens and mark is not None)
        end = max(match.end(), begin + len(word))


def _opens(text: str, start: int, abbreviations: frozenset[str]) -> bool:
    """Whether a sentence begins at an offset: nothing stands before it, or a mark that ends one."""
    before = text[max(0, start - _NEAR) : start]
    bare = before.rstrip(_NO_WORD)
    marks = before[len(bare) :]
    if not bare:
        return True
    return not _ENDS.isdisjoint(marks) and bare.rpartition(" ")[2] + marks.rstrip() not in abbreviations


@cache
def _stretches() -> re.Pattern[str]:
    """Chunks with a capital in them, one space between, with one short word at most between two."""
    chunk = rf"[^\s{_CAPITALS}]*+[{_CAPITALS}]\S*+"
    return re.compile(rf"(?<!\S){chunk}(?:[^\S\n]{{1,2}}(?:\w{{1,{_CONNECTOR}}} )?{chunk})*+")
