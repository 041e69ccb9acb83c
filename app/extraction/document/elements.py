"""Read single elements: their printed text, their class-name hints, and whether they are outside the article."""

from collections.abc import Iterator
from itertools import islice, takewhile

from lxml.etree import XPathError
from lxml.etree import _Element as Element

from app.extraction.document.class_names import LOUD, NOTHING, markup, name_hints
from app.extraction.document.controls import is_control
from app.extraction.document.document import Document
from app.extraction.document.document_numbers import ELEMENTS_LONGEST
from app.extraction.document.plain_text import INLINE
from app.extraction.document.visibility import is_hidden
from app.text.normalize import visible_text

_SILENT = (markup().elements.skipped | {"button", "iframe"}) - {"title"}
_NAMING = frozenset({"class", "id", "role", "itemprop", "property", "data-testid"})
# tags of elements outside the article; a `form` is outside, too, unless it contains an `h1`
_AWAY = frozenset(["nav", "footer", "aside", "dialog"])
_FRAME = ("body", "html")
# hints of areas with other stories; `sidebar` and `widget` are left out, because wrappers of whole pages have them, too
_OF_OTHERS = LOUD - {"sidebar", "widget"}
_HEADINGS = frozenset({"h1", "h2", "h3"})
# inline elements that may hold a kicker; in a heading, a space separates their text from the rest of the heading
_KICKERS = frozenset({"small"})


def printed(node: Element, most: int = ELEMENTS_LONGEST) -> str:
    """Return the printed text of an element on one line, without hidden parts.

    Block elements and line breaks separate words; inline elements do not. If the text has more than `most` characters,
    only a part of it that also has more may be returned: this saves time if the caller ignores long texts.
    """
    if not len(node):
        return "" if node.tag in _SILENT else visible_text((node.text or "")[:ELEMENTS_LONGEST])
    parts: list[str] = []
    size, enough = 0, most
    for piece in printed_pieces(node):
        parts.append(piece)
        size += len(piece)
        if size > enough:
            if size > ELEMENTS_LONGEST or len(visible_text("".join(parts))) > most:
                break
            enough = 2 * size
    return visible_text("".join(parts))


def printed_pieces(node: Element) -> Iterator[str]:
    """Yield the printed text nodes of an element in page order, with spaces around block elements."""
    inline = INLINE - _KICKERS if node.tag in _HEADINGS else INLINE
    waiting: list[Element | str] = [node]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item.tag, str) and item.tag not in _SILENT and (item is node or not is_hidden(item)):
            gap = "" if item.tag in inline else " "
            waiting.append(gap)
            for child in reversed(item):
                waiting += [child.tail or "", *([] if is_control(child) else [child])]
            waiting += [item.text or "", gap]


def xpath_texts(document: Document, expression: str | None) -> tuple[str, ...]:
    """Return the printed texts that a rule's XPath selects; empty if the expression is missing or invalid."""
    found = (item if isinstance(item, str) else printed(item) for item in xpath_items(document, expression))
    return tuple(text for text in map(visible_text, found) if text)


def xpath_items(document: Document, expression: str | None) -> tuple[Element | str, ...]:
    """Return what an XPath selects (elements, attribute values, texts) in page order; empty if the XPath is invalid."""
    if not expression:
        return ()
    try:
        found = document.tree.xpath(expression)
    except XPathError:
        return ()
    items = found if isinstance(found, list) else [found]
    return tuple(item for item in items if isinstance(item, Element | str))


def hints_of(node: Element) -> frozenset[str]:
    """Return the hints that an element's class, id, role and similar attributes give (see `class_names.toml`)."""
    hints = NOTHING
    for name, value in node.items():
        if value and name in _NAMING and (found := name_hints(value)):
            hints = hints | found if hints else found
    return hints


def is_away(document: Document, node: Element, hints: frozenset[str] = LOUD) -> bool:
    """Return whether an element is in a navigation, footer, sidebar or the like.

    `hints` are the class-name hints of such areas.
    """
    known = document.areas.setdefault(hints, {})
    found = False
    new: list[Element] = []
    for above in node.iterancestors():
        if above in known:
            found = known[above]
            break
        new.append(above)
        if above.tag in _FRAME:
            break
        if _is_area(document, above, hints):
            found = True
            break
    known.update(dict.fromkeys(new, found))
    return found


def is_closely_away(document: Document, node: Element, hints: frozenset[str], levels: int) -> bool:
    """Return whether one of the nearest ancestors of an element is a navigation, footer or the like.

    `levels` is how many ancestors are checked; `hints` are the class-name hints of such areas.
    """
    near = takewhile(lambda above: above.tag not in _FRAME, islice(node.iterancestors(), levels))
    return any(_is_area(document, above, hints) for above in near)


def _is_area(document: Document, above: Element, hints: frozenset[str]) -> bool:
    """Return whether an element is an area outside the article, by its tag or by its class-name hints."""
    if above.tag in _AWAY or (above.tag == "form" and above not in document.around("h1")):
        return True
    if (own := document.hints.get(above)) is None:
        own = document.hints[above] = hints_of(above)
    # a class name does not count if the element contains `main`, because such an element is a wrapper of the page
    return not hints.isdisjoint(own) and above not in document.around("main")


def is_of_other_item(document: Document, node: Element) -> bool:
    """Return whether an element is in the microdata of another article, such as one in a list of stories."""
    items = (above for above in node.iterancestors() if "Article" in (above.get("itemtype") or ""))
    item = next(items, None)
    return item is not None and is_away(document, item, _OF_OTHERS)
