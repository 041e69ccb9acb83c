"""Authors: the people who wrote it, never the site, a desk or an agency."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from app.extraction.credit_names import author_names, class_words, conventions
from app.extraction.findings import Candidate, Evidence, Finding
from app.extraction.witnesses import is_away, json_texts, printed, xpath_texts
from app.schemas.article import Author, Provenance
from app.text.fold import letters

MOST = 50
_LINES = 12  # printed bylines that are read
Names = tuple[str, ...]


def find_authors(evidence: Evidence) -> Finding[tuple[Author, ...]]:
    """Authors as the most trusted witness names them; others agree or do not."""
    found = [candidate for candidate in _candidates(evidence) if candidate.value]
    if not found:
        return Finding(())
    chosen = found[0]
    keys = {letters(name) for name in chosen.value}
    agreed = tuple(
        dict.fromkeys(
            c.origin for c in found[1:] if keys == {letters(n) for n in c.value} and c.origin != chosen.origin
        )
    )
    provenance = Provenance(origin=chosen.origin, raw=chosen.raw, agreed_by=agreed, confidence=0.97 if agreed else 0.8)
    return Finding(tuple(Author(name=name) for name in chosen.value[:MOST]), provenance)


def _candidates(evidence: Evidence) -> Iterator[Candidate[Names]]:
    yield _named(evidence, xpath_texts(evidence.document, evidence.rule.authors), "rule")
    for thing in evidence.document.news_objects:
        yield _named(evidence, json_texts(thing.get("author")), "json-ld:author")
    yield _named(evidence, evidence.document.microdata.get("author", ()), "itemprop:author")
    for name in conventions().author_metas:
        yield _named(evidence, evidence.document.meta.get(name, ()), name)
    yield _named(evidence, tuple(_links(evidence)), "rel:author")
    for line in _lines(evidence):
        yield _named(evidence, (line,), "byline")


def _named(evidence: Evidence, credits: Names, origin: str) -> Candidate[Names]:
    names: dict[str, str] = {}
    for credit in credits:
        for name in author_names(credit, evidence):
            names.setdefault(letters(name), name)
    return Candidate(tuple(names.values()), origin, "; ".join(credits)[:200] or None)


def _links(evidence: Evidence) -> Iterator[str]:
    links = (node for node in evidence.document.tree.iter("a") if "author" in (node.get("rel") or "").lower().split())
    yield from (printed(node) for node, _ in zip(links, range(_LINES), strict=False) if not is_away(node))


def _lines(evidence: Evidence) -> Iterator[str]:
    """Texts of elements whose names say that they credit an author."""
    nodes = (node for node in evidence.document.tree.iterfind(".//*[@class]") if _is_byline(node))
    for node, _ in zip(nodes, range(_LINES), strict=False):
        if not is_away(node):
            yield printed(node)


def _is_byline(node: HtmlElement) -> bool:
    words = class_words(node)
    return bool(words & conventions().author_classes) and not words & conventions().author_box
