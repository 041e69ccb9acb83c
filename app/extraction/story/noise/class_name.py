"""Text in an element whose own name says that it is not the article's."""

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


_SURE = frozenset({"hidden", "rule"})  # hints of its own that a heading amid the paragraphs of the story may have
_TIMES = frozenset({"byline"})  # the entries of a live blog are headed by their time
