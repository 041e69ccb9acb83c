"""Drop all blocks from the end of the article on, such as the label of its keywords or the next story's title."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    return "after_end" if block.index >= context.end else None
