"""The headline or the lede said again."""

from app.extraction.document.layout import TextBlock
from app.extraction.document.visible_text import bare
from app.extraction.story.noise.context import DropContext


def reason(piece: TextBlock, context: DropContext) -> str | None:
    if piece.level == 1 or (piece.index < context.first + 3 and len(piece.text) <= 3 * len(context.headline) + 20):
        said = bare(piece.text)
        if said == context.headline or piece.level == 1:
            return "headline"
    return None
