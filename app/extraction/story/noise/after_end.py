"""Everything behind a mark that ends the article, such as the label of its keywords or the next story."""

from app.extraction.document.layout import Piece
from app.extraction.story.noise.context import Scene


def reason(piece: Piece, scene: Scene) -> str | None:
    return "after_end" if piece.index >= scene.end else None
