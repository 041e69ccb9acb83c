"""Lines that ask the reader for something, or point elsewhere: the words are the language pack's."""

from app.extraction.blocks import Piece
from app.extraction.noise.scene import Scene
from app.text.fold import fold

_LONG = 400


def reason(piece: Piece, scene: Scene) -> str | None:
    if not piece.text or len(piece.text) > _LONG:
        return None
    said = fold(piece.text)
    return next((name for name, pattern in scene.words.openings if pattern.match(said)), None)
