"""What a browser does not show: hidden by an attribute, a style or a name, but not until somebody pays."""

from itertools import islice

from lxml.etree import _Element as Element

from app.extraction.document.class_names import NOTHING, markup, name_hints

HIDDEN = frozenset({"hidden"})
_UNSPOKEN = "aria-hidden"
_MARK = 5  # characters of one, at most
_TEXTS, _ICON = 20, 40  # texts that are looked at, and characters of a drawn sign, a label, a mark


def hides(attribute: str, value: str) -> bool:
    """Whether an attribute that is no name hides its element."""
    if attribute == "style":
        plain = "".join(value.lower().split())
        return "display:none" in plain or "visibility:hidden" in plain
    return attribute == "hidden" or (attribute == _UNSPOKEN and value == "true")


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
