"""Words of an embedded post: they repeat what the story quotes; the block stays, without them."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(piece: TextBlock, context: DropContext) -> str | None:
    return "embed" if piece.kind == "embed" and piece.text and context.container.holds(piece) else None
