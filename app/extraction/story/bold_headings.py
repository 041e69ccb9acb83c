"""Turn short paragraphs in bold type or in capitals into headings."""

from collections.abc import Sequence
from dataclasses import replace

from app.extraction.document.class_names import NOTHING
from app.extraction.document.crossheads import is_capitals
from app.extraction.document.layout import TextBlock
from app.extraction.story.story_numbers import BOLD_HEADINGS_LEVEL, BOLD_HEADINGS_LONGEST, SHARED_BOLD

_SENTENCE_ENDS = (".", ",", ":", ";", "…")


def promote_headings(kept: Sequence[TextBlock]) -> list[TextBlock]:
    """Return the blocks, with crossheads turned into headings.

    A crosshead is a line in bold type or capitals between paragraphs. The first and the last block never become
    headings. Nothing changes if all paragraphs are in bold type or capitals.
    """
    if all(map(_is_crosshead, filter(_is_text, kept))):
        return list(kept)
    inner = range(1, len(kept) - 1)
    heads = {at for at in inner if _is_crosshead(kept[at])}
    return [replace(p, kind="heading", level=BOLD_HEADINGS_LEVEL) if at in heads else p for at, p in enumerate(kept)]


def _is_text(block: TextBlock) -> bool:
    return block.kind == "paragraph" and bool(block.text)


def _is_crosshead(block: TextBlock) -> bool:
    return _is_bold(block) or (_is_text(block) and (is_capitals(block.text) or _is_named(block)))


def _is_named(block: TextBlock) -> bool:
    """Return whether a block is short, and it or the element around it has a class name for crossheads."""
    above = block.place.parent.hints if block.place.parent else NOTHING
    return len(block.text) <= BOLD_HEADINGS_LONGEST and "crosshead" in block.hints | block.place.hints | above


def _is_bold(block: TextBlock) -> bool:
    short = (
        block.kind == "paragraph"
        and 0 < len(block.text) <= BOLD_HEADINGS_LONGEST
        and not block.text.endswith(_SENTENCE_ENDS)
    )
    return short and block.bold >= SHARED_BOLD * len(block.text)
