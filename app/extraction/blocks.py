"""The page split once into visual pieces of text, in document order. The tree is only read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from app.extraction.markup import NOTHING, name_hints, web_names
from app.extraction.text_of import code_text, visible_text
from app.schemas.article import BlockType

_SKIPPED = frozenset({"script", "style", "head", "template", "noscript", "svg", "math", "select", "textarea", "datalist",
                      "object", "canvas", "title", "map", "meta", "link", "source", "track", "param"})  # fmt: skip
_INLINE = frozenset({"a", "span", "strong", "b", "em", "i", "u", "s", "small", "big", "sup", "sub", "mark", "abbr", "cite",
                     "q", "time", "font", "code", "kbd", "samp", "var", "del", "ins", "label", "bdi", "bdo", "dfn", "tt",
                     "wbr", "ruby", "rb", "rt", "rp", "data", "acronym", "strike", "nobr", "input", "picture", "img",
                     "amp-img", "base", "area", "col", "colgroup", "o:p", "st1:place", "meter", "progress", "output"})  # fmt: skip
_BOLD = frozenset({"strong", "b"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MEDIA: dict[str, BlockType] = {"img": "image", "amp-img": "image", "video": "video", "audio": "video", "iframe": "embed",
                                "embed": "embed", "amp-video": "video", "amp-youtube": "video", "amp-twitter": "embed"}  # fmt: skip
_KINDS: dict[str, BlockType] = {"li": "list_item", "dd": "list_item", "dt": "list_item", "blockquote": "blockquote", "pre": "code",
                                "td": "table", "th": "table", **dict.fromkeys(_HEADINGS, "heading")}  # fmt: skip


@dataclass(slots=True, eq=False)
class Place:
    """A block-level element on the way to a piece: what it is called, and where it lies."""

    tag: str
    hints: frozenset[str]
    parent: "Place | None"
    index: int
    name: str = ""
    kind: BlockType | None = None

    def ancestors(self) -> Iterator["Place"]:
        """This place and all above it."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent


@dataclass(slots=True, eq=False)
class Piece:
    """One visual unit of text (or a picture, a film, a frame) and what is seen of it without judging it."""

    index: int
    kind: BlockType
    text: str
    place: Place
    linked: int = 0
    bold: int = 0
    level: int | None = None
    hints: frozenset[str] = NOTHING

    @property
    def link_share(self) -> float:
        """Share of the text that is a link, 0 to 1."""
        return min(1.0, self.linked / len(self.text)) if self.text else 0.0


@dataclass(slots=True)
class Pieces:
    """All pieces of a page with all their places, both in document order."""

    pieces: list[Piece] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


def split_blocks(tree: HtmlElement) -> Pieces:
    """Every visible text of the page in pieces. Linear, without recursion."""
    splitter = _Splitter()
    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            if splitter.opened(node):
                walker.skip_subtree()
        elif event == "end":
            splitter.closed(node)
        elif node.tail:
            splitter.parts.append(node.tail)
    splitter.flush()
    return splitter.found


class _Splitter:
    """Reads the tree's events and gathers text until the next edge of a block."""

    def __init__(self) -> None:
        self.found = Pieces()
        self.parts: list[str] = []
        self.place = self._new_place("", NOTHING, "", None)
        self.links = self.bolds = self.linked = self.bold = self.breaks = 0

    def opened(self, node: HtmlElement) -> bool:
        """True where nothing below is read."""
        tag = node.tag
        if tag in _SKIPPED:
            return True
        if tag == "br":
            self._break()
            return False
        if tag in _MEDIA:
            self._media(tag)
            return tag not in ("img", "amp-img")
        if tag in _INLINE:
            self._inline(tag, 1)
        else:
            self._open_block(node, tag)
        if node.text:
            self._add(node.text)
        return False

    def closed(self, node: HtmlElement) -> None:
        tag = node.tag
        if tag in _INLINE:
            self._inline(tag, -1)
        elif tag not in _SKIPPED and tag != "br" and tag not in _MEDIA:
            self.flush()
            self.place = self.place.parent or self.place
        if node.tail:
            self._add(node.tail)

    def _inline(self, tag: str, step: int) -> None:
        if tag == "a":
            self.links += step
        elif tag in _BOLD:
            self.bolds += step

    def _add(self, text: str) -> None:
        self.parts.append(text)
        if self.links or self.bolds or self.breaks:
            size = len(" ".join(text.split()))
            self.linked += size if self.links else 0
            self.bold += size if self.bolds else 0
            self.breaks = 0 if size else self.breaks

    def _break(self) -> None:
        self.breaks += 1
        if self.breaks > 1:
            self.flush()
        else:
            self.parts.append("\n")

    def _open_block(self, node: HtmlElement, tag: str) -> None:
        self.flush()
        hints, name = _read_names(node)
        self.place = self._new_place(tag, hints, name, self.place)

    def _new_place(self, tag: str, hints: frozenset[str], name: str, parent: Place | None) -> Place:
        kind = _KINDS.get(tag) or (parent.kind if parent else None)
        place = Place(tag, hints, parent, len(self.found.places), name, kind)
        self.found.places.append(place)
        return place

    def _media(self, tag: str) -> None:
        kind = _MEDIA[tag]
        if kind != "image":
            self.flush()
        self.found.pieces.append(Piece(len(self.found.pieces), kind, "", self.place))

    def flush(self) -> None:
        """What was gathered becomes a piece of the place at hand."""
        if not self.parts:
            return
        raw, kind = "".join(self.parts), self.place.kind or "paragraph"
        text = code_text(raw) if kind == "code" else visible_text(raw)
        if text:
            level = _HEADINGS.get(self.place.tag)
            piece = Piece(len(self.found.pieces), kind, text, self.place, self.linked, self.bold, level)
            self.found.pieces.append(piece)
        self.parts, self.linked, self.bold, self.breaks = [], 0, 0, 0


def _read_names(node: HtmlElement) -> tuple[frozenset[str], str]:
    """Hints of an element's attributes, and its class for the path."""
    hints, name, also = NOTHING, "", web_names().attributes.names
    for key, value in node.items():
        if key in ("class", "id") or key in also:
            hints |= name_hints(value)
            name = name or (value if key == "class" else "")
        elif key == "hidden" or (key == "aria-hidden" and value == "true") or (key == "style" and _hides(value)):
            hints |= {"hidden"}
    return hints, name


def _hides(style: str) -> bool:
    plain = "".join(style.lower().split())
    return "display:none" in plain or "visibility:hidden" in plain
