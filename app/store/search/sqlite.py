"""Translate a query for SQLite's FTS5.

Words contain only letters and digits, so quotation marks around them suffice.
"""

from sqlalchemy import ColumnElement, Integer, Select, column, literal_column, select, table

from app.store.search.query import SearchField, SearchQuery, Term


def matching(query: SearchQuery, name: str) -> Select[tuple[int]]:
    """Select the keys of the rows of `<name>_fts` that match."""
    index = table(f"{name}_fts", column("rowid", Integer))
    return select(index.c.rowid).where(_condition(query, name))


def _condition(query: SearchQuery, name: str) -> ColumnElement[bool]:
    required = " AND ".join(f"({' OR '.join(map(_term, group))})" for group in query.groups)
    excluded = " OR ".join(map(_term, query.without))
    match = f"({required}) NOT ({excluded})" if excluded else required
    return literal_column(f"{name}_fts").bool_op("MATCH")(match)


def _term(term: Term) -> str:
    parts = []
    if term.phrase:
        parts.append(f"{_columns(term.fields, 'exact')} : {_quoted(' '.join(term.phrase))}")
    if term.forms:
        parts.append(f"{_columns(term.fields, 'stem')} : ({' OR '.join(map(_quoted, term.forms))})")
    if term.prefix:
        parts.append(f"{_columns(term.fields, 'exact')} : {_quoted(term.prefix)} *")
    return f"({' OR '.join(parts)})"


def _columns(fields: tuple[SearchField, ...], form: str) -> str:
    return "{" + " ".join(f"{field}_{form}" for field in fields) + "}"


def _quoted(words: str) -> str:
    return f'"{words}"'
