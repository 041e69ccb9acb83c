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
    """Return whether a heading belongs to the story: between two paragraphs, or with a sentence after it."""
    within = context.first < block.index < context.tail and block.index in context.headed
    return within or context.prose_beside(block) == 2


_SURE = frozenset({"hidden", "rule"})  # class-name hints that drop a heading even between two paragraphs of the story
# class-name hints that do not drop a heading: in a live blog, a heading with the class `byline` may be a time
_TIMES = frozenset({"byline"})
