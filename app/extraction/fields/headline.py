"""Find the headline as printed, and an alternative headline if the metadata hold a different title.

Printed titles (`h1`, `itemprop=headline`) are ranked by their similarity to the metadata titles. If no printed title is
similar enough, a metadata title is used.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from app.errors import EmptyDocument
from app.extraction.document.class_names import LOUD
from app.extraction.document.elements import hints_of, is_closely_away, printed, xpath_texts
from app.extraction.document.jsonld import json_texts
from app.extraction.fields.conventions import conventions
from app.extraction.fields.field_numbers import (
    HEADLINE_BEGINNING,
    HEADLINE_CLASS_BONUS,
    HEADLINE_CLOSE,
    HEADLINE_FITS,
    HEADLINE_HARDLY,
    HEADLINE_HEADINGS,
    HEADLINE_LONG,
    HEADLINE_LONGEST,
    HEADLINE_NEARLY,
    HEADLINE_OTHER,
    HEADLINE_PLACE_BONUS,
    HEADLINE_SAME,
    HEADLINE_SHORT,
    HEADLINE_WORDS,
)
from app.extraction.fields.heading_parts import part_with_letters
from app.extraction.fields.kicker import without_kicker
from app.extraction.fields.reconcile import reconcile
from app.extraction.fields.sources import meta_candidates, news_candidates
from app.extraction.fields.title_links import leads_elsewhere
from app.extraction.fields.title_suffixes import bare_title, title_parts
from app.extraction.findings import Candidate, Evidence, Finding, warn
from app.schemas.article import ExtractionWarning
from app.text.normalize import letters

_AROUND = LOUD - {"sidebar", "widget"}  # class-name hints of areas outside the story
_Rank = tuple[float, float, float]  # score of a printed title: (similarity, bonus for position, bonus for class name)
_JSON_HEADLINE, _GRAPH_TITLE = "json-ld:headline", "og:title"


@dataclass(frozen=True)
class _Printed:
    """A printed title and its element."""

    candidate: Candidate[str]
    node: Element | None
    away: bool = False  # whether the title is outside the story, for example in a footer
    pairs: Counter[str] = field(default_factory=Counter)  # pairs of adjacent letters of the title


def find_headline(evidence: Evidence) -> Finding[str]:
    """Find the headline of the story.

    Raises:
        EmptyDocument: the page has neither a title nor text that could replace it.
    """
    titles = metadata_titles(evidence)
    headings = list(_printed_titles(evidence, titles))
    chosen = (
        _by_rule(evidence)
        or _agreed(titles, headings)
        or _best(evidence, headings, titles)
        or _by_votes(titles)
        or _last(evidence, headings)
    )
    if chosen is None:
        return _beginning(evidence)
    candidates = [*(title.candidate for title in headings), *titles]
    value, warnings = _cut(chosen.value)
    return reconcile("headline", candidates, letters, _printed_as(chosen), warnings).with_value(value)


def find_alternative_headline(evidence: Evidence, headline: str) -> Finding[str | None]:
    """Find a metadata title that differs from `headline` and is not just a longer or shorter form of it."""
    marked = (
        Candidate(text, "json-ld:alternativeHeadline")
        for thing in evidence.document.news_objects
        for text in json_texts(thing.get("alternativeHeadline"))
    )
    titles = metadata_titles(evidence)
    # keep the first title of each origin: of several JSON-LD objects, the one about the page itself comes first
    first = {title.origin: title for title in reversed(titles) if title.origin != "title"}
    for title in (*marked, *reversed(first.values())):
        if _is_other(title.value, headline) and not evidence.site.is_title_part(title.value):
            finding = reconcile("alternative_headline", titles, letters, _printed_as(title))
            return finding.with_value(_cut(title.value)[0])
    return Finding(None)


def metadata_titles(evidence: Evidence) -> list[Candidate[str]]:
    """Return the titles in JSON-LD, `meta` and `title`, without the names of the site in them."""
    if evidence.titles:
        return evidence.titles
    document = evidence.document
    pages = [Candidate(printed(node), "title") for node in document.tree.iterfind("./head/title")][:1]
    metas = meta_candidates(document, conventions().headline.metas)
    raw = (*news_candidates(document, "headline"), *metas, *news_candidates(document, "name"), *pages)
    bare = (Candidate(bare_title(title.value, evidence), title.origin, title.value) for title in raw)
    own = (title for title in bare if letters(title.value))
    evidence.titles.extend(title for title in own if letters(title.value) not in evidence.site.names)
    return evidence.titles


def _by_rule(evidence: Evidence) -> Candidate[str] | None:
    texts = xpath_texts(evidence.document, evidence.rule.headline)
    return Candidate(texts[0], "rule") if texts else None


def _printed_titles(evidence: Evidence, titles: list[Candidate[str]]) -> Iterator[_Printed]:
    """Yield the printed titles.

    A kicker is removed, unless a title in JSON-LD or `meta` includes it. A heading that links to another page is
    skipped, unless a title in the metadata equals it.
    """
    whole = {letters(title.value) for title in titles if title.origin != "title"}
    known = {letters(title.value) for title in titles}
    document = evidence.document
    nodes = [(node, "h1") for node in document.tagged("h1")]
    nodes += [(node, "itemprop:headline") for node in document.with_property("headline")]
    for node, origin in nodes[:HEADLINE_HEADINGS]:
        key = letters(text := printed(node))
        text = text if key in whole else without_kicker(node)
        if text and (key in known or not leads_elsewhere(node, document)):
            away = is_closely_away(document, node, _AROUND, HEADLINE_CLOSE)
            yield _Printed(Candidate(text, origin), node, away, _pairs(text))


def _agreed(titles: list[Candidate[str]], headings: list[_Printed]) -> Candidate[str] | None:
    """Return the title on which JSON-LD and Open Graph agree, or None. If a heading prints it, return the heading.

    A title that no heading prints may be wrong. It is rejected in two cases: a heading is the beginning of the title
    (metadata may append words), or the page has only one story heading, and this heading resembles the title.
    """
    first = {title.origin: letters(title.value) for title in reversed(titles)}
    key = first.get(_JSON_HEADLINE)
    if key is None or key != first.get(_GRAPH_TITLE) or len(key) < HEADLINE_SHORT:
        return None
    longer = any(key.startswith(letters(title.candidate.value)) for title in headings)
    same = (title.candidate for title in headings if letters(title.candidate.value) == key)
    if found := next(same, None):
        return found
    sole = _sole(headings)
    reworded = sole is not None and _likeness(sole.pairs, _pairs(key)) >= HEADLINE_FITS
    return None if longer or reworded else next(title for title in titles if title.origin == _GRAPH_TITLE)


def _sole(headings: list[_Printed]) -> _Printed | None:
    """Return the only printed title of the story; None if there are several, or if the only one is too short."""
    own = {title.candidate.value: title for title in headings if not title.away}
    sole = next(iter(own.values())) if len(own) == 1 else None
    return sole if sole and len(sole.candidate.value.split()) >= HEADLINE_WORDS else None


def _best(evidence: Evidence, headings: list[_Printed], titles: list[Candidate[str]]) -> Candidate[str] | None:
    headings = [title for title in headings if not evidence.site.is_title_part(title.candidate.value)]
    targets = [_pairs(text) for text in {title.value for title in titles}]
    ranked = [(_rank(title, targets), title) for title in headings]
    fitting = [(rank, title) for rank, title in ranked if rank[0] >= HEADLINE_FITS]
    if any(not title.away for _, title in fitting):
        return _part(_first_of_best(fitting), titles)
    if heading := _heading(evidence, titles):
        return heading
    if fitting:  # only headings outside the story (as in a footer) resemble the titles: prefer the title in JSON-LD
        own = next((title for title in titles if title.origin == _JSON_HEADLINE), None)
        return own or _part(_first_of_best(fitting), titles)
    if (sole := _sole(headings)) is None:
        return None
    likeness, _, named = _rank(sole, targets)
    contradicted = bool(titles) and _votes(titles[0], titles) > 1 and likeness < HEADLINE_HARDLY and not named
    return None if contradicted else sole.candidate


def _first_of_best(fitting: list[tuple[_Rank, _Printed]]) -> _Printed:
    """Return the first printed title whose score is close to the highest: titles of other stories come later."""
    top = max(sum(rank) for rank, _ in fitting)
    return next(title for rank, title in fitting if sum(rank) >= top - HEADLINE_NEARLY)


def _rank(title: _Printed, targets: list[Counter[str]]) -> _Rank:
    """Return the parts of a title's score: similarity to the metadata, bonus for its position, bonus for its class."""
    likeness = max((_likeness(title.pairs, pairs) for pairs in targets), default=0.0)
    named = title.node is not None and bool(_words(title.node) & conventions().headline.classes)
    return likeness, 0.0 if title.away else HEADLINE_PLACE_BONUS, HEADLINE_CLASS_BONUS * named


