"""Find the short lines of a page, such as dates, sources and bylines, outside menus, footers and other stories."""

from collections.abc import Mapping

from app.extraction.document.class_names import LOUD, NOTHING
from app.extraction.document.document_numbers import SHORT_LINES_LONGEST
from app.extraction.document.layout import NOTHING_IGNORED, Layout, Place, TextBlock


def short_lines(layout: Layout, ignored: Mapping[int, frozenset[str]] = NOTHING_IGNORED) -> list[TextBlock]:
    """Return the short lines, in page order. `ignored`: class-name hints to ignore, by element index."""
    away = _away_places(layout, ignored)
    return [
        block for block in layout.blocks if 0 < len(block.text) <= SHORT_LINES_LONGEST and block.place.index not in away
    ]


def _away_places(layout: Layout, ignored: Mapping[int, frozenset[str]]) -> frozenset[int]:
    """Return the indexes of elements whose class name marks a menu, footer etc., and of all elements inside them."""
    away: set[int] = set()
    for place in layout.places:
        parent, hints = place.parent, place.hints
        if (parent is not None and parent.index in away) or (hints and _is_loud(place, ignored)):
            away.add(place.index)
    return frozenset(away)


def _is_loud(place: Place, ignored: Mapping[int, frozenset[str]]) -> bool:
    if LOUD.isdisjoint(place.hints) or place.tag in ("html", "body"):
        return False
    return not LOUD.isdisjoint(place.hints - ignored.get(place.index, NOTHING))
