"""Teasers of other stories: text under a title that is a link, as on front pages and in lists of stories."""

from collections.abc import Iterable

from app.extraction.pieces import Piece

_LINKED = 0.9  # share of a title that is a link
_TITLE = 20  # characters of a link that is a title without being a heading


def count_teasers(pieces: Iterable[Piece], kept: frozenset[str]) -> int:
    """How many kept texts are the first under a linked title; the headings of a story itself lead nowhere."""
    found = 0
    is_under_link = False
    for piece in pieces:
        is_linked = piece.link_share >= _LINKED
        if piece.kind == "heading":
            is_under_link = is_linked
        elif piece.text in kept:
            found += is_under_link
            is_under_link = False
        elif is_linked and len(piece.text) >= _TITLE:
            is_under_link = True
    return found
