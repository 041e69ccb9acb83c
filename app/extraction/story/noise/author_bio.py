"""Drop notes about the authors at the end of an article: texts that name an author near their start."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext
from app.extraction.story.story_numbers import AUTHOR_BIO_BEGINNING, AUTHOR_BIO_LONGEST
from app.text.normalize import letters


def reason(block: TextBlock, context: DropContext) -> str | None:
    if not context.authors or block.index < context.tail or not 0 < len(block.text) <= AUTHOR_BIO_LONGEST:
        return None
    said = letters(block.text[:AUTHOR_BIO_BEGINNING])
    return "author_bio" if any(name in said for name in context.authors) else None
