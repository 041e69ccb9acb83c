"""The headline or the lede said again."""

from app.extraction.document.layout import Piece
from app.extraction.document.visible_text import bare
from app.extraction.story.noise.context import Scene


def reason(piece: Piece, scene: Scene) -> str | None:
    if piece.level == 1 or (piece.index < scene.first + 3 and len(piece.text) <= 3 * len(scene.headline) + 20):
        said = bare(piece.text)
        if said == scene.headline or piece.level == 1:
            return "headline"
    return None
