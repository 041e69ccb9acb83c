"""Everything behind a mark that ends the article, such as the label of its keywords or the next story."""

from app.extraction.noise.scene import Scene
from app.extraction.pieces import Piece


def reason(piece: Piece, scene: Scene) -> str | None:
    return "after_end" if piece.index >= scene.end else None
