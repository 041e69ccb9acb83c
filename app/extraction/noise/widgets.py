"""Long runs of short labels: lists of cities, rates, menus."""

from app.extraction.pieces import Piece
from app.extraction.noise.scene import Scene


def reason(piece: Piece, scene: Scene) -> str | None:
    return "widget" if piece.index in scene.runs else None
