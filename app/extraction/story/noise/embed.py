"""Text of an embedded post. The post repeats words of the story; the embed block itself, which has no text, is kept."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    return "embed" if block.kind == "embed" and block.text and context.container.holds(block) else None
