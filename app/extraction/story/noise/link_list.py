"""Text that is mostly a link: teasers, lists of stories, buttons."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext

_LINKED = 0.66
_SENTENCE = 60
_ENDS = (".", "!", "?", "…", "。")


def reason(block: TextBlock, context: DropContext) -> str | None:
    if block.index in context.cards:
        return "card"
    if not block.text or block.level is not None or block.link_share <= _LINKED:
        return None
    sentence = block.place.tag == "p" and len(block.text) >= _SENTENCE and block.text.endswith(_ENDS)
    return None if sentence else "links"
