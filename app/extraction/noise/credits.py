"""Lines above the story and below it that are no sentences: dates, bylines, sources, labels."""

from app.extraction.pieces import Piece
from app.extraction.noise.scene import Scene

_LINE = 120
_LABEL = 40
_ENDS = tuple(".!?…。！？。؟\"”»“’")


def reason(piece: Piece, scene: Scene) -> str | None:
    if not piece.text or piece.kind in ("list_item", "table", "code") or piece.text.endswith(_ENDS):
        return None
    if piece.index < scene.first and len(piece.text) <= _LINE:
        return "label"
    loose = piece.kind == "paragraph" and piece.place.tag != "p" and len(piece.text) <= _LABEL
    return "label" if loose else None
