"""Find the language of a page: as stated by the sender, declared by the page, or detected in its text."""

from collections.abc import Iterable, Iterator

from app.extraction.document.document import Document
from app.extraction.document.jsonld import json_texts
from app.extraction.document.layout import Layout, TextBlock
from app.extraction.document.schema_types import web
from app.extraction.fields.field_numbers import (
    LANGUAGE_BLOCK_SAMPLE,
    LANGUAGE_LINKED,
    LANGUAGE_LITTLE,
    LANGUAGE_PROSE,
    LANGUAGE_SAMPLE,
)
from app.extraction.findings import Finding, warn
from app.extraction.hints import Hints
from app.lang.detect import SENDER, detect_language
from app.publishers.rule import PublisherRule
from app.schemas.article import ExtractionWarning, Provenance

_METAS = ("og:title", "og:description", "description")


def find_language(document: Document, layout: Layout, rule: PublisherRule, hints: Hints) -> Finding[str]:
    """Find the language of the page. Warn if the detected language of the text contradicts the declared one."""
    detected = detect_language(_declared(document, rule, hints), _sample(document, layout))
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


def _sample(document: Document, layout: Layout) -> str:
    """Return a sample of the page's text for language detection.

    It consists of paragraphs; if these are too short, of all prose; if that is too short, of all text.
    """
    prose = [
        block for block in layout.blocks if len(block.text) >= LANGUAGE_PROSE and block.link_share < LANGUAGE_LINKED
    ]
    for blocks in (filter(_is_running, prose), prose):
        sample = _beginning(block.text for block in blocks)
        if len(sample) > LANGUAGE_LITTLE:
            return sample
    metadata = (text for name in _METAS for text in document.meta.get(name, ()))
    return _beginning([*(block.text for block in layout.blocks), *metadata])


def _is_running(block: TextBlock) -> bool:
    """Return whether a block is a paragraph outside figures, so that it is no caption."""
    return block.kind == "paragraph" and block.place.nearest("figure") is None


def _beginning(texts: Iterable[str]) -> str:
    """Join the beginnings of the texts. Each is cut, so that no single text decides the language."""
    parts: list[str] = []
    size = 0
    for text in texts:
        parts.append(text[:LANGUAGE_BLOCK_SAMPLE])
        size += len(parts[-1])
        if size > LANGUAGE_SAMPLE:
            break
    return "\n".join(parts)[:LANGUAGE_SAMPLE]
