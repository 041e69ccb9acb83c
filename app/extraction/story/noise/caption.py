"""Captions and credits of pictures."""

from app.extraction.document.layout import Piece
from app.extraction.story.noise.context import Scene


def reason(piece: Piece, scene: Scene) -> str | None:
    if not piece.text:
        return None
    in_figure = "figure" in scene.names(piece) and piece.kind != "blockquote"
    return "caption" if piece.index in scene.captions or in_figure else None
