"""Boxes beside the story that a line of words gives away: offers of a subscription, key points, tables of contents."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from app.extraction.document.layout import TextBlock
from app.extraction.story.container import Container
from app.extraction.story.noise.groups import Groups, places_around
from app.lang.noise_words import NoiseWords
from app.text.normalize import fold

# Thresholds of this file, in characters.
_LINE = 300  # line of an offer
_BOX = 2_000  # box of an offer
_PROSE = 250  # paragraph that is no part of an offer
_LABEL = 60  # title of a box
_LISTS = ("ul", "ol")


def find_boxes(inside: Sequence[TextBlock], container: Container, groups: Groups, words: NoiseWords) -> dict[int, str]:
    """Reasons by index of the block: `offer` or `key_points`; `inside` are the blocks of the container."""
    texts = [block for block in inside if block.text]
    found = dict.fromkeys(_key_points(texts, words), "key_points")
    offers = [block for block in texts if len(block.text) <= _LINE and words.offer.match(fold(block.text))]
    found.update((index, "offer") for block in offers for index in _offer(block, container, groups))
    return found


def _offer(block: TextBlock, container: Container, groups: Groups) -> Iterator[int]:
    """The line, and what stands in one list or box with it."""
    yield block.index
    best: Sequence[TextBlock] = ()
    for place in places_around(block.place, container):
        group = groups[place.index]
        if group.chars > _BOX or any(_is_story(other) for other in group.blocks):
            break
        best = group.blocks if group.texts > 1 or place.tag in _LISTS else best
    yield from (other.index for other in best)


def _is_story(block: TextBlock) -> bool:
    return block.kind == "paragraph" and len(block.text) >= _PROSE


def _key_points(texts: Sequence[TextBlock], words: NoiseWords) -> Iterator[int]:
    """Titles of key points or of a table of contents, with the list below."""
    for at, block in enumerate(texts):
        if len(block.text) <= _LABEL and block.kind != "list_item" and words.box.match(fold(block.text)):
            items = list(takewhile(lambda place: texts[place].kind == "list_item", range(at + 1, len(texts))))
            if items:
                yield block.index
                yield from (texts[place].index for place in items)
