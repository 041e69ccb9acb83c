"""Recognise inline elements that do not belong to the sentence around them: buttons, permalinks, icons, popup boxes."""

from itertools import islice

from lxml.etree import _Element as Element

from app.extraction.document.class_names import name_hints
from app.extraction.document.document_numbers import (
    CONTROLS_BESIDE,
    CONTROLS_LONGEST,
    CONTROLS_NEAR,
    CONTROLS_TEXTS,
    CONTROLS_WORD,
)
from app.extraction.document.own_anchor import is_own_anchor
from app.extraction.document.plain_text import INLINE

_TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "figcaption"})


def is_popup_box(node: Element) -> bool:
    """Return whether an inline element is the box of a popup, not the word that opens the popup.

    Boxes are the `span` in `<a>word<span>box</span></a>`, and every element with the role `tooltip`.
    """
    if node.get("role") == "tooltip":
        return True
    above, before = node.getparent(), node.getprevious()
    word = above.text if before is None and above is not None else before.tail if before is not None else None
    return above is not None and above.tag in INLINE and bool((word or "").strip() or before is not None)


def is_control(node: Element) -> bool:
    """Return whether an inline element is a control beside a text: a button, or the symbol of a permalink (`#`).

    An element with `role=button` or a permalink with words is a control only in a heading or caption. In prose, its
    words often belong to the sentence, and a click on these words opens an explanation.
    """
    if node.tag not in INLINE or not (attributes := node.keys()):
        return False
    is_anchor = node.tag == "a" and is_own_anchor(node)
    is_button = "role" in attributes and node.get("role") == "button"
    is_named = "class" in attributes and "control" in name_hints(node.get("class") or "")
    if not (is_anchor or is_button or is_named):
        return False
    text = "".join(islice(node.itertext(), CONTROLS_TEXTS))
    if is_anchor and not _letters(text):
        return True
    is_marked = is_named or ((is_button or _leads_to_title(node)) and _is_in_title(node))
    is_inline = len(text) <= CONTROLS_LONGEST and all(below.tag in INLINE for below in node)
    return is_inline and is_marked and _has_text_beside(node, text)


def _leads_to_title(link: Element) -> bool:
    """Return whether a link leads to one of its ancestors: `<h2 id="a">News <a href="#a">Link</a></h2>`."""
    fragment = (link.get("href") or "").rpartition("#")[2]
    return bool(fragment) and any(above.get("id") == fragment for above in islice(link.iterancestors(), CONTROLS_NEAR))


def _is_in_title(node: Element) -> bool:
    return any(above.tag in _TITLES for above in islice(node.iterancestors(), CONTROLS_NEAR))


def _has_text_beside(node: Element, text: str) -> bool:
    """Return whether the block around an inline element has words outside the element."""
    block = next((above for above in node.iterancestors() if above.tag not in INLINE), None)
    whole = "".join(islice(block.itertext(), CONTROLS_BESIDE)) if block is not None else ""
    return _letters(whole) >= _letters(text) + CONTROLS_WORD


def _letters(text: str) -> int:
    """Return the number of letters and digits in a text."""
    return sum(map(str.isalnum, text))
