"""Read the first page of a search from the newest periods of PostgreSQL's search index."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from sqlmodel import Session

from app.store.conditions import on_sqlite
from app.store.queries.listing import ListRequest, Rows
from app.store.search.frequent_words import is_rare, sought_query
from app.store.search.periods import start_of_recent
from app.store.search.query import Search


def recently_found(
    session: Session,
    search: Search,
    name: Literal["article", "quote"],
    page: ListRequest,
    before: datetime | None,
    read: Callable[[datetime], Rows],
) -> Rows | None:
    """Return the first page of a search, newest first, if matches of the newest periods fill it; else None.

    PostgreSQL finds the matches within few periods without reading all others. SQLite does not need that, because its
    index is sorted by time.

    Args:
        session: session in which the search is read.
        search: the search.
        name: what is searched.
        page: requested page of results.
        before: time before which the matches must be published.
        read: function that reads the page of the matches that were published since a time.
    """
    if (
        on_sqlite(session)
        or not page.is_newest
        or not sought_query(session, search, name)
        or is_rare(session, search, name)
    ):
        return None
    since = start_of_recent(session, before)
    found = read(since) if since else None
    return found if found and found.next else None
