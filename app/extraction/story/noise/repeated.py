"""Text that the page prints twice: a repeated block, a copy of the whole story in one paragraph, a pull quote.

Equal rows of a table, and lines that repeat an earlier line of the same element (a refrain), belong to the story.
"""

from collections.abc import Iterator, Sequence

from app.extraction.document.layout import Place, TextBlock
from app.extraction.story.story_numbers import (
    REPEATED_COPIES,
    REPEATED_LINE,
    REPEATED_PARAGRAPH,
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
    homes: dict[str, Place | None] = {}
    for block in blocks:
        if len(block.text) < REPEATED_LINE or block.kind == "table":
            continue
        if block.text not in homes:
            homes[block.text] = block.place.parent
        elif not _is_refrain(block, homes[block.text]):
            yield block.index


def _is_refrain(block: TextBlock, home: Place | None) -> bool:
    """Return whether a repeated list item or short line stands in the same element (`home`) as the first one."""
    return block.place.parent is home and (block.kind == "list_item" or len(block.text) < REPEATED_PARAGRAPH)


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
