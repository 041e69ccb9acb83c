"""Find headings under which every text was dropped: `You might like`, `Resources`.

Only headings in the last part of the story are checked.
"""

from collections.abc import Sequence, Set
from itertools import islice, pairwise

from app.extraction.document.layout import TextBlock
from app.extraction.story.story_numbers import EMPTY_HEADINGS_LONGEST, EMPTY_HEADINGS_OTHER

_LINKS = "link_list"
# reasons that do not count: a text dropped for one of them does not show whether the heading above it must be dropped
_NEUTRAL = frozenset({"embed", "caption", "repeated", "repeated_headline", "outside_container", "label", "byline"})


def find_empty_headings(blocks: Sequence[TextBlock], reasons: Sequence[str | None], tail: int) -> dict[int, str]:
    """Return the headings under which every text was dropped: block index of a heading -> its drop reason.

    The heading gets the drop reason of the first text under it; reasons in `_NEUTRAL` do not count. `tail`: index of
    the first block of the story's last part; earlier headings are not dropped. If headings are all that the story
    keeps, none of them is dropped.
    """
    kept = [block for block in blocks if reasons[block.index] is None and block.text]
    if all(block.level is not None for block in kept):
        return {}
    within = {after.index for before, after in pairwise(kept) if before.place.parent is after.place.parent}
    found: dict[int, str] = {}
    level = 0  # heading level of the next kept block; 0 at the end of the page
    under: str | None = None  # drop reason of the nearest dropped text after this block
    for block in islice(reversed(blocks), len(blocks) - tail):
        why = reasons[block.index]
        if why is not None:
            under = why if block.text and why not in _NEUTRAL else under
        elif under and _announces(block, level) and _may_be_dropped(block, under, within):
            found[block.index] = under
        else:
            level, under = block.level or EMPTY_HEADINGS_OTHER, None
    return found


def _announces(block: TextBlock, level: int) -> bool:
    """Return whether all texts that a block introduces were dropped.

    A line that ends with a colon introduces the next text. A heading introduces all texts up to the next heading of the
    same or a higher rank. `level`: heading level of the next block that is kept.
    """
    return block.text.endswith(":") if block.level is None else level <= block.level


def _may_be_dropped(block: TextBlock, under: str, within: Set[int]) -> bool:
    """Return whether a heading may be dropped because all text under it was dropped. It must be short.

    A heading above a list of links is kept if a kept text stands directly before the heading in the same element: the
    list may name the author's sources. `within`: the indexes of the blocks that have such a text before them.
    """
    return len(block.text) <= EMPTY_HEADINGS_LONGEST and not (under == _LINKS and block.index in within)
