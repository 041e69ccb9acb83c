"""Cards of other stories: a linked title with a teaser, a picture or a label around it."""

from collections.abc import Iterator, Sequence

from app.extraction.document.layout import TextBlock
from app.extraction.document.plain_text import INLINE
from app.extraction.story.container import Container
from app.extraction.story.noise.groups import Group, Groups, places_around
from app.lang.noise_words import NoiseWords
from app.text.normalize import fold

# Thresholds: characters, and shares of characters.
_CARD, _SHARE = 700, 0.25  # largest size of a card, and its share of the container's text
_LABEL = 40  # longest label of a card
_TITLE, _LINKED = 20, 0.8  # a linked line that opens a card: characters, and share of links (minimum)
_ENOUGH = 0.12  # minimum share of links in a card
_TEASER, _TEASED = 320, 0.3  # longest teaser; prose has a smaller share of links
_SECTION = 200  # minimum prose after a linked heading of the story
_BESIDE = 80  # shortest paragraph directly before and after such a heading
_IN_PROSE = frozenset({"p", "li", "td", "blockquote"})


def find_cards(inside: Sequence[TextBlock], container: Container, groups: Groups, words: NoiseWords) -> frozenset[int]:
    """Return the indexes of the blocks of cards; `inside` are the blocks of the container."""
    limit = min(_CARD, int(sum(len(block.text) for block in inside) * _SHARE))
    texts = [block for block in inside if block.text]
    openers = (
        block for at, block in enumerate(texts) if _opens_card(block, words) and not _heads_section(texts, at, words)
    )
    return frozenset(index for block in openers for index in _card(block, groups, container, limit))


def _opens_card(block: TextBlock, words: NoiseWords) -> bool:
    """Return whether a block is a linked heading, a linked line outside a paragraph, or the label of a card."""
    if 0 < len(block.text) <= _LABEL and words.card.match(fold(block.text)):
        return True
    if block.link_share <= _LINKED or block.hints or block.place.tag in INLINE:  # the last: a box over a link in prose
        return False
    return block.kind == "heading" or (block.place.tag not in _IN_PROSE and len(block.text) >= _TITLE)


def _heads_section(texts: Sequence[TextBlock], at: int, words: NoiseWords) -> bool:
    """Return whether a linked heading heads a part of the story.

    Either the prose after it is longer than a teaser, or paragraphs stand before and after it in the same element.
    """
    block, before, after = texts[at], texts[at - 1] if at else None, texts[at + 1] if at + 1 < len(texts) else None
    if block.kind != "heading" or after is None or not _is_prose(after) or words.card.match(fold(block.text)):
        return False
    if len(after.text) >= _SECTION:
        return True
    home = block.place.parent
    beside = before is not None and _is_prose(before) and before.place.parent is home is after.place.parent
    return beside and before is not None and min(len(before.text), len(after.text)) >= _BESIDE


def _is_prose(block: TextBlock) -> bool:
    return block.kind == "paragraph" and block.link_share < _TEASED


def _card(block: TextBlock, groups: Groups, container: Container, limit: int) -> Iterator[int]:
    """Return the indexes of the blocks in the largest place around a linked title that is still as small as a card.

    A paragraph around the title is none: it was left open before a box.
    """
    best: Group | None = None
    for place in places_around(block.place, container):
        group = groups[place.index]
        is_open = place.tag == "p" and place is not block.place
        if is_open or group.chars > limit or group.linked < _ENOUGH * group.chars:
            break
        best = group
    return (other.index for other in (best.blocks if best else [block]) if not _is_long_prose(other))


def _is_long_prose(block: TextBlock) -> bool:
    """Return whether a block is prose that is longer than any teaser."""
    return len(block.text) > _TEASER and block.link_share < _TEASED
