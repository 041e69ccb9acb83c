"""Find the authors in each source of a page: rule, JSON-LD, microdata, `meta`, links, bylines by class or label."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from lxml.etree import _Element as Element

from app.extraction.document.class_names import LOUD
from app.extraction.document.document import Document
from app.extraction.document.elements import hints_of, is_away, is_of_other_item, printed, xpath_items
from app.extraction.document.jsonld import JsonObject, json_texts, nodes_by_id, resolved, types_of
from app.extraction.document.layout import TextBlock
from app.extraction.document.schema_types import web
from app.extraction.document.visibility import is_hidden
from app.extraction.fields.author_names import credit_conventions, credited, without_label
from app.extraction.fields.credit_labels import opening_label
from app.extraction.fields.date_parser import read_date
from app.extraction.fields.field_numbers import (
    AUTHOR_SOURCES_BESIDE,
    AUTHOR_SOURCES_GROUPS,
    AUTHOR_SOURCES_LINES,
    AUTHOR_SOURCES_LONGEST_LINE,
    AUTHOR_SOURCES_NEAR,
    AUTHOR_SOURCES_RAW,
)
from app.extraction.fields.sources import meta_candidates, news_candidates
from app.extraction.findings import Candidate, Evidence
from app.schemas.article import Author
from app.text.normalize import letters, visible_text

_NAME = r"[^\W\d_]+(?:[ '\u2019.-]+[^\W\d_]+){1,3}"
_NAMES = re.compile(rf"{_NAME}(?:\s?[/&,]\s?{_NAME}){{0,3}}")
_DESCRIPTIONS = ("og:description", "description")
_OTHERS = frozenset({"related", "comments", "footer"})
_AROUND = LOUD | {"caption"}
_LABELLED_DATA = tuple((f"twitter:label{number}", f"twitter:data{number}") for number in (1, 2))
# origins of authors that are printed in the text, not given in metadata
PRINTED = frozenset({"byline", "text:byline", "text:names", "rel:author"})
Authors = tuple[Author, ...]


def author_candidates(evidence: Evidence) -> Iterator[Candidate[Authors]]:
    """Yield a candidate for each source of author credits, the most trusted first.

    The value is empty if the source names no author.
    """
    document = evidence.document
    ruled = xpath_items(document, evidence.rule.authors)
    yield _named(evidence, [item if isinstance(item, str) else printed(item) for item in ruled], "rule")
    for thing in document.news_objects:
        yield _of_json(evidence, thing.get("author"), "json-ld:author")
    yield _printed(evidence, document.with_property("author"), "itemprop:author", _of_another_story)
    for name in credit_conventions().author_metas:
        if name in document.meta:
            yield _named(evidence, document.meta[name], name)
    yield from _labelled_metas(evidence)
    linked = (link for link in document.links_with_rel if "author" in (link.get("rel") or ""))
    yield _printed(evidence, linked, "rel:author", _is_elsewhere)
    yield from _bylines(evidence)
    lines = [line for line in evidence.short_lines if len(line.text) <= AUTHOR_SOURCES_LONGEST_LINE]
    yield from _labelled_lines(evidence, lines)
    known = nodes_by_id(document.jsonld)
    for thing in document.jsonld:
        if types_of(thing) & web().types.page:
            yield _of_json(evidence, resolved(thing, known).get("author"), "json-ld:page.author")
    yield from _unlabelled_lines(evidence, lines)


def metadata_credits(evidence: Evidence) -> tuple[Candidate[str], ...]:
    """Return the texts of the author credits in JSON-LD articles and `meta`."""
    metas = meta_candidates(evidence.document, credit_conventions().author_metas)
    return (*news_candidates(evidence.document, "author"), *metas)


def _of_json(evidence: Evidence, value: Any, origin: str) -> Candidate[Authors]:
    """Return the authors in a JSON-LD value. Its organizations become authors of the type `organization`."""
    found = _named(evidence, [*json_texts(value), *_two_part_names(value)], origin)
    things = [thing for thing in (value if isinstance(value, list) else [value]) if isinstance(thing, dict)]
    declared = {letters(text) for thing in things if _is_organization(thing) for text in json_texts(thing)}
    authors = (a.model_copy(update={"type": "organization"}) if letters(a.name) in declared else a for a in found.value)
    return replace(found, value=tuple(authors))


def _is_organization(thing: JsonObject) -> bool:
    return bool(types_of(thing) & web().types.organization)


def _two_part_names(people: object) -> Iterator[str]:
    """Yield names that JSON-LD splits into `givenName` and `familyName`."""
    for person in people if isinstance(people, list) else [people]:
        if isinstance(person, dict) and not person.get("name"):
            parts = (*json_texts(person.get("givenName")), *json_texts(person.get("familyName")))
            yield " ".join(parts)


def _named(evidence: Evidence, credits: Sequence[str], origin: str) -> Candidate[Authors]:
    """Return the authors that `credits` name, each once.

    If one of them is a full name of a person, names of a single ASCII word (user names) are dropped, except
    organizations.
    """
    authors: dict[str, Author] = {}
    for credit in credits:
        for author in credited(credit, evidence):
            authors.setdefault(letters(author.name), author)
    found = tuple(authors.values())
    if any(" " in author.name and author.type == "person" for author in found):
        found = tuple(a for a in found if a.type == "organization" or " " in a.name or not a.name.isascii())
    return Candidate(found, origin, visible_text("; ".join(credits))[:AUTHOR_SOURCES_RAW] or None)


def _labelled_metas(evidence: Evidence) -> Iterator[Candidate[Authors]]:
    """Yield the authors in `twitter:data1` if `twitter:label1` is a byline label (`Written by`)."""
    meta = evidence.document.meta
    for label, data in _LABELLED_DATA:
        for title, name in zip(meta.get(label, ()), meta.get(data, ()), strict=False):
            if without_label(f"{title}: {name}") == name:
                yield _named(evidence, [name], data)


def _bylines(evidence: Evidence) -> Iterator[Candidate[Authors]]:
    """Yield a candidate for each element with a byline class.

    Its authors are those in the element and in later elements of the same class.
    """
    marked = (
        node for node in evidence.layout.marked("author", but="aside") if not _is_elsewhere(evidence.document, node)
    )
    nodes = list(islice(marked, AUTHOR_SOURCES_LINES))
    for index, node in enumerate(nodes[:AUTHOR_SOURCES_GROUPS]):
        twins = (other for other in nodes[index + 1 :] if _is_twin(node, other))
        yield _printed(evidence, [node, *twins], "byline", _is_elsewhere)


def _labelled_lines(evidence: Evidence, lines: Sequence[TextBlock]) -> Iterator[Candidate[Authors]]:
    """Yield the people in lines with a byline label at the start (`By Ann Example`), those near the headline first."""
    title = next((line.index for line in lines if line.level == 1), 0)
    for line in sorted(lines, key=lambda line: not 0 <= line.index - title <= AUTHOR_SOURCES_BESIDE):
        if opening_label().match(line.text) is None:
            continue
        date = read_date(line.text, evidence.pack.dates)
        text = line.text[: date.start] if date else line.text
        rest = without_label(text)
        if rest != text and rest[:1].isupper() and line.kind != "heading":
            found = _named(evidence, [text], "text:byline")
            people = tuple(a for a in found.value if a.type == "person" and (" " in a.name or not a.name.isascii()))
            yield replace(found, value=people)


def _unlabelled_lines(evidence: Evidence, lines: Sequence[TextBlock]) -> Iterator[Candidate[Authors]]:
    """Yield the people in a bold line of names: **Ann Example/Bo Example**.

    The same names must be in a `meta` description of the page. Otherwise the line may be a label or a crosshead.
    """
    metas = (text for name in _DESCRIPTIONS for text in evidence.document.meta.get(name, ()))
    described = letters(" ".join(metas))
    for line in lines:
        is_alone = line.place.tag == "p" and line.bold >= len(line.text) and _NAMES.fullmatch(line.text)
        if is_alone and letters(line.text) in described:
            found = _named(evidence, [line.text], "text:names")
            if all(author.type == "person" and " " in author.name for author in found.value):
                yield found


def _is_twin(node: Element, other: Element) -> bool:
    return node.tag == other.tag and node.get("class") == other.get("class")


def _printed(
    evidence: Evidence, nodes: Iterable[Element], origin: str, is_out: Callable[[Document, Element], bool]
) -> Candidate[Authors]:
    """Return the authors in the first of `nodes`, and in the later nodes that are near the first.

    Nodes for which `is_out` is true are skipped.
    """
    kept = [node for node in islice(nodes, AUTHOR_SOURCES_LINES) if not is_out(evidence.document, node)]
    if not kept:
        return Candidate((), origin)
    home = next(islice(kept[0].iterancestors(), AUTHOR_SOURCES_NEAR - 1, None), None)
    together = [node for node in kept if home is None or home in islice(node.iterancestors(), AUTHOR_SOURCES_NEAR + 1)]
    return _named(evidence, ["\n".join(filter(None, map(visible_text, _units(node)))) for node in together], origin)


def _of_another_story(document: Document, node: Element) -> bool:
    """Return whether an element credits someone else: a photographer, or the author of a comment or related story."""
    pictured = next(node.iterancestors("figure"), None) is not None
    return (
        pictured
        or is_of_other_item(document, node)
        or any(not _OTHERS.isdisjoint(hints_of(above)) for above in node.iterancestors())
    )


def _is_elsewhere(document: Document, node: Element) -> bool:
    """Return whether an element is in a menu, in another story or in a picture's credit."""
    return is_away(document, node, _AROUND) or next(node.iterancestors("figure"), None) is not None


def _units(node: Element) -> Iterator[str]:
    """Yield the texts of a byline that hold names.

    These are the elements with `itemprop=name`; without such elements, the links and the texts outside links.
    """
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
        elif below.text and below.tag not in ("script", "style", "button"):
            yield below.text
        if below.tail and below.getparent() not in inside:
            yield below.tail
