"""Translate a query for SQLite's FTS5.

The row id of an article in the index consists of the article's time and key. FTS5 reads rows in the order of row ids,
so it finds the newest articles without sorting. The row id of a quote is only the quote's key. FTS5 stores the
differences between row ids, and differences between keys need little space.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    SQLColumnExpression,
    TableClause,
    column,
    literal_column,
    select,
    table,
)

from app.errors import StorageFull
from app.store.packed_words import STEM
from app.store.search.query import SearchQuery, Term
from app.store.types import period_number, periods_of

KEY_BITS = 26  # number of bits of a row id that hold the key: at most 67 million articles are indexed
_KEYS: int = 2**KEY_BITS
LAST_KEY = _KEYS - 1
# maximum number of seconds between 1970 and the time in a row id: about 4,000 years
_MOST_SECONDS: int = 2 ** (63 - KEY_BITS) - 1
_SECOND = timedelta(seconds=1)


def place(sort_at: datetime, key: int) -> int:
    """Return the row id of an article in the index: the seconds of its time, then its key.

    Raises:
        StorageFull: the key is too large.
    """
    if key >= _KEYS:
        raise StorageFull("SQLite cannot index more articles; use PostgreSQL")
    seconds = period_number(sort_at, _SECOND)
    return max(-_MOST_SECONDS, min(seconds, _MOST_SECONDS)) * _KEYS + key


def first_place(sort_at: SQLColumnExpression[Any]) -> ColumnElement[int]:
    """Return the SQL for the lowest row id that an article of this time can have: the one for key 0."""
    first: ColumnElement[int] = periods_of(sort_at, _SECOND, "sqlite") * _KEYS
    return first


def index_of(name: str) -> TableClause:
    """Return the table that is the index of articles or quotes (`name`), with the column `rowid`."""
    return table(f"{name}_fts", column("rowid", Integer))


def key_of(index: TableClause) -> ColumnElement[int]:
    """Return the SQL that computes the key of an article or quote from the row id in the index."""
    if index.name == "quote_fts":
        return index.c.rowid
    key: ColumnElement[int] = index.c.rowid.op("&", return_type=Integer())(_KEYS - 1)
    return key


def matching(query: SearchQuery, name: str, since: ColumnElement[int] | None = None) -> Select[Any]:
    """Return the SQL that selects the keys of matching rows.

    `name`: `article` or `quote`; `since`: lowest row id (None: no limit).
    """
    index = index_of(name)
    keys = select(key_of(index)).where(condition(query, name))
    return keys if since is None else keys.where(index.c.rowid >= since)


def condition(query: SearchQuery, name: str) -> ColumnElement[bool]:
    """Return the SQL condition that a row of the search index matches the query. `name`: `article` or `quote`."""
    return matches(name, match_of(query))


def matches(name: str, match: str | BindParameter[str]) -> ColumnElement[bool]:
    """Return the SQL condition that a row of the index of `name` (`article` or `quote`) matches an FTS5 query."""
    return literal_column(f"{name}_fts").bool_op("MATCH")(match)


def match_of(query: SearchQuery) -> str:
    """Return the query in the language of FTS5."""
    required = " AND ".join(f"({' OR '.join(map(_term, group))})" for group in query.groups)
    excluded = " OR ".join(map(_term, query.without))
    return f"({required}) NOT ({excluded})" if excluded else required


def _term(term: Term) -> str:
    parts = [_quoted(" ".join(term.phrase))] if term.phrase else []
    parts += [_quoted(f"{STEM}{form}") for form in term.forms]
    if term.prefix:
        parts.append(f"{_quoted(term.prefix)} *")
    anywhere = f"({' OR '.join(parts)})"
    return f"({{{' '.join(term.fields)}}} : {anywhere})" if term.fields else anywhere


def _quoted(words: str) -> str:
    # nothing needs an escape: words and stems consist of letters and digits, and the sign STEM before a stem is
    # harmless
    return f'"{words}"'
