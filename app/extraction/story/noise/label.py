"""Lines above the story and below it that are no sentences: dates, bylines, sources, labels."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext
from app.text.normalize import fold
from app.text.sentences import SENTENCE_ENDS

_LINE = 120
_LABEL = 40
_NEAR = 6
_LISTED = frozenset({"list_item", "table", "code"})


def reason(block: TextBlock, context: DropContext) -> str | None:
    if not block.text or block.kind in _LISTED or block.text.endswith(SENTENCE_ENDS) or _heads(block, context):
        return None
    if block.index < context.first and len(block.text) <= _LINE:
        return None if block.place.tag == "p" and not _is_credit(block, context) else "label"
    loose = block.kind == "paragraph" and block.place.tag != "p" and len(block.text) <= _LABEL
    return "label" if loose else None


def _heads(block: TextBlock, context: DropContext) -> bool:
    """A heading right above the first prose."""
    return block.kind == "heading" and context.first - _NEAR <= block.index


def _is_credit(block: TextBlock, context: DropContext) -> bool:
    return any(char.isdigit() for char in block.text) or bool(context.words.label.match(fold(block.text)))
