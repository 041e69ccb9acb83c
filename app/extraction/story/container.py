"""Find the container: the element that holds the article, because it has the most prose (the highest worth)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from app.extraction.document.class_names import NOTHING, RULE_BODY, markup, noise_hints
from app.extraction.document.layout import Layout, Place, TextBlock
from app.extraction.story.ignored_hints import find_ignored_hints, printed_title
from app.extraction.story.story_numbers import (
    CONTAINER_BELIEVED,
    CONTAINER_COMPARED,
    CONTAINER_DOUBT,
    CONTAINER_FAR,
    CONTAINER_LITTLE,
    CONTAINER_NEAR,
    CONTAINER_NEARLY,
    CONTAINER_ONE,
    CONTAINER_PARTS,
    CONTAINER_STORED,
    CONTAINER_STORY,
    CONTAINER_STRICT_DOUBT,
    CONTAINER_SURER,
    CONTAINER_TILES,
    SHARED_SURE,
)
from app.extraction.story.worth import block_worths
from app.text.normalize import letters

_NARROW = frozenset(
    {"p", "li", "blockquote", "pre", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "dd", "dt"}
)
_BODY, _ARTICLE = "body", "article"
_Hints = Mapping[int, frozenset[str]]


@dataclass(frozen=True)
class Container:
    """The element of a page that contains the story, and facts about the page by which it was found."""

    place: Place
    inside: frozenset[int]  # indexes of all elements in the container
    worths: Sequence[float]  # worth of each block of the page as prose, in characters
    # index of an element -> its class-name hints that are wrong on this page
    ignored_hints: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def hints_of(self, place: Place) -> frozenset[str]:
        """Return the class-name hints of an element, without those that are ignored on this page."""
        return place.hints - self.ignored_hints.get(place.index, NOTHING) if place.hints else NOTHING

    def holds(self, block: TextBlock) -> bool:
        return block.place.index in self.inside

    def prose(self, block: TextBlock, least: float) -> bool:
        """Return whether a block is in the container and has at least the worth `least` as prose, in characters."""
        return self.worths[block.index] >= least and block.place.index in self.inside


def find_container(layout: Layout, headline: str = "", stored: str = "") -> Container:
    """Find the element that holds the article.

    If a page has several articles, the one with `headline` is chosen. `stored` is the article's text in JSON-LD: a
    block that occurs in it counts for more.
    """
    values, told = block_worths(layout), letters(stored)
    sums, ignored = find_ignored_hints(layout, _confirmed(layout, values, told), headline)
    doubts = _doubts(layout, ignored)
    title = printed_title(layout, headline)
    best = _best_place(layout, sums, doubts)
    if title and sums[best.index] < CONTAINER_LITTLE:
        best = _place_beside(layout, title, doubts, values) or best
    compared = sums
    if max(values, default=0.0) > CONTAINER_ONE:
        limited = _confirmed(layout, [min(value, CONTAINER_ONE) for value in values], told)
        compared = _sum_up(layout, limited, doubts)
    headed = title.place.nearest(_ARTICLE) if title else None
    marked = _of_one_article(_marked_places(layout, compared, best, doubts), sums, headed)
    places = marked or [best]
    inside = frozenset[int]().union(*(places_below(layout, place) for place in places))
    inside -= _next_stories(layout, inside, sums, headed)
    return Container(_common_place(places), inside, values, ignored)


def _confirmed(layout: Layout, values: list[float], stored: str) -> list[float]:
    """Return each block's worth as prose, times `CONTAINER_SURER` if the JSON-LD (`stored`) has the block's text."""
    if len(stored) < CONTAINER_STORED:
        return values
    said = (len(block.text) >= CONTAINER_COMPARED and letters(block.text) in stored for block in layout.blocks)
    return [value * CONTAINER_SURER if also and value > 0 else value for value, also in zip(values, said, strict=True)]


def _doubts(layout: Layout, ignored: _Hints) -> list[float]:
    """Return the factor by which each element's worth is multiplied.

    It is below 1.0 if the element or an ancestor has a class name such as `sidebar`.
    """
    doubts: list[float] = []
    for place in layout.places:
        factor = doubts[place.parent.index] if place.parent else 1.0
        if place.hints and (noisy := (place.hints & noise_hints()) - ignored.get(place.index, NOTHING)):
            factor = min(factor, CONTAINER_STRICT_DOUBT if noisy & markup().strict else CONTAINER_DOUBT)
        doubts.append(factor)
    return doubts


def _best_place(layout: Layout, sums: Sequence[float], doubts: Sequence[float]) -> Place:
    """Return the wide element (such as `div`) with the highest worth as prose.

    If a narrow element (such as `p`) has a far higher worth, take the wide element around the narrow one. If nearly
    all the prose of the chosen element is in one child element, return this child: see `_descend`.
    """
    worths = [worth * doubt for worth, doubt in zip(sums, doubts, strict=True)]
    highest = layout.places[_highest(worths, range(len(worths)))]
    wide = [place.index for place in layout.places if place.tag not in _NARROW]
    best = layout.places[_highest(worths, wide)] if wide else highest
    top = highest if sums[highest.index] > CONTAINER_FAR * max(0.0, sums[best.index]) else best
    return _descend(layout, sums, doubts, next((place for place in top.ancestors() if place.tag not in _NARROW), best))


def _highest(worths: Sequence[float], indexes: Sequence[int]) -> int:
    """Return which of the indexes of elements has the highest worth: the last one of several."""
    return max(reversed(indexes), key=worths.__getitem__)


def _descend(layout: Layout, sums: Sequence[float], doubts: Sequence[float], top: Place) -> Place:
    """Descend from `top` while one child element holds nearly all the prose. Return the last element reached."""
    for place in islice(layout.places, top.index + 1, None):
        if (
            place.parent is top
            and place.tag not in _NARROW
            and sums[place.index] >= CONTAINER_NEARLY * sums[top.index] > 0
        ):
            top = top if doubts[place.index] < doubts[top.index] else place
    return top


def places_below(layout: Layout, top: Place) -> frozenset[int]:
    """Return the indexes of an element and of all elements inside it."""
    inside = {top.index}
    for place in islice(layout.places, top.index + 1, None):
        if place.parent is None or place.parent.index not in inside:
            break
        inside.add(place.index)
    return frozenset(inside)


def _sum_up(layout: Layout, values: Sequence[float], doubts: Sequence[float]) -> list[float]:
    """Return for each element the sum of the worths (as prose) of the blocks in it and in the elements below it.

    A child element with a noise hint (`sidebar`) does not raise the worth of its parent.
    """
    sums = [0.0] * len(layout.places)
    for block, value in zip(layout.blocks, values, strict=True):
        sums[block.place.index] += value
    for place in reversed(layout.places):
        value, above = sums[place.index], place.parent
        if above is not None and (value < 0 or doubts[place.index] >= doubts[above.index]):
            sums[above.index] += value
    return sums


def _marked_places(layout: Layout, sums: Sequence[float], best: Place, doubts: Sequence[float]) -> list[Place]:
    """Return the elements that the publisher's rule names as body, else those with a class name such as `article-body`.

    The elements found by class name count only if their total worth is not far below that of `best`, the element chosen
    by its prose.
    """
    if ruled := [place for place in layout.places if RULE_BODY in place.hints]:
        return ruled
    marked = [p for p in _marked_tops(layout) if sums[p.index] > 0 and doubts[p.index] >= doubts[best.index]]
    enough = sum(sums[place.index] for place in marked) >= CONTAINER_BELIEVED * sums[best.index]
    return marked if enough and len(marked) <= CONTAINER_PARTS else []


def _place_beside(layout: Layout, title: TextBlock, doubts: Sequence[float], values: Sequence[float]) -> Place | None:
    """Find the innermost wide element (`div`) that holds the headline and one of the next CONTAINER_NEAR texts.

    If some of these texts are prose, the others do not count. The function is for pages with hardly any prose.
    """
    texts = [b for b in layout.blocks[title.index + 1 :] if b.text and b.level is None and doubts[b.place.index] == 1.0]
    near = texts[:CONTAINER_NEAR]
    prose = [block for block in near if values[block.index] >= SHARED_SURE]
    around = [{place.index for place in block.place.ancestors()} for block in prose or near]
    wide = (place for place in title.place.ancestors() if place.tag not in _NARROW)
    return next((place for place in wide if any(place.index in indexes for indexes in around)), None)


def _of_one_article(marked: list[Place], sums: Sequence[float], headed: Place | None) -> list[Place]:
    """Return those `marked` elements that are in the story's own `article` element, not in another story's.

    `marked` are elements with the body, found by rule or class name; `headed` is the `article` around the headline.
    Return an empty list if the story consists of several `article` elements side by side.
    """
    homes = [place.nearest(_ARTICLE) for place in marked]
    # the `marked` elements belong to one story if any of them is outside every `article`, or if all are in the same
    # `article`
    if None in homes or len(set(homes)) < 2:
        return marked
    shares = [sum(sums[place.index] for place, home in zip(marked, homes, strict=True) if home is one) for one in homes]
    stories = [home for home, share in zip(homes, shares, strict=True) if share >= CONTAINER_BELIEVED * max(shares)]
    if headed not in homes and len(dict.fromkeys(stories)) >= CONTAINER_TILES:
        return []
    chosen = headed if headed in homes else stories[0]
    return [place for place, home in zip(marked, homes, strict=True) if home is chosen]


def _next_stories(layout: Layout, inside: frozenset[int], sums: Sequence[float], headed: Place | None) -> set[int]:
    """Return the indexes of the elements in the next stories of an endless page.

    Each next story is an `article` with an `h1`. `headed` is the `article` around the headline of the page's own story;
    `inside` is the container of all stories.
    """
    if headed is None or sums[headed.index] < CONTAINER_STORY or headed.index not in inside:
        return set()
    titles = (block.place for block in layout.blocks if block.level == 1 and block.place.index > headed.index)
    others = {article.index: article for title in titles if (article := title.nearest(_ARTICLE))}
    around = {place.index for place in headed.ancestors()}
    found: set[int] = set()
    for other in sorted(others.values(), key=lambda place: place.index):
        if (
            other.index not in found
            and other.index not in around
            and all(above is not headed for above in other.ancestors())
        ):
            found |= places_below(layout, other)
    return found


def _marked_tops(layout: Layout) -> list[Place]:
    """Return the outermost wide elements with a class name such as `article-body` (the hint `body`)."""
    within: list[bool] = []
    tops: list[Place] = []
    for place in layout.places:
        above = place.parent is not None and within[place.parent.index]
        marked = _BODY in place.hints and place.tag not in _NARROW
        within.append(above or marked)
        if marked and not above:
            tops.append(place)
    return tops


def _common_place(places: Sequence[Place]) -> Place:
    """Return the innermost element that contains all given elements."""
    chains = [list(place.ancestors())[::-1] for place in places]
    common = chains[0][0]
    for level in zip(*chains, strict=False):
        if any(place is not level[0] for place in level):
            break
        common = level[0]
    return common
