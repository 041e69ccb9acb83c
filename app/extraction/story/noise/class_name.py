"""Drop text in an element whose class, id or role marks it as noise."""

from app.extraction.document.class_names import NOTHING, noise_hints
from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    found = noise_hints() & context.names(block)
    if found and block.kind == "heading":
        found -= _TIMES
        if block.place.parent and _heads_text(block, context):
            found &= context.hints.get(block.place.parent.index, NOTHING) | _SURE
    return min(found, default=None)


def _heads_text(block: TextBlock, context: DropContext) -> bool:
    """Return whether a heading belongs to the story: it is between two paragraphs or directly before a sentence."""
    within = context.first < block.index < context.tail and block.index in context.headed
    return within or context.prose_beside(block) == 2


# a heading in an element with one of these hints is dropped, even between two paragraphs
_SURE = frozenset({"hidden", "rule"})
# a heading is not dropped for one of these hints: in a live blog, the class `byline` may mark an entry's time
_TIMES = frozenset({"byline"})
