"""Text in an element whose own name says that it is not the article's."""

from app.extraction.pieces import Piece
from app.extraction.markup import noise_hints
from app.extraction.noise.scene import Scene


def reason(piece: Piece, scene: Scene) -> str | None:
    return min(noise_hints() & scene.names(piece), default=None)
