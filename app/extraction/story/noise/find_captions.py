"""Find captions and credits of pictures.

They are lines beside a picture, or text in a `figure` other than prose, quotes, tables and code.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.extraction.document.crossheads import is_capitals
from app.extraction.document.layout import Place, TextBlock
from app.extraction.story.container import Container
from app.extraction.story.noise.groups import Groups, places_around
from app.extraction.story.story_numbers import (
    FIND_CAPTIONS_CAPTION,
    FIND_CAPTIONS_CREDIT,
    FIND_CAPTIONS_ENDED,
    FIND_CAPTIONS_FIGCAPTION,
    FIND_CAPTIONS_FIGURE,
    FIND_CAPTIONS_LINE,
    FIND_CAPTIONS_PARAGRAPHS,
    FIND_CAPTIONS_PLAIN,
    FIND_CAPTIONS_SHORTEST,
    FIND_CAPTIONS_TEXTS,
    SHARED_LINKED,
)
from app.text.normalize import visible_text
from app.text.sentences import FULL_STOPS, SENTENCE_ENDS

_PICTURE = "picture"
# matches the number at the start of a title in a numbered list of pictures, such as `12.`
_NUMBERED = re.compile(r"#?\d{1,3}[.)]\s")
_DATA = frozenset({"table", "code"})


def find_captions(
    inside: Sequence[TextBlock], container: Container, groups: Groups, before: TextBlock | None = None
) -> frozenset[int]:
    """Return the indexes of captions and credits.

    `inside` are the blocks of the container, `before` is the block directly before them, often the lead picture.
    """
    texts = [block for block in inside if block.text]
    ends = SENTENCE_ENDS if _has_ends(texts, groups) else ("",)
    found = {block.index for block in texts if _is_caption(block, container, groups, ends)}
    return frozenset(found.union(_under_pictures([*filter(None, [before]), *inside], ends)))


def _has_ends(texts: Sequence[TextBlock], groups: Groups) -> bool:
    """Return whether the page ends its sentences with punctuation marks. If so, a line without one may be a caption.

    Paragraphs with a picture do not count, because they may contain captions.
    """
    plain = [block for block in texts if block.place.tag == "p" and not groups[block.place.index].pictures]
    ended = sum(block.text.endswith((*SENTENCE_ENDS, ":")) for block in plain)
    return len(plain) < FIND_CAPTIONS_PLAIN or ended >= FIND_CAPTIONS_ENDED * len(plain)


def _under_pictures(inside: Sequence[TextBlock], ends: tuple[str, ...]) -> Iterator[int]:
    """Yield the index of each line that is the caption of the picture directly before it.

    It is a caption if it equals the picture's `alt`, or if it does not end like a sentence and no long paragraph comes
    before the picture.
    """
    is_above = True
    for before, block in pairwise(inside):
        if before.kind == "image" and block.kind == "paragraph" and 0 < len(block.text) <= FIND_CAPTIONS_CAPTION:
            alt = visible_text((before.node.get("alt") if before.node is not None else "") or "")
            if block.text == alt or (is_above and _is_line(block, ends)):
                yield block.index
        is_above = is_above and not (block.kind == "paragraph" and len(block.text) > FIND_CAPTIONS_LINE)


def _is_line(block: TextBlock, ends: tuple[str, ...]) -> bool:
    is_plain = block.bold < len(block.text) and block.link_share < SHARED_LINKED and not is_capitals(block.text)
    return (
        is_plain
        and FIND_CAPTIONS_SHORTEST <= len(block.text) <= FIND_CAPTIONS_LINE
        and not block.text.endswith((*ends, ":"))
    )


def _is_caption(block: TextBlock, container: Container, groups: Groups, ends: tuple[str, ...]) -> bool:
    figcaption = _inner(block.place, "figcaption", container)
    if figcaption is not None:
        return (
            groups[figcaption.index].chars <= FIND_CAPTIONS_FIGCAPTION
            or groups[figcaption.index].plain < FIND_CAPTIONS_PARAGRAPHS
        )
    figure = _inner(block.place, "figure", container)
    if figure is not None:
        return _belongs_to_picture(block, figure, groups)
    return _may_be_caption(block) and (_is_credited(block) or _by_picture(block, groups, container, ends))


def _inner(place: Place, tag: str, container: Container) -> Place | None:
    """Return the nearest element with the tag: `place`, or an ancestor of it inside the container. Else None."""
    found = place.nearest(tag)
    return found if found is not None and found is not container.place and found.index in container.inside else None


def _belongs_to_picture(block: TextBlock, figure: Place, groups: Groups) -> bool:
    """Return whether a text in a figure, outside its `figcaption`, describes the picture."""
    group = groups[figure.index]
    if block.kind in _DATA or block.kind == "blockquote":
        return False
    if block.kind == "list_item" and not group.pictures:
        return False
    return group.chars <= FIND_CAPTIONS_FIGURE and group.plain < FIND_CAPTIONS_PARAGRAPHS


def _may_be_caption(block: TextBlock) -> bool:
    return block.kind == "paragraph" and block.level is None and 0 < len(block.text) <= FIND_CAPTIONS_CAPTION


def _is_credited(block: TextBlock) -> bool:
    """Return whether a line ends with a copyright sign and a name: `The harbour. \u00a9 Agency / A. Name`."""
    _, sign, name = block.text.rpartition("\u00a9")
    is_name = 0 < len(name.strip()) <= FIND_CAPTIONS_CREDIT and not name.endswith(FULL_STOPS)
    return bool(sign) and is_name and not any(map(str.isdigit, name))


def _by_picture(block: TextBlock, groups: Groups, container: Container, ends: tuple[str, ...]) -> bool:
    """Return whether a text is the caption of a picture in the same box.

    A short text in a `p` element is a caption if the `p` has a picture and the text does not end with any of `ends`.
    Any text of a `p` in a picture box is a caption. A text outside `p` elements is a caption if an element around it
    has a picture, few characters, few text blocks and no `p` element.
    """
    if groups[block.place.index].interrupted:
        return False
    if block.place.tag == "p":
        line = (
            len(block.text) <= FIND_CAPTIONS_LINE and not block.text.endswith(ends) and not _NUMBERED.match(block.text)
        )
        return (line and groups[block.place.index].pictures > 0) or _in_picture_box(block, groups, container)
    for place in places_around(block.place, container):
        group = groups[place.index]
        if group.chars > FIND_CAPTIONS_CAPTION or group.plain:
            return False
        if group.pictures:
            return group.texts <= FIND_CAPTIONS_TEXTS
    return False


def _in_picture_box(block: TextBlock, groups: Groups, container: Container) -> bool:
    """Return whether a paragraph is in a box with a picture, little text and a class name such as `photo`."""
    boxes = (groups[place.index] for place in places_around(block.place, container) if _PICTURE in place.hints)
    return any(
        box.pictures and box.texts <= FIND_CAPTIONS_TEXTS and box.chars <= FIND_CAPTIONS_CAPTION for box in boxes
    )
