"""Find the lede: the summary under the headline, if it is separate from the running text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from app.extraction.document.class_names import RULE_LEDE, noise_hints
from app.extraction.document.layout import Place, TextBlock
from app.extraction.fields.reconcile import confidence_of
from app.extraction.findings import Evidence
from app.extraction.story.container import Container
from app.extraction.story.ignored_hints import printed_title
from app.extraction.story.story_numbers import (
    LEDE_BYLINE,
    LEDE_COMPARED,
    LEDE_DATELINE,
    LEDE_FULL,
    LEDE_LONGEST,
    LEDE_NEAR,
    LEDE_PLACES,
    LEDE_REACH,
    LEDE_SHORTEST,
    LEDE_STORY,
    LEDE_SUMMARY,
    SHARED_LINKED,
    SHARED_SURE,
)
from app.schemas.article import Provenance
from app.text.normalize import letters
from app.text.sentences import FULL_STOPS

_OPENING = "opening"  # hint of a class name that marks an element as the first paragraph of the running text
_METAS = ("og:description", "description", "twitter:description")
# class-name hints of elements that are often in one box with the lede: bylines, and buttons to share the page
_BESIDE = frozenset({"byline", "share"})
_FRAME = frozenset({"", "html", "body"})
_PICTURED = frozenset({"figure", "figcaption", "li", "td", "blockquote"})


@dataclass(frozen=True)
class LedeBlock:
    """The block of the lede, with its provenance."""

    block: TextBlock
    provenance: Provenance


def find_lede(
    evidence: Evidence,
    blocks: Sequence[TextBlock],
    container: Container,
    headline: str,
    first: int,
    authors: Sequence[str] = (),
) -> LedeBlock | None:
    """Find the summary among the blocks around the headline. A plain first paragraph is not a lede.

    `first` is the index of the first block of prose. `authors` are the names of authors in JSON-LD: a note about one of
    them under the byline is not a lede.
    """
    summaries = _summaries(evidence)
    candidates = [p for p in _candidates(blocks, headline, first) if not _is_bio(p, blocks, authors)]
    title = printed_title(evidence.layout, headline)
    around = frozenset(place.index for place in title.place.ancestors()) if title else frozenset[int]()
    found: list[LedeBlock] = []
    for block in candidates:
        apart = _stands_apart(block, blocks, container)
        agreed = tuple(origin for origin, said in summaries if _same(said, letters(block.text)))
        before = next((p for p in reversed(blocks[: block.index]) if p.text), None)
        if origin := _origin(block, _near_hints(block, blocks, container, around), before, apart, agreed):
            found.append(LedeBlock(block, _provenance(origin, agreed)))
    if found:
        return next((lede for lede in found if _is_full(lede)), found[0])
    between = next((p for p in candidates if _stands_between(p, blocks, container, headline, first)), None)
    return LedeBlock(between, _provenance("between")) if between else None


def _is_bio(block: TextBlock, blocks: Sequence[TextBlock], authors: Sequence[str]) -> bool:
    """Return whether a text after a byline is a note about an author: it begins with a first name (`Ann covers …`)."""
    begun = [letters(name) for name in authors if block.text.startswith(f"{name.split()[0]} ")]
    before = blocks[max(0, block.index - LEDE_BYLINE) : block.index] if begun else ()
    return any(name in letters(p.text) for p in before for name in begun)


def _provenance(origin: str, agreed: tuple[str, ...] = ()) -> Provenance:
    return Provenance(origin=origin, agreed_by=agreed, confidence=confidence_of("lede", origin, bool(agreed)))


def _is_full(lede: LedeBlock) -> bool:
    """Return whether a possible lede is a summary, not a byline or label.

    It is a summary if the metadata confirm it, if it ends like a sentence, or if it is long.
    """
    return bool(lede.provenance.agreed_by) or lede.block.text.endswith(FULL_STOPS) or len(lede.block.text) >= LEDE_FULL


def _stands_between(
    block: TextBlock, blocks: Sequence[TextBlock], container: Container, headline: str, first: int
) -> bool:
    """Return whether a block is prose between headline and container, inside an element that holds all three.

    `first` is the index of the first block of prose in the container.
    """
    title = next((p for p in blocks if p.level in (1, 2) and letters(p.text).endswith(letters(headline))), None)
    if title is None or container.holds(block) or not title.index < block.index < first or block.level is not None:
        return False
    if block.link_share or not block.text.endswith(FULL_STOPS) or len(block.text) < LEDE_COMPARED:
        return False
    above = {place.index for place in title.place.ancestors() if place.tag not in _FRAME}
    own = [place for place in block.place.ancestors() if place.index not in above]
    shared = len(own) < sum(1 for _ in block.place.ancestors())
    plain = not any(container.hints_of(place) & noise_hints() or place.tag in _PICTURED for place in own)
    return shared and plain and bool(above & {place.index for place in container.place.ancestors()})


def _candidates(blocks: Sequence[TextBlock], headline: str, first: int) -> Iterator[TextBlock]:
    """Yield the blocks that may be the lede: from the headline to the first paragraphs.

    Each has the length of a lede and few links. `first` is the index of the first block of prose.
    """
    title = letters(headline)
    start = next((p.index for p in blocks if p.level == 1 and title in letters(p.text)), None)
    if start is None:
        start = next((p.index for p in blocks if p.level and letters(p.text) == title), max(0, first - LEDE_NEAR))
    for block in blocks[start + 1 : min(max(first + 2, start + LEDE_NEAR), start + LEDE_REACH)]:
        fits = (
            LEDE_SHORTEST <= len(block.text) <= LEDE_LONGEST and block.link_share < SHARED_LINKED and block.level != 1
        )
        if not fits or _OPENING in block.place.hints:
            continue
        said = letters(block.text)
        is_title = said == title or (block.level is not None and bool(title) and said.endswith(title))
        if not is_title:
            yield block


def _origin(
    block: TextBlock, near: frozenset[str], before: TextBlock | None, apart: bool, agreed: Sequence[str]
) -> str | None:
    if RULE_LEDE in near:
        return "rule"
    if near & noise_hints() and not ("lede" in block.place.hints and near & noise_hints() <= _BESIDE):
        return None
    if "lede" in near:
        return "class:lede"
    if agreed and (apart or block.level == 2):
        return "under-headline"
    sentence = block.level is not None and (block.text.endswith(FULL_STOPS) or len(block.text) >= LEDE_FULL)
    return "under-headline" if sentence and before is not None and before.level == 1 else None


def _stands_apart(block: TextBlock, blocks: Sequence[TextBlock], container: Container) -> bool:
    """Return whether a block is set apart from the running text.

    It is outside the container or in a `header`, or the element around it differs in tag or class from the one around
    the prose.
    """
    if not container.holds(block) or block.place.nearest("header"):
        return True
    if block.kind == "list_item":
        return False
    behind = blocks[block.index + 1 : block.index + LEDE_REACH]
    prose = next((p for p in behind if container.prose(p, SHARED_SURE)), None)
    return prose is not None and _home(prose) != _home(block)


def _home(block: TextBlock) -> tuple[str, str] | None:
    """Return the tag and the class of the element around a block's element; None if there is none."""
    above = block.place.parent
    return (above.tag, above.name) if above else None


