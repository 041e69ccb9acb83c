"""The headline or the lede said again."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext
from app.text.normalize import letters


def reason(block: TextBlock, context: DropContext) -> str | None:
    if block.level == 1 or (block.index < context.first + 3 and len(block.text) <= 3 * len(context.headline) + 20):
        said = letters(block.text)
        if said == context.headline or block.level == 1:
            return "headline"
    return None
