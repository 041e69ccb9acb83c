"""Small groups of pieces that are read together: cards of other stories, pictures with their captions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.extraction.document.layout import Layout, Place, TextBlock
from app.extraction.document.visible_text import folded
from app.extraction.story.container import Container
from app.lang.noise_words import NoiseWords

_PICTURE = "picture"
_WORDS = 3  # texts in the box of a picture: caption, credit, label
_CARD = 700  # characters of a card, at most
_CAPTION = 400
_LINE, _LABEL = 120, 40
_TEASER, _TEASED = 320, 0.3  # characters of a teaser, at most, and the share of links in one
_ENDS = (".", "!", "?", "…", "”", '"', "»", "。")
_LINKED = 0.8
_CLIMB = 6
_MANY = 60  # pieces of a card, at most
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
    pieces: list[TextBlock] = field(default_factory=list)


def find_groups(layout: Layout, container: Container, words: NoiseWords) -> tuple[frozenset[int], frozenset[int]]:
    """Indexes of pieces of cards, and of captions."""
    groups = _groups(layout, container)
    whole = sum(len(piece.text) for piece in layout.pieces if container.holds(piece))
    limit = min(_CARD, int(whole * _SHARE))
    inside = [piece for piece in layout.pieces if container.holds(piece)]
    cards = {index for piece in inside if _opens_card(piece, words) for index in _card(piece, groups, container, limit)}
    captions = {piece.index for piece in inside if _may_be_caption(piece) and _by_picture(piece, groups, container)}
    return frozenset(cards), frozenset(captions)


def _groups(layout: Layout, container: Container) -> dict[int, Group]:
    """Sums of all places in the container that hold anything; a group larger than a card keeps only its size."""
    groups: dict[int, Group] = defaultdict(Group)
    for piece in layout.pieces:
        if container.holds(piece):
            _count(groups[piece.place.index], piece)
    for place in reversed(layout.places):
        if place.index in groups and place.parent is not None and place.parent.index in container.inside:
            _merge(groups[place.parent.index], groups[place.index])
    return groups


def _count(group: Group, piece: TextBlock) -> None:
    group.interrupted = group.interrupted or (piece.kind == "video" and group.texts > 0)
    group.chars += len(piece.text)
    group.linked += piece.linked if piece.text else 0
    group.texts += bool(piece.text)
    group.pictures += piece.kind in ("image", "video")
    group.plain += bool(piece.text) and piece.place.tag == "p"
    group.pieces.append(piece)


def _merge(above: Group, below: Group) -> None:
    above.chars += below.chars
    above.linked += below.linked
    above.texts += below.texts
    above.pictures += below.pictures
    above.plain += below.plain
    if above.chars <= _CARD and len(above.pieces) <= _MANY:
        above.pieces.extend(below.pieces)


def _opens_card(piece: TextBlock, words: NoiseWords) -> bool:
    """A heading that is a link, a linked line in no paragraph, or the label of a card."""
    if 0 < len(piece.text) <= _LABEL and words.card.match(folded(piece.text)):
        return True
    if piece.link_share <= _LINKED or piece.hints:
        return False
    return piece.kind == "heading" or (piece.place.tag not in _PROSE and len(piece.text) >= _TITLE)


def _card(piece: TextBlock, groups: dict[int, Group], container: Container, limit: int) -> Iterator[int]:
    """Pieces of the largest place around a linked title that is still as small as a card."""
    best: Group | None = None
    for place in _below(piece.place, container):
        group = groups[place.index]
        if group.chars > limit or group.linked < _ENOUGH * group.chars:
            break
        best = group
    return (other.index for other in (best.pieces if best else [piece]) if not _is_long_prose(other))


def _is_long_prose(piece: TextBlock) -> bool:
    """A paragraph that is longer than any teaser."""
    return len(piece.text) > _TEASER and piece.link_share < _TEASED


def _may_be_caption(piece: TextBlock) -> bool:
    return piece.kind == "paragraph" and piece.level is None and 0 < len(piece.text) <= _CAPTION


def _by_picture(piece: TextBlock, groups: dict[int, Group], container: Container) -> bool:
    """Whether the smallest place around a line with something else in it holds a picture, and no paragraph."""
    if groups[piece.place.index].interrupted:
        return False
    if piece.place.tag == "p":
        line = len(piece.text) <= _LINE and not piece.text.endswith(_ENDS)
        return (line and groups[piece.place.index].pictures > 0) or _in_picture_box(piece, groups, container)
    for place in _below(piece.place, container):
        group = groups[place.index]
        if group.chars > _CAPTION or group.plain:
            return False
        if group.pictures:
            return group.texts <= 3
    return False


def _in_picture_box(piece: TextBlock, groups: dict[int, Group], container: Container) -> bool:
    """A paragraph in a box that is called a picture, holds one, and has little else to say."""
    boxes = (groups[place.index] for place in _below(piece.place, container) if _PICTURE in place.hints)
    return any(box.pictures and box.texts <= _WORDS and box.chars <= _CAPTION for box in boxes)


def _below(place: Place, container: Container) -> Iterable[Place]:
    """A place and those above it as far as the container, the nearest few."""
    for above, _ in zip(place.ancestors(), range(_CLIMB), strict=False):
        if above is container.place or above.index not in container.inside:
            return
        yield above
