"""What a reason may look at beside the block itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from app.extraction.document.class_names import NOTHING
from app.extraction.document.layout import Layout, TextBlock
from app.extraction.story.container import Container
from app.extraction.story.noise.groups import find_groups
from app.lang.noise_words import NoiseWords
from app.text.normalize import fold, letters

_PROSE = 60  # worth of a block that is surely prose
_MARK = 60  # characters of an end mark, at most
_BEFORE = 0.4  # share of the prose that stands before it
_TAIL, _TELLING = 60, 30  # characters of the end of the stored text: read, and needed to tell it
_ALMOST = 0.8
_LAST = 0.15  # share of the prose that ends a story
_FIGURE = frozenset({"figure"})


@dataclass(frozen=True)
class DropContext:
    """The page around a block: container, headline (letters only), words, and where the story begins and ends.

    `first` is the index of the first block of prose, `end` that of the first block behind the story; `hints` are those
    of all places between the container and a place; `cards` and `captions` are indexes of blocks; `authors` are names
    in letters, and from `tail` on only little of the prose is left.
    """

    container: Container
    headline: str
    words: NoiseWords
    first: int
    end: int
    hints: Mapping[int, frozenset[str]]
    cards: frozenset[int]
    captions: frozenset[int]
    authors: tuple[str, ...]
    tail: int

    def names(self, block: TextBlock) -> frozenset[str]:
        """Hints of all places between the container and the block, and of the block."""
        above = self.hints.get(block.place.index, NOTHING)
        return above | block.hints if block.hints else above


def drop_context(
    layout: Layout,
    container: Container,
    headline: str,
    lede: TextBlock | None,
    words: NoiseWords,
    stored: str = "",
    authors: tuple[str, ...] = (),
) -> DropContext:
    """The scene of a page; `stored` and `authors` are the text and the names that its structured data gives."""
    cards, captions = find_groups(layout, container, words)
    first = first_prose(layout, container, lede)
    end = _end(layout, container, words, first, letters(stored[-_TAIL:]))
    names = tuple(filter(None, map(letters, authors)))
    hints, tail = _hints_below(layout, container), _tail(layout, container)
    return DropContext(container, letters(headline), words, first, end, hints, cards, captions, names, tail)


def first_prose(layout: Layout, container: Container, lede: TextBlock | None) -> int:
    """Index of the first block of prose behind the lede; 0 where there is none."""
    start = lede.index + 1 if lede else 0
    return next((p.index for p in layout.blocks[start:] if container.prose(p, _PROSE)), 0)


def _end(layout: Layout, container: Container, words: NoiseWords, first: int, tail: str) -> int:
    """Index of the first mark behind which nothing is the article's; a mark amid the story ends nothing."""
    inside = [block for block in layout.blocks[first:] if container.holds(block)]
    whole, before = sum(max(0.0, container.worths[block.index]) for block in inside), 0.0
    for block in inside:
        before += max(0.0, container.worths[block.index])
        if before >= _BEFORE * whole and 0 < len(block.text) <= _MARK and words.end.match(fold(block.text)):
            return block.index
        if before >= _ALMOST * whole and len(tail) >= _TELLING and letters(block.text).endswith(tail):
            return block.index + 1
    return len(layout.blocks)


def _tail(layout: Layout, container: Container) -> int:
    """Index of the block behind which only the last of the prose stands."""
    left = _LAST * sum(max(0.0, container.worths[block.index]) for block in layout.blocks if container.holds(block))
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
            own = container.hints_of(place) | (_FIGURE if place.tag in ("figure", "figcaption") else NOTHING)
            above = hints.get(place.parent.index, NOTHING) if place.parent else NOTHING
            hints[place.index] = own | above if own and above else own or above
    return hints
