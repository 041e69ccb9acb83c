"""Text that is mostly a link: teasers, lists of stories, buttons."""

from app.extraction.document.layout import Piece
from app.extraction.story.noise.context import Scene

_LINKED = 0.66
_SENTENCE = 60
_ENDS = (".", "!", "?", "…", "。")


def reason(piece: Piece, scene: Scene) -> str | None:
    if piece.index in scene.cards:
        return "card"
    if not piece.text or piece.level is not None or piece.link_share <= _LINKED:
        return None
    sentence = piece.place.tag == "p" and len(piece.text) >= _SENTENCE and piece.text.endswith(_ENDS)
    return None if sentence else "links"
