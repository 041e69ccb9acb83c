"""The headline as printed, and a second title where the metadata have a different one.

What is printed (a rule's element, `h1`, `itemprop=headline`) is weighed by what the metadata say; where nothing printed
fits, the metadata speak themselves.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from app.errors import EmptyDocument
from app.extraction.document.class_names import LOUD
from app.extraction.document.elements import hints_of, is_away, printed, xpath_texts
from app.extraction.document.jsonld import json_texts
from app.extraction.fields.conventions import conventions
from app.extraction.fields.kicker import without_kicker
from app.extraction.fields.reconcile import reconcile
from app.extraction.fields.sources import meta_candidates, news_candidates
from app.extraction.fields.title_suffixes import bare_title
from app.extraction.findings import Candidate, Evidence, Finding, warn
from app.schemas.article import ExtractionWarning
from app.text.normalize import letters

LONGEST = 1_000  # characters of a headline
_FITS = 0.4  # likeness from which a printed title is the one the metadata mean
_SAME = 0.85  # likeness from which two titles are one
_WORDS = 3  # words of a title that is believed without a second origin
_LONG = 20  # letters of a title that is titles from the end of a longer text
_SHORT = 8  # letters of a title below which it may be the name of anything
_OTHER = 0.75  # likeness up to which two titles say different things
_BEGINNING = 100  # characters of the text that stand for a missing title
_HEADINGS = 60  # headings that are looked at
_AROUND = LOUD - {"sidebar", "widget"}  # names that sites give to their whole page, too
_CLOSE = 4  # levels above a heading that say what it heads
_JSON_HEADLINE, _GRAPH_TITLE = "json-ld:headline", "og:title"


@dataclass(frozen=True)
class _Printed:
    """A printed title: where it stands, and how it fits the metadata."""

    candidate: Candidate[str]
    node: Element | None
    away: bool = False
    pairs: Counter[str] = field(default_factory=Counter)


def find_headline(evidence: Evidence) -> Finding[str]:
    """The title of the story.

    Raises:
        EmptyDocument: the page has no title of any kind, and no text that could stand for it.
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
    """A title of the metadata that says something else than the printed one; not a longer or shorter form of it."""
    marked = (
        Candidate(text, "json-ld:alternativeHeadline")
        for thing in evidence.document.news_objects
        for text in json_texts(thing.get("alternativeHeadline"))
    )
    titles = metadata_titles(evidence)
    first = {
        title.origin: title for title in reversed(titles) if title.origin != "title"
    }  # the page's own object comes first
    for title in (*marked, *reversed(first.values())):
        if _is_other(title.value, headline) and not evidence.site.is_title_part(title.value):
            return reconcile("alternative_headline", titles, letters, _printed_as(title)).with_value(
                _cut(title.value)[0]
            )
    return Finding(None)


def metadata_titles(evidence: Evidence) -> list[Candidate[str]]:
    """What JSON-LD, meta and `title` call the story, names of the site cut."""
    document = evidence.document
    pages = [printed(node) for node in document.tree.iterfind("./head/title")][:1]
    raw = [
        *news_candidates(document, "headline"),
        *meta_candidates(document, conventions().headline.metas),
        *news_candidates(document, "name"),
        *(Candidate(text, "title") for text in pages),
    ]
    bare = (Candidate(bare_title(title.value, evidence), title.origin, title.value) for title in raw)
    return [title for title in bare if letters(title.value) and letters(title.value) not in evidence.site.names]


def _by_rule(evidence: Evidence) -> Candidate[str] | None:
    texts = xpath_texts(evidence.document, evidence.rule.headline)
    return Candidate(texts[0], "rule") if texts else None


def _printed_titles(evidence: Evidence, titles: list[Candidate[str]]) -> Iterator[_Printed]:
    """Printed titles, without a kicker unless the shared title of the story has it, too."""
    whole = {letters(title.value) for title in titles if title.origin != "title"}
    document = evidence.document
    nodes = [(node, "h1") for node in document.tree.iter("h1")]
    nodes += [(node, "itemprop:headline") for node in document.with_property("headline")]
    for node, origin in nodes[:_HEADINGS]:
        if text := printed(node) if letters(printed(node)) in whole else without_kicker(node):
            yield _Printed(Candidate(text, origin), node, is_away(node, _AROUND, _CLOSE), _pairs(text))


def _agreed(titles: list[Candidate[str]], headings: list[_Printed]) -> Candidate[str] | None:
    """What both JSON-LD and Open Graph call the story, unless it is a printed title with more words after it."""
    first = {title.origin: letters(title.value) for title in reversed(titles)}
    key = first.get(_JSON_HEADLINE)
    if key is None or key != first.get(_GRAPH_TITLE) or len(key) < _SHORT:
        return None
    longer = any(key.startswith(letters(title.candidate.value)) for title in headings)
    same = (title.candidate for title in headings if letters(title.candidate.value) == key)
    return next(same, None) or (None if longer else next(title for title in titles if title.origin == _GRAPH_TITLE))


