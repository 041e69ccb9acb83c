"""The page split once into visual pieces of text, in document order. The tree is only read."""

from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree
from lxml.html import HtmlElement

from app.extraction.markup import NOTHING, markup, name_hints
from app.extraction.pieces import Piece, Pieces, Place
from app.extraction.tables import join_rows
from app.extraction.text_of import code_text, visible_text
from app.schemas.article import BlockType

_SKIPPED = ("script style head template noscript svg math select textarea datalist object canvas title map meta link "
            "source track param base area col colgroup input").split()  # fmt: skip
_INLINE = ("span em i u s small big sup sub mark abbr cite q time font code kbd samp var del ins label bdi bdo dfn tt wbr "
           "ruby rb rt rp data acronym strike nobr picture o:p meter progress output").split()  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MEDIA: dict[str, BlockType] = {"img": "image", "amp-img": "image", "video": "video", "audio": "video", "iframe": "embed",
                                "embed": "embed", "amp-video": "video", "amp-youtube": "video", "amp-twitter": "embed"}  # fmt: skip
_KINDS: dict[str, BlockType] = {"li": "list_item", "dd": "list_item", "dt": "list_item", "blockquote": "blockquote", "pre": "code",
                                "td": "table", "th": "table", **dict.fromkeys(_HEADINGS, "heading")}  # fmt: skip
_SKIP, _PLAIN, _LINK, _BOLD, _BREAK, _FILM, _BLOCK, _MENU = range(8)
_LEFT_OUT = (_SKIP, _FILM, _MENU)
_ACTIONS = {**dict.fromkeys(_SKIPPED, _SKIP), **dict.fromkeys(_INLINE, _PLAIN), "a": _LINK, "strong": _BOLD, "b": _BOLD,
            "br": _BREAK, **dict.fromkeys(_MEDIA, _FILM)}  # fmt: skip
_FRAMES = frozenset({"nav", "footer"})
_MENUS = frozenset({"navigation"})
_STORY = ("p", "h1", "article")
_READABLE = etree.XPath("descendant::text()[not(parent::script or parent::style)]", smart_strings=False)
_HIDDEN = frozenset({"hidden"})
_SLUGGED = frozenset({*_HEADINGS, "p", "li"})  # their ids are words of the text
_UNRULED: Mapping[HtmlElement, str] = MappingProxyType({})
_MOST = 0.8


def split_blocks(tree: HtmlElement, ruled: Mapping[HtmlElement, str] = _UNRULED) -> Pieces:
    """Every visible text of the page in pieces; `ruled` gives a hint to elements that a rule names. Linear, without recursion."""
    splitter = _Splitter(ruled)
    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    actions: list[int] = []
    for event, node in walker:
        if event == "start":
            action = splitter.opened(node)
            actions.append(action)
            if action in _LEFT_OUT:
                walker.skip_subtree()
        elif event == "end":
            splitter.closed(node, actions.pop())
        elif node.tail:
            splitter.add(node.tail)
    splitter.flush()
    return Pieces(join_rows(splitter.pieces), splitter.places)


