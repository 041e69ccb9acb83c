"""Parse a page safely: scan its bytes before parsing, and read the parser's error log afterwards.

Without these guards, lxml silently cuts a page at depth 256 (2,048 with `huge_tree`) and takes seconds for one tag with
100,000 attributes. On a server, `app.services.extractor` also runs extraction in a process that can be killed.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString
from lxml import etree
from lxml.etree import _Element as Element

from app.errors import EmptyDocument, ExtractionLimit
from app.extraction.document.document_numbers import (
    PARSE_DEEPEST,
    PARSE_DRAWINGS,
    PARSE_KEPT_DEPTH,
    PARSE_KEPT_HEIGHT,
    PARSE_QUOTED_LEVELS,
    START_TAGS_MOST_ATTRIBUTES,
    START_TAGS_MOST_ELEMENTS,
)
from app.extraction.document.start_tags import without_long_tags

_OF_TEXT = ("p", "h1", "h2", "article")  # tags of elements that an `svg` drawing cannot contain
_QUOTATION_MARKS = ('"', "\u201c", "\u201e", "\u00ab", "\u00bb", "\u2018", "\u201a", "\u2039")
_OF_HEAD = frozenset({"base", "link", "meta", "noframes", "noscript", "script", "style", "template", "title"})
# libxml2 misreads two kinds of tags, which are therefore repaired before parsing. One is `</html>` and `</body>`, after
# which browsers read on. The other is tags of elements such as `wbr`, which have no end tag. One pattern finds both
# kinds, so that the page is searched only once.
_UNKNOWN_VOID = rb"""(?=[bcektw])(?:embed|track|wbr|keygen|command|bgsound)(?=[\s/>])(?:[^<>"']|"[^<"]*"|'[^<']*')*+"""
_MISREAD = re.compile(rb"<(?:/(?:html|body)(?=[\s/>])[^<>]*|(?P<void>%b))>" % _UNKNOWN_VOID, re.I)
_NAME = re.compile(r"[A-Za-z_][\w.-]*\Z")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def parse_tree(page: bytes) -> tuple[Element, str, list[str]]:
    """Parse a page in UTF-8. Return the tree, the name of the parser, and notes on repairs and dropped parts.

    Raises:
        ExtractionLimit: the page has too many elements or is nested too deeply.
        EmptyDocument: the page has no element.
    """
    mended = _MISREAD.sub(_mended, page)
    shortened = without_long_tags(mended)
    notes = ["attributes_dropped"] if shortened != mended else []
    tree, parser = _parse_fast(shortened), "lxml"
    if tree is None:
        tree, parser = _parse_patiently(shortened), "beautifulsoup"
        notes.append("parsed_again")
    tree = _with_body(tree)
    repaired = list(tree.iter("svg", "math", "q"))
    _end_drawings([node for node in repaired if node.tag != "q"])
    _draw_marks([node for node in repaired if node.tag == "q"])
    return tree, parser, notes


def _mended(tag: re.Match[bytes]) -> bytes:
    return b"<%b />" % tag["void"] if tag["void"] else b" "


def _parse_fast(page: bytes) -> Element | None:
    """Parse with lxml. Return None if lxml fails or its error log shows that the tree is incomplete."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        tree = etree.fromstring(page, parser)
    except etree.LxmlError:
        return None
    if tree is None:
        raise EmptyDocument("the page has no element")
    if any(e.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for e in parser.error_log):
        return None
    return tree


def _draw_marks(quotations: Iterable[Element]) -> None:
    """Insert the quotation marks that browsers show around a `q` element, if the page does not print marks itself."""
    for quoted in quotations:
        if not _has_marks(quoted):
            is_inner = any(above.tag == "q" for above in islice(quoted.iterancestors(), PARSE_QUOTED_LEVELS))
            opening, closing = "\u2018\u2019" if is_inner else "\u201c\u201d"
            quoted.text = opening + (quoted.text or "")
            _append_text(quoted, closing)


def _has_marks(quoted: Element) -> bool:
    """Return whether a quotation mark is at the beginning of the quoted text, or directly before it."""
    above, before = quoted.getparent(), quoted.getprevious()
    outside = before.tail if before is not None else above.text if above is not None else None
    inside = quoted.text or (quoted[0].text if len(quoted) else None)
    return (inside or "").lstrip().startswith(_QUOTATION_MARKS) or (outside or "").endswith(_QUOTATION_MARKS)


def _end_drawings(drawings: Iterable[Element]) -> None:
    """Turn each `svg` that lacks its end tag into a `div`.

    A text element (`p`, `h1` …) inside an `svg` shows that the end tag is missing, unless the `svg` has a
    `foreignObject`.
    """
    for drawing in islice(drawings, PARSE_DRAWINGS):
        if next(drawing.iter(*_OF_TEXT), None) is not None and drawing.find(".//foreignobject") is None:
            drawing.tag = "div"


def _parse_patiently(page: bytes) -> Element:
    """Parse with BeautifulSoup, and flatten elements that are nested too deeply for lxml.

    A flattened element loses its content. The content is moved to the place after the element, in the nearest ancestor
    that is not flattened.
    """
    soup = BeautifulSoup(page.decode(), "html.parser")
    root = etree.Element("html")
    body = etree.SubElement(root, "body")
    parents: list[tuple[object, Element]] = [(soup, body)]
    depths, heights = {id(soup): 0}, _heights(soup)
    elements = 0
    for node in soup.descendants:
        parent, depth = _parent(parents, depths, node.parent)
        if isinstance(node, Tag):
            elements += 1
            if elements > START_TAGS_MOST_ELEMENTS or depth > PARSE_DEEPEST:
                raise ExtractionLimit(
                    f"the page has more than {START_TAGS_MOST_ELEMENTS:,} elements "
                    f"or is nested deeper than {PARSE_DEEPEST:,}"
                )
            depths[id(node)] = depth + 1
            place = _append(parent, node)
            is_kept = depth < PARSE_KEPT_DEPTH or heights[id(node)] <= PARSE_KEPT_HEIGHT
            parents.append((node, place if is_kept else parent))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            _append_text(parent, str(node))
    return root


def _heights(soup: BeautifulSoup) -> dict[int, int]:
    """Map the `id()` of each element to the number of levels of elements below it."""
    heights: dict[int, int] = {}
    for node in reversed([node for node in soup.descendants if isinstance(node, Tag)]):
        height = heights.setdefault(id(node), 0) + 1
        heights[id(node.parent)] = max(height, heights.get(id(node.parent), 0))
    return heights


def _with_body(tree: Element) -> Element:
    """Move the first element that is not allowed in `head`, and all after it, to `body`: a page may omit `<body>`.

    lxml itself does this only for the elements of HTML 4.
    """
    # `iter` would look for a second `head` in the whole tree
    head = tree[0] if len(tree) and tree[0].tag == "head" else next(tree.iter("head"), None)
    home = None if head is None else head.getparent()
    if head is None or home is None:
        return tree
    stray = next((at for at, node in enumerate(head) if isinstance(node.tag, str) and node.tag not in _OF_HEAD), None)
    if stray is None:
        return tree
    body = home.find("body")
    if body is None:
        body = etree.Element("body")
        head.addnext(body)
    moved = [*head[stray:]]
    moved[-1].tail, body.text = _CONTROL.sub("", (moved[-1].tail or "") + (body.text or "")), None
    body[:0] = moved
    return tree


def _parent(parents: list[tuple[object, Element]], depths: dict[int, int], wanted: object) -> tuple[Element, int]:
    while parents[-1][0] is not wanted:
        parents.pop()
    return parents[-1][1], depths[id(wanted)]


def _append(parent: Element, tag: Tag) -> Element:
    name = tag.name.lower() if _NAME.match(tag.name) else "span"
    return etree.SubElement(parent, name, dict(_attributes(tag)))


def _attributes(tag: Tag) -> Iterator[tuple[str, str]]:
    for name, value in list(tag.attrs.items())[:START_TAGS_MOST_ATTRIBUTES]:
        if _NAME.match(name):
            yield name, _CONTROL.sub("", " ".join(value) if isinstance(value, list) else str(value))


def _append_text(parent: Element, text: str) -> None:
    text = _CONTROL.sub("", text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
