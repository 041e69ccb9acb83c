"""HTML that leaves the service: built as a tree of our own, and then cleaned by nh3 (ammonia) all the same."""

from collections.abc import Set

import nh3
from lxml import html
from lxml.html import builder

_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {0xFFFE: None, 0xFFFF: None}


def paragraph(text: str) -> str:
    """The text as a paragraph of HTML."""
    return _sanitized(text, {"p"})


def plain(text: str) -> str:
    """The text as HTML without a single tag."""
    return _sanitized(text, set())


def without_controls(text: str) -> str:
    """The text without what XML and its trees cannot hold."""
    return text.translate(_CONTROLS)


def _sanitized(text: str, tags: Set[str]) -> str:
    markup = html.tostring(builder.P(without_controls(text)), encoding="unicode")
    return nh3.clean(markup, tags=set(tags), attributes={})
