"""Count texts, links, pictures and so on in each element of the container, to find cards, captions and boxes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.extraction.document.layout import Layout, Place, TextBlock
from app.extraction.story.container import Container
from app.extraction.story.story_numbers import GROUPS_CLIMB, GROUPS_KEPT_BLOCKS, SHARED_CARD
from app.extraction.story.worth import reading_size


@dataclass(slots=True)
class Group:
    """The blocks in an element, and how many characters, texts, pictures and so on they have."""

    chars: int = 0
    size: int = 0  # number of characters as `reading_size` counts them
    linked: int = 0  # number of characters in links
    texts: int = 0
    pictures: int = 0
    plain: int = 0  # number of texts in `p` elements
    titles: int = 0  # number of headings
    # whether the element has a text and, after it, a video; those in inner elements do not count
    interrupted: bool = False
    blocks: list[TextBlock] = field(default_factory=list)


Groups = dict[int, Group]


def group_blocks(layout: Layout, container: Container) -> Groups:
    """Return the `Group` of each element in the container: index of the element -> totals and blocks of its content.

    If an element has much text or very many blocks, only some of its blocks are listed; the totals count all blocks.
    """
    groups: Groups = defaultdict(Group)
    for block in layout.blocks:
        if container.holds(block):
            _count(groups[block.place.index], block)
    for place in reversed(layout.places):
        if place.index in groups and place.parent is not None and place.parent.index in container.inside:
            _merge(groups[place.parent.index], groups[place.index])
    return groups


def _count(group: Group, block: TextBlock) -> None:
    group.interrupted = group.interrupted or (block.kind == "video" and group.texts > 0)
    group.chars += len(block.text)
    group.size += reading_size(block.text)
    group.linked += block.linked if block.text else 0
    group.texts += bool(block.text)
    group.pictures += block.kind in ("image", "video")
    group.plain += bool(block.text) and block.place.tag == "p"
    group.titles += block.kind == "heading"
    group.blocks.append(block)


def _merge(above: Group, below: Group) -> None:
    above.chars += below.chars
    above.size += below.size
    above.linked += below.linked
    above.texts += below.texts
    above.pictures += below.pictures
    above.plain += below.plain
    above.titles += below.titles
    if above.chars <= SHARED_CARD and len(above.blocks) <= GROUPS_KEPT_BLOCKS:
        above.blocks.extend(below.blocks)


def places_around(place: Place, container: Container) -> Iterable[Place]:
    """Yield an element and its nearest ancestors inside the container, at most `GROUPS_CLIMB` elements."""
    for above, _ in zip(place.ancestors(), range(GROUPS_CLIMB), strict=False):
        if above is container.place or above.index not in container.inside:
            return
        yield above
