"""Find headings in the last part of the story under which everything was dropped: `You might like`, `Resources`."""

from collections.abc import Sequence
from itertools import islice

from app.extraction.document.layout import TextBlock
from app.extraction.story.story_numbers import EMPTY_HEADINGS_LONGEST, EMPTY_HEADINGS_OTHER

# reasons that say nothing about the heading above
_NEUTRAL = frozenset({"embed", "caption", "repeated", "repeated_headline", "outside_container", "label", "byline"})


def find_empty_headings(blocks: Sequence[TextBlock], reasons: Sequence[str | None], tail: int) -> dict[int, str]:
    """Return the block index of each such heading, with the reason why the first text under it was dropped.

    `tail` is the first block of the last part of the story.
    """
    found: dict[int, str] = {}
    level = 0  # level of the next kept block; 0 at the end of the page
    under: str | None = None  # reason of the next dropped text
    for block in islice(reversed(blocks), len(blocks) - tail):
        why = reasons[block.index]
        if why is not None:
            under = why if block.text and why not in _NEUTRAL else under
        elif block.level is not None and under and level <= block.level and _is_short(block):
            found[block.index] = under
        else:
            level, under = block.level or EMPTY_HEADINGS_OTHER, None
    return found


def _is_short(block: TextBlock) -> bool:
    return len(block.text) <= EMPTY_HEADINGS_LONGEST
