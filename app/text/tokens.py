"""Words with their places: what stands behind an apostrophe is a suffix, not part of the word."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<word>(?:[^\W\d_]\.){2,}(?!\w)|[^\W\d_]\.(?=\s[^\W\d_])|[^\W\d_][^\W\u02bc]*(?:[-&.](?=\w)[^\W\u02bc]+)*)"
    r"(?:['\u2019\u02bc](?P<suffix>[^\W\d_]{1,10}))?"
    r"|(?P<number>\d[\d.,:]*)|(?P<mark>[^\w\s])"
)
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
    opens, end = True, 0
    for match in _TOKEN.finditer(text):
        gap = text[end : match.start()]
        opens = opens or "\n" in gap
        named, suffix, number, mark = match.groups()
        word, start = named or number or mark, match.start()
        if start < end:
            continue
        if text[match.end() : match.end() + 1] == "." and word + "." in abbreviations:
            word += "."
        yield Token(word, start, start + len(word), suffix, opens, gap == " ")
        opens = word in _ENDS or (opens and mark is not None)
        end = max(match.end(), start + len(word))
