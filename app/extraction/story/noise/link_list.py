"""Drop text that consists mostly of links: teasers, lists of stories, buttons."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext
from app.extraction.story.story_numbers import LINK_LIST_LINKED, LINK_LIST_SENTENCE, LINK_LIST_WHOLE
from app.text.sentences import FULL_STOPS


def reason(block: TextBlock, context: DropContext) -> str | None:
    if block.index in context.last_links:
        return "link_list"
    if not block.text or block.level is not None or block.link_share <= LINK_LIST_LINKED:
        return None
    if block.index in context.told_items:
        return None
    return None if block.place.tag == "p" and _runs_on(block, context) else "link_list"


def _runs_on(block: TextBlock, context: DropContext) -> bool:
    """Return whether a paragraph of links belongs to the story: it is a sentence, or story paragraphs are beside it."""
    if len(block.text) >= LINK_LIST_SENTENCE and block.text.endswith(FULL_STOPS):
        return True
    beside = context.prose_beside(block)
    return beside == 2 or (beside == 1 and block.link_share < LINK_LIST_WHOLE)
