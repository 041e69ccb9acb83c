"""JSON-LD of a page: every object, however it is nested."""

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

JsonObject = dict[str, Any]


def find_jsonld(tree: HtmlElement) -> tuple[JsonObject, ...]:
    """Every object of every `application/ld+json` script, outermost first; broken scripts are left out."""
    scripts = (node.text or "" for node in tree.iter("script") if "ld+json" in (node.get("type") or "").lower())
    return tuple(thing for text in scripts for thing in _objects(_parsed(text)))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any) -> Iterator[JsonObject]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))
