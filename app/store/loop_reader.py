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
from app.store.search.frequent_words import Sought, sought_on_sqlite
from app.store.search.query import Search

Found = TypeVar("Found")
_SEARCHES = 1_000  # maximum number of searches that are kept prepared


class LoopReader:
    """Reads the database in the thread of the event loop.

    A method returns None if it cannot answer. All calls must come from one thread.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_usable = engine.dialect.name == "sqlite" and bool(engine.url.database)
        self._connection: sqlite3.Connection | None = None
        # searches prepared since the change number `_prepared_at`; they hold until an article changes
        self._prepared: dict[Search, Sought | None] = {}
        self._prepared_at = -1

    def last_seq(self) -> int | None:
        """Return the number of the newest change."""
        return self._read(last_seq_by)

    def version(self, article_id: UUID) -> ArticleVersion | None:
        """Return the version of an article's record: a hash of its state, and the time of the article's last change."""
        return self._read(lambda run: version_by(run, article_id))

    def newest(self, page: ListRequest, seq: int, search: Search | None = None) -> NewestFound | None:
        """Return the first page of the list of all articles or, with `search`, of the articles that match.

        `seq`: number of the newest change, as `last_seq` returned it. Return None if the number of all results or a
        later page is requested, or if the answer might take long.
        """

        def read(run: Run) -> NewestFound | None:
            if search is None:
                return newest_by(run, page)
            sought = self._sought(run, search, seq)
            return newest_found_by(run, sought, page) if sought else None

        return self._read(read)

    def close(self) -> None:
        """Close the connection. The next read opens a new one."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def _sought(self, run: Run, search: Search, seq: int) -> Sought | None:
        """Prepare a search, or return it as prepared since the last change of an article.

        To find out which words are frequent takes a third of the time of a search.
        """
        if seq != self._prepared_at or len(self._prepared) >= _SEARCHES:
            self._prepared.clear()
            self._prepared_at = seq
        if search not in self._prepared:
            self._prepared[search] = sought_on_sqlite(run, search)
        return self._prepared[search]

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
