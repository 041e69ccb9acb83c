"""Text in an element whose class, id or role marks it as noise."""

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
    """Return whether a heading stands between two paragraphs, or within the story before a sentence."""
    within = context.first < block.index < context.tail and block.index in context.headed
    return within or context.prose_beside(block) == 2


_SURE = frozenset({"hidden", "rule"})  # hints that count on a heading even between two paragraphs of the story
_TIMES = frozenset({"byline"})  # hints that are ignored on headings: a time may head an entry of a live blog
