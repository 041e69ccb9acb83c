"""Find text that the page prints twice: a repeated block, a copy of the story in one paragraph, a pull quote.

Equal rows of a table are kept, and so are refrains: texts that a story repeats on purpose, such as one line in each of
its parts.
"""

from collections.abc import Iterator, Sequence, Set

from app.extraction.document.layout import Place, TextBlock
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
    """Return the indexes of the blocks that only repeat the text of other blocks."""
    again = frozenset(_said_before(blocks))
    others = [block for block in blocks if block.index not in again]
    return again | frozenset([*_whole_copies(others), *_drawn_out(others)])


def _said_before(blocks: Sequence[TextBlock]) -> Iterator[int]:
    long = [block for block in blocks if len(block.text) >= REPEATED_LINE and block.kind != "table"]
    seen: dict[str, TextBlock] = {}
    for block in long:
        seen.setdefault(block.text, block)
    own = {block.place.parent for block in seen.values()}
    for block in long:
        first = seen[block.text]
        if first is not block and not _is_refrain(block, first, own):
            yield block.index
    yield from _under_pictures(blocks)


def _is_refrain(block: TextBlock, first: TextBlock, own: Set[Place | None]) -> bool:
    """Return whether `block` repeats the text of `first` on purpose, such as a line in each part of a story.

    The two texts must be in the same element, in similar elements with the same parent, or in similar elements whose
    parents are similar and side by side. In the third case, the parent on the side of `block` must also hold a new
    text, which is not printed before; otherwise this parent only copies the other parent. `own`: all parents that hold
    a new text.
    """
    home, other = first.place.parent, block.place.parent
    if first.place is block.place or (home is other and _is_alike(first.place, block.place)):
        return True
    if home is None or other is None or other not in own or not _is_alike(first.place, block.place):
        return False
    return home.parent is other.parent and _is_alike(home, other)


def _is_alike(one: Place, other: Place) -> bool:
    return one.tag == other.tag and one.name == other.name


def _under_pictures(blocks: Sequence[TextBlock]) -> Iterator[int]:
    """Yield the index of each text below a picture that repeats the text above it: the lede, a picture, the lede."""
    for above, picture, block in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if not picture.text and above.text == block.text and len(block.text) >= REPEATED_LINE:
            yield block.index


def _whole_copies(blocks: Sequence[TextBlock]) -> Iterator[int]:
    longest = sorted((p for p in blocks if len(p.text) >= REPEATED_WHOLE), key=lambda p: len(p.text), reverse=True)
    parts = [p for p in blocks if len(p.text) >= REPEATED_PART]
    for block in longest[:REPEATED_COPIES]:
        whole, others = letters(block.text), [p for p in parts if p is not block]
        if sum(len(said) for p in others if (said := letters(p.text)) in whole) >= REPEATED_SHARE * len(whole):
            # leave the copy out of further comparisons: else two equal copies would both be dropped
            parts = others
            yield block.index


def _drawn_out(blocks: Sequence[TextBlock]) -> Iterator[int]:
    quotes = [p for p in blocks if p.kind == "blockquote"][:REPEATED_QUOTES]
    said = "\n".join(letters(p.text) for p in blocks if p.kind != "blockquote") if quotes else ""
    return (p.index for p in quotes if len(words := letters(p.text)) >= REPEATED_PULL_QUOTE and words in said)
