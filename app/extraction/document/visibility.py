"""Recognise elements hidden by attribute, style or class. Text of a story hidden by a paywall counts as visible."""

import re
from functools import lru_cache
from itertools import islice

from lxml.etree import _Element as Element

from app.extraction.document.class_names import NOTHING, markup, name_hints
from app.extraction.document.document_numbers import (
    VISIBILITY_CACHED,
    VISIBILITY_FAR,
    VISIBILITY_ICON,
    VISIBILITY_LONGEST_STYLE,
    VISIBILITY_MARK,
    VISIBILITY_OTHER_UNIT,
    VISIBILITY_TEXTS,
)

HIDDEN = frozenset({"hidden"})
_UNSPOKEN = "aria-hidden"
HIDING = frozenset({"style", "hidden", _UNSPOKEN})  # attributes that may hide an element; a class name may, too
_LENGTH = re.compile(r"(-?\d*\.?\d+)([a-z%]*)")
_CLIPPED = re.compile(r"rect\((?:[01](?:px)?[,)]){4}|inset\((?:50|100)%")
_MOVED = re.compile(r"translate[xy]?\((-\d*\.?\d+[a-z%]*)[,)]")
_HIDING = (
    ("display", "none"),
    ("visibility", "hidden"),
    ("visibility", "collapse"),
    ("content-visibility", "hidden"),
    ("text-decoration", "line-through"),
    ("text-decoration-line", "line-through"),
)  # (CSS property, value) pairs, each of which hides a text or marks it as deleted
_SIDES = ("left", "right", "top", "bottom", "margin-left", "margin-top", "text-indent")


def hides(attribute: str, value: str) -> bool:
    """Return whether an attribute (one of `HIDING`) with this value hides its element."""
    if attribute == "style":
        return _hides_by_style(value[:VISIBILITY_LONGEST_STYLE].lower())
    return attribute == "hidden" or (attribute == _UNSPOKEN and value == "true")


@lru_cache(maxsize=VISIBILITY_CACHED)
def _hides_by_style(style: str) -> bool:
    """Return whether a `style` hides its element: by display, zero size, clipping, or a position off the page."""
    parts = (part.partition(":") for part in "".join(style.split()).replace("!important", "").split(";"))
    rules = {name: value for name, _, value in parts}
    if any(hiding in rules.get(name, "") for name, hiding in _HIDING):
        return True
    if _is_dot(rules.get("font-size")) or _CLIPPED.match(rules.get("clip") or rules.get("clip-path") or ""):
        return True
    boxed = rules.get("overflow") in ("hidden", "clip") or _is_zero(rules.get("opacity"))
    if boxed and any(_is_zero(rules.get(name)) for name in ("height", "width", "max-height", "max-width")):
        return True
    if boxed and _is_dot(rules.get("width")) and _is_dot(rules.get("height")):
        return True
    moved = _MOVED.match(rules.get("transform", ""))
    return (moved is not None and _is_far(moved[1])) or any(_is_far(rules[name]) for name in _SIDES if name in rules)


def _is_dot(value: str | None) -> bool:
    """Return whether a CSS length is between 0 and 1 pixel."""
    length = _LENGTH.fullmatch(value or "")
    return length is not None and 0 <= float(length[1]) <= (1 if length[2] in ("px", "") else 0)


def _is_zero(value: str | None) -> bool:
    length = _LENGTH.fullmatch(value or "")
    return length is not None and float(length[1]) == 0


def _is_far(value: str) -> bool:
    """Return whether a CSS length is negative and so large that it moves an element off any screen."""
    length = _LENGTH.fullmatch(value)
    return (
        length is not None
        and float(length[1]) * (1 if length[2] in ("px", "") else VISIBILITY_OTHER_UNIT) <= -VISIBILITY_FAR
    )


def is_hidden(node: Element) -> bool:
    """Return whether an element itself is hidden; its ancestors are not checked."""
    if node.tag == "dialog":
        return node.get("open") is None
    named, hints = markup().attributes, NOTHING
    hiding: list[str] = []
    for attribute, value in node.items():
        if attribute in named:
            hints = hints | name_hints(value)
        elif attribute in HIDING and hides(attribute, value):
            hiding.append(attribute)
    if "paid" in hints or not (hiding or "hidden" in hints) or _is_mark(node):
        return False
    return hiding != [_UNSPOKEN] or "hidden" in hints or not _is_seen_only(node)


def _is_mark(node: Element) -> bool:
    """Return whether an element contains only punctuation. It is kept although hidden, because it separates words."""
    text = (node.text or "").strip()
    return not len(node) and len(text) <= VISIBILITY_MARK and not any(map(str.isalnum, text))


def _is_seen_only(node: Element) -> bool:
    """Return whether an `aria-hidden` element is hidden only from screen readers and visible on the screen.

    It is visible if it is longer than an icon, or is next to a visually hidden element that is read aloud in its place.
    """
    if sum(map(len, islice(node.itertext(), VISIBILITY_TEXTS))) > VISIBILITY_ICON:
        return True
    beside = (node.getnext(), node.getprevious())
    return any("hidden" in name_hints(other.get("class") or "") for other in beside if other is not None)
