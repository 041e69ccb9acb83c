"""Sub-headings that are paragraphs in bold type."""

from collections.abc import Sequence
from dataclasses import replace

from app.extraction.document.layout import TextBlock

_LEVEL = 3
_LONGEST = 120
_BOLD = 0.95
_SENTENCE_ENDS = (".", ",", ":", ";", "…")


def promote_headings(kept: Sequence[TextBlock]) -> list[TextBlock]:
    """The blocks, with bold lines between paragraphs made headings; the first and the last are none."""
    if all(map(_is_bold, filter(_is_text, kept))):
        return list(kept)
    inner = range(1, len(kept) - 1)
    return [replace(p, kind="heading", level=_LEVEL) if i in inner and _is_bold(p) else p for i, p in enumerate(kept)]


def _is_text(block: TextBlock) -> bool:
    return block.kind == "paragraph" and bool(block.text)


def _is_bold(block: TextBlock) -> bool:
    short = block.kind == "paragraph" and 0 < len(block.text) <= _LONGEST and not block.text.endswith(_SENTENCE_ENDS)
    return short and block.bold >= _BOLD * len(block.text)
