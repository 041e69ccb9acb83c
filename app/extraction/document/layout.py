"""The layout of a page: its visual blocks of text, and the elements around them. Built once; no stage changes it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml.etree import _Element as Element

from app.extraction.document.class_names import NOTHING
from app.extraction.document.document_numbers import LAYOUT_LONGEST_PATH, LAYOUT_NEAR
from app.schemas.article import BlockType
from app.text.fast_dataclass import fast_dataclass

# Default for the class-name hints to ignore, by element index: no hint is ignored.
NOTHING_IGNORED: Mapping[int, frozenset[str]] = MappingProxyType({})


@fast_dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A block-level element of the layout: its tag, its class name, the hints in its class name, and its parent.

    `index` is the number of the element in document order. `is_hidden` is true for a hidden element and for all
    elements inside it.
    """

    tag: str
    hints: frozenset[str]
    parent: "Place | None"
    index: int
    name: str = ""
    kind: BlockType | None = None
    is_hidden: bool = False

    def ancestors(self) -> Iterator["Place"]:
        """Yield this element and its ancestors, innermost first."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent

    def nearest(self, tag: str) -> "Place | None":
        """Find the nearest element with the given tag: this element or one of its ancestors.

        At most `LAYOUT_NEAR` elements are checked.
        """
        place: Place | None = self
        for _ in range(LAYOUT_NEAR):
            if place is None or place.tag == tag:
                return place
            place = place.parent
        return None


@fast_dataclass(frozen=True, slots=True, eq=False)
class TextBlock:
    """A visual unit of a page: a text such as a paragraph, or a picture, video or frame. It may be story or noise.

    `linked` and `bold` are how many characters are in links and in bold type; `level` is 1 to 6 for `h1` to `h6`;
    `hints` come from inline elements around most of the text; `node` is the element of a picture, video or frame;
    `cells` are the texts of a table row's cells; `is_header` is true if all of them are header cells.
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
        """Share of the block's text that is inside links, 0 to 1."""
        return min(1.0, self.linked / len(self.text)) if self.text else 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """All blocks and block-level elements (`places`) of a page, and the elements that hold fields of the record.

    All are in document order. `times` has a pair for each `time` element: the index of the block in which the element
    is (or of the next block), and the value of `datetime`.
    """

    blocks: tuple[TextBlock, ...] = ()
    places: tuple[Place, ...] = ()
    fields: tuple[tuple[Element, frozenset[str]], ...] = ()
    times: tuple[tuple[int, str], ...] = ()

    def marked(self, hint: str, but: str = "") -> list[Element]:
        """Return the elements that have the class-name hint `hint` and not the hint `but`, in page order."""
        return [node for node, hints in self.fields if hint in hints and but not in hints]


def path_of(place: Place) -> str:
    """Return the path of an element: tags from the root on, each with its first class. A long path loses its start."""
    return next(paths_of([place]))


def paths_of(places: Iterable[Place]) -> Iterator[str]:
    """Yield the path of each element (see `path_of`).

    This takes linear time, because the path of an element extends its parent's path.
    """
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
