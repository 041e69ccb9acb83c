"""Extract the pages of sources, several at a time. Results keep the order of the sources.

An engine decides in which processes, and on which machines, the pages are extracted.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pydantic import ValidationError

from app.config import Settings
from app.errors import ExtractionError, ExtractionFailed, MalformedContentEncoding, NewsError, ValidationFailed
from app.extraction import Hints
from app.schemas.article import ArticleDraft
from app.services.extractor import Extractor, Finish, without_rows
from app.services.page_sources import UNREADABLE, Item
from app.services.source_list import START, Place, Placed, SourceList
from app.services.stored_pages import page_of
from app.store.draft_rows import PackedDraft
from app.store.raw_pages import Page

_PAGES_AHEAD = 12  # number of pages started ahead for each process, to keep all processes busy while a batch is stored


@dataclass(frozen=True)
class Extracted:
    """An extracted page: its draft, the time when it was fetched, and the page itself if it will be stored."""

    packed: PackedDraft
    fetched_at: datetime | None = None
    page: Page | None = None

    @property
    def draft(self) -> ArticleDraft:
        """The draft of the article that was extracted from the page."""
        return self.packed.draft


@dataclass(frozen=True)
class Refused:
    """A refused page: the slug of its problem type, the reason, and the page's URL if known."""

    slug: str
    detail: str
    url: str | None = None


Found = Extracted | Refused
Wait = Callable[[], Found]


class PageEngine(Protocol):
    """Protocol of engines that extract pages."""

    @property
    def ahead(self) -> int:
        """Number of pages to start before waiting for the first result."""

    def start(self, item: Item, hints: Hints) -> Wait:
        """Start to read and extract a page, and return a function that waits for the result."""

    def close(self) -> None: ...


class LocalEngine:
    """Engine that extracts pages in child processes of this machine.

    `finish` runs in the child process: it makes the result of a page.
    """

    def __init__(self, settings: Settings, finish: Finish[PackedDraft] = without_rows) -> None:
        self._extractor, self._finish = Extractor(settings), finish
        self.ahead = _PAGES_AHEAD * self._extractor.workers

    def start(self, item: Item, hints: Hints) -> Wait:
        """Read the page, start its extraction, and return a function that waits for the result."""
        return started(self._extractor, item, hints, self._finish)

    def close(self) -> None:
        """End the child processes."""
        self._extractor.close()


def started(extractor: Extractor, item: Item, hints: Hints, finish: Finish[PackedDraft]) -> Wait:
    """Read a page and start its extraction; `hints` override what the source says about the page."""
    try:
        content, url, known = item.read()
    except UNREADABLE as error:
        refused = refusal(error, item.url)
        return lambda: refused
    known = {**known, **hints}
    draft = extractor.start(content, url, known, finish)
    return lambda: _found(draft, url, known)


def results(
    engine: PageEngine,
    sources: SourceList,
    start: Place = START,
    hints: Hints | None = None,
) -> Iterator[tuple[Placed, Found]]:
    """Yield every page of the sources after the position `start` with its result, in order.

    Raises:
        ServiceError: the service failed, not the page; for example `Overloaded`.
    """
    begun = deque[tuple[Placed, Wait]]()
    for placed in sources.pages(start):
        begun.append((placed, engine.start(placed.item, hints or Hints())))
        if len(begun) > engine.ahead:
            placed, wait = begun.popleft()
            yield placed, wait()
    for placed, wait in begun:
        yield placed, wait()


def refusal(error: Exception, url: str | None) -> Refused:
    """Return the problem of a page that could not be read or extracted."""
    if isinstance(error, NewsError):
        kind = error.members.get("page_type")
        return Refused(error.slug, f"{error.detail} ({kind})" if kind else error.detail, url)
    if isinstance(error, ValidationError):
        return Refused(ValidationFailed.slug, _invalid(error), url)
    return Refused(MalformedContentEncoding.slug, str(error), url)


def _invalid(error: ValidationError) -> str:
    found = error.errors(include_input=False)
    return "; ".join(f"{'.'.join(map(str, each['loc'])) or 'line'}: {each['msg']}" for each in found)


def _found(draft: Callable[[], PackedDraft], url: str | None, hints: Hints) -> Found:
    try:
        packed = draft()
        page = page_of(packed.page, url, hints) if packed.page else None
        return Extracted(packed, hints.get("fetched_at"), page)
    except (ExtractionError, ExtractionFailed) as error:
        return refusal(error, url)
