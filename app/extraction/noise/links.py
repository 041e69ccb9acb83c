"""Text that is mostly a link: teasers, lists of stories, buttons."""

from app.extraction.blocks import Piece
from app.extraction.noise.scene import Scene


def reason(piece: Piece, scene: Scene) -> str | None:
    return "links" if piece.link_share > 0.66 and piece.text and piece.level is None else None
