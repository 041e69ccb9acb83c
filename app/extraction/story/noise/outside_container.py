"""Text outside of the container."""

from app.extraction.document.layout import Piece
from app.extraction.story.noise.context import Scene


def reason(piece: Piece, scene: Scene) -> str | None:
    return None if scene.container.holds(piece) else "outside"
