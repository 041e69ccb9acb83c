"""What a browser does not show: hidden by an attribute, a style or a class name, except until somebody pays."""

import re
from functools import lru_cache
from itertools import islice

from lxml.etree import _Element as Element

from app.extraction.document.class_names import NOTHING, markup, name_hints

HIDDEN = frozenset({"hidden"})
_UNSPOKEN = "aria-hidden"
_MARK = 5  # characters of one, at most
_TEXTS, _ICON = 20, 40  # texts that are looked at, and characters of a drawn sign, a label, a mark
_LONGEST_STYLE = 500  # characters of a style that are read
_FAR = 900  # pixels, or a tenth of them in other units, from which text lies outside of any screen
_LENGTH = re.compile(r"(-?\d*\.?\d+)([a-z%]*)")
_CLIPPED = re.compile(r"rect\((?:[01](?:px)?[,)]){4}|inset\((?:50|100)%")
_SIDES = ("left", "right", "top", "bottom", "margin-left", "margin-top", "text-indent")


def hides(attribute: str, value: str) -> bool:
    """Whether an attribute that is no name hides its element."""
    if attribute == "style":
        return _hides_by_style(value[:_LONGEST_STYLE].lower())
    return attribute == "hidden" or (attribute == _UNSPOKEN and value == "true")


@lru_cache(maxsize=4096)
def _hides_by_style(style: str) -> bool:
    """Not displayed, of no size, clipped away, or far outside of the page."""
    parts = (part.partition(":") for part in "".join(style.split()).replace("!important", "").split(";"))
    rules = {name: value for name, _, value in parts}
    if rules.get("display") == "none" or rules.get("visibility") in ("hidden", "collapse"):
        return True
    if _is_zero(rules.get("font-size")) or _CLIPPED.match(rules.get("clip") or rules.get("clip-path") or ""):
        return True
    boxed = rules.get("overflow") in ("hidden", "clip") or _is_zero(rules.get("opacity"))
    if boxed and any(_is_zero(rules.get(name)) for name in ("height", "width", "max-height", "max-width")):
        return True
    return any(_is_far(rules[name]) for name in _SIDES if name in rules)


def _is_zero(value: str | None) -> bool:
    length = _LENGTH.fullmatch(value or "")
    return length is not None and float(length[1]) == 0


def _is_far(value: str) -> bool:
    """A negative length beyond any screen."""
    length = _LENGTH.fullmatch(value)
    return length is not None and float(length[1]) * (1 if length[2] in ("px", "") else 10) <= -_FAR


def is_hidden(node: Element) -> bool:
    """Whether an element is hidden itself; what is around it is not looked at."""
    if node.tag == "dialog":
        return node.get("open") is None
    named, hints = markup().attributes, NOTHING
    hiding: list[str] = []
    for attribute, value in node.items():
        if attribute in named:
            hints = hints | name_hints(value)
        elif hides(attribute, value):
            hiding.append(attribute)
    if "paid" in hints or not (hiding or "hidden" in hints) or _is_mark(node):
        return False
    return hiding != [_UNSPOKEN] or "hidden" in hints or not _is_seen_only(node)


def _is_mark(node: Element) -> bool:
    """A colon, a dash and the like: what tells two words apart for those who do not see them apart."""
    text = (node.text or "").strip()
    return not len(node) and len(text) <= _MARK and not any(map(str.isalnum, text))


def _is_seen_only(node: Element) -> bool:
    """What is not read out, but seen: more than an icon, or words that an element nobody sees is read out for."""
    if sum(map(len, islice(node.itertext(), _TEXTS))) > _ICON:
        return True
    beside = (node.getnext(), node.getprevious())
    return any("hidden" in name_hints(other.get("class") or "") for other in beside if other is not None)
