"""Convert the bytes of a page into what later steps read: document, layout, publisher's rule, language pack, site."""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml.etree import _Element as Element

from app.extraction.document.class_names import RULE_BODY, RULE_DROP, RULE_LEDE
from app.extraction.document.decode import decode_page
from app.extraction.document.document import Document, parse_page
from app.extraction.document.elements import xpath_items
from app.extraction.document.layout import Layout
from app.extraction.document.layout_builder import ACTIONS, build_layout
from app.extraction.document.site_identity import identify_site
from app.extraction.fields.language import find_language
from app.extraction.fields.publisher import find_url
from app.extraction.fields.sources import has_no_text
from app.extraction.findings import Evidence, Finding, warn
from app.extraction.hints import Hints
from app.lang.pack import language_pack
from app.publishers.rule import PublisherRule, publisher_rule
from app.schemas.article import ExtractionWarning
from app.text.normalize import visible_text

_OPEN_GRAPH = "og:url"
# member of a JSON-LD article -> field that is read from it; a member without text causes a warning for the field
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
    """Return a page's evidence, the findings for its `url` and `language`, and warnings about repairs of the page.

    Raises:
        ExtractionError: the bytes are empty or not HTML, or exceed a limit.
    """
    tree, notes = parse_page(decode_page(page, hints.get("charset")))
    address = find_url(url, dict(_named_addresses(tree)))
    document = Document(tree, address.value, notes)
    rule = hints["rule"] if "rule" in hints else publisher_rule(document.domain)
    layout = page_layout(document, rule)
    language = find_language(document, layout, rule, hints)
    evidence = Evidence(document, layout, rule, language_pack(language.value), identify_site(document, rule), hints)
    return evidence, {"url": address, "language": language}, tuple(_warnings(document))


def page_layout(document: Document, rule: PublisherRule, actions: Mapping[str, int] = ACTIONS) -> Layout:
    """Return the layout of a page.

    The publisher's rule may name elements as body, lede or text to drop: they get a hint that says so.
    """
    named = ((rule.body, RULE_BODY), (rule.lede, RULE_LEDE), (rule.drop, RULE_DROP))
    found = ((item, hint) for path, hint in named for item in xpath_items(document, path))
    ruled = {item: hint for item, hint in found if isinstance(item, Element)}
    # keep all elements in memory: otherwise lxml would create their Python objects anew for each reader
    _ = document.elements
    return build_layout(document.tree, ruled, actions)


def _named_addresses(tree: Element) -> Iterator[tuple[str, str]]:
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    if address := next(filter(None, (link.get("href") for link in links)), None):
        yield "link:canonical", address
    metas = (meta for meta in tree.iter("meta") if _OPEN_GRAPH in (meta.get("property"), meta.get("name")))
    if named := next(filter(None, (visible_text(meta.get("content") or "") for meta in metas)), None):
        yield _OPEN_GRAPH, named


def _warnings(document: Document) -> Iterator[ExtractionWarning]:
    for note in document.notes:
        code, _, about = note.partition(":")
        yield warn(code, None, f"{_NOTES[code]}{f' ({about[:40]})' if about else ''}")
    for member, field in _MEMBERS.items():
        if has_no_text(document, member):
            yield warn("json_ld_refused", field, f"the JSON-LD gives no text as {member}")
    if document.broken_jsonld:
        yield warn("json_ld_broken", None, f"{document.broken_jsonld} JSON-LD scripts cannot be read")
