"""Captions and credits of pictures."""

from app.extraction.pieces import Piece
from app.extraction.noise.scene import Scene


def reason(piece: Piece, scene: Scene) -> str | None:
    return "caption" if piece.index in scene.captions or "figure" in scene.names(piece) else None
