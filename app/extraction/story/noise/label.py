"""Lines above the story and below it that are no sentences: dates, bylines, sources, labels."""

from app.extraction.document.layout import TextBlock
from app.extraction.document.visible_text import folded
from app.extraction.story.noise.context import DropContext

_LINE = 120
_LABEL = 40
_NEAR = 6
_LISTED = frozenset({"list_item", "table", "code"})
_ENDS = tuple('.!?…。！？。؟"”»“’')


def reason(piece: TextBlock, context: DropContext) -> str | None:
    if not piece.text or piece.kind in _LISTED or piece.text.endswith(_ENDS) or _heads(piece, context):
        return None
    if piece.index < context.first and len(piece.text) <= _LINE:
        return None if piece.place.tag == "p" and not _is_credit(piece, context) else "label"
    loose = piece.kind == "paragraph" and piece.place.tag != "p" and len(piece.text) <= _LABEL
    return "label" if loose else None


def _heads(piece: TextBlock, context: DropContext) -> bool:
    """A heading right above the first prose."""
    return piece.kind == "heading" and context.first - _NEAR <= piece.index


def _is_credit(piece: TextBlock, context: DropContext) -> bool:
    return any(char.isdigit() for char in piece.text) or bool(context.words.label.match(folded(piece.text)))
