"""Text that the page prints twice: a repeated block, a copy of the whole story in one paragraph, a pull quote.

Equal rows of a table, and text that the same element prints twice in the same way (a refrain), belong to the story.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.extraction.document.layout import TextBlock
from app.extraction.story.story_numbers import (
    REPEATED_COPIES,
    REPEATED_LINE,
    REPEATED_PART,
    REPEATED_PULL_QUOTE,
    REPEATED_QUOTES,
    REPEATED_SHARE,
    REPEATED_WHOLE,
)
from app.text.normalize import letters


def find_repeats(blocks: Sequence[TextBlock]) -> frozenset[int]:
    """Return the indexes of the blocks that only repeat the text of others."""
    again = frozenset(_said_before(blocks))
    others = [block for block in blocks if block.index not in again]
    return again | frozenset([*_whole_copies(others), *_drawn_out(others)])


def _said_before(blocks: Sequence[TextBlock]) -> Iterator[int]:
    seen: dict[str, TextBlock] = {}
    before: TextBlock | None = None  # the last block with text
    for last, block in pairwise([None, *blocks]):
        before = last if last is None or last.text else before
        if block is None or len(block.text) < REPEATED_LINE or block.kind == "table":
            continue
        first = seen.setdefault(block.text, block)
        is_under = last is not before and before is first  # the lede, a picture, and the lede again
        if first is not block and (is_under or not _is_refrain(block, first)):
            yield block.index


def _is_refrain(block: TextBlock, first: TextBlock) -> bool:
    """Return whether the same element prints a text again, with the same tag and class as the first time."""
    one, other = first.place, block.place
    return one is other or (one.parent is other.parent and one.tag == other.tag and one.name == other.name)


def _whole_copies(blocks: Sequence[TextBlock]) -> Iterator[int]:
    longest = sorted((p for p in blocks if len(p.text) >= REPEATED_WHOLE), key=lambda p: len(p.text), reverse=True)
    parts = [p for p in blocks if len(p.text) >= REPEATED_PART]
    for block in longest[:REPEATED_COPIES]:
        whole, others = letters(block.text), [p for p in parts if p is not block]
        if sum(len(said) for p in others if (said := letters(p.text)) in whole) >= REPEATED_SHARE * len(whole):
            parts = others  # remove the copy from the parts: of two equal copies, one is kept
            yield block.index


def _drawn_out(blocks: Sequence[TextBlock]) -> Iterator[int]:
    quotes = [p for p in blocks if p.kind == "blockquote"][:REPEATED_QUOTES]
    said = "\n".join(letters(p.text) for p in blocks if p.kind != "blockquote") if quotes else ""
    return (p.index for p in quotes if len(words := letters(p.text)) >= REPEATED_PULL_QUOTE and words in said)
