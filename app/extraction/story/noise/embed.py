"""Text of an embedded post: it repeats words of the story. The block of the embed itself has no text and is kept."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    return "embed" if block.kind == "embed" and block.text and context.container.holds(block) else None
