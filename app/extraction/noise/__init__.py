"""Why a piece of the page is not the article's: one file a reason, all with the same signature."""

from app.extraction.document.layout import Piece
from app.extraction.noise import bios, captions, credits, embeds, endings, hints, links, outside, prompts, repeats
from app.extraction.noise.scene import Scene

REASONS = (
    outside.reason,
    endings.reason,
    embeds.reason,
    hints.reason,
    repeats.reason,
    captions.reason,
    prompts.reason,
    links.reason,
    credits.reason,
    bios.reason,
)


def find_reason(piece: Piece, scene: Scene) -> str | None:
    """The first reason to drop a piece; None for what is the article's."""
    for reason in REASONS:
        if found := reason(piece, scene):
            return found
    return None
