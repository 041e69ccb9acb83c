"""Find the class names to ignore on a page: they suggest noise, but their elements contain the story.

Examples: a wrapper called `content-with-sidebar`, a heading with the id `toc-4`, a product test in a `product-widget`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.extraction.document.class_names import NOTHING, RULE_DROP, markup, noise_hints
from app.extraction.document.layout import Layout, Place, TextBlock
from app.extraction.story.story_numbers import (
    IGNORED_HINTS_LABEL,
    IGNORED_HINTS_LEVELS,
    IGNORED_HINTS_LINKED,
    IGNORED_HINTS_MOST,
    IGNORED_HINTS_PROSE,
    IGNORED_HINTS_SOME,
    IGNORED_HINTS_UNFOLDED,
)
from app.extraction.story.worth import sum_below
from app.text.normalize import letters

# noise hints that the class names of columns and wrappers around a story often give, too
_LAYOUT = frozenset({"navigation", "sidebar", "footer", "widget", "unprinted"})
_WIDGET = frozenset({"widget", "popup"})
_FOLDED = frozenset({"hidden", "widget"})
_MORE = frozenset({"related"})
_FINAL = frozenset({"hidden", RULE_DROP})
_FRAME = ("html", "body")
_OPENERS = ("button", "summary", "h2", "h3", "h4", "h5", "h6", "dt")


@dataclass(frozen=True)
class _Sums:
    """Sums over the text blocks in each element. Position 3 of a sequence has the sum for the element with index 3.

    Each sum is computed on first use.
    """

    layout: Layout
    values: Sequence[float]  # worth of each block as prose

    @cached_property
    def prose(self) -> Sequence[float]:
        """Worth of each element as prose."""
        return sum_below(self.layout, [value if value > 0 else 0.0 for value in self.values])

    @cached_property
    def chars(self) -> Sequence[float]:
        """Number of characters in each element."""
        return sum_below(self.layout, [len(block.text) for block in self.layout.blocks])

    @cached_property
    def linked(self) -> Sequence[float]:
        """Number of characters inside links, for each element."""
        return sum_below(
            self.layout, [block.linked and min(block.linked, len(block.text)) for block in self.layout.blocks]
        )

    def share(self, place: Place) -> float:
        """Return the share (0 to 1) of the page's prose that an element contains."""
        return self.prose[place.index] / (self.prose[0] or 1.0)

    def link_share(self, place: Place) -> float:
        return self.linked[place.index] / self.chars[place.index] if self.chars[place.index] else 0.0


def find_ignored_hints(
    layout: Layout, values: Sequence[float], headline: str
) -> tuple[list[float], Mapping[int, frozenset[str]]]:
    """Return the worth of every element as prose, and the class-name hints to ignore; both by element index.

    The worth of an element includes the worth of its inner elements, with one exception: an inner element with a noise
    hint that is not ignored can lower the worth of the outer element, but not raise it.
    """
    worths = [0.0] * len(layout.places)
    for block, value in zip(layout.blocks, values, strict=True):
        worths[block.place.index] += value
    whole = sum(value for value in worths if value > 0) or 1.0
    common = _common_hints(layout, worths, IGNORED_HINTS_MOST * whole) - markup().strict
    sums, around, folded = _Sums(layout, values), _around_headline(layout, headline), _folded_parts(layout)
    ignored: dict[int, frozenset[str]] = {}
    for place in reversed(layout.places):
        noisy = place.hints & noise_hints() if place.hints else NOTHING
        if noisy and (
            place.tag in _FRAME
            or noisy <= common
            or _holds_story(place, noisy, worths[place.index] / whole, sums.share(place), around)
            or _is_misnamed(place, noisy, sums, folded)
        ):
            ignored[place.index], noisy = noisy, NOTHING
        worth, above = worths[place.index], place.parent
        if worth and above is not None and not (noisy and worth > 0):
            worths[above.index] += worth
    return worths, _with_parts(layout, ignored)


def _holds_story(place: Place, noisy: frozenset[str], share: float, prose: float, around: frozenset[int]) -> bool:
    """Return whether an element holds so much of the page's prose that its noise hint (`sidebar`) must be ignored.

    `share`: which share (0 to 1) of the page's prose is in the element. Prose in inner elements that count as noise is
    left out. `prose`: the share with the prose of all inner elements. `around`: the indexes of the elements around the
    printed headline.
    """
    if noisy & _FINAL:
        return False
    if not noisy & markup().strict:
        return share > IGNORED_HINTS_SOME
    return prose > IGNORED_HINTS_MOST and (noisy <= _LAYOUT or place.index in around)


