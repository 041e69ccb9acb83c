"""Captions and credits of pictures."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    if not block.text:
        return None
    in_figure = "figure" in context.names(block) and block.kind != "blockquote"
    return "caption" if block.index in context.captions or in_figure else None
