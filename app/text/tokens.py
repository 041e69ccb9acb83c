"""Split text into tokens with offsets.

An apostrophe may separate a suffix (tr `Ankara'nın`) or another word (fr `d'Ivoire`), or be inside a word (`O'Neill`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from app.text.normalize import fold
from app.text.text_numbers import TOKENS_CONNECTOR, TOKENS_FAR, TOKENS_INITIAL, TOKENS_NEAR

_PART, _ELIDED = "\u02b9", "\ue000"  # placeholders for an apostrophe inside a word, and after an elided word
_PLAIN_WORD = r"[^\W\d_][^\W\u02bc]*+"
_TOKEN = re.compile(
    # For speed: most tokens are words before a space or comma. Rows of them are tried first, then single ones; the next
    # patterns match such words, too.
    rf"(?P<row>(?:{_PLAIN_WORD} )++(?:{_PLAIN_WORD}(?=[\s,]))?+)|(?P<plain>{_PLAIN_WORD}(?=[\s,]))"
    rf"|(?P<elided>[^\W\d_]++{_ELIDED})"
    # matches abbreviations such as `U.S.` and `EE. UU.`
    r"|(?P<word>(?=[^\W\d_]{1,2}\.)(?:(?:[^\W\d_]\.){2,}(?!\w)|[A-Z]{2}\.[ \u00a0]?[A-Z]{2}\.(?!\w)"
    r"|[^\W\d_]\.(?=\s[^\W\d_]))|[^\W\d_][^\W\u02bc]*+(?:[-&.](?=\w)[^\W\u02bc]++)*+)"
    r"(?:['\u2019\u02bc](?P<suffix>[^\W\d_]{1,10}))?"
    r"|(?P<number>\d{1,2}\.(?=\s\w)|\d(?:[\d.,:]*\d)?)|(?P<mark>[^\w\s])"
)
_ROW, _PLAIN, _ELIDED_GROUP, _WORD, _SUFFIX, _MARK = map(
    _TOKEN.groupindex.__getitem__, ("row", "plain", "elided", "word", "suffix", "mark")
)
_MARKS = ("'", "\u2019", "\u02bc")
_APOSTROPHE = re.compile("['\u2019\u02bc](?=([^\\W\\d_]{1,10}))")
_LINE = re.compile(r"[^\n]+")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_NO_WORD = frozenset(sign for sign in map(chr, range(0x2100)) if not (sign.isalnum() or sign == "_"))
_CAPITALS = "".join(re.escape(sign) for sign in map(chr, range(0x20, 0x2000)) if sign.isupper())
_new = tuple.__new__
_ENDS = frozenset('.!?:…"“”„«»‘\n')


class Token(NamedTuple):
    """A word, number or punctuation mark at `[start, end)`."""

    text: str
    start: int
    end: int
    suffix: str | None  # the text after the word's apostrophe: `nın` in tr `Ankara'nın`
    opens: bool  # whether the token starts a sentence
    after_space: bool  # whether one space, or an elided word (fr `d'`), directly precedes the token

    @property
    def is_mark(self) -> bool:
        """Return whether the token is neither a word nor a number."""
        return not self.text[0].isalnum()

    @property
    def is_elided(self) -> bool:
        """Return whether the word ends in an apostrophe."""
        return self.text[-1] == "'" and len(self.text) > 1

    @property
    def is_name_like(self) -> bool:
        """Return whether the word begins with a capital letter."""
        return self.text[0].isupper()


class Apostrophes(NamedTuple):
    """Rules for apostrophes in a language."""

    suffix: re.Pattern[str]  # pattern of a suffix, such as tr `nın`
    elisions: frozenset[str] = frozenset()  # elided words, such as fr `l` and `d`

    def sign(self, word: str, mark: str, rest: str) -> str:
        """Return the character that replaces the apostrophe between `word` and `rest`.

        It is `_ELIDED` after an elided word (fr `d'Ivoire`), `_PART` inside a word (`O'Neill`), and the apostrophe
        itself (`mark`) before a suffix.
        """
        if fold(word) in self.elisions or (word.islower() and rest[0].isupper()):
            return _ELIDED
        if not word[0].isupper() or (word.isupper() and len(word) >= TOKENS_INITIAL):
            return mark
        if len(word) <= TOKENS_INITIAL and rest[0].isupper():
            return _PART
        return mark if self.suffix.fullmatch(rest.lower()) else _PART


ANY_SUFFIX = Apostrophes(re.compile(r"\w+"))


def tokens(
    text: str, abbreviations: frozenset[str] = frozenset(), apostrophes: Apostrophes = ANY_SUFFIX
) -> list[Token]:
    """Return every word, number and mark of a text, in order. The full stop of an abbreviation is part of its token."""
    return _tokens(text, _signed(text, apostrophes), (0, len(text)), True, abbreviations)


def paragraphs(
    text: str, abbreviations: frozenset[str] = frozenset(), apostrophes: Apostrophes = ANY_SUFFIX
) -> Iterator[list[Token]]:
    """Yield the tokens of each paragraph (line); offsets point into the whole text."""
    signed = _signed(text, apostrophes)
    for line in _LINE.finditer(text):
        yield _tokens(text, signed, line.span(), True, abbreviations)


def capital_tokens(
    text: str,
    found: Sequence[Token],
    stretches: Iterable[tuple[int, int]],
    abbreviations: frozenset[str] = frozenset(),
) -> Iterator[Token]:
    """Yield the tokens in the `capital_stretches` (capitalised words in a row) of a text; `found` are all its tokens.

    Each stretch is treated as a text of its own. So `after_space` of its first token is false, and only the marks
    directly before its first word decide whether this word opens a sentence.
    """
    at, size = 0, len(found)
    for start, end in stretches:
        while at < size and found[at].start < start:
            at += 1
        first, leads, opens = at, True, _opens(text, start, abbreviations)
        while at < size and found[at].start < end:
            token = found[at]
            if leads:
                joined = token.after_space and at > first
                if token.opens != opens or token.after_space != joined:
                    token = _new(Token, (token.text, token.start, token.end, token.suffix, opens, joined))
                leads = token.is_mark or token.is_elided
                opens = leads and (opens or token.text in _ENDS)
            at += 1
            if token.end == end and _has_stop(token.text) and token.text not in abbreviations:
                yield token._replace(text=token.text[:-1], end=end - 1)
                yield Token(".", end - 1, end, None, False, False)
            else:
                yield token


def _has_stop(last: str) -> bool:
    """Return whether a token is a single letter or a number, with a full stop: `J.`, `3.`.

    If such a token ends a stretch of capitalised words, `capital_tokens` splits its full stop off, as a token of its
    own. A token that is listed as an abbreviation keeps its full stop.
    """
    return last[-1] == "." and (len(last) == 2 or last[:-1].isdecimal())


def phrase(found: Iterable[Token]) -> str:
    """Join words with spaces, without their suffixes. No space follows an elided word: `Côte d'Ivoire`."""
    joined = " ".join([token.text for token in found])
    return joined.replace("' ", "'").replace(" . ", ". ")


def _signed(text: str, apostrophes: Apostrophes) -> str:
    """Replace each apostrophe that is inside a word or ends an elided word by a placeholder of equal length."""

    if not any(mark in text for mark in _MARKS):
        return text

    def sign(found: re.Match[str]) -> str:
        before = text[max(0, found.start() - TOKENS_FAR) : found.start()]
        word = _WORD_BEFORE.search(before, before.rfind(" ") + 1)
        return apostrophes.sign(word[0], found[0], found[1]) if word else found[0]

    return _APOSTROPHE.sub(sign, text)


def capital_stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each stretch of capitalised words in a row.

    One short word may stand between two capitalised words: `Bank of England`.
    """
    return (match.span(1) for match in _stretches().finditer(text, start, end) if match.lastindex)


