"""Write HTML for answers. Building an element escapes its text; nh3 then sanitizes the HTML as a second safeguard."""

from collections.abc import Mapping, Set
from types import MappingProxyType

import nh3
from lxml import html
from lxml.html import builder

NO_ATTRIBUTES: Mapping[str, set[str]] = MappingProxyType({})
_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {0xFFFE: None, 0xFFFF: None}


def paragraph(text: str) -> str:
    """Return the text as an HTML paragraph."""
    return _paragraph(text, {"p"})


def plain(text: str) -> str:
    """Return the text escaped as HTML, without any tag."""
    return _paragraph(text, set())


def without_controls(text: str) -> str:
    """Return the text without the control characters that XML forbids."""
    return text.translate(_CONTROLS)


def sanitized(markup: str, tags: Set[str], attributes: Mapping[str, set[str]] = NO_ATTRIBUTES) -> str:
    """Sanitize markup: keep only the allowed tags and attributes, and links to http and https."""
    known = {tag: set(names) for tag, names in attributes.items()}
    return nh3.clean(markup, tags=set(tags), attributes=known, url_schemes={"http", "https"}, link_rel=None)


def _paragraph(text: str, tags: Set[str]) -> str:
    return sanitized(html.tostring(builder.P(without_controls(text)), encoding="unicode"), tags)
