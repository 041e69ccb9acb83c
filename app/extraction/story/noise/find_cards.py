"""Find cards: boxes that lead to other stories.

A card has a linked title, and also a teaser, a picture or a label.
"""

from collections.abc import Iterator, Sequence

from app.extraction.document.layout import TextBlock
from app.extraction.document.plain_text import INLINE
from app.extraction.story.container import Container
from app.extraction.story.noise.groups import Group, Groups, places_around
from app.extraction.story.story_numbers import (
    FIND_CARDS_ENOUGH,
    FIND_CARDS_LABEL,
    FIND_CARDS_LINKED,
    FIND_CARDS_SECTION,
    FIND_CARDS_SHARE,
    FIND_CARDS_TEASER,
    FIND_CARDS_TITLE,
    SHARED_CARD,
    SHARED_LINKED,
    SHARED_PARAGRAPH,
)
from app.extraction.story.worth import reading_size
from app.lang.noise_words import NoiseWords
from app.text.normalize import fold

_IN_PROSE = frozenset({"p", "li", "td", "blockquote"})


def find_cards(inside: Sequence[TextBlock], container: Container, groups: Groups, words: NoiseWords) -> frozenset[int]:
    """Return the indexes of the blocks in cards (boxes that lead to other stories).

    `inside`: the blocks that are searched for cards.
    """
    limit = min(SHARED_CARD, int(sum(reading_size(block.text) for block in inside) * FIND_CARDS_SHARE))
    texts = [block for block in inside if block.text]
    openers = (
        block for at, block in enumerate(texts) if _opens_card(block, words) and not _heads_section(texts, at, words)
    )
    return frozenset(index for block in openers for index in _card(block, groups, container, limit))


def _opens_card(block: TextBlock, words: NoiseWords) -> bool:
    """Return whether a block may begin a card.

    Cards begin with a linked heading, a linked line outside a paragraph, or a label such as `Read more`.
    """
    if 0 < len(block.text) <= FIND_CARDS_LABEL and words.card.match(fold(block.text)):
        return True
    if (
        block.link_share <= FIND_CARDS_LINKED or block.hints or block.place.tag in INLINE
    ):  # a block in an inline element is a popup box that a link in prose opens, not a card
        return False
    return block.kind == "heading" or (block.place.tag not in _IN_PROSE and len(block.text) >= FIND_CARDS_TITLE)


def _heads_section(texts: Sequence[TextBlock], at: int, words: NoiseWords) -> bool:
    """Return whether a linked heading is the title of a part of the story, not of another story.

    Such a title stands before long prose, or between two paragraphs of the same element, neither of them short.
    """
    block, before, after = texts[at], texts[at - 1] if at else None, texts[at + 1] if at + 1 < len(texts) else None
    if block.kind != "heading" or after is None or not _is_prose(after) or words.card.match(fold(block.text)):
        return False
    if reading_size(after.text) >= FIND_CARDS_SECTION:
        return True
    home = block.place.parent
    beside = before is not None and _is_prose(before) and before.place.parent is home is after.place.parent
    return (
        beside and before is not None and min(reading_size(before.text), reading_size(after.text)) >= SHARED_PARAGRAPH
    )


def _is_prose(block: TextBlock) -> bool:
    return block.kind == "paragraph" and block.link_share < SHARED_LINKED


def _card(block: TextBlock, groups: Groups, container: Container, limit: int) -> Iterator[int]:
    """Return the indexes of the blocks in the card around a linked title. Leave out blocks of long prose.

    The card is the largest element around the title that has at most `limit` characters and enough links. A `p` around
    other blocks is never part of a card: only its end tag is missing, so it may contain the story.
    """
    best: Group | None = None
    for place in places_around(block.place, container):
        group = groups[place.index]
        is_open = place.tag == "p" and place is not block.place
        if is_open or group.size > limit or group.linked < FIND_CARDS_ENOUGH * group.chars:
            break
        best = group
    return (other.index for other in (best.blocks if best else [block]) if not _is_long_prose(other))


def _is_long_prose(block: TextBlock) -> bool:
    """Return whether a block is prose that is longer than any teaser."""
    return reading_size(block.text) > FIND_CARDS_TEASER and block.link_share < SHARED_LINKED
