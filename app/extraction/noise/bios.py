"""What an article ends with about those who wrote it."""

from app.extraction.noise.scene import Scene
from app.extraction.pieces import Piece
from app.extraction.text_of import bare

_LONGEST = 700  # characters


def reason(piece: Piece, scene: Scene) -> str | None:
    if not scene.authors or piece.index < scene.tail or not 0 < len(piece.text) <= _LONGEST:
        return None
    return "bio" if bare(piece.text[:120]).startswith(scene.authors) else None
