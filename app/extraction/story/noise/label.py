"""Lines above the story and below it that are no sentences: dates, bylines, sources, labels."""

from app.extraction.document.layout import Piece
from app.extraction.document.visible_text import folded
from app.extraction.story.noise.context import Scene

_LINE = 120
_LABEL = 40
_NEAR = 6
_LISTED = frozenset({"list_item", "table", "code"})
_ENDS = tuple('.!?…。！？。؟"”»“’')


def reason(piece: Piece, scene: Scene) -> str | None:
    if not piece.text or piece.kind in _LISTED or piece.text.endswith(_ENDS) or _heads(piece, scene):
        return None
    if piece.index < scene.first and len(piece.text) <= _LINE:
        return None if piece.place.tag == "p" and not _is_credit(piece, scene) else "label"
    loose = piece.kind == "paragraph" and piece.place.tag != "p" and len(piece.text) <= _LABEL
    return "label" if loose else None


def _heads(piece: Piece, scene: Scene) -> bool:
    """A heading right above the first prose."""
    return piece.kind == "heading" and scene.first - _NEAR <= piece.index


def _is_credit(piece: Piece, scene: Scene) -> bool:
    return any(char.isdigit() for char in piece.text) or bool(scene.words.label.match(folded(piece.text)))
