"""Find boxes beside the story: subscription offers, key points and tables of contents.

They are recognised by the words of one of their lines, such as `Key points`.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from app.extraction.document.layout import TextBlock
from app.extraction.story.container import Container
from app.extraction.story.noise.groups import Groups, places_around
from app.extraction.story.story_numbers import FIND_BOXES_BOX, FIND_BOXES_LABEL, FIND_BOXES_LINE, FIND_BOXES_PROSE
from app.lang.noise_words import NoiseWords
from app.text.normalize import fold

_LISTS = ("ul", "ol")


def find_boxes(inside: Sequence[TextBlock], container: Container, groups: Groups, words: NoiseWords) -> dict[int, str]:
    """Map the index of each block in a box to its drop reason (`offer`, `key_points`).

    `inside`: the blocks that are searched for boxes.
    """
    texts = [block for block in inside if block.text]
    found = dict.fromkeys(_key_points(texts, words), "key_points")
    offers = [block for block in texts if len(block.text) <= FIND_BOXES_LINE and words.offer.match(fold(block.text))]
    found.update((index, "offer") for block in offers for index in _offer(block, container, groups))
    return found


def _offer(block: TextBlock, container: Container, groups: Groups) -> Iterator[int]:
    """Yield the index of a line with a subscription offer, and the indexes of all blocks in its list or box."""
    yield block.index
    best: Sequence[TextBlock] = ()
    for place in places_around(block.place, container):
        group = groups[place.index]
        if group.chars > FIND_BOXES_BOX or any(_is_story(other) for other in group.blocks):
            break
        best = group.blocks if group.texts > 1 or place.tag in _LISTS else best
    yield from (other.index for other in best)


def _is_story(block: TextBlock) -> bool:
    return block.kind == "paragraph" and len(block.text) >= FIND_BOXES_PROSE


def _key_points(texts: Sequence[TextBlock], words: NoiseWords) -> Iterator[int]:
    """Yield the indexes of lines above key points or a table of contents, and of the list items below each line."""
    for at, block in enumerate(texts):
        if len(block.text) <= FIND_BOXES_LABEL and block.kind != "list_item" and words.box.match(fold(block.text)):
            items = list(takewhile(lambda place: texts[place].kind == "list_item", range(at + 1, len(texts))))
            if items:
                yield block.index
                yield from (texts[place].index for place in items)
