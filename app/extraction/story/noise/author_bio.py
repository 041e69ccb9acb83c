"""What an article ends with about those who wrote it."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext
from app.text.normalize import letters

_LONGEST = 700  # characters


def reason(block: TextBlock, context: DropContext) -> str | None:
    if not context.authors or block.index < context.tail or not 0 < len(block.text) <= _LONGEST:
        return None
    return "bio" if letters(block.text[:120]).startswith(context.authors) else None
