"""Captions and credits of pictures."""

from app.extraction.noise.scene import Scene
from app.extraction.pieces import Piece


def reason(piece: Piece, scene: Scene) -> str | None:
    return "caption" if piece.index in scene.captions or "figure" in scene.names(piece) else None
