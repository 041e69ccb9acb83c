"""The sizes that are stored: what is longer is cut, with a warning, and offsets stay true."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.extraction.findings import Story, warn
from app.schemas.article import ArticleDraft, Block, ExtractionWarning

MAX_BODY = 1_000_000  # characters
_WORD = 200  # characters of a word that is not cut
MOST = {"authors": 50, "tags": 100, "quotes": 1_000, "indirect": 1_000, "entities": 2_000, "images": 200}


def cut_story(story: Story) -> Story:
    """The story as far as it fits; nothing behind that is looked through for quotes and names."""
    if len(story.body) <= MAX_BODY:
        return story
    blocks = tuple(_fitting(story.blocks))
    end = max(block.end or 0 for block in blocks)
    cut = warn("body_cut", "body", f"the body is cut to {MAX_BODY:,} characters at the most")
    return replace(story, blocks=blocks, body=story.body[:end], warnings=(*story.warnings, cut))


def cut(draft: ArticleDraft) -> ArticleDraft:
    """The draft within the limits; the same object where it is within them already."""
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
    """The blocks in front of the limit; the one that crosses it is cut there, between two words where they are near."""
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
