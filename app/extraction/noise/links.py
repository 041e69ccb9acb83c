"""Text that is mostly a link: teasers, lists of stories, buttons."""

from app.extraction.pieces import Piece
from app.extraction.noise.scene import Scene


def reason(piece: Piece, scene: Scene) -> str | None:
    if piece.index in scene.cards:
        return "card"
    return "links" if piece.link_share > 0.66 and piece.text and piece.level is None else None
