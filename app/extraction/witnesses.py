"""How the stages read witnesses: printed elements, XPath of a rule, members of JSON-LD, contents of meta."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from lxml.etree import XPathError
from lxml.etree import _Element as Element

from app.extraction.document import Document
from app.extraction.findings import Candidate
from app.extraction.hidden import is_hidden
from app.extraction.markup import LOUD, NOTHING, markup, name_hints
from app.extraction.text_of import INLINE, told_text, visible_text

_SILENT = (markup().elements.skipped | {"button", "iframe"}) - {"title"}
_NAMING = ("class", "id", "role", "itemprop", "data-testid")
_AWAY = frozenset(["nav", "footer", "aside", "dialog"])  # a form is away, too, unless it holds the whole page
_LONGEST = 20_000  # characters read of one element
_EMPTY: tuple[Any, ...] = (None, "", [], {})
_TEXTS = ("name", "@value", "givenName", "familyName")
IMAGE_TEXTS = ("url", "contentUrl", "@id", "thumbnailUrl", "@value")
_DEEPEST = 6  # levels of JSON-LD values that are followed


def printed(node: Element) -> str:
    """Text of an element on one line, without what is hidden in it.

    Blocks and line breaks part words, inline markup does not.
    """
    if not len(node):
        return "" if node.tag in _SILENT else visible_text((node.text or "")[:_LONGEST])
    parts: list[str] = []
    size = 0
    for piece in _pieces(node):
        parts.append(piece)
        size += len(piece)
        if size > _LONGEST:
            break
    return visible_text("".join(parts))


def _pieces(node: Element) -> Iterator[str]:
    """Texts in page order, without recursion."""
    waiting: list[Element | str] = [node]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item.tag, str) and item.tag not in _SILENT and (item is node or not is_hidden(item)):
            gap = "" if item.tag in INLINE else " "
            waiting.append(gap)
            for child in reversed(item):
                waiting += [child.tail or "", child]
            waiting += [item.text or "", gap]


def xpath_texts(document: Document, expression: str | None) -> tuple[str, ...]:
    """Printed texts of what a rule's XPath finds; nothing where there is no expression or it does not hold."""
    found = (item if isinstance(item, str) else printed(item) for item in xpath_items(document, expression))
    return tuple(text for text in map(visible_text, found) if text)


def xpath_items(document: Document, expression: str | None) -> tuple[Element | str, ...]:
    """Elements, attribute values and texts that an XPath finds, in page order."""
    if not expression:
        return ()
    try:
        found = document.tree.xpath(expression)
    except XPathError:
        return ()
    items = found if isinstance(found, list) else [found]
    return tuple(item for item in items if isinstance(item, Element | str))


def json_texts(value: Any, *members: str) -> tuple[str, ...]:
    """Strings of a JSON-LD value: itself, items of a list, the first of the named members (`name`, `@value`)."""
    return tuple(text for raw in _json_strings(value, members or ("name", "@value"), 0) if (text := told_text(raw)))


def _json_strings(value: Any, members: tuple[str, ...], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value[:500]:
            yield from _json_strings(item, members, depth + 1)
    elif isinstance(value, dict):
        first = next((value[name] for name in members if value.get(name)), None)
        yield from _json_strings(first, members, depth + 1)


def has_no_text(document: Document, member: str) -> bool:
    """True where the JSON-LD articles give `member` something and no text: a number, a name of nothing on the page."""
    given = [value for thing in document.news_objects if (value := thing.get(member)) not in _EMPTY]
    texts = IMAGE_TEXTS if member == "image" else _TEXTS
    return bool(given) and not any(json_texts(value, *texts) for value in given)


def news_candidates(document: Document, member: str) -> tuple[Candidate[str], ...]:
    """What the JSON-LD articles of the page say under `member`."""
    texts = (text for thing in document.news_objects for text in json_texts(thing.get(member)))
    return tuple(Candidate(text, f"json-ld:{member}") for text in texts)


def meta_candidates(document: Document, names: Iterable[str]) -> tuple[Candidate[str], ...]:
    """Contents of these `meta`, the first name first; the origin is the name."""
    pairs = ((visible_text(text), name) for name in names for text in document.meta.get(name, ()))
    return tuple(Candidate(text, name) for text, name in pairs if text)


def hints_of(node: Element) -> frozenset[str]:
    """What the names of an element say of it (`markup.toml`)."""
    values = (node.get(name) for name in _NAMING)
    return NOTHING.union(*(name_hints(value) for value in values if value))


def is_away(node: Element, hints: frozenset[str] = LOUD, levels: int | None = None) -> bool:
    """True inside of navigation, footer, sidebar, related stories and the like, so many levels up at most."""
    for above in islice(node.iterancestors(), levels):
        if above.tag in ("body", "html"):
            return False
        if (
            above.tag in _AWAY
            or (above.tag == "form" and above.find(".//h1") is None)
            or not hints.isdisjoint(hints_of(above))
        ):
            return True
    return False
