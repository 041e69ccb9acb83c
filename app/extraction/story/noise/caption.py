"""Captions and credits of pictures."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(piece: TextBlock, context: DropContext) -> str | None:
    if not piece.text:
        return None
    in_figure = "figure" in context.names(piece) and piece.kind != "blockquote"
    return "caption" if piece.index in context.captions or in_figure else None