def _tokens(text: str, signed: str, span: tuple[int, int], opens: bool, abbreviations: frozenset[str]) -> list[Token]:
    found: list[Token] = []
    end, elided = span[0], False
    for match in _TOKEN.finditer(signed, *span):
        begin, stop = match.span()
        if begin < end:
            continue
        joined = begin == end + 1 and text[end] == " "
        if not joined:
            opens, joined = opens or "\n" in text[end:begin], elided
        group, suffix, elided = match.lastindex, None, False
        if group == _MARK:
            word, end = signed[begin:stop], stop
            found.append(_new(Token, (word, begin, end, None, opens, joined)))
            opens = opens or word in _ENDS
            continue
        if group == _ROW:
            for word in text[begin:stop].split():
                end = begin + len(word)
                # used instead of `Token(…)`, because it takes half the time
                found.append(_new(Token, (word, begin, end, None, opens, joined)))
                begin, opens, joined = end + 1, False, True
            continue
        word = text[begin:stop]
        if group == _SUFFIX:
            word, suffix = text[begin : match.end(_WORD)], match[_SUFFIX]
        elif group == _ELIDED_GROUP:
            elided = True
            word = word[:-1] + "'"
        if group != _PLAIN and text.startswith(".", stop) and word + "." in abbreviations:
            word += "."
        end = begin + len(word)
        found.append(_new(Token, (word, begin, end, suffix, opens, joined)))
        if not elided:
            opens = False
        if stop > end:
            end = stop
    return found


def _opens(text: str, start: int, abbreviations: frozenset[str]) -> bool:
    """Return whether a sentence begins at an offset.

    It does at the start of the text, and if one of the marks directly before the offset ends a sentence.
    """
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        # A word and a space precede the offset: no sentence begins. This frequent case is tested first, to save time.
        return False
    first, end = max(0, start - TOKENS_NEAR), start
    while end > first and text[end - 1] in _NO_WORD:
        end -= 1
    if end == first:
        return True
    marks = text[end:start]
    return not _ENDS.isdisjoint(marks) and text[first:end].rpartition(" ")[2] + marks.rstrip() not in abbreviations


@cache
def _stretches() -> re.Pattern[str]:
    """Return the pattern of `capital_stretches`.

    A match may begin with words without a capital; group 1 is the stretch after these words. A match without group 1
    contains no stretch.
    """
    chunk = rf"[^\s{_CAPITALS}]*+[{_CAPITALS}]\S*+"
    stretch = rf"(?<!\S){chunk}(?:[^\S\n]{{1,2}}(?:\w{{1,{TOKENS_CONNECTOR}}} )?{chunk})*+"
    return re.compile(rf"(?:[^\s{_CAPITALS}]*+\s++)*+(?:({stretch})|\S*+)")
