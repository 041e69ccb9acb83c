"""Authors: the people credited with the text; where there are none, the organization that is."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from lxml.etree import XPath
from lxml.etree import _Element as Element

from app.extraction.document.class_names import LOUD
from app.extraction.document.elements import hints_of, is_away, printed, xpath_items
from app.extraction.document.visibility import is_hidden
from app.extraction.fields.author_names import credit_conventions, credited, is_site, is_unreadable
from app.extraction.fields.sources import json_texts, meta_candidates, news_candidates
from app.extraction.findings import Candidate, Evidence, Finding, warn
from app.schemas.article import Agency, Author, ExtractionWarning, Provenance
from app.text.normalize import letters, visible_text

MOST = 50
_LINES = 2 * MOST  # printed bylines that are read
_GROUPS = 12  # of them, from which those that are alike are read together
_NEAR = 3  # levels up to an element that holds all bylines of a story
_LINKED = XPath("//a[contains(@rel, 'author')]")
_OTHERS = frozenset({"related", "comments", "footer"})
_AROUND = LOUD | {"caption"}
Authors = tuple[Author, ...]


def find_authors(evidence: Evidence, agencies: tuple[Agency, ...] = ()) -> Finding[Authors]:
    """Authors as the most trusted witness with a person names them; without one, the first organization credited.

    A page that credits an agency somewhere is not written by its own site: then the site is no author.
    """
    found = [candidate for candidate in _candidates(evidence) if candidate.value]
    chosen = next((c for c in found if _people(c.value)), None) or _organization(evidence, found, bool(agencies))
    refused = _refused(evidence, chosen)
    if chosen is None:
        return Finding((), None, refused)
    value = _people(chosen.value) + _others(evidence, chosen.value) or chosen.value
    keys = _keys(value)
    agreed = dict.fromkeys(c.origin for c in found if keys == _keys(c.value) and c.origin != chosen.origin)
    confidence = 0.97 if agreed else 0.8
    provenance = Provenance(origin=chosen.origin, raw=chosen.raw, agreed_by=tuple(agreed), confidence=confidence)
    cut = (warn("authors_cut", "authors", f"the first {MOST} are kept"),) if len(value) > MOST else ()
    return Finding(value[:MOST], provenance, (*refused, *cut))


def _refused(evidence: Evidence, chosen: Candidate[Authors] | None) -> tuple[ExtractionWarning, ...]:
    """A warning where the metadata, those that are believed or else any, give as an author what names nobody."""
    told = (
        *news_candidates(evidence.document, "author"),
        *meta_candidates(evidence.document, credit_conventions().author_metas),
    )
    credits = {candidate.value for candidate in told if chosen is None or candidate.origin == chosen.origin}
    is_lost = any(is_unreadable(credit, evidence) for credit in credits)
    return (warn("author_refused", "authors", "the metadata give as an author what is no name"),) if is_lost else ()


def _organization(evidence: Evidence, found: list[Candidate[Authors]], has_agency: bool) -> Candidate[Authors] | None:
    """The first witness that names another organization than the site; the site where no agency is credited."""
    other = next((candidate for candidate in found if _others(evidence, candidate.value)), None)
    return other or (found[0] if found and not has_agency else None)


def _people(authors: Authors) -> Authors:
    return tuple(author for author in authors if author.type == "person")


def _others(evidence: Evidence, authors: Authors) -> Authors:
    """Organizations that are not the site."""
    return tuple(a for a in authors if a.type == "organization" and not is_site(a.name, evidence))


def _keys(authors: Authors) -> set[str]:
    return {letters(author.name) for author in authors}


def _candidates(evidence: Evidence) -> Iterator[Candidate[Authors]]:
    document = evidence.document
    ruled = xpath_items(document, evidence.rule.authors)
    yield _named(evidence, [item if isinstance(item, str) else printed(item) for item in ruled], "rule")
    for thing in document.news_objects:
        people = thing.get("author")
        yield _named(evidence, [*json_texts(people), *_two_part_names(people)], "json-ld:author")
    yield _printed(evidence, document.with_property("author"), "itemprop:author", _of_another_story)
    for name in credit_conventions().author_metas:
        yield _named(evidence, document.meta.get(name, ()), name)
    yield _printed(evidence, _LINKED(document.tree), "rel:author", _is_elsewhere)
    yield from _bylines(evidence)


def _two_part_names(people: object) -> Iterator[str]:
    """Names that JSON-LD gives in two members."""
    for person in people if isinstance(people, list) else [people]:
        if isinstance(person, dict) and not person.get("name"):
            parts = (*json_texts(person.get("givenName")), *json_texts(person.get("familyName")))
            yield " ".join(parts)


def _named(evidence: Evidence, credits: Sequence[str], origin: str) -> Candidate[Authors]:
    authors: dict[str, Author] = {}
    for credit in credits:
        for author in credited(credit, evidence):
            authors.setdefault(letters(author.name), author)
    return Candidate(tuple(authors.values()), origin, visible_text("; ".join(credits))[:200] or None)


def _bylines(evidence: Evidence) -> Iterator[Candidate[Authors]]:
    """Elements whose names say that they credit an author: the first group that names anybody, then each alone."""
    marked = (node for node in evidence.layout.marked("author", but="aside") if not _is_elsewhere(node))
    nodes = list(islice(marked, _LINES))
    for index, node in enumerate(nodes[:_GROUPS]):
        yield _printed(
            evidence, [node, *(other for other in nodes[index + 1 :] if _is_twin(node, other))], "byline", _is_elsewhere
        )


def _is_twin(node: Element, other: Element) -> bool:
    return node.tag == other.tag and node.get("class") == other.get("class")


def _printed(
    evidence: Evidence,
    nodes: Iterator[Element] | Sequence[Element],
    origin: str,
    is_out: Callable[[Element], bool],
) -> Candidate[Authors]:
    """What some elements that stand together credit; job titles and other single words beside full names are none."""
    shown = [node for node in islice(nodes, _LINES) if not is_out(node)]
    if not shown:
        return Candidate((), origin)
    home = next(islice(shown[0].iterancestors(), _NEAR - 1, None), None)
    together = [node for node in shown if home is None or home in islice(node.iterancestors(), _NEAR + 1)]
    found = _named(evidence, ["\n".join(_units(node)) for node in together], origin)
    if not any(" " in author.name for author in found.value):
        return found
    return Candidate(tuple(a for a in found.value if " " in a.name or a.type == "organization"), origin, found.raw)


def _of_another_story(node: Element) -> bool:
    """Declared as an author, but of a comment, a picture or a story that is linked to."""
    pictured = next(node.iterancestors("figure"), None) is not None
    return pictured or any(not _OTHERS.isdisjoint(hints_of(above)) for above in node.iterancestors())


def _is_elsewhere(node: Element) -> bool:
    """In a menu, another story, or the credit of a picture."""
    return is_away(node, _AROUND) or next(node.iterancestors("figure"), None) is not None


def _units(node: Element) -> Iterator[str]:
    """Texts of a byline that belong together: of a link, of a nested name, else of each text node."""
    named = [below for below in node.iterdescendants() if below.get("itemprop") == "name"]
    links = named or list(node.iterdescendants("a"))
    if named or node.tag == "a":
        yield from map(printed, named or [node])
        return
    inside = set(links)
    if node.text:
        yield node.text
    for below in node.iterdescendants():
        if below.getparent() in inside or is_hidden(below):
            inside.add(below)
        elif below in links:
            yield printed(below)
        elif below.text and below.tag not in ("script", "style"):
            yield below.text
        if below.tail and below.getparent() not in inside:
            yield below.tail
