"""Find a title inside a heading: `Harlow Bay …` in `<h1><small>Harbour</small>Harlow Bay to rebuild …</h1>`."""

from collections.abc import Iterable

from lxml.etree import _Element as Element

from app.extraction.document.elements import printed_pieces
from app.extraction.fields.field_numbers import HEADING_PARTS_MOST
from app.text.normalize import letters, visible_text

_EDGES = " :|-\u2013\u2014"


def part_with_letters(heading: Element, keys: Iterable[str]) -> str | None:
    """Return a text that stands between two tags of a heading, if its letters equal one of the keys; else None.

    A key is a title reduced to letters: `harlowbaytorebuild`. If several keys fit, the longest is used. A key that
    equals the letters of the whole heading does not count.
    """
    pieces = [piece for _, piece in zip(range(HEADING_PARTS_MOST), printed_pieces(heading), strict=False)]
    starts, ends, whole = {}, {}, ""
    for index, key in enumerate(map(letters, pieces)):
        if key:
            starts[len(whole)] = index
            whole += key
            ends[len(whole)] = index + 1
    for key in sorted(keys, key=len, reverse=True):
        at = whole.find(key)
        if key != whole and at in starts and at + len(key) in ends:
            return visible_text("".join(pieces[starts[at] : ends[at + len(key)]])).strip(_EDGES)
    return None
