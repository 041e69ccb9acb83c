"""Drop short lines that are not sentences: dates, bylines, sources, labels, menus, datelines above the story."""

import re

from app.extraction.document.crossheads import is_capitals
from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext
from app.extraction.story.story_numbers import (
    LABEL_CREDIT,
    LABEL_LABEL,
    LABEL_LINE,
    LABEL_NAMES,
    LABEL_NEAR,
    LABEL_PLACE,
    SHARED_BOLD,
)
from app.text.normalize import fold
from app.text.sentences import SENTENCE_ENDS

_WORD = r"[^\W\d_]+(?:['’.-][^\W\d_]*)*"
_DATELINE = re.compile(rf"{_WORD}(?: {_WORD}){{0,2}}(?:\s*,?\s*[(/,]\s*{_WORD}(?:\s*/\s*{_WORD})?\s*\)?)?\s*[-–—:]?")
_FIELDS = frozenset({"byline", "author", "date"})  # class-name hints of lines that hold fields of the record
_LISTED = frozenset({"list_item", "table", "code"})


def reason(block: TextBlock, context: DropContext) -> str | None:
    if block.index in context.menus:
        return "label"
    if not block.text or block.text.endswith(SENTENCE_ENDS):
        return None
    if _is_line_of_fields(block, context):
        return "label"
    if block.kind in _LISTED or _heads(block, context):
        return None
    if block.index < context.first and len(block.text) <= LABEL_LINE:
        is_said = block.place.tag == "p" and not _is_credit(block, context) and not _is_dateline(block)
        return None if is_said else "label"
    if block.index > context.tail and len(block.text) <= LABEL_CREDIT and _is_labelled(block, context):
        return "label"
    loose = block.kind == "paragraph" and block.place.tag != "p" and len(block.text) <= LABEL_LABEL
    return "label" if loose and not _is_crosshead(block, context) and block.index not in context.intros else None


def _is_line_of_fields(block: TextBlock, context: DropContext) -> bool:
    """Return whether a short line near the first prose holds fields of the record, such as author or date.

    Such a line has a class name for these fields, or it begins with a label such as `By`. In the second case, the line
    must also have a number, or only a name after the label.
    """
    if len(block.text) > LABEL_CREDIT or block.index > context.first + LABEL_NEAR or block.kind in ("table", "code"):
        return False
    if _FIELDS & context.names(block):
        return True
    return _is_labelled(block, context) and (_has_number(block.text) or _names_only(block.text))


def _names_only(text: str) -> bool:
    """Return whether a line consists of one word and then a name of two to four capitalised words: `By Mina Arslan`."""
    words = text.split()[1:]
    return 2 <= len(words) <= LABEL_NAMES and all(word[0].isupper() for word in words)


def _is_dateline(block: TextBlock) -> bool:
    """Return whether a line is only a dateline, with or without an agency: `ANKARA (AA) -`."""
    return len(block.text) <= LABEL_PLACE and block.kind == "paragraph" and _DATELINE.fullmatch(block.text) is not None


def _heads(block: TextBlock, context: DropContext) -> bool:
    """Return whether a block is a heading that is after the first prose, or at most `LABEL_NEAR` blocks before it."""
    return block.kind == "heading" and context.first - LABEL_NEAR <= block.index


def _is_crosshead(block: TextBlock, context: DropContext) -> bool:
    """Return whether a line is a crosshead.

    It has a class name for crossheads, or is in capitals or bold type between two paragraphs.
    """
    if block.index > context.first and "crosshead" in context.names(block):
        return True
    is_set_off = is_capitals(block.text) or block.bold >= SHARED_BOLD * len(block.text)
    return is_set_off and context.prose_beside(block) == 2


def _is_credit(block: TextBlock, context: DropContext) -> bool:
    return _has_number(block.text) or _is_labelled(block, context)


def _is_labelled(block: TextBlock, context: DropContext) -> bool:
    """Return whether a line begins with a label such as `By` or `Updated`."""
    return context.words.label.match(fold(block.text)) is not None


def _has_number(text: str) -> bool:
    return any(char.isdigit() for char in text)
