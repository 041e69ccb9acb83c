"""Lines that ask the reader for something, or point elsewhere: the words are the language pack's."""

from app.extraction.document.layout import TextBlock
from app.extraction.document.visible_text import folded
from app.extraction.story.noise.context import DropContext

_LONG = 400


def reason(piece: TextBlock, context: DropContext) -> str | None:
    if not piece.text or len(piece.text) > _LONG:
        return None
    said = folded(piece.text)
    return next((name for name, pattern in context.words.openings if pattern.match(said)), None)
