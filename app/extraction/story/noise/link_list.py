"""Text that is mostly a link: teasers, lists of stories, buttons."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext

_LINKED = 0.66
_SENTENCE = 60
_ENDS = (".", "!", "?", "…", "。")


def reason(piece: TextBlock, context: DropContext) -> str | None:
    if piece.index in context.cards:
        return "card"
    if not piece.text or piece.level is not None or piece.link_share <= _LINKED:
        return None
    sentence = piece.place.tag == "p" and len(piece.text) >= _SENTENCE and piece.text.endswith(_ENDS)
    return None if sentence else "links"
