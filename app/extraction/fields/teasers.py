"""Teasers of other stories: text under a title that is a link, as on front pages and in lists of stories."""

from collections.abc import Sequence

from app.extraction.document.layout import TextBlock

_LINKED = 0.9  # share of a title that is a link
_TITLE = 20  # characters of a link that is a title without being a heading


def count_teasers(blocks: Sequence[TextBlock], kept: frozenset[str]) -> int:
    """How many linked titles have one of the kept texts below; the headings of a story itself lead nowhere.

    A link that is no heading is a title only where an unlinked text follows at once, and each is counted once: a link
    to the comments stands under every paragraph.
    """
    found: set[str] = set()
    heading = link = ""
    for block in blocks:
        is_linked = block.link_share >= _LINKED
        if block.kind == "heading":
            heading, link = block.text if is_linked else "", ""
        elif block.text in kept:
            found.add(heading or ("" if is_linked else link))
            heading = link = ""
        elif block.text:
            link = block.text if is_linked and len(block.text) >= _TITLE else ""
    items = sum(_is_linked_item(block) and block.text in kept for block in blocks)
    return len(found - {""}) + items


def _is_linked_item(block: TextBlock) -> bool:
    """An item of a list that is a linked title with text after it, as a result of a search is."""
    return block.kind == "list_item" and block.linked >= _TITLE and block.link_share < _LINKED
