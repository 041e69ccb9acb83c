"""HTML in answers: serialized from our own tree, then sanitized by nh3 (ammonia) as a second safeguard."""

from collections.abc import Set

import nh3
from lxml import html
from lxml.html import builder

_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {0xFFFE: None, 0xFFFF: None}


def paragraph(text: str) -> str:
    """Return the text as an HTML paragraph."""
    return _sanitized(text, {"p"})


def plain(text: str) -> str:
    """Return the text escaped as HTML, without any tag."""
    return _sanitized(text, set())


def without_controls(text: str) -> str:
    """Return the text without the control characters that XML forbids."""
    return text.translate(_CONTROLS)


def _sanitized(text: str, tags: Set[str]) -> str:
    markup = html.tostring(builder.P(without_controls(text)), encoding="unicode")
    return nh3.clean(markup, tags=set(tags), attributes={})
