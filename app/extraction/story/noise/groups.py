"""Small groups of blocks that are read together: cards of other stories, pictures with their captions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.extraction.document.layout import Layout, Place, TextBlock
from app.extraction.story.container import Container
from app.lang.noise_words import NoiseWords
from app.text.normalize import fold

_PICTURE = "picture"
_WORDS = 3  # texts in the box of a picture: caption, credit, label
_CARD = 700  # characters of a card, at most
_CAPTION = 400
_LINE, _LABEL = 120, 40
_TEASER, _TEASED = 320, 0.3  # characters of a teaser, at most, and the share of links in one
_ENDS = (".", "!", "?", "…", "”", '"', "»", "。")
_LINKED = 0.8
_CLIMB = 6
_MANY = 60  # blocks of a card, at most
_SHARE = 0.25  # of the container's text, at most
_ENOUGH = 0.12  # share of a card that is a link
_TITLE = 20
_PROSE = frozenset({"p", "li", "td", "blockquote"})


@dataclass(slots=True)
class Group:
    """What a place holds, with all below it."""

    chars: int = 0
    linked: int = 0
    texts: int = 0
    pictures: int = 0
    plain: int = 0
    interrupted: bool = False  # a film stands behind words of the same line
    blocks: list[TextBlock] = field(default_factory=list)


def find_groups(layout: Layout, container: Container, words: NoiseWords) -> tuple[frozenset[int], frozenset[int]]:
    """Indexes of blocks of cards, and of captions."""
    groups = _groups(layout, container)
    whole = sum(len(block.text) for block in layout.blocks if container.holds(block))
    limit = min(_CARD, int(whole * _SHARE))
    inside = [block for block in layout.blocks if container.holds(block)]
    cards = {index for block in inside if _opens_card(block, words) for index in _card(block, groups, container, limit)}
    captions = {block.index for block in inside if _may_be_caption(block) and _by_picture(block, groups, container)}
    return frozenset(cards), frozenset(captions)


def _groups(layout: Layout, container: Container) -> dict[int, Group]:
    """Sums of all places in the container that hold anything; a group larger than a card keeps only its size."""
    groups: dict[int, Group] = defaultdict(Group)
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
    group.linked += block.linked if block.text else 0
    group.texts += bool(block.text)
    group.pictures += block.kind in ("image", "video")
    group.plain += bool(block.text) and block.place.tag == "p"
    group.blocks.append(block)


def _merge(above: Group, below: Group) -> None:
    above.chars += below.chars
    above.linked += below.linked
    above.texts += below.texts
    above.pictures += below.pictures
    above.plain += below.plain
    if above.chars <= _CARD and len(above.blocks) <= _MANY:
        above.blocks.extend(below.blocks)


def _opens_card(block: TextBlock, words: NoiseWords) -> bool:
    """A heading that is a link, a linked line in no paragraph, or the label of a card."""
    if 0 < len(block.text) <= _LABEL and words.card.match(fold(block.text)):
        return True
    if block.link_share <= _LINKED or block.hints:
        return False
    return block.kind == "heading" or (block.place.tag not in _PROSE and len(block.text) >= _TITLE)


def _card(block: TextBlock, groups: dict[int, Group], container: Container, limit: int) -> Iterator[int]:
    """Pieces of the largest place around a linked title that is still as small as a card."""
    best: Group | None = None
    for place in _below(block.place, container):
        group = groups[place.index]
        if group.chars > limit or group.linked < _ENOUGH * group.chars:
            break
        best = group
    return (other.index for other in (best.blocks if best else [block]) if not _is_long_prose(other))


def _is_long_prose(block: TextBlock) -> bool:
    """A paragraph that is longer than any teaser."""
    return len(block.text) > _TEASER and block.link_share < _TEASED


def _may_be_caption(block: TextBlock) -> bool:
    return block.kind == "paragraph" and block.level is None and 0 < len(block.text) <= _CAPTION


def _by_picture(block: TextBlock, groups: dict[int, Group], container: Container) -> bool:
    """Whether the smallest place around a line with something else in it holds a picture, and no paragraph."""
    if groups[block.place.index].interrupted:
        return False
    if block.place.tag == "p":
        line = len(block.text) <= _LINE and not block.text.endswith(_ENDS)
        return (line and groups[block.place.index].pictures > 0) or _in_picture_box(block, groups, container)
    for place in _below(block.place, container):
        group = groups[place.index]
        if group.chars > _CAPTION or group.plain:
            return False
        if group.pictures:
            return group.texts <= 3
    return False


def _in_picture_box(block: TextBlock, groups: dict[int, Group], container: Container) -> bool:
    """A paragraph in a box that is called a picture, holds one, and has little else to say."""
    boxes = (groups[place.index] for place in _below(block.place, container) if _PICTURE in place.hints)
    return any(box.pictures and box.texts <= _WORDS and box.chars <= _CAPTION for box in boxes)


def _below(place: Place, container: Container) -> Iterable[Place]:
    """A place and those above it as far as the container, the nearest few."""
    for above, _ in zip(place.ancestors(), range(_CLIMB), strict=False):
        if above is container.place or above.index not in container.inside:
            return
        yield above
