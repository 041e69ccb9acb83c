"""Cut values that are too long to store, and warn about each cut. Offsets stay valid."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.extraction.findings import Story, warn
from app.schemas.article import ArticleDraft, Block, ExtractionWarning

MAX_BODY = 1_000_000  # maximum length of a body, in characters; the rest is cut off
_WORD = 200  # how many characters before the cut are searched for a space, so that no word is cut in two
MOST = {"authors": 50, "tags": 100, "quotes": 1_000, "indirect": 1_000, "entities": 2_000, "images": 200}


def cut_story(story: Story) -> Story:
    """Return the story with its body cut to at most `MAX_BODY` characters.

    Quotes and names after the cut are not found.
    """
    if len(story.body) <= MAX_BODY:
        return story
    blocks = tuple(_fitting(story.blocks))
    end = max(block.end or 0 for block in blocks)
    cut = warn("body_cut", "body", f"the body is cut to {MAX_BODY:,} characters at the most")
    return replace(story, blocks=blocks, body=story.body[:end], warnings=(*story.warnings, cut))


def cut(draft: ArticleDraft) -> ArticleDraft:
    """Return the draft with its lists cut to the lengths in `MOST`; the same object if no list is too long."""
    changes: dict[str, Any] = {}
    warnings: list[ExtractionWarning] = []
    for name, most in MOST.items():
        values = getattr(draft, name)
        if len(values) > most:
            changes[name] = values[:most]
            warnings.append(warn(f"{name}_cut", name, f"the first {most:,} of {len(values):,} are kept"))
    if not changes:
        return draft
    return draft.model_copy(update={**changes, "warnings": (*draft.warnings, *warnings)})


def _fitting(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the blocks of the first `MAX_BODY` characters.

    The block at the limit is cut, at a space if one is near.
    """
    for block in blocks:
        if block.start is None or block.end is None or block.end <= MAX_BODY:
            yield block
            continue
        text = block.text[: max(0, MAX_BODY - block.start)]
        space = text.rfind(" ", max(0, len(text) - _WORD))
        text = (text if space < 0 else text[:space]).rstrip()
        if text:
            yield block.model_copy(update={"end": block.start + len(text), "text": text})
        return
