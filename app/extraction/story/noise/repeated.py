"""Text that the page prints twice: a block said before, a copy of the story in one paragraph, a pull quote.

Rows of a table, and lines that repeat an earlier line of the same element, are repetitions of the story itself.
"""

from collections.abc import Iterator, Sequence

from app.extraction.document.layout import Place, TextBlock
from app.text.normalize import letters

_PARAGRAPH = 100  # characters from which a repeated text is no line of a refrain
_LINE = 60  # characters from which the same words twice are one block printed twice
_WHOLE = 1_500  # characters of a paragraph that may hold the story once more
_COPIES = 5  # such paragraphs that are looked at
_PART, _SHARE = 60, 0.6  # characters of a paragraph that is looked for, and the share that such fill of a copy
_DRAWN = 12  # letters of a passage drawn out
_QUOTES = 60  # blockquotes that are looked at


def find_repeats(blocks: Sequence[TextBlock]) -> frozenset[int]:
    """Indexes of the blocks that only repeat what others say."""
    again = frozenset(_said_before(blocks))
    others = [block for block in blocks if block.index not in again]
    return again | frozenset([*_whole_copies(others), *_drawn_out(others)])


def _said_before(blocks: Sequence[TextBlock]) -> Iterator[int]:
    homes: dict[str, Place | None] = {}
    for block in blocks:
        if len(block.text) < _LINE or block.kind == "table":
            continue
        if block.text not in homes:
            homes[block.text] = block.place.parent
        elif not _is_refrain(block, homes[block.text]):
            yield block.index


def _is_refrain(block: TextBlock, home: Place | None) -> bool:
    """Whether a line or an item of a list stands in the same element as the same words before."""
    return block.place.parent is home and (block.kind == "list_item" or len(block.text) < _PARAGRAPH)


def _whole_copies(blocks: Sequence[TextBlock]) -> Iterator[int]:
    longest = sorted((p for p in blocks if len(p.text) >= _WHOLE), key=lambda p: len(p.text), reverse=True)
    parts = [p for p in blocks if len(p.text) >= _PART]
    for block in longest[:_COPIES]:
        whole, others = letters(block.text), [p for p in parts if p is not block]
        if sum(len(said) for p in others if (said := letters(p.text)) in whole) >= _SHARE * len(whole):
            parts = others  # of two that repeat each other, one stays
            yield block.index


def _drawn_out(blocks: Sequence[TextBlock]) -> Iterator[int]:
    quotes = [p for p in blocks if p.kind == "blockquote"][:_QUOTES]
    said = "\n".join(letters(p.text) for p in blocks if p.kind != "blockquote") if quotes else ""
    return (p.index for p in quotes if len(words := letters(p.text)) >= _DRAWN and words in said)
