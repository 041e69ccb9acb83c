"""Read from SQLite in the event loop: a read takes microseconds, less than handing it to a thread.

On PostgreSQL every read returns None, because waiting for the server would block all other requests. A read also
returns None if SQLite is busy or fails.
"""

import sqlite3
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Engine

from app.store.prepared import Run, on_sqlite
from app.store.queries.article_queries import NewestFound, newest_by, newest_found_by
from app.store.queries.change_queries import last_seq_by
from app.store.queries.listing import ListRequest
from app.store.queries.versions import ArticleVersion, version_by
from app.store.search.query import Search

Found = TypeVar("Found")


class LoopReader:
    """Reads the database in the thread of the event loop.

    A method returns None if it cannot answer. All calls must come from one thread.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_usable = engine.dialect.name == "sqlite" and bool(engine.url.database)
        self._connection: sqlite3.Connection | None = None

    def last_seq(self) -> int | None:
        """Return the number of the newest change."""
        return self._read(last_seq_by)

    def version(self, article_id: UUID) -> ArticleVersion | None:
        """Return the version of an article's record: a hash of its state, and the time of the article's last change."""
        return self._read(lambda run: version_by(run, article_id))

    def newest(self, page: ListRequest, search: Search | None = None) -> NewestFound | None:
        """Return the first page of the list of all articles or, with `search`, of the articles that match.

        Return None if the number of all results or a later page is requested, or if the answer might take long.
        """
        return self._read(lambda run: newest_found_by(run, search, page) if search else newest_by(run, page))

    def close(self) -> None:
        """Close the connection. The next read opens a new one."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def _read(self, read: Callable[[Run], Found | None]) -> Found | None:
        if not self._is_usable:
            return None
        try:
            return read(on_sqlite(self._opened(), self._engine.dialect))
        except sqlite3.Error:
            return None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            (path,), options = self._engine.dialect.create_connect_args(self._engine.url)
            uri = bool(options.get("uri"))
            self._connection = sqlite3.connect(path, timeout=0, isolation_level=None, uri=uri)
        return self._connection
