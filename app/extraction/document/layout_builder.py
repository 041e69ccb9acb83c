"""Split the tree of a page into visual blocks of text, in document order. The tree is not changed."""

from collections.abc import Mapping
from types import MappingProxyType
from unicodedata import category

from lxml import etree
from lxml.etree import _Element as Element

from app.extraction.document.class_names import LOUD, NOTHING, field_hints, markup, name_hints
from app.extraction.document.controls import is_control, is_popup_box
from app.extraction.document.crossheads import BREAK, split_crossheads
from app.extraction.document.document_numbers import (
    LAYOUT_BUILDER_LONG,
    LAYOUT_BUILDER_MOST,
    LAYOUT_BUILDER_SCANS,
    LAYOUT_BUILDER_STAMP,
    LAYOUT_BUILDER_TIMES,
    LAYOUT_BUILDER_TRAIL,
)
from app.extraction.document.element_names import MAY_HIDE, SIGNING, is_plain, read_names, signs_quotation
from app.extraction.document.layout import Layout, Place, TextBlock
from app.extraction.document.own_anchor import is_own_anchor
from app.extraction.document.plain_text import code_text
from app.extraction.document.table_rows import join_rows
from app.extraction.document.visibility import HIDDEN, is_hidden
from app.text.normalize import visible_text

_ELEMENTS = markup().elements
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SKIP, _PLAIN, _LINK, _BOLD, _BREAK, _FILM, _BLOCK, _MENU, _ASIDE = range(9)
_LEFT_OUT = (_SKIP, _FILM, _MENU)
ACTIONS = {
    **dict.fromkeys(_ELEMENTS.skipped, _SKIP),
    **dict.fromkeys(_ELEMENTS.inline, _PLAIN),
    **dict.fromkeys(_ELEMENTS.media, _FILM),
    "a": _LINK,
    "strong": _BOLD,
    "b": _BOLD,
    "br": _BREAK,
    "button": _ASIDE,
}
# actions by tag for a page whose only text is in `noscript`: here `noscript` is read, too
UNSCRIPTED = {**ACTIONS, "noscript": _BLOCK}
_FRAMES = {
    "nav": frozenset({"navigation"}),
    "footer": frozenset({"footer"}),
    "aside": frozenset({"sidebar"}),
    "form": frozenset({"newsletter"}),
    "dialog": frozenset({"widget"}),
    "button": frozenset({"widget"}),
}
_MENUS = frozenset({"navigation"})
_POPUP = frozenset({"popup"})
_STORY = ("p", "h1", "h2", "article", "blockquote", "figure", "img", "video")
_FIELDS = field_hints()
_READABLE = etree.XPath("descendant::text()[not(parent::script or parent::style)]", smart_strings=False)
_TEXTS = etree.XPath("descendant::text()", smart_strings=False)  # faster; used if no `script` or `style` is inside
_SLUGGED = frozenset({*_HEADINGS, "p", "li"})  # the `id` of such elements gives no hint: it often repeats their text
_UNRULED: Mapping[Element, str] = MappingProxyType({})
_EMOJI = "So"  # Unicode category of emoji, which a site may draw as pictures
_Line = tuple[list[str], list[tuple[frozenset[str], int]], int, int, int, int]


def build_layout(
    tree: Element, ruled: Mapping[Element, str] = _UNRULED, actions: Mapping[str, int] = ACTIONS
) -> Layout:
    """Return a page's layout, in linear time. `ruled` has the hint of each element that the page's rule selects."""
    splitter = _Splitter(ruled, actions)
    walker = etree.iterwalk(tree, events=("start", "end"))
    done: list[int] = []
    for event, node in walker:
        if event == "start":
            action = splitter.opened(node)
            done.append(action)
            if action in _LEFT_OUT:
                walker.skip_subtree()
        else:
            splitter.closed(node, done.pop())
    splitter.flush()
    blocks, moved = join_rows(splitter.blocks, splitter.places)
    times = tuple((moved(index), value) for index, value in splitter.times)
    return Layout(tuple(blocks), tuple(splitter.places), tuple(splitter.fields), times)


