"""What an article ends with about those who wrote it."""

from app.extraction.document.layout import Piece
from app.extraction.document.visible_text import bare
from app.extraction.story.noise.context import Scene

_LONGEST = 700  # characters


def reason(piece: Piece, scene: Scene) -> str | None:
    if not scene.authors or piece.index < scene.tail or not 0 < len(piece.text) <= _LONGEST:
        return None
    return "bio" if bare(piece.text[:120]).startswith(scene.authors) else None
