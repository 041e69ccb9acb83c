"""Agencies: wire services credited on the page, not those a story merely names."""

import re
from collections.abc import Iterator
from functools import cache

from lxml.html import HtmlElement

from app.extraction.credit_names import class_words, conventions
from app.extraction.findings import Candidate, Evidence, Finding
from app.extraction.witnesses import is_away, json_texts, printed, xpath_texts
from app.lang.agencies import WireService, by_form
from app.lang.pack import language_pack, languages
from app.schemas.article import Agency, Provenance

_LONGEST_LINE = 120  # characters of a line that credits somebody
_LINES = 30
_SIGN_OFF = re.compile(r"\(([^()\d]{2,60})\)\s*\.?\Z")
_DATELINE = re.compile(r"\A[^.!?]{0,60}\(([^()\d]{2,40})\)")
_DATED = re.compile(r"\A(?P<name>[^\d]{2,40}?)\s+\d{1,2}[./]\d{1,2}[./]\d{4}")
_PARTS = re.compile(r"\s*[,;/|&+\u2013\u2014•·()]\s*|\s-\s|\s+(?:und|and|et|ve|y)\s+")


def find_agencies(evidence: Evidence, paragraphs: tuple[str, ...] = ()) -> Finding[tuple[Agency, ...]]:
    """Agencies by the order of witnesses: rule, source line, byline, machine author, dateline and sign-off."""
    found: dict[str, Candidate[WireService]] = {}
    agreed: dict[str, list[str]] = {}
    for candidate in _candidates(evidence, paragraphs):
        code = candidate.value.code
        found.setdefault(code, candidate)
        agreed.setdefault(code, []).append(candidate.origin)
    if not found:
        return Finding(())
    first = next(iter(found.values()))
    others = tuple(dict.fromkeys(o for o in agreed[first.value.code] if o != first.origin))
    provenance = Provenance(origin=first.origin, raw=first.raw, agreed_by=others, confidence=0.97 if others else 0.85)
    return Finding(tuple(Agency(code=c.value.code, name=c.value.name) for c in found.values()), provenance)


def _candidates(evidence: Evidence, paragraphs: tuple[str, ...]) -> Iterator[Candidate[WireService]]:
    for text in xpath_texts(evidence.document, evidence.rule.agency):
        yield from _credited(text, "rule")
    for line in _lines(evidence):
        yield from _credited(line, "text:source-line")
    for name in conventions().agency_metas:
        for text in evidence.document.meta.get(name, ()):
            yield from _credited(text, name)
    for thing in evidence.document.news_objects:
        for text in json_texts(thing.get("author")):
            yield from _credited(text, "json-ld:author")
    for pattern, texts in ((_DATELINE, paragraphs[:2]), (_SIGN_OFF, paragraphs[-2:])):
        for match in filter(None, map(pattern.search, texts)):
            yield from _credited(match[1], "text:sign-off")


def _credited(line: str, origin: str) -> Iterator[Candidate[WireService]]:
    """Agencies that a whole part of a credit names; `KAYNAKAA` and `AA 20.09.2023 10:08` name one, too."""
    if len(line) > _LONGEST_LINE:
        return
    bare = _labels().sub("", line).strip()
    dated = _DATED.match(bare)
    for part in _PARTS.split(dated["name"] if dated else bare):
        service = by_form().get(part.strip(" .:"))
        if service:
            yield Candidate(service, origin, line)


def _lines(evidence: Evidence) -> Iterator[str]:
    """Lines that credit a source: by their class, or by a label or a date in them."""
    nodes = evidence.document.tree.iter("div", "span", "p", "a", "li", "small", "em", "cite", "strong", "b", "td")
    credits = (node for node in nodes if _is_credit(node))
    for node, _ in zip(credits, range(_LINES), strict=False):
        line = printed(node)
        if len(line) <= _LONGEST_LINE and not is_away(node):
            yield line


def _is_credit(node: HtmlElement) -> bool:
    shallow = len(node) <= 3 and not any(len(child) for child in node)
    own = ("".join(node.itertext()) if shallow else node.text or "").strip()
    said = 1 < len(own) <= _LONGEST_LINE and (_labels().match(own) or _DATED.match(own))
    return bool(said) or bool(class_words(node) & conventions().source_classes)


@cache
def _labels() -> re.Pattern[str]:
    words = {
        word
        for language in languages()
        for word in (*language_pack(language).credits.source, *language_pack(language).credits.by)
    }
    return re.compile(rf"\A\s*(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\s*:?\s*")
