"""JSON-LD of a page: every object, however it is nested, with its strings unescaped once more.

Pages put HTML entities inside the strings, raw newlines, comments and trailing commas; a broken script costs itself.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.etree import _Element as Element

JsonObject = dict[str, Any]
MAX_OBJECTS = 2_000
MAX_SCRIPT = 2_000_000
_DIGITS = 20  # of a whole number
_WRAPPING = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*\Z")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


def find_jsonld(tree: Element) -> tuple[tuple[JsonObject, ...], int]:
    """Every object of every `application/ld+json` script, outermost first; and how many scripts are broken."""
    scripts = [node.text or "" for node in tree.iter("script") if "ld+json" in (node.get("type") or "").lower()]
    values = [_parsed(text) for text in scripts if text.strip()]
    objects = (thing for value in values if value is not None for thing in _objects(value))
    return tuple(_unescaped(thing) for thing, _ in zip(objects, range(MAX_OBJECTS), strict=False)), values.count(None)


def _parsed(text: str) -> Any:
    text = _WRAPPING.sub("", text[:MAX_SCRIPT].lstrip("\ufeff"))
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False, parse_int=_whole)
        except (ValueError, RecursionError):
            continue
    return None


def _whole(digits: str) -> int | None:
    """A number; of one that no field can hold only that it is none."""
    return int(digits) if len(digits) <= _DIGITS else None


def _objects(value: Any) -> Iterator[JsonObject]:
    """Objects of lists and `@graph`, breadth first, without recursion."""
    waiting = [value]
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting[:0] = thing[:MAX_OBJECTS]
        elif isinstance(thing, dict):
            yield thing
            waiting[:0] = [thing["@graph"]] if "@graph" in thing else []


def _unescaped(value: Any, depth: int = 0) -> Any:
    if isinstance(value, str):
        return html.unescape(value) if "&" in value else value
    if depth > 20:
        return None
    if isinstance(value, list):
        return [_unescaped(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {str(k): _unescaped(v, depth + 1) for k, v in value.items() if k != "@graph"}
    return value


def types_of(thing: JsonObject) -> frozenset[str]:
    """The `@type`s of an object, without the address of the vocabulary."""
    kinds = thing.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(kind.rsplit("/", 1)[-1] for kind in listed if isinstance(kind, str))


def text_of(value: Any) -> str | None:
    """A string, or the `name`, `@value` or first such member of it; white space squashed, tags cut."""
    for _ in range(3):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value")
    if not isinstance(value, str):
        return None
    return " ".join(re.sub(r"<[^<>]{0,500}>", " ", value).split()) or None
