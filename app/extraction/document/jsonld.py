"""Read the JSON-LD of a page: all objects of its lists and `@graph`s, with HTML entities in strings unescaped.

JSON-LD often has comments, surplus commas, and raw newlines inside strings; these faults are repaired. A script that
cannot be repaired is skipped; the others are still read.
"""

import html
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from lxml.etree import _Element as Element

from app.extraction.document.document_numbers import (
    JSONLD_DEEPEST,
    JSONLD_DIGITS,
    JSONLD_ITEMS,
    JSONLD_LONGEST_SCRIPT,
    JSONLD_MARK_SIZE,
    JSONLD_MARKS,
    JSONLD_MOST_OBJECTS,
    JSONLD_NESTED,
)
from app.extraction.document.json_repair import repaired
from app.extraction.document.plain_text import without_markup

JsonObject = dict[str, Any]
# Match the marks of a comment or CDATA section: `_OPENING` at the beginning of a script, `_CLOSING` at its end.
_OPENING = re.compile(r"(?:/\*|//)?[ \t]*(?:<!--|(?:<|&lt;)!\[CDATA\[)[ \t]*(?:\*/)?")
_CLOSING = re.compile(r"(?:(?:/\*|//)?[ \t]*(?:-->|\]\](?:>|&gt;))[ \t]*(?:\*/)?|;|//)\Z")
_GAP = re.compile(r"[\s,;]*")


def find_jsonld(scripts: Sequence[Element], templates: Sequence[Element]) -> tuple[tuple[JsonObject, ...], int]:
    """Return the objects of all `application/ld+json` scripts, in page order, and the number of broken scripts.

    `scripts` and `templates`: all `script` and all `template` elements of the page.
    """
    told = (node for node in scripts if "ld+json" in (node.get("type") or "").lower())
    inert = _inert(templates)
    texts = [node.text or "" for node in told if node not in inert]
    values = [_parsed(text) for text in texts if text.strip()]
    objects = (thing for value in values if value is not None for thing in _objects(value))
    return tuple(
        _unescaped(thing) for thing, _ in zip(objects, range(JSONLD_MOST_OBJECTS), strict=False)
    ), values.count(None)


def _inert(templates: Sequence[Element]) -> set[Element]:
    """Return the scripts and templates inside a `template` element, which are not part of the page."""
    inside: set[Element] = set()
    for template in templates:
        if template not in inside:
            inside.update(template.iterdescendants("script", "template"))
    return inside


def _parsed(text: str) -> Any:
    """Parse a script. Return its value, a list if it has several values, or None if it cannot be parsed.

    Frequent errors are repaired, see `repaired`.
    """
    text = _bare(text[:JSONLD_LONGEST_SCRIPT])
    try:
        return _values(text)
    except (ValueError, RecursionError):
        pass
    try:
        return _values(repaired(text))
    except (ValueError, RecursionError):
        return None


def _bare(text: str) -> str:
    """Remove the marks of comments and CDATA sections around a script."""
    text = text.strip("\ufeff \t\r\n")
    for _ in range(JSONLD_MARKS):
        if opening := _OPENING.match(text):
            text = text[opening.end() :].lstrip()
        if closing := _CLOSING.search(text, max(0, len(text) - JSONLD_MARK_SIZE)):
            text = text[: closing.start()].rstrip()
    return text


def _values(text: str) -> Any:
    """Parse one JSON value, or several as a list. Raises ValueError if a value is broken or missing."""
    decoder = json.JSONDecoder(strict=False, parse_int=_whole)
    values, at = [], 0
    while at < len(text):
        value, end = decoder.raw_decode(text, at)
        values.append(value)
        at = _GAP.match(text, end).end()  # type: ignore[union-attr]
    if not values:
        raise ValueError("the script holds no JSON value")
    return values[0] if len(values) == 1 else values


def _whole(digits: str) -> float:
    """Parse a JSON integer. With more than `JSONLD_DIGITS` digits it becomes infinity: no field can hold it."""
    return int(digits) if len(digits) <= JSONLD_DIGITS else math.inf


def _objects(value: Any) -> Iterator[JsonObject]:
    """Yield the objects in lists and in `@graph`, in page order and without recursion."""
    waiting = [value]
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting[:0] = thing[:JSONLD_MOST_OBJECTS]
        elif isinstance(thing, dict):
            yield thing
            waiting[:0] = [thing["@graph"]] if "@graph" in thing else []


def _unescaped(value: Any, depth: int = 0) -> Any:
    if isinstance(value, str):
        return html.unescape(value) if "&" in value else value
    if depth > JSONLD_NESTED:
        return None
    if isinstance(value, list):
        return [_unescaped(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {str(k): _unescaped(v, depth + 1) for k, v in value.items() if k != "@graph"}
    return value


def types_of(thing: JsonObject) -> frozenset[str]:
    """Return the `@type` values of an object, without their vocabulary: `https://schema.org/Person` → `Person`."""
    kinds = thing.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(kind.rsplit("/", 1)[-1] for kind in listed if isinstance(kind, str))


def nodes_by_id(objects: Sequence[JsonObject]) -> Mapping[str, JsonObject]:
    """Map each `@id` to the first object with this id.

    The objects are searched first, then the values of their members. An object that only refers to another is left out.
    """
    known: dict[str, JsonObject] = {}
    for node in chain(objects, (value for thing in objects for value in thing.values())):
        if isinstance(node, dict) and isinstance(name := node.get("@id"), str) and not _is_reference(node):
            known.setdefault(name, node)
    return known


def resolved(thing: JsonObject, known: Mapping[str, JsonObject]) -> JsonObject:
    """Return an object with each reference replaced by the object with that `@id`.

    References inside the inserted objects stay, because they may form a cycle.
    """
    return {member: _followed(value, known) for member, value in thing.items()}


def _followed(value: Any, known: Mapping[str, JsonObject]) -> Any:
    if isinstance(value, list):
        return [_followed(item, known) if isinstance(item, dict) else item for item in value]
    return known.get(str(value["@id"]), value) if _is_reference(value) else value


def _is_reference(value: Any) -> bool:
    """Return whether a value is an object with only an `@id` and perhaps a `@type`."""
    return isinstance(value, dict) and "@id" in value and set(value) <= {"@id", "@type"}


def json_texts(value: Any, *members: str) -> tuple[str, ...]:
    """Return the texts in a JSON value: `["Ann", {"name": "Bo"}]` → `Ann`, `Bo`.

    Of an object, only one member is read: the first of `members` that the object has. The default of `members` is
    `name`, then `@value`.
    """
    return tuple(
        text for raw in _json_strings(value, members or ("name", "@value"), 0) if (text := without_markup(raw))
    )


def _json_strings(value: Any, members: tuple[str, ...], depth: int) -> Iterator[str]:
    if depth > JSONLD_DEEPEST:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value[:JSONLD_ITEMS]:
            yield from _json_strings(item, members, depth + 1)
    elif isinstance(value, dict):
        first = next((value[name] for name in members if value.get(name)), None)
        yield from _json_strings(first, members, depth + 1)
