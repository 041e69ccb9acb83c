"""Words of an embedded post: they repeat what the story quotes; the block stays, without them."""

from app.extraction.document.layout import Piece
from app.extraction.story.noise.context import Scene


def reason(piece: Piece, scene: Scene) -> str | None:
    return "embed" if piece.kind == "embed" and piece.text and scene.container.holds(piece) else None
