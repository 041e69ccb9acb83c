"""Short lines of the page outside of menus, footers and other stories: where dates, sources and bylines stand."""

from collections.abc import Mapping

from app.extraction.document.class_names import LOUD, NOTHING
from app.extraction.document.layout import NOTHING_IGNORED, Layout, Place, TextBlock

LONGEST = 160  # characters


def short_lines(layout: Layout, ignored: Mapping[int, frozenset[str]] = NOTHING_IGNORED) -> list[TextBlock]:
    """Blocks of text of at most `LONGEST` characters, in page order; `ignored` are the hints that mean nothing here."""
    away = _away_places(layout, ignored)
    return [block for block in layout.blocks if 0 < len(block.text) <= LONGEST and block.place.index not in away]


def _away_places(layout: Layout, ignored: Mapping[int, frozenset[str]]) -> frozenset[int]:
    """Indexes of places in an element that is loud by its tag or name, but for the page's own frame."""
    away: set[int] = set()
    for place in layout.places:
        above = place.parent is not None and place.parent.index in away
        if above or (place.tag not in ("html", "body") and _is_loud(place, ignored)):
            away.add(place.index)
    return frozenset(away)


def _is_loud(place: Place, ignored: Mapping[int, frozenset[str]]) -> bool:
    return bool(place.hints) and not LOUD.isdisjoint(place.hints - ignored.get(place.index, NOTHING))
