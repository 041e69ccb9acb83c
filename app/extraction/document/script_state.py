"""Find the story in the JSON data in a page's scripts, even if the JSON is split or is inside strings.

Frameworks print their state as `<script type="application/json">`, as `window.name = {…}`, or in pieces as
`self.__next_f.push([1, "…"])`. The state is only read if the page prints hardly any text.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.etree import _Element as Element

from app.errors import ExtractionError
from app.extraction.document.document_numbers import (
    SCRIPT_STATE_CANDIDATES,
    SCRIPT_STATE_DEEPEST,
    SCRIPT_STATE_HTML_HEAD,
    SCRIPT_STATE_LONGEST,
    SCRIPT_STATE_SCHEME,
    SCRIPT_STATE_SENTENCE,
    SCRIPT_STATE_STORY,
    SCRIPT_STATE_STRINGS,
    SCRIPT_STATE_VALUES,
)
from app.extraction.document.layout import Layout
from app.extraction.document.layout_builder import build_layout
from app.extraction.document.parse import parse_tree

_DECODER = json.JSONDecoder(strict=False)
_OPENING = re.compile(r"(?:\A|[=(,:]|\breturn)\s*(?=\"?[\[{])")
_STREAMED = re.compile(r"^[0-9a-f]+:(?=[\[{])", re.M)
_PARAGRAPH = re.compile(r"<(?:p|br|div|h[1-6])\b", re.I)


def state_pages(tree: Element) -> list[Layout]:
    """Find texts in the page's scripts that may be the story. Return the layouts of the longest ones, longest first."""
    found: list[str] = []
    for value in _values(tree):
        found += (
            text
            for text in islice(_strings(value, 0), SCRIPT_STATE_STRINGS)
            if len(text) >= SCRIPT_STATE_STORY and _is_markup(text)
        )
        found += ("".join(f"<p>{text}</p>" for text in texts) for texts in _lists(value, 0))
    longest = sorted(dict.fromkeys(found), key=len, reverse=True)[:SCRIPT_STATE_CANDIDATES]
    return [pieces for text in longest if (pieces := _split(text))]


def _is_markup(text: str) -> bool:
    """Return whether a string contains several HTML paragraphs and is not itself JSON."""
    return (
        not _STREAMED.match(text)
        and text[:1] not in "[{"
        and len(_PARAGRAPH.findall(text, 0, SCRIPT_STATE_HTML_HEAD)) > 1
    )


def _split(text: str) -> Layout | None:
    try:
        tree, _, _ = parse_tree(f"<html><body><article>{text}</article></body></html>".encode("utf-8", "replace"))
    except ExtractionError:
        return None
    return build_layout(tree)


def _values(tree: Element) -> Iterator[Any]:
    """Yield every JSON value in the scripts of a page, except JSON-LD."""
    for script in tree.iter("script"):
        text = (script.text or "")[:SCRIPT_STATE_LONGEST]
        if len(text) >= SCRIPT_STATE_STORY and "ld+json" not in (script.get("type") or ""):
            yield from _decoded(text, _OPENING)


def _decoded(text: str, opening: re.Pattern[str]) -> Iterator[Any]:
    """Yield each JSON value that directly follows a match of `opening` in a text.

    A match inside a value that was already yielded is skipped.
    """
    end = 0
    starts = (match.end() for match in opening.finditer(text))
    for start in islice((start for start in starts if start >= end), SCRIPT_STATE_VALUES):
        if start < end:
            continue
        try:
            value, end = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        yield value


def _strings(value: Any, depth: int) -> Iterator[str]:
    """Yield the strings of a JSON value.

    A string that is itself JSON is parsed, too; so is a string with a JSON value on each line (`1:{…}`).
    """
    if isinstance(value, str):
        yield value
        if depth < SCRIPT_STATE_DEEPEST and len(value) >= SCRIPT_STATE_STORY:
            opening = _OPENING if value[:1] in "[{" else _STREAMED
            for inner in _decoded(value, opening):
                yield from _strings(inner, depth + 1)
    elif depth < SCRIPT_STATE_DEEPEST:
        for inner in _members(value):
            yield from _strings(inner, depth + 1)


def _lists(value: Any, depth: int) -> Iterator[list[str]]:
    """Yield the texts of each JSON list of paragraphs: `["First …", {"text": "Second …"}]`."""
    if depth >= SCRIPT_STATE_DEEPEST or not isinstance(value, list | dict):
        return
    if isinstance(value, list):
        texts = [text for item in value if (text := _paragraph(item))]
        if sum(map(len, texts)) >= SCRIPT_STATE_STORY and len(texts) > 1:
            yield texts
    for inner in _members(value):
        yield from _lists(inner, depth + 1)


def _paragraph(item: Any) -> str | None:
    """Return the text of a list item: the item itself if it is a string, else its longest string.

    Return None if the text does not look like a paragraph.
    """
    texts = [item] if isinstance(item, str) else [t for t in _members(item) if isinstance(t, str)]
    longest = max(texts, key=len, default="")
    return (
        longest
        if len(longest) >= SCRIPT_STATE_SENTENCE and " " in longest and "://" not in longest[:SCRIPT_STATE_SCHEME]
        else None
    )


def _members(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
