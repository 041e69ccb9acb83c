"""Drop the boxes that have a linked title and lead to other stories (cards)."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    return "card" if block.index in context.cards else None