def _best(evidence: Evidence, headings: list[_Printed], titles: list[Candidate[str]]) -> Candidate[str] | None:
    headings = [title for title in headings if not evidence.site.is_title_part(title.candidate.value)]
    targets = [_pairs(title.value) for title in titles]
    ranked = [(_rank(title, targets), title) for title in headings]
    fitting = [(rank, title) for rank, title in ranked if rank[0] >= _FITS]
    if any(not title.away for _, title in fitting):
        return _part(max(fitting, key=lambda pair: sum(pair[0]))[1], titles)
    if heading := _heading(evidence, titles):
        return heading
    if fitting:  # the printed title is a step of a trail of links; the article's own name is better
        own = next((title for title in titles if title.origin == _JSON_HEADLINE), None)
        return own or _part(max(fitting, key=lambda pair: sum(pair[0]))[1], titles)
    believed = [
        title.candidate for title in headings if not title.away and len(title.candidate.value.split()) >= _WORDS
    ]
    contradicted = bool(titles) and (_votes(titles[0], titles) > 1 or len(believed) > 1)
    return believed[0] if believed and not contradicted else None


def _rank(title: _Printed, targets: list[Counter[str]]) -> tuple[float, float, float]:
    """Likeness to the metadata, place on the page, name of the element."""
    likeness = max((_likeness(title.pairs, pairs) for pairs in targets), default=0.0)
    named = title.node is not None and bool(_words(title.node) & conventions().headline.classes)
    return likeness, 0.0 if title.away else 0.25, 0.1 * named


def _heading(evidence: Evidence, titles: list[Candidate[str]]) -> Candidate[str] | None:
    """A lower heading that says what the metadata say, with or without a kicker in front."""
    nodes = (node for level in ("h2", "h3") for node in list(evidence.document.tree.iter(level))[:_HEADINGS])
    for node in nodes:
        text = printed(node)
        if not text or is_away(node, _AROUND, _CLOSE):
            continue
        if whole := _metadata_part(text, titles):
            return Candidate(whole.value, str(node.tag), text)
    return None


def _metadata_part(text: str, titles: list[Candidate[str]]) -> Candidate[str] | None:
    """What the metadata give of a heading's text: its end, where a kicker stands in front, all of it, or nearly all."""
    key, pairs = letters(text), _pairs(text)
    keys = [(letters(title.value), title) for title in titles]
    ending = (title for own, title in keys if len(own) >= _LONG and own != key and key.endswith(own))
    same = (title for own, title in keys if own == key)
    alike = any(_likeness(pairs, _pairs(title.value)) >= _SAME for title in titles)
    return next(ending, None) or next(same, None) or (Candidate(text, "heading") if alike else None)


def _part(title: _Printed, titles: list[Candidate[str]]) -> Candidate[str]:
    """The element inside a printed title that the metadata name, where they do not name the whole title."""
    keys = Counter(letters(candidate.value) for candidate in titles)
    whole = title.candidate
    if title.node is None or letters(whole.value) in keys:
        return whole
    for node in list(title.node.iterdescendants())[:_HEADINGS]:
        text = printed(node)
        if len(text.split()) >= _WORDS and keys[letters(text)]:
            return Candidate(text, whole.origin, whole.value)
    return whole


def _by_votes(titles: list[Candidate[str]]) -> Candidate[str] | None:
    """The title most of the metadata agree on; the first of them where they do not."""
    return max(titles, key=lambda title: _votes(title, titles), default=None)


def _votes(title: Candidate[str], titles: list[Candidate[str]]) -> int:
    """How many of the metadata begin with this title: others add the name of a section or site."""
    key = letters(title.value)
    return sum(letters(other.value).startswith(key) for other in titles) if len(key) >= _SHORT else 0


def _last(evidence: Evidence, headings: list[_Printed]) -> Candidate[str] | None:
    """Anything: a printed title that did not convince, or the bare name of the page."""
    pages = (Candidate(printed(node), "title") for node in evidence.document.tree.iter("title"))
    metas = meta_candidates(evidence.document, conventions().headline.metas)
    found = (*(title.candidate for title in headings), *metas, *pages)
    return next((title for title in found if letters(title.value)), None)


def _beginning(evidence: Evidence) -> Finding[str]:
    """The first words of a page that has text, but no title."""
    nodes = evidence.document.tree.iter("h2", "h3", "h4", "h5", "h6", "p", "body")
    text = next((text for text in map(printed, nodes) if letters(text)), None)
    if text is None:
        raise EmptyDocument("the page holds no text")
    words = text if len(text) <= _BEGINNING else text[:_BEGINNING].rsplit(" ", 1)[0]
    missing = warn("headline_missing", "headline", "The page has no title; the headline is its first words.")
    return reconcile("headline", [Candidate(words, "text:beginning")], letters, warnings=(missing,)).with_value(words)


def _printed_as(title: Candidate[str]) -> Candidate[str]:
    """The title with what it was read from, where that is something else."""
    return replace(title, raw=title.raw if title.raw != title.value else None)


def _words(node: Element) -> frozenset[str]:
    raw = f"{node.get('class') or ''} {node.get('itemprop') or ''}".lower()
    return frozenset(raw.replace("-", " ").replace("_", " ").split()) | hints_of(node)


def _pairs(text: str) -> Counter[str]:
    """Pairs of neighbouring letters: likeness without knowing what a word is."""
    key = letters(text[:LONGEST])
    return Counter(key[i : i + 2] for i in range(len(key) - 1)) or Counter([key])


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _is_other(title: str, headline: str) -> bool:
    one, other = letters(title), letters(headline)
    if len(title.split()) < _WORDS or one in other or other in one or title.endswith(("...", "\u2026")):
        return False
    return _likeness(_pairs(title), _pairs(headline)) <= _OTHER


def _cut(text: str) -> tuple[str, tuple[ExtractionWarning, ...]]:
    if len(text) <= LONGEST:
        return text, ()
    return text[:LONGEST].rstrip(), (
        warn("headline_cut", "headline", f"The headline was cut to {LONGEST} characters."),
    )
