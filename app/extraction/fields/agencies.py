"""Find agencies: the wire services credited by a page, not those only mentioned in its story."""

import re
from collections.abc import Iterator
from functools import cache

from lxml.etree import _Element as Element

from app.extraction.document.elements import is_away, printed, xpath_texts
from app.extraction.document.jsonld import json_texts
from app.extraction.fields.author_names import credit_conventions
from app.extraction.fields.field_numbers import AGENCIES_LINES, AGENCIES_LONGEST_LINE
from app.extraction.fields.reconcile import reconcile
from app.extraction.findings import Candidate, Evidence, Finding
from app.lang.agency_table import WireService, by_form
from app.lang.pack import all_packs
from app.schemas.article import Agency
from app.text.normalize import fold
from app.text.word_patterns import either

SIGN_OFF = "text:sign-off"
_SIGN_OFF = re.compile(r"\(([^()\d]{2,60})\)\s*\.?\Z")
_DATELINE = re.compile(r"\A[^.!?]{0,60}\(([^()\d]{2,40})\)")
_DATED = re.compile(r"\A(?P<name>[^\d]{2,40}?)\s+\d{1,2}[./]\d{1,2}[./]\d{4}")
_SIGNS = r"\s*[,;/|&+\u2013\u2014•·()]\s*|\s-\s"  # matches what separates two agencies in a credit


def find_agencies(evidence: Evidence, paragraphs: tuple[str, ...] = ()) -> Finding[tuple[Agency, ...]]:
    """Find the agencies that a page credits.

    The sources in order of trust: publisher's rule, source line, `meta`, author in JSON-LD, dateline, sign-off at the
    end of the text.
    """
    found = list(_candidates(evidence, paragraphs))
    services = {candidate.value.code: candidate.value for candidate in reversed(found)}
    agencies = tuple(Agency(code=service.code, name=service.name) for service in reversed(services.values()))
    return reconcile("agencies", found, lambda service: service.code).with_value(agencies)


def _candidates(evidence: Evidence, paragraphs: tuple[str, ...]) -> Iterator[Candidate[WireService]]:
    for text in xpath_texts(evidence.document, evidence.rule.agency):
        yield from _credited(text, "rule")
    for line in _lines(evidence):
        yield from _credited(line, "text:source-line")
    for name in credit_conventions().agency_metas:
        for text in evidence.document.meta.get(name, ()):
            yield from _credited(text, name)
    for thing in evidence.document.news_objects:
        for text in json_texts(thing.get("author")):
            yield from _credited(text, "json-ld:author")
    for pattern, texts in ((_DATELINE, paragraphs[:2]), (_SIGN_OFF, paragraphs[-2:])):
        for match in filter(None, map(pattern.search, texts)):
            yield from _credited(match[1], SIGN_OFF)


def _credited(line: str, origin: str) -> Iterator[Candidate[WireService]]:
    """Yield the agencies that a line of credits names. A date after the names is ignored: `AA 20.09.2023 10:08`."""
    if len(line) > AGENCIES_LONGEST_LINE:
        return
    label = _labels().match(line)
    bare = line[label.end() :].strip() if label else line.strip()
    end = _credit_end().search(fold(bare))
    for part in _parts().split(bare[: end.start()] if end else bare):
        service = by_form().get(part.strip(" .:"))
        if service:
            yield Candidate(service, origin, line)


def _lines(evidence: Evidence) -> Iterator[str]:
    """Yield the lines that credit a source.

    The line is in an element with a class name for sources, has a label (`Source:`), or begins with a name and a date.
    """
    for node in evidence.layout.marked("source")[:AGENCIES_LINES]:
        if is_away(evidence.document, node):
            continue
        line = printed(node, AGENCIES_LONGEST_LINE)
        if len(line) <= AGENCIES_LONGEST_LINE and not _is_of_picture(node, line):
            yield line
    for block in evidence.short_lines:
        if label := _labels().match(block.text) or (":" in block.text and _inner_label().search(block.text)):
            yield block.text[label.start() :]
        elif _DATED.match(block.text):
            yield block.text


def _is_of_picture(node: Element, line: str) -> bool:
    """Return whether a line credits a picture, not the text: `Photo: A. Name / AP`."""
    return next(node.iterancestors("figure"), None) is not None or _picture_label().match(fold(line)) is not None


@cache
def _picture_label() -> re.Pattern[str]:
    sources = {fold(word) for pack in all_packs() for word in pack.credits.source}
    words = {fold(word) for pack in all_packs() for word in pack.images.credit} - sources
    return re.compile(rf"\W*{either(words)}\s*[:/]")


@cache
def _credit_end() -> re.Pattern[str]:
    """Match what follows the names in a folded credit: a digit, or the label of a date (`Updated`)."""
    packs = [pack.dates for pack in all_packs()]
    words = {fold(word) for pack in packs for word in (*pack.published, *pack.modified)}
    return re.compile(rf"\d|(?<!\w){either(words)}")


@cache
def _labels() -> re.Pattern[str]:
    words = {word for pack in all_packs() for word in (*pack.credits.source, *pack.credits.by)}
    return re.compile(rf"\s*{either(words)}\s*:?\s*")


@cache
def _inner_label() -> re.Pattern[str]:
    """Match a label of a source, with a colon, inside a line: `… Source: AP`."""
    words = (word for pack in all_packs() for word in pack.credits.source)
    return re.compile(rf"(?<=\s){either(words)}\s*:\s*")


@cache
def _parts() -> re.Pattern[str]:
    """Match the separator or conjunction between two agencies."""
    words = {word for pack in all_packs() for word in pack.credits.conjunctions}
    return re.compile(rf"{_SIGNS}|\s+{either(words)}\s+")
