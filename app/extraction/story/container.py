"""The place that holds the article: the subtree worth most when prose counts for it and noise against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from app.extraction.document.class_names import NOTHING, RULE_BODY, markup, noise_hints
from app.extraction.document.layout import Layout, Place, TextBlock
from app.extraction.story.ignored_hints import find_ignored_hints, printed_title
from app.extraction.story.worth import block_worths
from app.text.normalize import letters

# Thresholds of this file: shares of a worth, factors of one, and sizes in characters.
_BELIEVED = 0.4  # share of the best place's worth from which places are believed that call themselves the body
_DOUBT, _STRICT_DOUBT = 0.1, 0.02  # factors for a place in an element with a name of noise
_FAR = 2.0  # factor of the best wide place's worth from which a single paragraph is believed
_NEARLY = 0.95  # share of a place's worth that a place in it holds, to be chosen instead
_STORED, _COMPARED = 200, 40  # letters of a stored text, and characters of a block that is looked for in it
_SURER = 4.0  # factor for what the structured data hold, too
_ONE = 1_000  # worth of one block, at most, where places are compared with those called the body
_PARTS = 60  # parts of a body, at most
_TILES = 3  # articles side by side that are one story
_LITTLE = 60.0  # worth of the best place of a page with hardly any prose
_NEAR = 20  # blocks after the printed headline
_STORY = 200.0  # worth of an article that is a story by itself
_NARROW = frozenset(
    {"p", "li", "blockquote", "pre", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "dd", "dt"}
)
_BODY, _ARTICLE = "body", "article"
_Hints = Mapping[int, frozenset[str]]


@dataclass(frozen=True)
class Container:
    """The chosen place, the indexes of all places in it, and the worth of every block of the page by its index."""

    place: Place
    inside: frozenset[int]
    worths: Sequence[float]
    ignored_hints: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def hints_of(self, place: Place) -> frozenset[str]:
        """The hints of a place that mean something on this page."""
        return place.hints - self.ignored_hints.get(place.index, NOTHING) if place.hints else NOTHING

    def holds(self, block: TextBlock) -> bool:
        return block.place.index in self.inside

    def prose(self, block: TextBlock, least: float) -> bool:
        """Whether a block lies in it and is worth so much."""
        return self.worths[block.index] >= least and block.place.index in self.inside


def find_container(layout: Layout, headline: str = "", stored: str = "") -> Container:
    """The place of the article; the root where nothing is worth anything.

    `headline` decides between several articles on a page; `stored` is the text that the structured data give: blocks
    that stand in it count more.
    """
    values, told = block_worths(layout), letters(stored)
    sums, ignored = find_ignored_hints(layout, _confirmed(layout, values, told), headline)
    doubts = _doubts(layout, ignored)
    title = printed_title(layout, headline)
    best = _best_place(layout, sums, doubts)
    if title and sums[best.index] < _LITTLE:
        best = _place_beside(layout, title, doubts) or best
    compared = sums
    if max(values, default=0.0) > _ONE:
        limited = _confirmed(layout, [min(value, _ONE) for value in values], told)
        compared = _sum_up(layout, limited, doubts)
    headed = title.place.nearest(_ARTICLE) if title else None
    marked = _of_one_article(_marked_places(layout, compared, best, doubts), sums, headed)
    places = marked or [best]
    inside = frozenset[int]().union(*(places_below(layout, place) for place in places))
    inside -= _next_stories(layout, inside, sums, headed)
    return Container(_common_place(places), inside, values, ignored)


def _confirmed(layout: Layout, values: list[float], stored: str) -> list[float]:
    """The worths, more for what the structured data say, too."""
    if len(stored) < _STORED:
        return values
    said = (len(block.text) >= _COMPARED and letters(block.text) in stored for block in layout.blocks)
    return [value * _SURER if also and value > 0 else value for value, also in zip(values, said, strict=True)]


def _doubts(layout: Layout, ignored: _Hints) -> list[float]:
    """What is left of the worth of each place: little where its name, or one around it, is a name of noise."""
    doubts: list[float] = []
    for place in layout.places:
        factor = doubts[place.parent.index] if place.parent else 1.0
        if place.hints and (noisy := place.hints & noise_hints() - ignored.get(place.index, NOTHING)):
            factor = min(factor, _STRICT_DOUBT if noisy & markup().strict else _DOUBT)
        doubts.append(factor)
    return doubts


def _best_place(layout: Layout, sums: Sequence[float], doubts: Sequence[float]) -> Place:
    """The wide place worth most; where a single paragraph is worth far more, the place around that."""
    ranked = sorted(layout.places, key=lambda place: (sums[place.index] * doubts[place.index], place.index))
    best = next((place for place in reversed(ranked) if place.tag not in _NARROW), ranked[-1])
    top = ranked[-1] if sums[ranked[-1].index] > _FAR * max(0.0, sums[best.index]) else best
    return _descend(layout, sums, doubts, next((place for place in top.ancestors() if place.tag not in _NARROW), best))


def _descend(layout: Layout, sums: Sequence[float], doubts: Sequence[float], top: Place) -> Place:
    """The innermost place below that holds nearly all its worth."""
    for place in islice(layout.places, top.index + 1, None):
        if place.parent is top and place.tag not in _NARROW and sums[place.index] >= _NEARLY * sums[top.index] > 0:
            top = top if doubts[place.index] < doubts[top.index] else place
    return top


def places_below(layout: Layout, top: Place) -> frozenset[int]:
    """Indexes of a place and of all below it."""
    inside = {top.index}
    for place in islice(layout.places, top.index + 1, None):
        if place.parent is None or place.parent.index not in inside:
            break
        inside.add(place.index)
    return frozenset(inside)


def _sum_up(layout: Layout, values: Sequence[float], doubts: Sequence[float]) -> list[float]:
    """Worth of every place with all below it, except for what bears a name of noise."""
    sums = [0.0] * len(layout.places)
    for block, value in zip(layout.blocks, values, strict=True):
        sums[block.place.index] += value
    for place in reversed(layout.places):
        value, above = sums[place.index], place.parent
        if above is not None and (value < 0 or doubts[place.index] >= doubts[above.index]):
            sums[above.index] += value
    return sums


def _marked_places(layout: Layout, sums: Sequence[float], best: Place, doubts: Sequence[float]) -> list[Place]:
    """The places a rule names, else those called the body where they hold enough of what the best place holds."""
    if ruled := [place for place in layout.places if RULE_BODY in place.hints]:
        return ruled
    marked = [p for p in _marked_tops(layout) if sums[p.index] > 0 and doubts[p.index] >= doubts[best.index]]
    enough = sum(sums[place.index] for place in marked) >= _BELIEVED * sums[best.index]
    return marked if enough and len(marked) <= _PARTS else []


def _place_beside(layout: Layout, title: TextBlock, doubts: Sequence[float]) -> Place | None:
    """The innermost wide place around the printed headline that holds another text; for pages with hardly any prose."""
    texts = [b for b in layout.blocks[title.index + 1 :] if b.text and b.level is None and doubts[b.place.index] == 1.0]
    around = [{place.index for place in block.place.ancestors()} for block in texts[:_NEAR]]
    wide = (place for place in title.place.ancestors() if place.tag not in _NARROW)
    return next((place for place in wide if any(place.index in indexes for indexes in around)), None)


def _of_one_article(marked: list[Place], sums: Sequence[float], headed: Place | None) -> list[Place]:
    """Those of the places that lie in one `article` element: the next story of an endless page is another one's.

    None where several articles side by side, none of them under the headline, are parts of one story.
    """
    homes = [place.nearest(_ARTICLE) for place in marked]
    if None in homes or len(set(homes)) < 2:  # parts of a body, each an article by itself, are no other stories
        return marked
    shares = [sum(sums[place.index] for place, home in zip(marked, homes, strict=True) if home is one) for one in homes]
    stories = [home for home, share in zip(homes, shares, strict=True) if share >= _BELIEVED * max(shares)]
    if headed not in homes and len(dict.fromkeys(stories)) >= _TILES:
        return []
    chosen = headed if headed in homes else stories[0]
    return [place for place, home in zip(marked, homes, strict=True) if home is chosen]


def _next_stories(layout: Layout, inside: frozenset[int], sums: Sequence[float], headed: Place | None) -> set[int]:
    """Indexes of places in other articles of an endless page, each under an `h1` of its own."""
    if headed is None or sums[headed.index] < _STORY or headed.index not in inside:
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
    """Places called the body in no place called so."""
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
    """The innermost place around all of them."""
    chains = [list(place.ancestors())[::-1] for place in places]
    common = chains[0][0]
    for level in zip(*chains, strict=False):
        if any(place is not level[0] for place in level):
            break
        common = level[0]
    return common
