"""Lines that ask the reader for something, or point elsewhere: the words are the language pack's."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext
from app.text.normalize import fold

_LONG = 400


def reason(block: TextBlock, context: DropContext) -> str | None:
    if not block.text or len(block.text) > _LONG:
        return None
    said = fold(block.text)
    return next((name for name, pattern in context.words.openings if pattern.match(said)), None)
