"""Drop blocks that repeat the headline, with or without its kicker, and each `h1` above the story."""

from app.extraction.document.layout import TextBlock
from app.extraction.story.noise.context import DropContext
from app.extraction.story.story_numbers import (
    REPEATED_HEADLINE_FACTOR,
    REPEATED_HEADLINE_KICKER,
    REPEATED_HEADLINE_LONG,
    REPEATED_HEADLINE_MORE,
    REPEATED_HEADLINE_NEAR,
)
from app.text.normalize import letters


def reason(block: TextBlock, context: DropContext) -> str | None:
    if block.level == 1 and (block.index < context.first or not context.first):
        return "repeated_headline"
    is_near = (
        block.index < context.first + REPEATED_HEADLINE_NEAR
        and len(block.text) <= REPEATED_HEADLINE_FACTOR * len(context.titles[0]) + REPEATED_HEADLINE_MORE
    )
    if not is_near and block.level != 1:
        return None
    said = letters(block.text)
    is_title = bool(block.level) and block.index < context.first
    if said in context.titles or (is_title and any(_is_within(said, title) for title in context.titles)):
        return "repeated_headline"
    return None


def _is_within(said: str, headline: str) -> bool:
    """Return whether one text begins or ends with the other, and the rest of the longer one is as short as a kicker."""
    short, long = sorted((said, headline), key=len)
    close = len(short) >= REPEATED_HEADLINE_LONG and len(long) - len(short) <= REPEATED_HEADLINE_KICKER
    return close and (long.endswith(short) or long.startswith(short))
