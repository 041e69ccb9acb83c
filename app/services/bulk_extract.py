"""Extract many pages, several at a time, without storing them. Results keep the order of the sources."""

from collections.abc import Iterator
from dataclasses import dataclass

import orjson

from app.extraction import Hints
from app.schemas.article import ArticleDraft
from app.schemas.record import record_of
from app.services.page_engine import Extracted, PageEngine, results
from app.services.record_columns import Json
from app.services.source_list import SourceList


@dataclass(frozen=True)
class ExtractedPage:
    """The result of a page: its record or its problem."""

    name: str
    end: int  # number of pages or bytes (by the kind of source) that come before the next page
    record: Json | None = None
    problem: str | None = None


def extract_pages(sources: SourceList, engine: PageEngine, hints: Hints) -> Iterator[ExtractedPage]:
    """Extract every page of the sources; `hints` apply to each page.

    A page that cannot be extracted is yielded with its problem. If a source is damaged, its last item is a problem.

    Raises:
        Overloaded: no child process can be started.
    """
    for placed, found in results(engine, sources, hints=hints):
        name, end = placed.item.name, sources.done(placed.place)
        if isinstance(found, Extracted):
            yield ExtractedPage(name, end, {"source": name, **record_json(found.draft)})
        else:
            yield ExtractedPage(name, end, problem=found.detail)


def record_json(draft: ArticleDraft) -> Json:
    """Return the record of a draft as a JSON object."""
    record: Json = orjson.loads(record_of(draft).model_dump_json())
    return record
