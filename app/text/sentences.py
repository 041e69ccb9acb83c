"""Split text into sentences by offsets.

The caller must blank out quotations first, because a full stop inside a quotation does not end the sentence.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from app.text.text_numbers import SENTENCES_ABBREVIATION, SENTENCES_NEXT

Span = tuple[int, int]

FULL_STOPS = tuple(".!?\u2026。！？。؟")  # characters that end a sentence, in all scripts
CLOSING_MARKS = tuple("\"\u201d\u201c»\u2019'")  # closing quotation marks, which may follow a full stop
SENTENCE_ENDS = FULL_STOPS + CLOSING_MARKS

# Pattern of the end of a sentence. It reads a row of full stops only once, and not again from each full stop: this
# keeps the time linear. It begins with a set of characters, because `re` then finds the next match in a fifth of the
# time.
_END = re.compile(
    r"[.!?\u2026\n](?:(?<=\n)|(?<![.!?\u2026][.!?\u2026])[.!?\u2026]*+[\"'\u2019\u201d\u00bb)\]]*+(?=\s))"
)
_WORD = re.compile(r"[^\W_]+\Z")
_BLANK = "\x01"


def mask(text: str, spans: Sequence[Span]) -> str:
    """Return the text with the character U+0001 in place of each character of the `spans`; offsets stay the same.

    The spans must be sorted, without overlaps.
    """
    parts, position = [], 0
    for start, end in spans:
        parts += [text[position:start], _BLANK * (end - start)]
        position = end
    return "".join([*parts, text[position:]])


def split_sentences(text: str, abbreviations: Collection[str] = frozenset()) -> Iterator[Span]:
    """Yield the sentences in order, without the white space between them.

    Args:
        abbreviations: Words whose full stop does not end a sentence, in lower case and without the full stop.
    """
    start = 0
    for match in _END.finditer(text):
        if match[0] == "\n" or _ends(text, match.start(), match.end(), abbreviations):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _ends(text: str, stop: int, end: int, abbreviations: Collection[str]) -> bool:
    following = text[end : end + SENTENCES_NEXT].strip()[:1]
    if following.islower():
        return False
    if text[stop] != "." or end - stop > 1:
        return True
    word = _WORD.search(text[max(0, stop - SENTENCES_ABBREVIATION) : stop].rpartition(" ")[2])
    if word is None:
        return True
    return not (word[0].lower() in abbreviations or (len(word[0]) == 1 and word[0].isupper()) or word[0].isdigit())


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = end - (len(piece) - len(piece.rstrip()))
    if left < right:
        yield left, right
