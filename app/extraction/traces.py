"""The trace of an extraction: the draft, the blocks that were left out of it, and the time that each step took.

This module imports nothing from the pipeline, because servers import it.
"""

from dataclasses import dataclass

from app.schemas.article import ArticleDraft
from app.text.fast_dataclass import fast_dataclass


@fast_dataclass(frozen=True)
class Dropped:
    """A block of the page that was left out of the article, and the reason."""

    text: str
    reason: str
    path: str


@dataclass(frozen=True)
class Trace:
    """A draft, the blocks that were left out of it, and the processor time of each step in seconds."""

    draft: ArticleDraft
    dropped: tuple[Dropped, ...]
    seconds: dict[str, float]
