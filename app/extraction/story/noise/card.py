"""Drop cards: boxes with a linked title that lead to other stories."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    return "card" if block.index in context.cards else None
