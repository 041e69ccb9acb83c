"""The layout of a page: its visual blocks of text, and the elements around them. Built once; no stage changes it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml.etree import _Element as Element

from app.extraction.document.class_names import NOTHING
from app.extraction.document.document_numbers import LAYOUT_LONGEST_PATH, LAYOUT_NEAR
from app.schemas.article import BlockType

# Default for the ignored hints of a page, by element index: no hint is ignored.
NOTHING_IGNORED: Mapping[int, frozenset[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A block-level element of the layout: its tag, the hints of its class names, and the place (element) around it.

    `index` counts places in document order; a place comes before all places in it. `is_hidden` is also true inside a
    hidden place.
    """

    tag: str
    hints: frozenset[str]
    parent: "Place | None"
    index: int
    name: str = ""
    kind: BlockType | None = None
    is_hidden: bool = False

    def ancestors(self) -> Iterator["Place"]:
        """Yield this element and all around it, innermost first."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent

    def nearest(self, tag: str) -> "Place | None":
        """Find the innermost element with a tag: this element or one around it, at most `LAYOUT_NEAR` elements."""
        place: Place | None = self
        for _ in range(LAYOUT_NEAR):
            if place is None or place.tag == tag:
                return place
            place = place.parent
        return None


@dataclass(frozen=True, slots=True, eq=False)
class TextBlock:
    """One visual unit of text, or a picture, video or frame with its `node`; not yet judged as story or noise.

    `linked` and `bold` count characters; `level` is 1 to 6 for the heading elements; `hints` are those of inline
    elements around most of the text; `cells` are those of a table row, `is_header` if all are header cells.
    """

    index: int
    kind: BlockType
    text: str
    place: Place
    linked: int = 0
    bold: int = 0
    level: int | None = None
    hints: frozenset[str] = NOTHING
    node: Element | None = None
    cells: tuple[str, ...] = ()
    is_header: bool = False

    @property
    def link_share(self) -> float:
        """Share of the text inside links, 0 to 1."""
        return min(1.0, self.linked / len(self.text)) if self.text else 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """All blocks and places (elements) of a page, and the elements that hold a field of the record, in document order.

    `times` are the `datetime` values of `time` elements, each with the index of the block that it is in or before.
    """

    blocks: tuple[TextBlock, ...] = ()
    places: tuple[Place, ...] = ()
    fields: tuple[tuple[Element, frozenset[str]], ...] = ()
    times: tuple[tuple[int, str], ...] = ()

    def marked(self, hint: str, but: str = "") -> list[Element]:
        """Return the elements with a hint for a field of the record, but without the hint `but`; in page order."""
        return [node for node, hints in self.fields if hint in hints and but not in hints]


def path_of(place: Place) -> str:
    """Return the tags from the root to an element, each with its first class; a long path keeps only its end."""
    return next(paths_of([place]))


def paths_of(places: Iterable[Place]) -> Iterator[str]:
    """Yield the path of each element, see `path_of`; each path is built from that of the parent, in linear time."""
    known: dict[int, str] = {}
    for place in places:
        new: list[Place] = []
        above: Place | None = place
        while above is not None and above.index not in known:
            new.append(above)
            above = above.parent
        for above in reversed(new):
            before = known[above.parent.index] if above.parent else ""
            name = above.name.split(maxsplit=1)[0] if above.name.strip() else ""
            step = f"{above.tag}.{name}" if name else above.tag
            known[above.index] = f"{before}/{step}"[-LAYOUT_LONGEST_PATH:]
        yield known[place.index]
