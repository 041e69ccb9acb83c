"""Text that is mostly a link: teasers, lists of stories, buttons."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext
from app.text.sentences import FULL_STOPS

_LINKED, _WHOLE = 0.66, 0.9  # shares of a text that is mostly a link, and nothing but one
_SENTENCE = 60  # characters of a linked sentence that is the story's


def reason(block: TextBlock, context: DropContext) -> str | None:
    if block.index in context.last_links:
        return "link_list"
    if not block.text or block.level is not None or block.link_share <= _LINKED:
        return None
    return None if block.place.tag == "p" and _runs_on(block, context) else "link_list"


def _runs_on(block: TextBlock, context: DropContext) -> bool:
    """Whether a paragraph of links is a sentence, or stands amid the paragraphs of the story."""
    if len(block.text) >= _SENTENCE and block.text.endswith(FULL_STOPS):
        return True
    beside = context.prose_beside(block)
    return beside == 2 or (beside == 1 and block.link_share < _WHOLE)
