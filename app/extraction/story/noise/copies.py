"""Text that the story prints twice: a copy of it all in one paragraph, a passage drawn out of it as a blockquote."""

from collections.abc import Iterator, Sequence

from app.extraction.document.layout import TextBlock
from app.text.normalize import letters

_WHOLE = 1_500  # characters of a paragraph that may hold the story once more
_COPIES = 5  # such paragraphs that are looked at
_PART, _SHARE = 60, 0.6  # characters of a paragraph that is looked for, and the share that such fill of a copy
_DRAWN = 12  # letters of a passage drawn out
_QUOTES = 60  # blockquotes that are looked at


def find_copies(blocks: Sequence[TextBlock]) -> frozenset[int]:
    """Indexes of the blocks that only repeat what others say."""
    return frozenset([*_whole_copies(blocks), *_drawn_out(blocks)])


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
