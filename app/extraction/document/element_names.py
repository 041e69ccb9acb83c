"""Read the class-name hints that an element's attributes give, and the value of its `class`."""

from lxml.etree import _Element as Element

from app.extraction.document.class_names import NOTHING, markup, name_hints
from app.extraction.document.visibility import HIDDEN, HIDING, hides

SIGNING = ("footer", "figcaption")  # tags of elements that may name the speaker of a quotation
_SAYING = frozenset({"aria-label", "aria-labelledby", "itemtype"})
_SAID = frozenset({"trail", "comments"})  # `aria-label` and the other attributes in `_SAYING` can give only these hints
_NAMED = markup().attributes
MAY_HIDE = (HIDING | _NAMED) - {"class"}  # attributes besides `class` that may show that text is hidden


def read_names(node: Element, slugged: bool) -> tuple[frozenset[str], str]:
    """Return the class-name hints in an element's attributes, and the value of its `class`.

    The tag of a custom element, such as `comment-thread`, is read like a class name. If `slugged`, the `id` is ignored:
    in headings and paragraphs it is often made of words of the text (`<h2 id="about-the-author">`).
    """
    tag, name = str(node.tag), ""
    hints = name_hints(tag) if "-" in tag else NOTHING
    for key, value in node.items():
        if key in _NAMED and not (slugged and key == "id"):
            found = name_hints(value)
            if found:
                hints = hints | found
            if key == "class":
                name = value
        elif key in _SAYING:
            hints = hints | (name_hints(value) & _SAID)
        elif key in HIDING and hides(key, value):
            hints = hints | HIDDEN
    return hints - HIDDEN if "paid" in hints else hints, name


def is_plain(node: Element, attributes: list[str]) -> bool:
    """Return whether an inline element is not hidden, no popup, no control and no field, unless its class says so.

    `attributes` are the names of its attributes. Most inline elements are plain: they have no attribute but `class`, or
    are links to other pages.
    """
    if not attributes or attributes == ["class"]:
        return True
    return node.tag == "a" and MAY_HIDE.isdisjoint(attributes) and "#" not in (node.get("href") or "")


def signs_quotation(node: Element) -> bool:
    """Return whether a footer or caption names a quotation's speaker: it is in or after a `blockquote`."""
    above, before = node.getparent(), node.getprevious()
    return any(other is not None and other.tag == "blockquote" for other in (above, before))
