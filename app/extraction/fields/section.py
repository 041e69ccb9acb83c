"""Find the section of the site: from breadcrumb trails and metadata, confirmed by the folders of the address."""

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import unquote, urlsplit

from app.extraction.document.elements import printed, xpath_texts
from app.extraction.document.jsonld import json_texts, types_of
from app.extraction.fields.conventions import conventions
from app.extraction.fields.field_numbers import (
    SECTION_CRUMBS,
    SECTION_LINKS,
    SECTION_LONGEST,
    SECTION_META_WEIGHT,
    SECTION_OBJECTS,
    SECTION_TEXTS,
    SECTION_TITLE,
    SECTION_TRAILS,
    SECTION_WEIGHTS,
)
from app.extraction.fields.headline import metadata_titles
from app.extraction.fields.reconcile import reconcile
from app.extraction.fields.sources import meta_candidates, news_candidates
from app.extraction.findings import Candidate, Evidence, Finding, warn
from app.schemas.article import ExtractionWarning, Section
from app.text.normalize import letters, slug, visible_text


def find_section(evidence: Evidence) -> Finding[Section | None]:
    """Find the section whose origins have the greatest sum of weights. Its name is spelled as the page prints it."""
    candidates = [candidate for candidate in _candidates(evidence) if slug(candidate.value)]
    weights: dict[str, float] = {}
    for origin, key in dict.fromkeys((candidate.origin, slug(candidate.value)) for candidate in candidates):
        weights[key] = weights.get(key, 0.0) + SECTION_WEIGHTS.get(origin, SECTION_META_WEIGHT)
    ranked = sorted(
        reversed(candidates) if _only_address(candidates) else candidates, key=lambda w: -weights[slug(w.value)]
    )
    for chosen in ranked:
        if name := _label(evidence, chosen):
            finding = reconcile("section", candidates, slug, chosen, _refused(evidence))
            return finding.with_value(Section(name=name, slug=slug(name)))
    return Finding(None, None, _refused(evidence))


def _refused(evidence: Evidence) -> tuple[ExtractionWarning, ...]:
    is_lost = any(len(given.value) > SECTION_LONGEST for given in _listed(_metadata_sections(evidence)))
    return (
        (warn("section_refused", "section", "the section in the metadata is too long and was ignored"),)
        if is_lost
        else ()
    )


def _metadata_sections(evidence: Evidence) -> tuple[Candidate[str], ...]:
    """Return the sections in JSON-LD articles and `meta`."""
    metas = meta_candidates(evidence.document, conventions().section.metas)
    return (*news_candidates(evidence.document, "articleSection"), *metas)


def _only_address(candidates: list[Candidate[str]]) -> bool:
    """Return whether all candidates are folders of the address. If so, the deepest folder is the section."""
    return all(candidate.origin == "url" for candidate in candidates)


def _candidates(evidence: Evidence) -> Iterator[Candidate[str]]:
    document, names = evidence.document, evidence.site.names
    home = {letters(word) for word in evidence.pack.navigation.home}
    titles = {letters(title.value) for title in metadata_titles(evidence)}
    ruled = (Candidate(text, "rule") for text in xpath_texts(document, evidence.rule.section))
    for candidate in (
        *ruled,
        *_crumbs(evidence, home | names, titles),
        *_listed(_metadata_sections(evidence)),
        *_segments(evidence),
    ):
        key = letters(candidate.value)
        if _is_name(candidate.value) and key not in home | titles and not evidence.site.is_title_part(candidate.value):
            yield candidate


def _is_name(text: str) -> bool:
    key = letters(text)
    return len(key) > 1 and len(text) <= SECTION_LONGEST and not key.isdigit() and "://" not in text


def _listed(candidates: tuple[Candidate[str], ...]) -> Iterator[Candidate[str]]:
    """Reduce each list of sections to the first one: `Sport, Football` → `Sport`."""
    for candidate in candidates:
        first = candidate.value.replace(";", ",").replace("|", ",").split(",")[0].strip()
        yield Candidate(first, candidate.origin)


def _crumbs(evidence: Evidence, home: set[str] | frozenset[str], titles: set[str]) -> Iterator[Candidate[str]]:
    """Yield one link of each breadcrumb trail: the last that is neither the start page nor the story itself."""
    for origin, trail in (*_jsonld_trails(evidence), *_printed_trails(evidence)):
        steps = [
            text
            for text in trail[:SECTION_CRUMBS]
            if _is_name(text) and letters(text) not in home and not _is_title(text, titles)
        ]
        if steps:
            yield Candidate(steps[-1], origin)


def _is_title(text: str, titles: set[str]) -> bool:
    key = letters(text)
    return key in titles or (
        len(key) > SECTION_TITLE and any(title.startswith(key[:SECTION_TITLE]) for title in titles)
    )


def _jsonld_trails(evidence: Evidence) -> Iterator[tuple[str, list[str]]]:
    things: list[Any] = list(evidence.document.jsonld[:SECTION_OBJECTS])
    things += [thing.get("breadcrumb") for thing in things]
    for thing in things:
        if isinstance(thing, dict) and "BreadcrumbList" in types_of(thing):
            steps = thing.get("itemListElement")
            yield (
                "json-ld:BreadcrumbList",
                [text for step in (steps if isinstance(steps, list) else [steps]) for text in _step(step)],
            )


def _step(step: Any) -> tuple[str, ...]:
    return json_texts(step) or (
        json_texts(step.get("item")) if isinstance(step, dict) and isinstance(step.get("item"), dict) else ()
    )


def _printed_trails(evidence: Evidence) -> Iterator[tuple[str, list[str]]]:
    for node in islice(evidence.layout.marked("trail"), SECTION_TRAILS):
        links = [text for link in node.iter("a") if (text := printed(link))]
        if 0 < len(links) <= SECTION_CRUMBS:
            yield "breadcrumb", links


def _segments(evidence: Evidence) -> Iterator[Candidate[str]]:
    """Yield the folders of the address that contain no digits, the deepest last."""
    for segment in _path(evidence)[:-1]:
        if slug(segment) and not any(char.isdigit() for char in segment):
            yield Candidate(segment, "url")


def _path(evidence: Evidence) -> list[str]:
    return [part for part in unquote(urlsplit(evidence.document.url or "").path).split("/") if part]


def _label(evidence: Evidence, chosen: Candidate[str]) -> str | None:
    """Return the section's name as a link of the page prints it.

    Return None if the name is only a folder of the page's address, and no link prints it.
    """
    name = chosen.value
    if name != name.lower() and chosen.origin != "url":
        return name
    links = islice(evidence.document.tagged("a"), SECTION_LINKS)
    texts = (visible_text("".join(islice(link.itertext(), SECTION_TEXTS))) for link in links)
    label = next((text for text in texts if len(text) == len(name) and slug(text) == slug(name) and text != name), None)
    return label or (name if chosen.origin != "url" else None)
