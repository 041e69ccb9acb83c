"""Text in an element whose own name says that it is not the article's."""

from app.extraction.document.class_names import noise_hints
from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext


def reason(block: TextBlock, context: DropContext) -> str | None:
    found = noise_hints() & context.names(block)
    if block.kind == "heading":
        found -= _TIMES
    return min(found, default=None)


_TIMES = frozenset({"byline"})  # the entries of a live blog are headed by their time
