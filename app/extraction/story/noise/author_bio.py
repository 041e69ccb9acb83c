"""What an article ends with about its authors."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext
from app.text.normalize import letters

_LONGEST = 700  # characters
_BEGINNING = 120  # characters that hold the name


def reason(block: TextBlock, context: DropContext) -> str | None:
    if not context.authors or block.index < context.tail or not 0 < len(block.text) <= _LONGEST:
        return None
    return "author_bio" if letters(block.text[:_BEGINNING]).startswith(context.authors) else None
