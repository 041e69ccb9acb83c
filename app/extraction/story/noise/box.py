"""Drop boxes beside the story: subscription offers, key points, tables of contents, numbered slides."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    return context.boxes.get(block.index)
