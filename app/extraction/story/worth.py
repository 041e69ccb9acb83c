"""The worth of a block as prose, in characters: positive for sentences, negative for links and labels."""

from collections.abc import Sequence
from itertools import pairwise

from app.extraction.document.layout import Layout, TextBlock
from app.text.sentences import SENTENCE_ENDS

# Thresholds of this file, in characters of `reading_size` unless said otherwise.
_DENSE = 2  # factor for a script without spaces: each character says more
_SHORT = 25  # shorter blocks that do not end like a sentence are labels
_LINE = 80  # shorter lines outside a paragraph that do not end like a sentence are labels
_PROSE = 140  # longer blocks are prose whatever they end with
_LONG, _SAMPLE, _WORD = 600, 2_000, 30  # longer blocks must have words: sample size, longest average word (characters)
_WEIGHT = {"paragraph": 1.0, "blockquote": 0.8, "list_item": 0.4, "heading": 0.1, "table": 0.3, "code": 0.5}
_LABEL = -5.0  # worth of a label
_LINK, _LINKS = 80, 0.7  # characters of a block of links that count at most, and their weight
_ROWS = 12  # rows of one table that have a worth, at most: no table outweighs the prose beside it
_PROSE_ENDS = (*SENTENCE_ENDS, ":", ")")


def reading_size(text: str) -> int:
    """Return the length of a text in characters; those of a script without spaces count twice."""
    size = len(text)
    return size if text.isascii() or text.count(" ") * 25 > size else size * _DENSE


def worth(block: TextBlock) -> float:
    """Return the characters of prose in a block, weighted by its kind; negative for links and labels."""
    text, size = block.text, reading_size(block.text)
    if not size:
        return 0.0
    share = block.link_share
    if share > 0.5:
        return -min(size, _LINK) * _LINKS
    if block.kind == "heading":
        return size * _WEIGHT["heading"]
    if size > _LONG and not _has_words(text[:_SAMPLE]):
        return 0.0
    ended = text.endswith(_PROSE_ENDS)
    if size < _SHORT and not ended:
        return _LABEL
    if block.place.tag in ("p", "blockquote", "td") or ended or size > _PROSE:
        return size * _WEIGHT.get(block.kind, 0.0) * (1 - 1.5 * share)
    return _LABEL if size < _LINE else 0.0


def _has_words(sample: str) -> bool:
    """Return whether a sample is mostly letters and, if it is ASCII, has spaces between words."""
    letters = sum(map(str.isalpha, sample))
    return letters * 2 >= len(sample) and (not sample.isascii() or sample.count(" ") * _WORD >= len(sample))


def block_worths(layout: Layout) -> list[float]:
    """Return the worth of every block, by block index.

    Headings directly after a heading are a list of titles and get 0, as do the rows of a table after the twelfth.
    """
    values = [worth(block) for block in layout.blocks]
    rows = 0
    for before, block in pairwise(layout.blocks):
        rows = rows + 1 if block.kind == before.kind == "table" else 0
        is_list = block.kind == "heading" == before.kind
        if (is_list or rows >= _ROWS) and values[block.index] > 0:
            values[block.index] = 0.0
    return values


def sum_below(layout: Layout, values: Sequence[float]) -> list[float]:
    """Return the sum of the block values in each place and all places below it, by place index."""
    sums = [0.0] * len(layout.places)
    for block, value in zip(layout.blocks, values, strict=True):
        sums[block.place.index] += value
    for place in reversed(layout.places):
        if place.parent is not None:
            sums[place.parent.index] += sums[place.index]
    return sums