class _Splitter:
    """Reads the tree's events and gathers text until the next edge of a block."""

    def __init__(self, ruled: Mapping[HtmlElement, str]) -> None:
        self.ruled = ruled
        self.pieces: list[Piece] = []
        self.places: list[Place] = []
        self.parts: list[str] = []
        self.place = self._new_place("", NOTHING, "", None)
        self.links = self.bolds = self.linked = self.bold = self.breaks = 0
        self.marked: list[tuple[HtmlElement, frozenset[str], int]] = []
        self.covered: list[tuple[frozenset[str], int]] = []

    def opened(self, node: HtmlElement) -> int:
        """What was done with an element; nothing below is read where that is in `_LEFT_OUT`."""
        tag = node.tag
        action = _ACTIONS.get(tag, _BLOCK)
        if action == _BLOCK:
            action = self._open_block(node, tag)
        elif action == _SKIP:
            return action
        elif action <= _BOLD:
            self._open_inline(node, action)
        elif action == _BREAK:
            self._break()
        elif action == _FILM:
            self._media(node, tag)
        if action not in _LEFT_OUT and (text := node.text):
            self.add(text)
        return action

    def closed(self, node: HtmlElement, action: int) -> None:
        if action >= _BLOCK:
            self.flush()
            self.place = self.place.parent or self.place
        elif action <= _BOLD and action != _SKIP:
            self._close_inline(node, action)
        if tail := node.tail:
            self.add(tail)

    def _open_inline(self, node: HtmlElement, action: int) -> None:
        if action == _LINK:
            self.links += 1
        elif action == _BOLD:
            self.bolds += 1
        name = node.get("class")
        hints = name_hints(name) if name else NOTHING
        if self.ruled and node in self.ruled:
            hints = hints | {self.ruled[node]}
        if hints:
            self.marked.append((node, hints, len(self.parts)))

    def _close_inline(self, node: HtmlElement, action: int) -> None:
        if action == _LINK:
            self.links -= 1
        elif action == _BOLD:
            self.bolds -= 1
        if self.marked and self.marked[-1][0] is node:
            _, hints, start = self.marked.pop()
            self.covered.append((hints, sum(map(len, self.parts[start:]))))

    def add(self, text: str) -> None:
        """Text at the place at hand; white space alone only between words."""
        if text.isspace():
            if self.parts:
                self.parts.append(" " if self.place.kind != "code" else text)
            return
        self.parts.append(text)
        self.breaks = 0
        if self.links or self.bolds:
            size = len(" ".join(text.split()))
            self.linked += size if self.links else 0
            self.bold += size if self.bolds else 0

    def _break(self) -> None:
        self.breaks += 1
        if self.breaks > 1 and self.place.kind != "code":
            self.flush()
        elif self.parts:
            self.parts.append("\n")

    def _open_block(self, node: HtmlElement, tag: str) -> int:
        if self.parts:
            self.flush()
        hints, name = _read_names(node, tag in _SLUGGED)
        if self.ruled and node in self.ruled:
            hints = hints | {self.ruled[node]}
        self.place = self._new_place(tag, hints, name, self.place)
        if "embed" in hints and tag == "blockquote":
            self.place.kind = "embed"
            self.pieces.append(Piece(len(self.pieces), "embed", "", self.place))
        elif (tag in _FRAMES or not hints.isdisjoint(_MENUS)) and next(node.iter(*_STORY), None) is None:
            self._menu(node, hints)
            return _MENU
        return _BLOCK

    def _menu(self, node: HtmlElement, hints: frozenset[str]) -> None:
        """All text of a menu as one piece."""
        text = visible_text(" ".join(_READABLE(node)))
        if text:
            hints = hints | _MENUS
            self.pieces.append(Piece(len(self.pieces), "paragraph", text, self.place, len(text), hints=hints))

    def _new_place(self, tag: str, hints: frozenset[str], name: str, parent: Place | None) -> Place:
        above = parent.kind if parent else None
        kind = above if above == "embed" else _KINDS.get(tag) or above
        place = Place(tag, hints, parent, len(self.places), name, kind)
        self.places.append(place)
        return place

    def _media(self, node: HtmlElement, tag: str) -> None:
        kind = _MEDIA[tag]
        sign = node.get("alt") if kind == "image" else None
        if sign and len(sign) <= 2 and not sign.isalnum():
            self.add(sign)  # an emoji drawn as a picture
            return
        if kind != "image":
            self.flush()
        self.pieces.append(Piece(len(self.pieces), kind, "", self.place, self.links))

    def flush(self) -> None:
        """What was gathered becomes a piece of the place at hand."""
        if not self.parts:
            return
        raw, kind = "".join(self.parts), self.place.kind or "paragraph"
        text = code_text(raw) if kind == "code" else visible_text(raw)
        if text:
            level = _HEADINGS.get(self.place.tag)
            hints = self._inline_hints(len(raw)) if self.covered or self.marked else NOTHING
            self.pieces.append(Piece(len(self.pieces), kind, text, self.place, self.linked, self.bold, level, hints))
        self.covered.clear()
        self.parts, self.linked, self.bold, self.breaks = [], 0, 0, 0


    def _inline_hints(self, size: int) -> frozenset[str]:
        """Hints of inline elements around most of the text."""
        most = [hints for hints, covered in self.covered if covered >= _MOST * size]
        return NOTHING.union(*most, *(hints for _, hints, start in self.marked if start == 0 or start > len(self.parts)))


def _read_names(node: HtmlElement, slugged: bool) -> tuple[frozenset[str], str]:
    """Hints of an element's attributes, and its class for the path."""
    hints, name, named = NOTHING, "", markup().attributes
    for key, value in node.items():
        if key in named and not (slugged and key == "id"):
            found = name_hints(value)
            if found:
                hints = hints | found
            if key == "class":
                name = value
        elif key == "hidden" or (key == "aria-hidden" and value == "true") or (key == "style" and _hides(value)):
            hints = hints | _HIDDEN
    return hints, name


def _hides(style: str) -> bool:
    plain = "".join(style.lower().split())
    return "display:none" in plain or "visibility:hidden" in plain
