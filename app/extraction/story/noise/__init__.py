"""Why a block of the page is not the article's: one file a reason, all with the same signature."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise import (
    after_end,
    author_bio,
    caption,
    class_name,
    embed,
    label,
    link_list,
    outside_container,
    prompt,
    repeated_headline,
)
from app.extraction.story.noise.context import DropContext

REASONS = (
    outside_container.reason,
    after_end.reason,
    embed.reason,
    class_name.reason,
    repeated_headline.reason,
    caption.reason,
    prompt.reason,
    link_list.reason,
    label.reason,
    author_bio.reason,
)


def find_reason(block: TextBlock, context: DropContext) -> str | None:
    """The first reason to drop a block; None for what is the article's."""
    for reason in REASONS:
        if found := reason(block, context):
            return found
    return None