def _is_misnamed(place: Place, noisy: frozenset[str], sums: _Sums, folded: frozenset[int]) -> bool:
    """Return whether an element's content contradicts its class name.

    Examples: a `navigation` without links, a `widget` with prose, or a `read-more` with most of the page's prose, which
    is the rest of the story. `folded`: the indexes of the folded parts of accordions (see `_folded_parts`).
    """
    prose = sums.prose[place.index]
    if prose <= 0 or sums.link_share(place) >= IGNORED_HINTS_LINKED:
        return False
    if "navigation" in noisy and noisy <= _LAYOUT:
        return place.tag not in ("nav", "aside")
    if place.index in folded and noisy <= _FOLDED:
        return prose >= IGNORED_HINTS_UNFOLDED
    if noisy == _MORE:
        return sums.share(place) > IGNORED_HINTS_MOST
    return noisy <= _WIDGET and prose >= IGNORED_HINTS_PROSE


def printed_title(layout: Layout, headline: str) -> TextBlock | None:
    """Find the `h1` or `h2` that prints the headline, preferably one in an `article`."""
    said = letters(headline)
    titles = [block for block in layout.blocks if block.level in (1, 2) and said and letters(block.text).endswith(said)]
    return next((title for title in titles if title.place.nearest("article")), titles[0] if titles else None)


def _around_headline(layout: Layout, headline: str) -> frozenset[int]:
    """Return the indexes of the elements around the printed headline."""
    title = printed_title(layout, headline)
    return frozenset(place.index for place in title.place.ancestors()) if title else frozenset()


def _folded_parts(layout: Layout) -> frozenset[int]:
    """Return the indexes of hidden boxes after a heading or button that opens them: parts of accordions."""
    # for each element: the outermost hidden element that is or contains this element; None if there is none
    tops: list[Place | None] = []
    for place in layout.places:
        above = tops[place.parent.index] if place.parent else None
        tops.append(above or (place if place.is_hidden else None))
    folded: set[int] = set()
    seen: set[int] = set()
    before = None
    for block in layout.blocks:
        top = tops[block.place.index]
        if top is not None and top.index not in seen:
            seen.add(top.index)
            if (
                before is not None
                and top.tag != "p"
                and _opens(before.place)
                and len(before.text) <= IGNORED_HINTS_LABEL
            ):
                folded.add(top.index)
        before = block if block.text else before
    return frozenset(folded)


def _opens(place: Place) -> bool:
    return any(above.tag in _OPENERS for above, _ in zip(place.ancestors(), range(IGNORED_HINTS_LEVELS), strict=False))


def _common_hints(layout: Layout, worths: Sequence[float], most: float) -> frozenset[str]:
    """Return each class-name hint whose elements together, inner elements included, have a worth above `most`."""
    sums: dict[str, float] = {}
    chains: list[frozenset[str]] = []
    for place in layout.places:
        parent, own, worth = place.parent, place.hints, worths[place.index]
        above = NOTHING if parent is None or parent.tag in _FRAME else chains[parent.index]
        chain = above | own if above and own else above or own
        chains.append(chain)
        if worth > 0:
            for hint in chain:
                sums[hint] = sums.get(hint, 0.0) + worth
    return frozenset(hint for hint, value in sums.items() if value > most)


def _with_parts(layout: Layout, ignored: Mapping[int, frozenset[str]]) -> Mapping[int, frozenset[str]]:
    """Ignore a class name on inner elements, too, if it is ignored on the outer one.

    Example: the class `product-widget__text` in an element of the class `product-widget`.
    """
    found = dict(ignored)
    stems: dict[int, tuple[str, frozenset[str]]] = {}
    for place in layout.places[min(ignored, default=len(layout.places)) :]:
        stem = stems.get(place.parent.index) if place.parent else None
        if place.index in found and place.name.strip() and place.tag not in _FRAME:
            stem = (place.name.split(maxsplit=1)[0], found[place.index] - _FINAL)
        is_part = stem is not None and place.index not in found and bool(place.hints) and stem[0] in place.name
        if stem and is_part and place.hints & noise_hints() <= stem[1]:
            found[place.index] = place.hints & noise_hints()
        if stem:
            stems[place.index] = stem
    return found
