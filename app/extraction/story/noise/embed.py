"""Drop the text of an embedded post. The block of the post itself has a URL and no text, and is kept."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    return "embed" if block.kind == "embed" and block.text and context.container.holds(block) else None
