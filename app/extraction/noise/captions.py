"""Captions and credits of pictures."""

from app.extraction.blocks import Piece
from app.extraction.noise.scene import Scene


def reason(piece: Piece, scene: Scene) -> str | None:
    inside = scene.names(piece)
    return "caption" if "figure" in inside else None
