"""Run the steps of extraction, from the bytes of a page to a typed draft."""

from dataclasses import replace
from typing import Any, Unpack

from app.errors import EmptyDocument, NotAnArticle
from app.extraction.annotate import find_speech
from app.extraction.document.layout import paths_of
from app.extraction.evidence import read_evidence
from app.extraction.fields.agencies import find_agencies
from app.extraction.fields.authors import find_authors
from app.extraction.fields.dates import find_dates, find_modified, find_published
from app.extraction.fields.headline import find_alternative_headline, find_headline
from app.extraction.fields.images import find_images
from app.extraction.fields.kicker import find_kicker
from app.extraction.fields.page_type import find_page_type
from app.extraction.fields.paywall import find_paywall
from app.extraction.fields.publisher import find_publisher
from app.extraction.fields.section import find_section
from app.extraction.fields.tags import find_tags
from app.extraction.findings import DroppedBlock, Evidence, Finding, Story, joined
from app.extraction.hints import Hints
from app.extraction.limits import cut, cut_story
from app.extraction.story.story import find_story
from app.extraction.timing import StageTimes
from app.extraction.traces import Dropped, Trace
from app.schemas.article import ArticleDraft, PageType, Provenance

WORDS_A_MINUTE = 200
Findings = dict[str, Finding[Any]]


def extract(page: bytes | str, url: str | None = None, **hints: Unpack[Hints]) -> ArticleDraft:
    """Extract the typed draft of a news page. Equal input gives an equal draft.

    Args:
        page: The bytes as fetched, or the page as a string; the charset that a string declares is ignored.
        url: The address from which the page was fetched.
        hints: What the sender knows of the page: charset, fetched_at, language, timezone, rule. With `force`, pages
            that are not articles are accepted, too.

    Raises:
        ExtractionError: EmptyDocument, NotHtml, NotAnArticle or ExtractionLimit; see `outcome`.
    """
    return _extracted(page, url, hints)[0]


def trace(page: bytes | str, url: str | None = None, **hints: Unpack[Hints]) -> Trace:
    """Return the draft of a page, and each dropped block with the reason why it was dropped.

    The arguments are those of `extract`.
    """
    draft, dropped, seconds = _extracted(page, url, hints)
    paths = paths_of(left.place for left in dropped)
    shown = (Dropped(left.text, left.reason, path) for left, path in zip(dropped, paths, strict=True))
    return Trace(draft, tuple(shown), seconds)


def _extracted(
    page: bytes | str, url: str | None, hints: Hints
) -> tuple[ArticleDraft, tuple[DroppedBlock, ...], dict[str, float]]:
    """Return the draft of a page, the dropped blocks, and the processor time of each step in seconds."""
    times = StageTimes()
    if isinstance(page, str):
        page, hints = page.encode("utf-8", "replace"), {**hints, "charset": "utf-8"}
    evidence, read, warnings = read_evidence(page, url, hints)
    times.end("parse")
    headline = find_headline(evidence)
    story = cut_story(find_story(evidence, headline.value))
    times.end("body")
    fields = _find_fields(evidence, headline.value, story)
    is_attested = any(fields[name].value for name in ("published", "authors", "agencies"))
    page_type = _accepted(find_page_type(evidence, story, headline.value, is_attested), story, hints)
    findings: Findings = {**read, "headline": headline, "lede": story.lede, **fields}
    times.end("fields")
    speech = find_speech(evidence, headline.value, story)
    times.end("speech")
    values = {name: finding.value for name, finding in findings.items()}
    published, modified = values["published"], values.pop("modified")
    words = len(story.body.split())
    draft = ArticleDraft(
        **values,
        published_at=published.local if published else None,
        modified_at=modified,
        page_type=page_type,
        body=story.body,
        blocks=story.blocks,
        word_count=words,
        reading_seconds=round(words * 60 / WORDS_A_MINUTE),
        quotes=tuple(quote for quote in speech.quotes if quote.kind != "indirect"),
        indirect=tuple(quote for quote in speech.quotes if quote.kind == "indirect"),
        entities=speech.entities,
        warnings=(*warnings, *story.warnings, *speech.warnings, *joined(findings.values())),
        provenance=_provenance(findings),
    )
    times.end("record")
    return cut(draft), story.dropped, times.seconds


def _find_fields(evidence: Evidence, headline: str, story: Story) -> Findings:
    evidence = replace(evidence, ignored_hints=story.ignored_hints)
    dates = find_dates(evidence, headline)
    published = find_published(evidence, dates)
    paragraphs = tuple(block.text for block in story.blocks if block.start is not None)
    agencies = find_agencies(evidence, paragraphs)
    return {
        "alternative_headline": find_alternative_headline(evidence, headline),
        "kicker": find_kicker(evidence, headline),
        "section": find_section(evidence),
        "publisher": find_publisher(evidence),
        "authors": find_authors(evidence, agencies),
        "agencies": agencies,
        "tags": find_tags(evidence, f"{headline} {story.body}"),
        "images": find_images(evidence),
        "published": published,
        "modified": find_modified(evidence, dates, published.value),
        "is_paywalled": find_paywall(evidence, story.dropped),
    }


def _accepted(page_type: PageType, story: Story, hints: Hints) -> PageType:
    """Return `page_type` if it is a kind of article, or if the hint `force` accepts every kind of page.

    Raises:
        EmptyDocument: the page has no text.
        NotAnArticle: the page is not an article.
    """
    if hints.get("force") or page_type.value in ("article", "live_blog", "gallery", "video"):
        return page_type
    if not story.body and not story.dropped:
        raise EmptyDocument("the page holds no text")
    members = {"page_type": page_type.value, "confidence": page_type.confidence}
    raise NotAnArticle("no article is found in this page", members=members)


def _provenance(findings: Findings) -> dict[str, Provenance]:
    return {name: finding.provenance for name, finding in findings.items() if finding.provenance}
