"""Export stored records into a file. An export that was interrupted continues where it stopped.

Records are first appended to a journal beside the file. After each page of results, the journal has a line with the
position in the list; an export continues after the last such line. At the end of the list, the file is written from the
journal, and the journal is deleted.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

import orjson
from sqlalchemy import Engine
from sqlmodel import Session

from app.errors import FileRefused
from app.record_forms import Table
from app.services.record_columns import items_of
from app.services.record_files import RecordFile
from app.store.cursor import Position
from app.store.filters import ArticleFilter, EntityFilter, QuoteFilter, StatementFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.entity_queries import list_entities
from app.store.queries.listing import ListRequest, Slice
from app.store.queries.members import EVERYTHING, Wanted
from app.store.queries.statement_queries import list_statements
from app.store.session import reading

PAGE = 100
_MARK = b"\x00"  # first byte of a line that holds a position; lines of records are JSON, which never begins with it
_SORTS = {Table.articles: "-first_seen_at", Table.quotes: "-first_seen_at", Table.entities: "name"}
_SORTS[Table.statements] = "published_at"


@dataclass(frozen=True)
class Selection:
    """What to export: the name of a table, and a filter of articles. Only records of matching articles are exported."""

    table: Table
    articles: ArticleFilter

    def read(self, session: Session, request: ListRequest) -> Slice:
        """Return one page of results. For the table of quotes, each item is an article with its quotes."""
        if self.table is Table.entities:
            return list_entities(session, EntityFilter(self.articles), request)
        if self.table is Table.statements:
            return list_statements(session, StatementFilter(QuoteFilter(self.articles)), request)
        wanted = Wanted(EVERYTHING) if self.table is Table.articles else Wanted(frozenset({"quotes"}))
        return list_articles(session, ArticleQuery(self.articles, wanted), request)

    def items(self, record: bytes) -> Iterator[bytes]:
        """Yield the lines that the export's journal gets for one item of the list.

        For the table of quotes, the item is an article with its quotes, and each quote gets a line.
        """
        if self.table is Table.quotes:
            yield from map(orjson.dumps, items_of(self.table, orjson.loads(record)))
        else:
            yield record


def export_pages(
    engine: Engine, selection: Selection, position: Position | None = None
) -> Iterator[tuple[list[bytes], Position | None]]:
    """Yield the lines of each page of results, with the next position (None: last page).

    Each page is read in a transaction of its own.
    """
    request = ListRequest(_SORTS[selection.table], position, PAGE)
    while True:
        with reading(engine) as session:
            found = selection.read(session, request)
        yield [line for record in found.items for line in selection.items(record)], found.next
        if found.next is None:
            return
        request = replace(request, position=found.next)


class Journal:
    """The journal of an unfinished export.

    `marks`: values that identify the export; a journal with other marks is overwritten.
    """

    def __init__(self, target: Path, marks: Mapping[str, str]) -> None:
        self.file = target.with_name(f".{target.name}.part")
        self._head = _MARK + orjson.dumps(dict(marks)) + b"\n"
        self.position: Position | None = None
        self.is_whole = False  # whether the whole list has been read
        self.lines = 0
        self._resume()

    def append(self, lines: list[bytes], after: Position | None) -> None:
        """Append a page of results and the position after it (None: last page) to the journal, and sync the file."""
        mark = _MARK + json.dumps(after.values if after else None).encode()
        with self.file.open("ab") as stream:
            stream.write(b"".join(line + b"\n" for line in (*lines, mark)))
            stream.flush()
            os.fsync(stream.fileno())
        self.lines += len(lines)
        self.position, self.is_whole = after, after is None

    def records(self) -> Iterator[bytes]:
        """Yield the lines of all records in the journal."""
        with self.file.open("rb") as stream:
            yield from (line for line in stream if not line.startswith(_MARK))

    def forget(self) -> None:
        """Delete the journal."""
        self.file.unlink(missing_ok=True)

    def _resume(self) -> None:
        """Truncate the journal after its last complete page of results, to continue from there."""
        pages = list(self._pages())
        if not pages:
            self.file.write_bytes(self._head)
            return
        end, self.lines, values = pages[-1]
        os.truncate(self.file, end)
        self.position = Position(tuple(values)) if values else None
        self.is_whole = values is None

    def _pages(self) -> Iterator[tuple[int, int, list[Any] | None]]:
        """Yield a tuple for each complete page of results in the journal.

        It holds the byte offset of the page's end, the number of records up to this end, and the next position.
        """
        if not self.file.exists():
            return
        with self.file.open("rb") as stream:
            if stream.readline() != self._head:
                return
            end, lines = len(self._head), 0
            for line in stream:
                end += len(line)
                lines += not line.startswith(_MARK)
                if line.startswith(_MARK) and line.endswith(b"\n"):
                    yield end, lines, json.loads(line[len(_MARK) :])


class Export:
    """An export of records into a file, which may continue an interrupted export."""

    def __init__(self, engine: Engine, selection: Selection, target: Path, marks: Mapping[str, str]) -> None:
        if target.is_dir():
            raise FileRefused(f"{target} is a folder")
        self._engine, self._selection, self._target = engine, selection, target
        self._journal = Journal(target, {**marks, "selection": repr(selection)})
        self.start = self._journal.lines  # number of records that earlier, interrupted runs have gathered

    def run(self, make_file: Callable[[BinaryIO], RecordFile]) -> Iterator[int]:
        """Gather the records in the journal, and then write the file.

        After each page of results, yield the number of records gathered so far.
        """
        if not self._journal.is_whole:
            for lines, after in export_pages(self._engine, self._selection, self._journal.position):
                self._journal.append(lines, after)
                yield self._journal.lines
        self._write(make_file)
        self._journal.forget()

    def _write(self, make_file: Callable[[BinaryIO], RecordFile]) -> None:
        """Write the file under a temporary name first, so that a file with the final name is always complete."""
        unfinished = self._target.with_name(f".{self._target.name}.new")
        with unfinished.open("wb") as stream:
            file = make_file(stream)
            for line in self._journal.records():
                file.write(orjson.loads(line))
            file.close()
        unfinished.replace(self._target)
