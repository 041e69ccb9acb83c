"""Recognise permalinks: links that point to their own position on the page."""

from itertools import islice

from lxml.etree import _Element as Element

from app.extraction.document.document_numbers import OWN_ANCHOR_NEAR

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


def is_own_anchor(link: Element) -> bool:
    """Return whether the target of a link is the link itself, or the heading around or inside the link."""
    href = link.get("href") or ""
    if "#" not in href:
        return False
    page, _, fragment = href.rpartition("#")
    if not fragment:
        return False
    if fragment in (link.get("id"), link.get("name")):
        return True
    headings = [above for above in islice(link.iterancestors(), OWN_ANCHOR_NEAR) if above.tag in _HEADINGS]
    headings += [below for below in link if below.tag in _HEADINGS]
    return any(not page or heading.get("id") == fragment for heading in headings)
