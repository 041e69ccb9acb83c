"""Drop the line that ends the article (such as the label of its tags), and all blocks after this line."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    return "after_end" if block.index >= context.end else None
