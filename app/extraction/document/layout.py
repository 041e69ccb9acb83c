"""What the page is split into: pieces, and the places they lie in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml.etree import _Element as Element

from app.extraction.document.class_names import NOTHING
from app.schemas.article import BlockType

_NEAR = 40
_LONGEST_PATH = 300


@dataclass(slots=True, eq=False)
class Place:
    """A block-level element on the way to a piece: what it is called, and where it lies."""

    tag: str
    hints: frozenset[str]
    parent: "Place | None"
    index: int
    name: str = ""
    kind: BlockType | None = None
    is_hidden: bool = False  # it, or a place around it
    path: str = ""

    def ancestors(self) -> Iterator["Place"]:
        """This place and all above it."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent

    def nearest(self, tag: str) -> "Place | None":
        """The innermost of these places with a tag, where it is near."""
        near = islice(self.ancestors(), _NEAR)
        return next((place for place in near if place.tag == tag), None)


@dataclass(slots=True, eq=False)
class TextBlock:
    """One visual unit of text (or a picture, a film, a frame, with its `node`) and what is seen of it, unjudged."""

    index: int
    kind: BlockType
    text: str
    place: Place
    linked: int = 0
    bold: int = 0
    level: int | None = None
    hints: frozenset[str] = NOTHING
    node: Element | None = None

    @property
    def link_share(self) -> float:
        """Share of the text that is a link, 0 to 1."""
        return min(1.0, self.linked / len(self.text)) if self.text else 0.0


@dataclass(slots=True)
class Layout:
    """All pieces of a page with all their places, and the elements that hold a field; each in document order."""

    pieces: list[TextBlock] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    fields: list[tuple[Element, frozenset[str]]] = field(default_factory=list)

    def marked(self, hint: str, but: str = "") -> list[Element]:
        """Elements whose class says that they hold a field of the record, in page order."""
        return [node for node, hints in self.fields if hint in hints and but not in hints]


def path_of(place: Place) -> str:
    """Tags from the root to a place, each with its first class; remembered, so that a page costs linear time."""
    waiting: list[Place] = []
    top: Place | None = place
    while top is not None and not top.path:
        waiting.append(top)
        top = top.parent
    path = top.path if top else ""
    for below in reversed(waiting):
        name = below.name.split(maxsplit=1)[0] if below.name.strip() else ""
        step = f"{below.tag}.{name}" if name else below.tag
        path = below.path = f"{path}/{step}"[-_LONGEST_PATH:]
    return path
