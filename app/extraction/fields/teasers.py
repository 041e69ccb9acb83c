"""Count the teasers of other stories. A teaser is a linked title with a text after it, as on front pages."""

from collections.abc import Sequence

from app.extraction.document.layout import TextBlock
from app.extraction.fields.field_numbers import TEASERS_LINKED, TEASERS_TITLE


def count_teasers(blocks: Sequence[TextBlock], kept: frozenset[str]) -> int:
    """Count the teasers on a page: linked titles, each followed by a text of the body. `kept`: texts of the body.

    A title is a linked heading, or another linked text directly before a text without links. Titles with the same words
    count once, because a link such as `Comments` may stand after each paragraph. A list item of the body that consists
    of a linked title and other text counts, too.
    """
    found: set[str] = set()
    heading = link = ""
    for block in blocks:
        is_linked = block.link_share >= TEASERS_LINKED
        if block.kind == "heading":
            heading, link = block.text if is_linked else "", ""
        elif block.text in kept:
            found.add(heading or ("" if is_linked else link))
            heading = link = ""
        elif block.text:
            link = block.text if is_linked and len(block.text) >= TEASERS_TITLE else ""
    items = sum(_is_linked_item(block) and block.text in kept for block in blocks)
    return len(found - {""}) + items


def _is_linked_item(block: TextBlock) -> bool:
    """Return whether a list item consists of a linked title and other text, as in search results."""
    return block.kind == "list_item" and block.linked >= TEASERS_TITLE and block.link_share < TEASERS_LINKED
