"""Facts about the whole page that decide, together with a block's own text, whether the block is dropped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise

from app.extraction.document.class_names import NOTHING
from app.extraction.document.layout import Layout, Place, TextBlock
from app.extraction.story.container import Container
from app.extraction.story.noise.find_boxes import find_boxes
from app.extraction.story.noise.find_captions import find_captions
from app.extraction.story.noise.find_cards import find_cards
from app.extraction.story.noise.find_slides import find_slides
from app.extraction.story.noise.groups import group_blocks
from app.extraction.story.story_numbers import (
    CONTEXT_ALL,
    CONTEXT_ALMOST,
    CONTEXT_AUTHOR,
    CONTEXT_BEFORE,
    CONTEXT_ITEM,
    CONTEXT_LAST,
    CONTEXT_LINKS,
    CONTEXT_MARK,
    CONTEXT_MENU,
    CONTEXT_MUCH,
    CONTEXT_PLAIN,
    CONTEXT_SENTENCE,
    CONTEXT_TAIL,
    CONTEXT_TELLING,
    CONTEXT_THREAD,
    SHARED_LINKED,
    SHARED_PARAGRAPH,
    SHARED_SURE,
)
from app.lang.noise_words import NoiseWords
from app.text.normalize import fold, letters
from app.text.sentences import SENTENCE_ENDS


@dataclass(frozen=True)
class DropContext:
    """Facts about the page that decide whether a block is dropped. Blocks are given by their indexes."""

    container: Container
    titles: tuple[str, ...]  # the headline, then its other forms in the metadata, each reduced to letters
    words: NoiseWords
    first: int  # the first block of prose
    end: int  # the first block after the story; the number of blocks if there is none
    hints: Mapping[int, frozenset[str]]  # index of an element -> class-name hints of it and of the elements around it
    cards: frozenset[int]
    captions: frozenset[int]
    authors: tuple[str, ...]  # names of the authors, reduced to letters
    tail: int  # the block after which only a small share (`CONTEXT_LAST`) of the prose follows
    beside: Mapping[int, int]  # for each block, how many of its two neighbours are paragraphs in the same element
    boxes: Mapping[int, str]  # drop reason (`offer`, `key_points` or `gallery`) of each block in a box or slide
    menus: frozenset[int]  # short list items, if very many follow each other, such as the names of all provinces
    last_links: frozenset[int]  # list items after the last paragraph, if much of their text is linked
    intros: frozenset[int]  # lines that end with a colon and are directly before a list
    headed: frozenset[int]  # headings that have no links and are directly before a sentence of the same element
    told_items: frozenset[int]  # list items that belong to the story: only a small share of the list's text is linked

    def names(self, block: TextBlock) -> frozenset[str]:
        """Return the class-name hints of a block and of all elements around it inside the container."""
        above = self.hints.get(block.place.index, NOTHING)
        return above | block.hints if block.hints else above

    def prose_beside(self, block: TextBlock) -> int:
        """Return how many of the neighbours of a block are paragraphs in the same element: 0, 1 or 2."""
        return self.beside.get(block.index, 0)


def drop_context(
    layout: Layout,
    container: Container,
    titles: Sequence[str],
    lede: TextBlock | None,
    words: NoiseWords,
    stored: str = "",
    authors: tuple[str, ...] = (),
) -> DropContext:
    """Compute the facts about a page by which the modules of this package decide which blocks to drop.

    `titles` are the headline and its other forms. `stored` and `authors` are the body and the names of the authors in
    the page's JSON-LD.
    """
    inside = [block for block in layout.blocks if container.holds(block)]
    groups = group_blocks(layout, container)
    first, tail = first_prose(layout, container, lede), _tail(layout, container)
    return DropContext(
        container=container,
        titles=tuple(map(letters, titles)),
        words=words,
        first=first,
        end=_end(layout, container, words, first, letters(stored[-CONTEXT_TAIL:])),
        hints=_hints_below(layout, container),
        cards=find_cards(inside, container, groups, words),
        captions=find_captions(inside, container, groups, _before(layout, inside)),
        authors=tuple(name for name in map(letters, authors) if len(name) >= CONTEXT_AUTHOR),
        tail=tail,
        beside=_beside(inside),
        boxes=find_boxes(inside, container, groups, words) | dict.fromkeys(find_slides(inside, container), "gallery"),
        menus=frozenset(_menus(inside)),
        last_links=frozenset(_last_links(inside)),
        intros=frozenset(_intros(inside)),
        headed=frozenset(_headed(inside)),
        told_items=frozenset(_told_items(inside, first, tail)),
    )


def _beside(inside: Sequence[TextBlock]) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for before, after in pairwise(block for block in inside if block.text):
        if before.place.parent is after.place.parent:
            found[after.index] = found.get(after.index, 0) + _is_paragraph(before)
            found[before.index] = found.get(before.index, 0) + _is_paragraph(after)
    return found


def _menus(inside: Sequence[TextBlock]) -> Iterator[int]:
    """Yield the indexes of short list items if very many follow each other, such as the names of all provinces."""
    for is_short, run in groupby((block for block in inside if block.text), key=_is_short_item):
        items = list(run) if is_short else []
        if len(items) >= CONTEXT_MENU:
            yield from (item.index for item in items)


def _last_links(inside: Sequence[TextBlock]) -> Iterator[int]:
    """Yield the indexes of all list items after the last paragraph of prose, if much of the items' text is linked."""
    texts = [block for block in inside if block.text]
    last = next((at for at in range(len(texts) - 1, -1, -1) if _is_paragraph(texts[at])), len(texts))
    items = [block for block in texts[last + 1 :] if block.kind == "list_item"]
    linked = sum(min(block.linked, len(block.text)) for block in items)
    if len(items) >= CONTEXT_LINKS and linked >= CONTEXT_MUCH * sum(len(block.text) for block in items):
        yield from (block.index for block in items)


