"""Types that stages read and return. No stage changes the result of an earlier one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.extraction.document.document import Document
from app.extraction.document.layout import NOTHING_IGNORED, Layout
from app.extraction.document.site_identity import SiteIdentity
from app.extraction.hints import Hints
from app.extraction.traces import Dropped
from app.lang.pack import LanguagePack
from app.publishers.rule import PublisherRule
from app.schemas.article import Block, ExtractionWarning, Provenance

T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True)
class Candidate(Generic[T]):
    """A value and its origin; `raw` is the text it was read from."""

    value: T
    origin: str
    raw: str | None = None


@dataclass(frozen=True)
class Finding(Generic[T]):
    """A decided field: its value, its provenance and the warnings."""

    value: T
    provenance: Provenance | None = None
    warnings: tuple[ExtractionWarning, ...] = ()

    def with_value(self, value: V) -> "Finding[V]":
        """Return a copy of the finding with another value: the one converted for the record."""
        return Finding(value, self.provenance, self.warnings)


@dataclass(frozen=True)
class Evidence:
    """The parsed page with its layout, its site, the rule of its publisher and the pack of its language."""

    document: Document
    layout: Layout
    rule: PublisherRule
    pack: LanguagePack
    site: SiteIdentity = field(default_factory=SiteIdentity)
    hints: Hints = field(default_factory=Hints)


@dataclass(frozen=True)
class Story:
    """Lede, blocks and body of a page, and the dropped blocks.

    `ignored_hints` maps the index of an element in the layout to its class-name hints to ignore on this page.
    """

    lede: Finding[str | None]
    blocks: tuple[Block, ...]
    body: str
    dropped: tuple[Dropped, ...]
    warnings: tuple[ExtractionWarning, ...] = ()
    ignored_hints: Mapping[int, frozenset[str]] = field(default_factory=lambda: NOTHING_IGNORED)


def warn(code: str, field_name: str | None, message: str) -> ExtractionWarning:
    """Return a warning; the message says how the problem was handled."""
    return ExtractionWarning(code=code, field=field_name, message=message)


def joined(findings: Iterable[Finding[object]]) -> tuple[ExtractionWarning, ...]:
    """Return the warnings of all findings, in order."""
    return tuple(warning for finding in findings for warning in finding.warnings)
