"""What an article ends with about those who wrote it."""

from app.extraction.document.layout import TextBlock
from app.extraction.document.visible_text import bare
from app.extraction.story.noise.context import DropContext

_LONGEST = 700  # characters


def reason(block: TextBlock, context: DropContext) -> str | None:
    if not context.authors or block.index < context.tail or not 0 < len(block.text) <= _LONGEST:
        return None
    return "bio" if bare(block.text[:120]).startswith(context.authors) else None
