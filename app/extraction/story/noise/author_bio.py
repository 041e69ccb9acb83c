"""Notes about the authors at the end of an article."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext
from app.text.normalize import letters

_LONGEST = 700  # maximum characters of a note
_BEGINNING = 120  # characters at its beginning in which the author's name must stand


def reason(block: TextBlock, context: DropContext) -> str | None:
    if not context.authors or block.index < context.tail or not 0 < len(block.text) <= _LONGEST:
        return None
    return "author_bio" if letters(block.text[:_BEGINNING]).startswith(context.authors) else None