def _heading(evidence: Evidence, titles: list[Candidate[str]]) -> Candidate[str] | None:
    """Find an `h2` or `h3` that prints a metadata title, with or without a kicker before it."""
    nodes = (node for level in ("h2", "h3") for node in evidence.document.tagged(level)[:HEADLINE_HEADINGS])
    for node in nodes:
        text = printed(node)
        if not text or is_closely_away(evidence.document, node, _AROUND, HEADLINE_CLOSE):
            continue
        if whole := _metadata_part(text, titles):
            return Candidate(whole.value, str(node.tag), text)
    return None


def _metadata_part(text: str, titles: list[Candidate[str]]) -> Candidate[str] | None:
    """Return the metadata title that `text` equals or ends with.

    Otherwise, return `text` itself if a metadata title resembles it or begins with it. Otherwise, return None.
    """
    key, pairs = letters(text), _pairs(text)
    keys = [(letters(title.value), title) for title in titles]
    ending = (title for own, title in keys if len(own) >= HEADLINE_LONG and own != key and key.endswith(own))
    same = (title for own, title in keys if own == key)
    alike = any(_likeness(pairs, _pairs(title.value)) >= HEADLINE_SAME or _is_first(text, title) for title in titles)
    return next(ending, None) or next(same, None) or (Candidate(text, "heading") if alike else None)


