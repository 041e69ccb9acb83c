"""Extract many pages without storing them: child processes extract ahead, results come in the order of the source."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import orjson

from app.errors import ExtractionError, ExtractionFailed, NewsError
from app.extraction import Hints
from app.schemas.article import ArticleDraft
from app.schemas.record import record_of
from app.services.extractor import Extractor
from app.services.importer import reason
from app.services.page_sources import UNREADABLE, Item, Source, SourceBroken, read_ahead
from app.services.record_columns import Json

Wait = Callable[[], ArticleDraft]


@dataclass(frozen=True)
class ExtractedPage:
    """An extracted page: its name, its end position in the source, and its record or its problem."""

    name: str
    end: int
    record: Json | None = None
    problem: str | None = None


def extract_pages(source: Source, extractor: Extractor, hints: Hints) -> Iterator[ExtractedPage]:
    """Extract every page of a source in order; `hints` apply to each page.

    A page that cannot be extracted has a problem; if the source is damaged, the last item is a problem.

    Raises:
        Overloaded: no child process can be started.
    """

    def begin(item: Item) -> Wait | str:
        try:
            page, url, known = item.read()
            return extractor.start(page, url, {**known, **hints})
        except UNREADABLE as error:
            return reason(error)

    end = 0
    try:
        for item, begun in read_ahead(source.items(), begin, extractor.ahead):
            end = item.end
            yield _finished(item, begun)
    except SourceBroken as broken:
        yield ExtractedPage("", end, problem=f"the source cannot be read after {end:,}: {broken.detail}")


def record_json(draft: ArticleDraft) -> Json:
    """Return the record of a draft as JSON."""
    record: Json = orjson.loads(record_of(draft).model_dump_json())
    return record


def _finished(item: Item, begun: Wait | str) -> ExtractedPage:
    if isinstance(begun, str):
        return ExtractedPage(item.name, item.end, problem=begun)
    try:
        return ExtractedPage(item.name, item.end, {"source": item.name, **record_json(begun())})
    except (ExtractionError, ExtractionFailed) as error:
        return ExtractedPage(item.name, item.end, problem=_detail(error))


def _detail(error: NewsError) -> str:
    kind = error.members.get("page_type")
    return f"{error.detail} ({kind})" if kind else error.detail
