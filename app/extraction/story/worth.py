"""Compute the worth of a block as prose, in characters: positive for sentences, negative for links and labels."""

from collections.abc import Sequence
from itertools import pairwise

from app.extraction.document.layout import Layout, TextBlock
from app.extraction.story.story_numbers import (
    WORTH_DENSE,
    WORTH_LABEL,
    WORTH_LINE,
    WORTH_LINK,
    WORTH_LINK_COST,
    WORTH_LINKED,
    WORTH_LINKS,
    WORTH_LONG,
    WORTH_PROSE,
    WORTH_ROWS,
    WORTH_SAMPLE,
    WORTH_SHORT,
    WORTH_SPACED,
    WORTH_WEIGHTS,
    WORTH_WORD,
)
from app.text.sentences import SENTENCE_ENDS

_PROSE_ENDS = (*SENTENCE_ENDS, ":", ")")


def reading_size(text: str) -> int:
    """Return the length of a text in characters; each character counts twice in a script without spaces."""
    size = len(text)
    return size if text.isascii() or text.count(" ") * WORTH_SPACED > size else size * WORTH_DENSE


def worth(block: TextBlock) -> float:
    """Return a block's worth: its characters of prose, times the weight of its kind; negative for links and labels."""
    text, size = block.text, reading_size(block.text)
    if not size:
        return 0.0
    share = block.link_share
    if share > WORTH_LINKED:
        return -min(size, WORTH_LINK) * WORTH_LINKS
    if block.kind == "heading" and not (size >= WORTH_PROSE and text.endswith(SENTENCE_ENDS)):
        return size * WORTH_WEIGHTS["heading"]
    if size > WORTH_LONG and not _has_words(text[:WORTH_SAMPLE]):
        return 0.0
    ended = text.endswith(_PROSE_ENDS)
    if size < WORTH_SHORT and not ended:
        return WORTH_LABEL
    if block.kind == "heading":
        return float(size)
    if block.place.tag in ("p", "blockquote", "td") or ended or size > WORTH_PROSE:
        return size * WORTH_WEIGHTS.get(block.kind, 0.0) * (1 - WORTH_LINK_COST * share)
    return WORTH_LABEL if size < WORTH_LINE else 0.0


def _has_words(sample: str) -> bool:
    """Return whether a sample of a text consists of words.

    At least half of the characters must be letters. A sample of ASCII characters must also have enough spaces.
    """
    letters = sum(map(len, filter(str.isalpha, sample.split())))
    if letters * 2 < len(sample):  # for speed: in most samples, the words of only letters are enough
        letters = sum(map(str.isalpha, sample))
    return letters * 2 >= len(sample) and (not sample.isascii() or sample.count(" ") * WORTH_WORD >= len(sample))


def block_worths(layout: Layout) -> list[float]:
    """Return the worth of every block as prose, by block index.

    A heading directly after a heading gets 0: headings in a row are taken for a list of titles. Rows of a table after
    the first `WORTH_ROWS` get 0, too.
    """
    values = [worth(block) for block in layout.blocks]
    rows = 0
    for before, block in pairwise(layout.blocks):
        rows = rows + 1 if block.kind == before.kind == "table" else 0
        is_list = block.kind == "heading" == before.kind
        if (is_list or rows >= WORTH_ROWS) and values[block.index] > 0:
            values[block.index] = 0.0
    return values


def sum_below(layout: Layout, values: Sequence[float]) -> list[float]:
    """Add up the values (such as worths) of all blocks in each element; return the sums by index of the element."""
    sums = [0.0] * len(layout.places)
    for block, value in zip(layout.blocks, values, strict=True):
        sums[block.place.index] += value
    for place in reversed(layout.places):
        value, above = sums[place.index], place.parent
        if value and above is not None:
            sums[above.index] += value
    return sums
