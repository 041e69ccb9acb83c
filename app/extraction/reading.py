"""From the bytes of a page to the evidence that every stage reads: text, tree, address, rule, language."""

from collections.abc import Iterable, Iterator
from typing import Any

from lxml.etree import XPath
from lxml.etree import _Element as Element

from app.extraction.document.decode import decode_page
from app.extraction.document.document import Document, parse_page
from app.extraction.document.layout import Piece, Pieces
from app.extraction.document.schema_types import web
from app.extraction.document.visible_text import visible_text
from app.extraction.fields.publisher import find_url
from app.extraction.fields.site_names import site_names
from app.extraction.fields.sources import has_no_text, json_texts
from app.extraction.findings import Evidence, Finding, Hints, warn
from app.extraction.split import split_page
from app.lang.detect import SENDER, detect_language
from app.lang.pack import language_pack
from app.publishers.rule import PublisherRule, publisher_rule
from app.schemas.article import ExtractionWarning, Provenance

_OPEN_GRAPH = XPath("//meta[@property='og:url' or @name='og:url']/@content", smart_strings=False)
_SAMPLE, _PIECE = 6_000, 500  # characters by which a language is told, at most so many of one piece
_PROSE, _LINKED = 60, 0.5  # characters of a piece that is prose, and the share of links in one that is not
_LITTLE = 200
_TOLD = ("og:title", "og:description", "description")
# Members of a JSON-LD article that hold text, and the field each is read for.
_MEMBERS = {
    "headline": "headline",
    "author": "authors",
    "datePublished": "published",
    "dateModified": "modified",
    "image": "images",
    "keywords": "tags",
    "articleSection": "section",
    "publisher": "publisher",
}
_NOTES = {
    "charset_refused": "the declared charset does not fit the bytes",
    "bytes_replaced": "bytes that are no text of the charset were replaced",
    "attributes_dropped": "an element has more attributes than are read",
    "parsed_again": "the page was parsed a second time, more patiently",
}


def read_evidence(
    page: bytes, url: str | None, hints: Hints
) -> tuple[Evidence, dict[str, Finding[Any]], tuple[ExtractionWarning, ...]]:
    """The evidence of a page; its address and language as findings; warnings of the reading itself.

    Raises:
        ExtractionError: there is no page to read, or it exceeds a limit.
    """
    tree, notes = parse_page(decode_page(page, hints.get("charset")))
    address = find_url(url, dict(_named_addresses(tree)))
    document = Document(tree, address.value, notes)
    rule = hints["rule"] if "rule" in hints else publisher_rule(document.domain)
    page_split = split_page(document, rule)
    language = find_language(document, page_split, rule, hints)
    evidence = Evidence(document, page_split, rule, language_pack(language.value), site_names(document, rule), hints)
    return evidence, {"url": address, "language": language}, tuple(_warnings(document))


def find_language(document: Document, page: Pieces, rule: PublisherRule, hints: Hints) -> Finding[str]:
    """The language as sent, declared or seen in the text."""
    detected = detect_language(_declared(document, rule, hints), _sample(document, page))
    warnings: tuple[ExtractionWarning, ...] = ()
    if detected.contradicts:
        message = f"the page declares {detected.contradicts}, its text is in {detected.language}"
        warnings = (warn("language_contradicted", "language", message),)
    return Finding(detected.language, Provenance(origin=detected.origin, confidence=detected.confidence), warnings)


def _declared(document: Document, rule: PublisherRule, hints: Hints) -> Iterator[tuple[str, str]]:
    if "language" in hints:
        yield hints["language"], SENDER
    root = document.tree
    for attribute in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
        if value := root.get(attribute):
            yield value, "html:lang"
    for thing in document.news_objects:
        yield from ((text, "json-ld:inLanguage") for text in json_texts(thing.get("inLanguage")))
    for name in web().languages.metas:
        yield from ((text, name) for text in document.meta.get(name, ()))
    if rule.language:
        yield rule.language, "rule"


def _sample(document: Document, page: Pieces) -> str:
    """Running text of the page; all its prose, and then all text and what the head says, where there is little."""
    prose = [piece for piece in page.pieces if len(piece.text) >= _PROSE and piece.link_share < _LINKED]
    for pieces in (filter(_is_running, prose), prose):
        sample = _beginning(piece.text for piece in pieces)
        if len(sample) > _LITTLE:
            return sample
    told = (text for name in _TOLD for text in document.meta.get(name, ()))
    return _beginning([*(piece.text for piece in page.pieces), *told])


def _is_running(piece: Piece) -> bool:
    """A paragraph that is no caption."""
    return piece.kind == "paragraph" and piece.place.nearest("figure") is None


def _beginning(texts: Iterable[str]) -> str:
    """The beginnings of texts: no single one decides."""
    parts: list[str] = []
    size = 0
    for text in texts:
        parts.append(text[:_PIECE])
        size += len(parts[-1])
        if size > _SAMPLE:
            break
    return "\n".join(parts)[:_SAMPLE]


def _named_addresses(tree: Element) -> Iterator[tuple[str, str]]:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            yield "link:canonical", link.get("href") or ""
            break
    if named := next(filter(None, map(visible_text, _OPEN_GRAPH(tree))), None):
        yield "og:url", named


def _warnings(document: Document) -> Iterator[ExtractionWarning]:
    for note in document.notes:
        code, _, about = note.partition(":")
        yield warn(code, None, f"{_NOTES[code]}{f' ({about[:40]})' if about else ''}")
    for member, field in _MEMBERS.items():
        if has_no_text(document, member):
            yield warn("json_ld_refused", field, f"the JSON-LD gives no text as {member}")
    if document.broken_jsonld:
        yield warn("json_ld_broken", None, f"{document.broken_jsonld} JSON-LD scripts cannot be read")
