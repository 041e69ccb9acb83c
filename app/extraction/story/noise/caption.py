"""Drop captions and credits of pictures."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    return "caption" if block.index in context.captions else None