def _is_first(text: str, title: Candidate[str]) -> bool:
    """Return whether `text` has several words and is the first part of a title: `Storm hits coast | News`."""
    parts = title_parts(title.value) if len(text.split()) >= HEADLINE_WORDS else ()
    return any(letters(part) == letters(text) and title.value.startswith(part) for part in parts)


def _part(title: _Printed, titles: list[Candidate[str]]) -> Candidate[str]:
    """Return the part of a printed title that equals a metadata title; the whole title if no part does."""
    keys = {letters(part): part for candidate in titles for part in title_parts(candidate.value)}
    whole = title.candidate
    if title.node is None or letters(whole.value) in keys:
        return whole
    long = [key for key, part in keys.items() if len(part.split()) >= HEADLINE_WORDS or len(key) >= HEADLINE_LONG]
    part = part_with_letters(title.node, long)
    return Candidate(part, whole.origin, whole.value) if part else whole


def _by_votes(titles: list[Candidate[str]]) -> Candidate[str] | None:
    """Return the metadata title with the most votes (see `_votes`), on a tie the first; None without titles."""
    return max(titles, key=lambda title: _votes(title, titles), default=None)


def _votes(title: Candidate[str], titles: list[Candidate[str]]) -> int:
    """Return how many metadata titles begin with `title`, as `title | Site` does. Return 0 if `title` is short."""
    key = letters(title.value)
    return sum(letters(other.value).startswith(key) for other in titles) if len(key) >= HEADLINE_SHORT else 0


def _last(evidence: Evidence, headings: list[_Printed]) -> Candidate[str] | None:
    """Return any title as a last resort: a rejected printed title, else a title in `meta`, else the one in `title`."""
    pages = (Candidate(printed(node), "title") for node in evidence.document.tagged("title"))
    metas = meta_candidates(evidence.document, conventions().headline.metas)
    found = (*(title.candidate for title in headings), *metas, *pages)
    return next((title for title in found if letters(title.value)), None)


def _beginning(evidence: Evidence) -> Finding[str]:
    """Return the first words of the page as its headline. Raises EmptyDocument if the page has no text."""
    nodes = evidence.document.tagged("h2", "h3", "h4", "h5", "h6", "p", "body")
    text = next((text for text in map(printed, nodes) if letters(text)), None)
    if text is None:
        raise EmptyDocument("the page holds no text")
    words = text if len(text) <= HEADLINE_BEGINNING else text[:HEADLINE_BEGINNING].rsplit(" ", 1)[0]
    missing = warn("headline_missing", "headline", "The page has no title; the headline is its first words.")
    return reconcile("headline", [Candidate(words, "text:beginning")], letters, warnings=(missing,)).with_value(words)


def _printed_as(title: Candidate[str]) -> Candidate[str]:
    """Return the title. Its `raw`, the text from which it was read, is dropped if it equals the title."""
    return replace(title, raw=title.raw if title.raw != title.value else None)


def _words(node: Element) -> frozenset[str]:
    raw = f"{node.get('class') or ''} {node.get('itemprop') or ''}".lower()
    return frozenset(raw.replace("-", " ").replace("_", " ").split()) | hints_of(node)


def _pairs(text: str) -> Counter[str]:
    """Count the pairs of adjacent letters in a text; they serve to compare titles, even in scripts without spaces."""
    key = letters(text[:HEADLINE_LONGEST])
    return Counter(key[i : i + 2] for i in range(len(key) - 1)) or Counter([key])


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _is_other(title: str, headline: str) -> bool:
    one, other = letters(title), letters(headline)
    if len(title.split()) < HEADLINE_WORDS or one in other or other in one or title.endswith(("...", "\u2026")):
        return False
    return _likeness(_pairs(title), _pairs(headline)) <= HEADLINE_OTHER


def _cut(text: str) -> tuple[str, tuple[ExtractionWarning, ...]]:
    if len(text) <= HEADLINE_LONGEST:
        return text, ()
    return text[:HEADLINE_LONGEST].rstrip(), (
        warn("headline_cut", "headline", f"The headline was cut to {HEADLINE_LONGEST} characters."),
    )
