"""The layout of a page: its visual blocks of text, and the elements around them. No step changes a layout."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml.etree import _Element as Element

from app.extraction.document.class_names import NOTHING
from app.extraction.document.document_numbers import LAYOUT_LONGEST_PATH, LAYOUT_NEAR
from app.schemas.article import BlockType
from app.text.fast_dataclass import fast_dataclass

# element index -> class-name hints to ignore: none
NOTHING_IGNORED: Mapping[int, frozenset[str]] = MappingProxyType({})


@fast_dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A block-level element of the layout."""

    tag: str
    hints: frozenset[str]  # class-name hints of the element itself
    parent: "Place | None"
    index: int  # number of the element in document order
    name: str = ""  # value of the `class` attribute
    kind: BlockType | None = None  # type of the blocks in the element; None for paragraphs
    is_hidden: bool = False  # whether the element or an element around it is hidden

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
    """A visual unit of a page: a text such as a paragraph, or a picture, video or embed. It may be story or noise."""

    index: int
    kind: BlockType
    text: str
    place: Place
    linked: int = 0  # how many characters are in links
    bold: int = 0  # how many characters are in bold type
    level: int | None = None  # 1 to 6 for `h1` to `h6`
    hints: frozenset[str] = NOTHING  # class-name hints of inline elements around most of the text
    node: Element | None = None  # the element of a picture, video or embed (such as an `iframe`)
    cells: tuple[str, ...] = ()  # texts of the cells, if the block is the row of a table
    is_header: bool = False  # whether the block is a table row whose cells are all header cells

    @property
    def link_share(self) -> float:
        """Share of the block's text that is inside links, 0 to 1."""
        return min(1.0, self.linked / len(self.text)) if self.linked and self.text else 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks and block-level elements of a page, all in document order."""

    blocks: tuple[TextBlock, ...] = ()
    places: tuple[Place, ...] = ()
    fields: tuple[tuple[Element, frozenset[str]], ...] = ()  # elements that hold fields of the record, with their hints
    # for each `time` element: the index of the block that holds it (or of the next block), and its `datetime`
    times: tuple[tuple[int, str], ...] = ()

    def marked(self, hint: str, but: str = "") -> list[Element]:
        """Return the elements in `fields` that have the hint `hint` and not the hint `but`, in page order."""
        return [node for node, hints in self.fields if hint in hints and but not in hints]


def path_of(place: Place) -> str:
    """Return the path of an element, such as `/html/body/div.story`. The start of a very long path is cut off."""
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
            names = above.name.split(maxsplit=1)
            step = f"{above.tag}.{names[0]}" if names else above.tag
            known[above.index] = f"{before}/{step}"[-LAYOUT_LONGEST_PATH:]
        yield known[place.index]
