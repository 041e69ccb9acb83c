"""Text in an element whose class, id or role marks it as noise."""

from app.extraction.document.class_names import NOTHING, noise_hints
from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    found = noise_hints() & context.names(block)
    if found and block.kind == "heading":
        found -= _TIMES
        if block.place.parent and context.prose_beside(block) == 2:
            found &= context.hints.get(block.place.parent.index, NOTHING) | _SURE
    return min(found, default=None)


_SURE = frozenset({"hidden", "rule"})  # hints that count on a heading even between two paragraphs of the story
_TIMES = frozenset({"byline"})  # ignored on headings: the entries of a live blog are headed by their time
