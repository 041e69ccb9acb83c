"""Drop all blocks after the end of the article, including the line that ends it (such as the label of its tags)."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    return "after_end" if block.index >= context.end else None
