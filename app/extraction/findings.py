"""Types of the values that one step of extraction returns and later steps read. No step changes an earlier value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from app.extraction.document.document import Document
from app.extraction.document.layout import NOTHING_IGNORED, Layout, Place, TextBlock
from app.extraction.document.short_lines import short_lines
from app.extraction.document.site_identity import SiteIdentity
from app.extraction.hints import Hints
from app.lang.pack import LanguagePack
from app.publishers.rule import PublisherRule
from app.schemas.article import Author, Block, ExtractionWarning, Provenance
from app.text.fast_dataclass import fast_dataclass

T = TypeVar("T")
V = TypeVar("V")


@fast_dataclass(frozen=True)
class Candidate(Generic[T]):
    """A possible value of a field, and its origin. `raw` is the text from which the value was read."""

    value: T
    origin: str
    raw: str | None = None


@fast_dataclass(frozen=True)
class Finding(Generic[T]):
    """The result for one field: the chosen value, its provenance (origins) and warnings."""

    value: T
    provenance: Provenance | None = None
    warnings: tuple[ExtractionWarning, ...] = ()

    def with_value(self, value: V) -> "Finding[V]":
        """Return a copy of the finding with another value, for example one converted to the record's type."""
        return Finding(value, self.provenance, self.warnings)


@dataclass(frozen=True)
class Evidence:
    """What later steps read about a page: document, layout, publisher's rule, language pack, site, sender's hints."""

    document: Document
    layout: Layout
    rule: PublisherRule
    pack: LanguagePack
    site: SiteIdentity = field(default_factory=SiteIdentity)
    hints: Hints = field(default_factory=Hints)
    # index of an element -> its class-name hints that are wrong on this page; known as soon as the story is found
    ignored_hints: Mapping[int, frozenset[str]] = field(default_factory=lambda: NOTHING_IGNORED)
    titles: list[Candidate[str]] = field(default_factory=list)  # a cache, filled by `metadata_titles`

    @cached_property
    def short_lines(self) -> list[TextBlock]:
        """The short lines of the page outside menus, footers and other stories, in page order."""
        return short_lines(self.layout, self.ignored_hints)

    @cached_property
    def credits(self) -> dict[str, tuple[Author, ...]]:
        """A cache, filled by `credited`: the authors in each credit. A page prints most credits several times."""
        return {}


@fast_dataclass(frozen=True)
class DroppedBlock:
    """A block of the page that was left out of the article, and the reason."""

    text: str
    reason: str
    place: Place = field(compare=False)  # the element of the block; elements of two layouts are never equal


@dataclass(frozen=True)
class Story:
    """The story of a page: its lede, its blocks, its body, and the blocks that were dropped."""

    lede: Finding[str | None]
    blocks: tuple[Block, ...]
    body: str
    dropped: tuple[DroppedBlock, ...]
    warnings: tuple[ExtractionWarning, ...] = ()
    # index of an element -> its class-name hints that are wrong on this page (`sidebar` around the story)
    ignored_hints: Mapping[int, frozenset[str]] = field(default_factory=lambda: NOTHING_IGNORED)


def warn(code: str, field_name: str | None, message: str) -> ExtractionWarning:
    """Return a warning about a field, or about the whole page if `field_name` is None."""
    return ExtractionWarning(code=code, field=field_name, message=message)


def joined(findings: Iterable[Finding[object]]) -> tuple[ExtractionWarning, ...]:
    """Return the warnings of all findings, in the order of the findings."""
    return tuple(warning for finding in findings for warning in finding.warnings)
