"""Drop all text outside the container (the element that holds the article)."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    return None if context.container.holds(block) else "outside_container"
