"""The sizes that are stored: what is longer is cut, with a warning, and offsets stay true."""

from dataclasses import replace
from typing import Any

from app.extraction.findings import Story, warn
from app.schemas.article import ArticleDraft, Block, ExtractionWarning

MAX_BODY = 1_000_000  # characters
MOST = {"authors": 50, "tags": 100, "quotes": 1_000, "indirect": 1_000, "entities": 2_000, "images": 200}


def cut_story(story: Story) -> Story:
    """The story with whole blocks as far as they fit; nothing behind them is looked through for quotes and names."""
    if len(story.body) <= MAX_BODY:
        return story
    fitting = tuple(block for block in story.blocks if block.end is None or block.end <= MAX_BODY)
    blocks = fitting if any(block.end for block in fitting) else (_head(story.blocks),)
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


def _head(blocks: tuple[Block, ...]) -> Block:
    """The beginning of the first block of prose, where that alone is too long."""
    block = next(block for block in blocks if block.start is not None)
    return block.model_copy(update={"start": 0, "end": MAX_BODY, "text": block.text[:MAX_BODY], "index": 0})