def _told_items(inside: Sequence[TextBlock], first: int, tail: int) -> Iterator[int]:
    """Yield the indexes of list items that belong to the story.

    A list belongs to the story if at most a certain share (`CONTEXT_PLAIN`) of its text is linked. Only items between
    the blocks `first` and `tail` are checked, that is, after the first prose and before the last part of the story. At
    the end of a list, items that are only links are left out: they lead to other stories.
    """
    lists: dict[Place | None, list[TextBlock]] = {}
    for block in inside:
        if block.kind == "list_item" and block.text and first < block.index < tail:
            lists.setdefault(block.place.parent, []).append(block)
    for items in lists.values():
        linked = sum(min(block.linked, len(block.text)) for block in items)
        if linked <= CONTEXT_PLAIN * sum(len(block.text) for block in items):
            plain = max(block.index for block in items if block.link_share < CONTEXT_ALL)
            yield from (block.index for block in items if block.index <= plain)


def _intros(inside: Sequence[TextBlock]) -> Iterator[int]:
    """Yield the indexes of lines that end with a colon and are directly before a list item."""
    for before, after in pairwise(block for block in inside if block.text):
        if before.text.endswith(":") and before.kind == "paragraph" and after.kind == "list_item":
            yield before.index


def _headed(inside: Sequence[TextBlock]) -> Iterator[int]:
    """Yield the index of each heading that has no links and is directly before a sentence of the same element."""
    for before, after in pairwise(block for block in inside if block.text):
        is_said = (
            after.kind == "paragraph" and len(after.text) >= CONTEXT_SENTENCE and after.text.endswith(SENTENCE_ENDS)
        )
        is_plain = before.kind == "heading" and not before.linked
        if is_plain and is_said and before.place.parent is after.place.parent:
            yield before.index


def _before(layout: Layout, inside: Sequence[TextBlock]) -> TextBlock | None:
    """Return the block directly before the container, which is often the lead picture."""
    return layout.blocks[inside[0].index - 1] if inside and inside[0].index else None


def _is_short_item(block: TextBlock) -> bool:
    return block.kind == "list_item" and len(block.text) <= CONTEXT_ITEM and not block.text.endswith((".", "!", "?"))


def _is_paragraph(block: TextBlock) -> bool:
    return block.kind == "paragraph" and len(block.text) >= SHARED_PARAGRAPH and block.link_share < SHARED_LINKED


def first_prose(layout: Layout, container: Container, lede: TextBlock | None) -> int:
    """Return the index of the first block of prose after the lede; 0 if no prose follows."""
    start = lede.index + 1 if lede else 0
    prose = (
        block.index for block in layout.blocks[start:] if block.level is None and container.prose(block, SHARED_SURE)
    )
    return next(prose, 0)


def _end(layout: Layout, container: Container, words: NoiseWords, first: int, tail: str) -> int:
    """Return the index of the first block after the story; the number of blocks if there is none.

    The story ends before a line such as `Tags`, if enough prose precedes this line. It also ends after a block that
    ends with `tail`, the last letters of the body in JSON-LD. The search begins at the block `first`, the first one of
    prose.
    """
    inside = [block for block in layout.blocks[first:] if container.holds(block)]
    whole, before = sum(max(0.0, container.worths[block.index]) for block in inside), 0.0
    for block in inside:
        before += max(0.0, container.worths[block.index])
        if 0 < len(block.text) <= CONTEXT_MARK and _ends_story(fold(block.text), words, before, whole):
            return block.index
        if before >= CONTEXT_ALMOST * whole and len(tail) >= CONTEXT_TELLING and letters(block.text).endswith(tail):
            return block.index + 1
    return len(layout.blocks)


def _ends_story(line: str, words: NoiseWords, before: float, whole: float) -> bool:
    if before >= CONTEXT_BEFORE * whole and words.end.match(line):
        return True
    return before >= CONTEXT_THREAD and words.comments.match(line) is not None


def _tail(layout: Layout, container: Container) -> int:
    """Return the index of the block after which only a small share (`CONTEXT_LAST`) of the prose follows."""
    left = CONTEXT_LAST * sum(
        max(0.0, container.worths[block.index]) for block in layout.blocks if container.holds(block)
    )
    for block in reversed(layout.blocks):
        if container.holds(block):
            left -= max(0.0, container.worths[block.index])
        if left < 0:
            return block.index
    return 0


def _hints_below(layout: Layout, container: Container) -> dict[int, frozenset[str]]:
    hints: dict[int, frozenset[str]] = {}
    for place in islice(layout.places, container.place.index + 1, max(container.inside) + 1):
        if place.index in container.inside:
            own = container.hints_of(place)
            above = hints.get(place.parent.index, NOTHING) if place.parent else NOTHING
            hints[place.index] = own | above if own and above else own or above
    return hints
