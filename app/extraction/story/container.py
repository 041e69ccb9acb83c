"""The place that holds the article: the subtree worth most when prose counts for it and noise against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from app.extraction.document.class_names import NOTHING, RULE_BODY, markup, noise_hints
from app.extraction.document.layout import Layout, Place, TextBlock
from app.text.normalize import letters

_SENTENCE_ENDS = tuple(".!?…。！？。؟:\"”»“’')")
_DENSE = 2
_SHORT = 25  # characters; shorter blocks are labels as often as prose
_LONG, _SAMPLE, _WORD = 600, 2_000, 30  # characters of a block that is looked at, how much of it, and of a long word
_WEIGHT = {"paragraph": 1.0, "blockquote": 0.8, "list_item": 0.4, "heading": 0.1, "table": 0.3, "code": 0.5}
_MARKED = 0.4  # share of the best place's worth from which places are believed that call themselves the body
_NOISY = 0.1
_LINK, _LINKS = 80, 0.7  # characters of a line of links that count, and how much
_NARROW = frozenset(
    {"p", "li", "blockquote", "pre", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "dd", "dt"}
)
_BODY, _ARTICLE = "body", "article"
_FAR = 2.0  # times the worth of the best wide place
_NEARLY = 0.95  # share of a place's worth
_STORED, _TOLD = 200, 40  # letters of a stored text, and characters of a paragraph that is looked for in it
_SURER = 4.0  # times the worth
_ONE = 1_000  # worth of one block, at most, where places are compared with those called the body
_PARTS = 60  # parts of a body, at most
_FORGIVEN = 0.25  # share of the page's prose


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


def reading_size(text: str) -> int:
    """Length in characters of a script with spaces; one sign of a script without them says more."""
    size = len(text)
    return size if text.isascii() or text.count(" ") * 25 > size else size * _DENSE


def worth(block: TextBlock) -> float:
    """Characters of prose; negative for links and labels."""
    text, size = block.text, reading_size(block.text)
    if not size:
        return 0.0
    share = block.link_share
    if share > 0.5:
        return -min(size, _LINK) * _LINKS
    if block.kind == "heading":
        return size * 0.1
    if size > _LONG and not _has_words(text[:_SAMPLE]):
        return 0.0
    ended = text.endswith(_SENTENCE_ENDS)
    if size < _SHORT and not ended:
        return -5.0
    if block.place.tag in ("p", "blockquote", "td") or ended or size > 140:
        return size * _WEIGHT.get(block.kind, 0.0) * (1 - 1.5 * share)
    return -5.0 if size < 80 else 0.0


def _has_words(sample: str) -> bool:
    """Whether a long text is made of letters, most of them, and of words where its script parts them by spaces."""
    letters = sum(map(str.isalpha, sample))
    return letters * 2 >= len(sample) and (not sample.isascii() or sample.count(" ") * _WORD >= len(sample))


def _worths(layout: Layout) -> list[float]:
    """The worth of every block; headings that follow one another are a list of titles, worth what one is."""
    values = [worth(block) for block in layout.blocks]
    for before, block in pairwise(layout.blocks):
        if block.kind == "heading" == before.kind and values[block.index] > 0:
            values[block.index] = 0.0
    return values


def find_container(layout: Layout, headline: str = "", stored: str = "") -> Container:
    """The place of the article; the root where nothing is worth anything.

    `headline` tells, of several articles on a page, which one is meant; `stored` is the text that the structured data
    give: paragraphs that stand in it count more.
    """
    values = _worths(layout)
    told = letters(stored)
    sums, ignored = _forgive(layout, _confirmed(layout, values, told))
    best = _best_place(layout, sums, ignored)
    compared = sums
    if max(values, default=0.0) > _ONE:
        compared = _sum_up(layout, _confirmed(layout, [min(value, _ONE) for value in values], told), ignored)
    marked = _marked_places(layout, compared, best, ignored)
    marked = _of_one_article(marked, sums, _headed_article(layout, headline))
    if not marked:
        return Container(best, places_below(layout, best), values, ignored)
    inside = frozenset[int]().union(*(places_below(layout, place) for place in marked))
    return Container(_common_place(marked), inside, values, ignored)


def _confirmed(layout: Layout, values: list[float], stored: str) -> list[float]:
    """The worths, more for what the structured data say, too."""
    if len(stored) < _STORED:
        return values
    said = (len(block.text) >= _TOLD and letters(block.text) in stored for block in layout.blocks)
    return [value * _SURER if also and value > 0 else value for value, also in zip(values, said, strict=True)]


def _best_place(layout: Layout, sums: Sequence[float], ignored: Mapping[int, frozenset[str]]) -> Place:
    """The wide place worth most; where a single paragraph is worth far more, the place around that."""
    values = [sums[place.index] * (_NOISY if _is_noise(place, ignored) else 1.0) for place in layout.places]
    ranked = sorted(layout.places, key=lambda place: (values[place.index], place.index))
    best = next((place for place in reversed(ranked) if place.tag not in _NARROW), ranked[-1])
    top = ranked[-1] if sums[ranked[-1].index] > _FAR * max(0.0, sums[best.index]) else best
    return _descend(layout, sums, ignored, next((place for place in top.ancestors() if place.tag not in _NARROW), best))


def _descend(layout: Layout, sums: Sequence[float], ignored: Mapping[int, frozenset[str]], top: Place) -> Place:
    """The innermost place below that holds nearly all its worth."""
    for place in islice(layout.places, top.index + 1, None):
        if place.parent is top and place.tag not in _NARROW and sums[place.index] >= _NEARLY * sums[top.index] > 0:
            top = top if _is_noise(place, ignored) else place
    return top


def places_below(layout: Layout, top: Place) -> frozenset[int]:
    """Indexes of a place and of all below it."""
    inside = {top.index}
    for place in islice(layout.places, top.index + 1, None):
        if place.parent is None or place.parent.index not in inside:
            break
        inside.add(place.index)
    return frozenset(inside)


def _forgive(layout: Layout, values: Sequence[float]) -> tuple[list[float], dict[int, frozenset[str]]]:
    """Worth of every place with all below it, and the hints of noise to ignore by index of their place.

    What bears a name of noise adds nothing to what is around. Names whose elements hold much of the prose are ignored.
    """
    worths, strict = [0.0] * len(layout.places), markup().strict
    for block, value in zip(layout.blocks, values, strict=True):
        worths[block.place.index] += value
    plenty = sum(value for value in worths if value > 0) * _FORGIVEN
    common = _common_hints(layout, worths, plenty) - strict
    ignored: dict[int, frozenset[str]] = {}
    for place in reversed(layout.places):
        if place.parent is None:
            continue
        value, noisy = worths[place.index], place.hints and place.hints & noise_hints()
        if noisy and not noisy & strict and (value > plenty or noisy <= common):
            ignored[place.index], noisy = noisy, NOTHING
        worths[place.parent.index] += 0.0 if noisy and value > 0 else value
    return worths, ignored


def _sum_up(layout: Layout, values: Sequence[float], ignored: Mapping[int, frozenset[str]]) -> list[float]:
    """Worth of every place with all below it, but for what bears a name of noise that is not ignored."""
    sums = [0.0] * len(layout.places)
    for block, value in zip(layout.blocks, values, strict=True):
        sums[block.place.index] += value
    for place in reversed(layout.places):
        value = sums[place.index]
        if place.parent is not None and (value < 0 or not _is_noise(place, ignored)):
            sums[place.parent.index] += value
    return sums


def _is_noise(place: Place, ignored: Mapping[int, frozenset[str]]) -> bool:
    """Whether a place bears a name of noise that means something on this page."""
    return bool(place.hints) and place.index not in ignored and not noise_hints().isdisjoint(place.hints)


def _common_hints(layout: Layout, worths: Sequence[float], plenty: float) -> frozenset[str]:
    """Hints whose elements, each for itself, hold too much of the prose of this page to mean anything on it."""
    sums: dict[str, float] = {}
    chains: list[frozenset[str]] = []
    for place in layout.places:
        above = chains[place.parent.index] if place.parent and place.parent.tag not in ("html", "body") else NOTHING
        chains.append(above | place.hints if above and place.hints else above or place.hints)
        if chains[-1] and worths[place.index] > 0:
            for hint in chains[-1]:
                sums[hint] = sums.get(hint, 0.0) + worths[place.index]
    return frozenset(hint for hint, value in sums.items() if value > 2 * plenty)


def _marked_places(
    layout: Layout, sums: Sequence[float], best: Place, ignored: Mapping[int, frozenset[str]]
) -> list[Place]:
    """The places a rule names, else those called the body where they hold enough of what the best place holds."""
    if ruled := [place for place in layout.places if RULE_BODY in place.hints]:
        return ruled
    marked = [p for p in _marked_tops(layout) if sums[p.index] > 0 and not _is_noise(p, ignored)]
    enough = sum(sums[place.index] for place in marked) >= _MARKED * sums[best.index]
    return marked if enough and len(marked) <= _PARTS else []


def _headed_article(layout: Layout, headline: str) -> Place | None:
    """The `article` element that the headline stands in."""
    said = letters(headline)
    titles = (block for block in layout.blocks if block.level in (1, 2) and said and letters(block.text).endswith(said))
    return next((article for title in titles if (article := title.place.nearest(_ARTICLE))), None)


def _of_one_article(marked: list[Place], sums: Sequence[float], headed: Place | None) -> list[Place]:
    """Those of the places that lie in one `article` element: the next story of an endless page is another one's."""
    homes = [place.nearest(_ARTICLE) for place in marked]
    if None in homes or len(set(homes)) < 2:  # parts of a body, each an article by itself, are no other stories
        return marked
    shares = [sum(sums[place.index] for place, home in zip(marked, homes, strict=True) if home is one) for one in homes]
    stories = [home for home, share in zip(homes, shares, strict=True) if share >= _MARKED * max(shares)]
    chosen = headed if headed in homes else stories[0]
    return [place for place, home in zip(marked, homes, strict=True) if home is chosen]


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
