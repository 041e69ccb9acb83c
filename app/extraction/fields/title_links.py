"""Recognise headings that link to another page, because they are titles of other stories."""

from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.etree import _Element as Element

from app.extraction.document.document import Document
from app.extraction.fields.field_numbers import (
    TITLE_LINKS_AROUND,
    TITLE_LINKS_INSIDE,
    TITLE_LINKS_MOST,
    TITLE_LINKS_TEXTS,
)
from app.text.url import absolute_url


def leads_elsewhere(node: Element, document: Document) -> bool:
    """Return whether a heading is a link to another page; False if the page's own address is unknown.

    A link that covers only a few words of the heading, such as a kicker, does not count.
    """
    around = (above for above in islice(node.iterancestors(), TITLE_LINKS_AROUND) if above.tag == "a")
    inside = list(islice(node.iter("a"), TITLE_LINKS_INSIDE))
    links = [*around, *(inside if sum(map(_size, inside)) > TITLE_LINKS_MOST * _size(node) else ())]
    target = next((href for link in links if (href := (link.get("href") or "").strip())), None)
    if document.url is None or target is None or target.startswith("#"):
        return False
    full = absolute_url(document.base, target)
    return full is not None and _name(full) != _name(document.url)


def _size(node: Element) -> int:
    """Return the number of characters in an element's text, without white space."""
    return sum(len("".join(text.split())) for text in islice(node.itertext(), TITLE_LINKS_TEXTS))


def _name(url: str) -> str:
    """Return the last segment of a URL's path without file ending.

    The print and mobile addresses of a page have the same last segment.
    """
    return unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].partition(".")[0].lower()