def _near_hints(
    block: TextBlock, blocks: Sequence[TextBlock], container: Container, around: frozenset[int]
) -> frozenset[str]:
    """Return the class-name hints of a block and of the innermost elements around it.

    `around` are the elements around the headline: their noise hints, such as `caption`, are left out. The hint `lede`
    is left out if an element with this hint holds several paragraphs, because then the element is the story.
    """
    hints = block.hints
    for place, _ in zip(block.place.ancestors(), range(LEDE_PLACES), strict=False):
        own = container.hints_of(place)
        hints |= own - noise_hints() if place.index in around else own
        if "lede" in own and _holds_story(place, block, blocks, container):
            return hints - {"lede"}
    return hints


def _holds_story(place: Place, block: TextBlock, blocks: Sequence[TextBlock], container: Container) -> bool:
    """Return whether an element holds at least `LEDE_STORY` paragraphs of prose near `block`, not counting `block`."""
    near = (
        *blocks[max(0, block.index - LEDE_STORY) : block.index],
        *blocks[block.index + 1 : block.index + LEDE_REACH],
    )
    prose = (p for p in near if container.prose(p, SHARED_SURE))
    inside = (p for p in prose if any(above is place for above in p.place.ancestors()))
    return sum(1 for _ in islice(inside, LEDE_STORY)) == LEDE_STORY


def _summaries(evidence: Evidence) -> list[tuple[str, str]]:
    """Return the origin and the text (reduced to letters) of each summary in `meta` and JSON-LD."""
    meta = evidence.document.meta
    found = [(name, letters(meta[name][0])) for name in _METAS if name in meta]
    for thing in evidence.document.jsonld:
        said = thing.get("description")
        if isinstance(said, str):
            found.append(("json-ld:description", letters(said)))
    return [(name, said) for name, said in found if len(said) >= LEDE_SUMMARY]


def _same(summary: str, said: str) -> bool:
    """Return whether two texts are equal, apart from a dateline (tr `ANKARA (AA) -`) or an end that is cut off."""
    short, long = sorted((summary, said), key=len)
    at = long.find(short[:LEDE_COMPARED])
    return 0 <= at <= LEDE_DATELINE and len(short) * 2 >= min(len(long), 2 * LEDE_COMPARED)
