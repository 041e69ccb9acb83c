"""Short lines of the page outside of menus, footers and other stories: where dates, sources and bylines stand."""

from app.extraction.document.class_names import LOUD
from app.extraction.document.layout import Layout, TextBlock

LONGEST = 160  # characters


def short_lines(layout: Layout) -> list[TextBlock]:
    """Pieces of text of at most `LONGEST` characters, in page order."""
    away = _away_places(layout)
    return [piece for piece in layout.pieces if 0 < len(piece.text) <= LONGEST and piece.place.index not in away]


def _away_places(layout: Layout) -> frozenset[int]:
    """Indexes of places in an element that is loud by its tag or name, but for the page's own frame."""
    away: set[int] = set()
    for place in layout.places:
        above = place.parent is not None and place.parent.index in away
        if above or (place.tag not in ("html", "body") and not LOUD.isdisjoint(place.hints)):
            away.add(place.index)
    return frozenset(away)