class _Splitter:
    """Reads the start and the end of each element. Gathers text until a block-level element begins or ends."""

    def __init__(self, ruled: Mapping[Element, str], actions: Mapping[str, int]) -> None:
        self.ruled, self.actions = ruled, actions
        self.blocks: list[TextBlock] = []
        self.places: list[Place] = []
        self.parts: list[str] = []
        self.fields: list[tuple[Element, frozenset[str]]] = []
        self.place = self._new_place("", NOTHING, "", None)
        self.links = self.bolds = self.linked = self.bold = self.breaks = self.size = 0
        self.scans = LAYOUT_BUILDER_SCANS
        self.times: list[tuple[int, str]] = []
        # open inline elements with hints: (element, hints, characters in the line before the element, place around it)
        self.marked: list[tuple[Element, frozenset[str], int, Place]] = []
        self.covered: list[tuple[frozenset[str], int]] = []
        self.lines: list[_Line] = []

    def opened(self, node: Element) -> int:
        """Handle an element's start; return its action. If `_LEFT_OUT` has the action, the caller skips the content."""
        tag = str(node.tag)
        action = self.actions.get(tag, _BLOCK)
        if action == _BLOCK:
            action = self._open_block(node, tag)
        elif action == _SKIP:
            return action
        elif action <= _BOLD:
            action = self._open_inline(node, tag, action)
        elif action == _ASIDE:
            self._open_aside(node, tag, _FRAMES[tag])
        elif action == _BREAK:
            self._break()
        elif action == _FILM:
            self._media(node, tag)
        if action not in _LEFT_OUT and (text := node.text):
            self.add(text)
        return action

    def closed(self, node: Element, action: int) -> None:
        if action >= _BLOCK:
            if self.parts:
                self.flush()
            self.place = self.place.parent or self.place
            if action == _ASIDE:
                self.parts, self.covered, self.linked, self.bold, self.breaks, self.size = self.lines.pop()
        elif action <= _BOLD and action != _SKIP:
            self._close_inline(node, action)
        if (tail := node.tail) and (self.parts or not tail.isspace()):
            self.add(tail)

    def _open_aside(self, node: Element, tag: str, hints: frozenset[str]) -> int:
        """Begin a separate block for a popup or a button, because it is not part of the line around it."""
        self.lines.append((self.parts, self.covered, self.linked, self.bold, self.breaks, self.size))
        self._begin_line()
        self.place = self._new_place(tag, hints, node.get("class") or "", self.place)
        return _ASIDE

    def _open_inline(self, node: Element, tag: str, action: int) -> int:
        attributes = node.keys()
        hints = name_hints(node.get("class") or "") if "class" in attributes else NOTHING
        if not (hints or self.ruled) and is_plain(node, attributes):
            self.links += action == _LINK
            self.bolds += action == _BOLD
            return action
        if tag == "time" and (value := node.get("datetime")) and len(self.times) < LAYOUT_BUILDER_TIMES:
            self.times.append((len(self.blocks), value[:LAYOUT_BUILDER_STAMP]))
        if ("hidden" in hints or not MAY_HIDE.isdisjoint(attributes)) and is_hidden(node):
            return self._open_aside(node, tag, HIDDEN)
        if ("popup" in hints or ("role" in attributes and node.get("role") == "tooltip")) and self._is_in_popup(node):
            return self._open_aside(node, tag, _POPUP)
        if "caption" in hints and self._is_after_picture():
            return self._open_aside(node, tag, hints)
        is_own = action == _LINK and is_own_anchor(node)
        if (is_own or "control" in hints or "role" in attributes) and is_control(node):
            return self._open_aside(node, tag, _FRAMES["button"])
        if is_own:
            action = _PLAIN  # the link of a heading to itself: its text does not count as linked
        self.links += action == _LINK
        self.bolds += action == _BOLD
        if self.ruled and node in self.ruled:
            hints = hints | {self.ruled[node]}
        if hints:
            self.marked.append((node, hints, self.size, self.place))
        if tag != "a" and len(attributes) > ("class" in attributes) and "itemprop" not in attributes:
            # not only `class`, but also other attributes may show that the element holds a field of the record
            hints = hints | read_names(node, False)[0]
        if not hints.isdisjoint(_FIELDS):
            self.fields.append((node, hints))
        return action

    def _is_in_popup(self, node: Element) -> bool:
        """Return whether an inline element is the box of a popup, not the word that opens the popup."""
        return any("popup" in hints for _, hints, _, _ in self.marked) or is_popup_box(node)

    def _is_after_picture(self) -> bool:
        """Return whether the last block is a picture in the current element, so that a caption may follow."""
        return bool(self.blocks) and self.blocks[-1].kind == "image" and self.blocks[-1].place is self.place

    def _close_inline(self, node: Element, action: int) -> None:
        if action == _LINK:
            self.links -= 1
        elif action == _BOLD:
            self.bolds -= 1
        if self.marked and self.marked[-1][0] is node:
            _, hints, start, _ = self.marked.pop()
            self.covered.append((hints, self.size - start))

    def add(self, text: str) -> None:
        """Add text to the current line; white space is added only after other text."""
        if text.isspace():
            if self.parts:
                self.parts.append(" " if self.place.kind != "code" else text)
            return
        self.parts.append(text)
        self.size += len(text)
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
            self.parts.append(BREAK if self.place.kind != "code" else "\n")

    def _open_block(self, node: Element, tag: str) -> int:
        if self.parts:
            self.flush()
        hints, name = read_names(node, tag in _SLUGGED)
        if self.ruled and node in self.ruled:
            hints = hints | {self.ruled[node]}
        tag = "blockquote" if tag in SIGNING and signs_quotation(node) else tag
        if tag in _FRAMES:
            hints = hints | _FRAMES[tag]
        self.place = self._new_place(tag, hints, name, self.place)
        if hints or tag in _FRAMES:
            return self._open_named(node, tag, hints)
        return _BLOCK

    def _open_named(self, node: Element, tag: str, hints: frozenset[str]) -> int:
        """Record an element that holds a field or an embedded post. Turn a menu or other short noise into one block."""
        if not hints.isdisjoint(_FIELDS):
            self.fields.append((node, hints))
        if tag == "blockquote" and "embed" in hints:
            self.blocks.append(TextBlock(len(self.blocks), "embed", "", self.place, node=node))
        elif (tag in _FRAMES or not hints.isdisjoint(LOUD)) and self.scans > 0 and tag not in _SLUGGED:
            self.scans -= 1
            if next(node.iter(*_STORY), None) is None and self._menu(node, hints):
                return _MENU
        return _BLOCK

    def _menu(self, node: Element, hints: frozenset[str]) -> bool:
        """Add a menu, or other noise with a short text, as one block. Return False, and add nothing, for long noise."""
        texts = _TEXTS if next(node.iter("script", "style"), None) is None else _READABLE
        text = visible_text(" ".join(texts(node)))
        menu = not hints.isdisjoint(_MENUS)
        if len(text) > LAYOUT_BUILDER_LONG and not menu:
            return False
        if text and len(text) <= LAYOUT_BUILDER_TRAIL:
            self._find_trails(node)
        if text:
            self.blocks.append(TextBlock(len(self.blocks), "paragraph", text, self.place, len(text), hints=hints))
        return True

    def _find_trails(self, node: Element) -> None:
        """Record the trails of links (breadcrumbs) in a short menu, which may itself be such a trail."""
        for below in node.iter("ol", "ul", "div"):
            if "trail" in (hints := name_hints(below.get("class") or "")):
                self.fields.append((below, hints))

    def _new_place(self, tag: str, hints: frozenset[str], name: str, parent: Place | None) -> Place:
        above = parent.kind if parent else None
        is_post = tag == "blockquote" and "embed" in hints
        kind = "embed" if is_post or above == "embed" else _ELEMENTS.kinds.get(tag) or above
        is_hidden = "hidden" in hints or (parent is not None and parent.is_hidden)
        place = Place(tag, hints, parent, len(self.places), name, kind, is_hidden)
        self.places.append(place)
        return place

    def _media(self, node: Element, tag: str) -> None:
        kind = _ELEMENTS.media[tag]
        sign = node.get("alt") if kind == "image" else None
        if sign and len(sign) <= 2 and category(sign[0]) == _EMOJI:
            self.parts.append(sign)  # a picture of an emoji is replaced by its `alt`, as text of the line
            return
        if kind != "image":
            self.flush()
        self.blocks.append(TextBlock(len(self.blocks), kind, "", self.place, self.links, node=node))

    def flush(self) -> None:
        """Turn the gathered text into a block of the current element, or several blocks if the text has crossheads."""
        if not self.parts:
            return
        raw, kind = "".join(self.parts), self.place.kind or "paragraph"
        texts = [code_text(raw)] if kind == "code" else list(map(visible_text, split_crossheads(raw)))
        if self.size:
            level = _HEADINGS.get(self.place.tag)
            hints = self._inline_hints() if self.covered or self.marked else NOTHING
            linked, bold = (self.linked, self.bold) if len(texts) == 1 else (0, 0)
            for text in filter(None, texts):
                self.blocks.append(TextBlock(len(self.blocks), kind, text, self.place, linked, bold, level, hints))
        self._begin_line()

    def _begin_line(self) -> None:
        self.parts, self.covered, self.linked, self.bold, self.breaks, self.size = [], [], 0, 0, 0, 0

    def _inline_hints(self) -> frozenset[str]:
        """Return the class-name hints of every inline element that contains most of the gathered text."""
        most = [hints for hints, covered in self.covered if covered >= LAYOUT_BUILDER_MOST * self.size]
        around = [hints for _, hints, start, place in self.marked if start == 0 and place is self.place]
        return NOTHING.union(*most, *around)
