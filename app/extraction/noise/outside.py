"""Text outside of the container."""

from app.extraction.noise.scene import Scene
from app.extraction.pieces import Piece


def reason(piece: Piece, scene: Scene) -> str | None:
    return None if scene.container.holds(piece) else "outside"
