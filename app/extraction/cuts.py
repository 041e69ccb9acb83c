"""The sizes that are stored: what is longer is cut, with a warning, and offsets stay true."""

from typing import Any

from app.extraction.findings import warn
from app.schemas.article import ArticleDraft, Block, ExtractionWarning

MAX_BODY = 1_000_000  # characters
MOST = {"authors": 50, "tags": 100, "quotes": 1_000, "indirect": 1_000, "entities": 2_000, "images": 200}


def cut(draft: ArticleDraft) -> ArticleDraft:
    """The draft within the limits; the same object where it is within them already."""
    changes: dict[str, Any] = {}
    warnings: list[ExtractionWarning] = []
    if len(draft.body) > MAX_BODY:
        changes |= _shorter_body(draft)
        warnings.append(warn("body_cut", "body", f"the body is cut to {MAX_BODY:,} characters at the most"))
    for name, most in MOST.items():
        values = changes.get(name, getattr(draft, name))
        if len(values) > most:
            changes[name] = values[:most]
            warnings.append(warn(f"{name}_cut", name, f"the first {most:,} of {len(values):,} are kept"))
    if not changes:
        return draft
    return draft.model_copy(update={**changes, "warnings": (*draft.warnings, *warnings)})


def _shorter_body(draft: ArticleDraft) -> dict[str, Any]:
    """Whole blocks as far as they fit; quotes and mentions that stand in them."""
    blocks = [block for block in draft.blocks if block.end is None or block.end <= MAX_BODY] or [_head(draft.blocks)]
    end = max((block.end or 0 for block in blocks), default=0)
    quotes, indirect = (
        tuple(quote for quote in quotes if quote.field != "body" or quote.end <= end)
        for quotes in (draft.quotes, draft.indirect)
    )
    entities = []
    for entity in draft.entities:
        mentions = tuple(m for m in entity.mentions if m.field != "body" or m.end <= end)
        if mentions:
            entities.append(entity.model_copy(update={"mentions": mentions, "mention_count": len(mentions)}))
    return {
        "blocks": tuple(blocks),
        "body": draft.body[:end],
        "quotes": quotes,
        "indirect": indirect,
        "entities": tuple(entities),
    }


def _head(blocks: tuple[Block, ...]) -> Block:
    """The beginning of the first block of prose, where that alone is too long."""
    block = next(block for block in blocks if block.start is not None)
    return block.model_copy(update={"start": 0, "end": MAX_BODY, "text": block.text[:MAX_BODY], "index": 0})
