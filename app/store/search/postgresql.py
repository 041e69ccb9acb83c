"""Translate a query for PostgreSQL, and write the words of a row as `tsvector`.

PostgreSQL's own parser is not used: it would split words such as `1e5a`.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Integer, Select, TableClause, and_, cast, column, not_, or_, select, table
from sqlalchemy.types import UserDefinedType

from app.store.search.query import SearchQuery, Term

WEIGHTS: dict[str, str] = {"headline": "A", "lede": "B", "quotes": "C", "body": "D"}
_MAX_POSITIONS = 255  # maximum number of positions of one word that PostgreSQL keeps in a vector


class _TsQuery(UserDefinedType[str]):
    """SQL type `tsquery`. SQLAlchemy's own type is not used: it would import all PostgreSQL drivers, even on SQLite."""

    cache_ok = True

    def get_col_spec(self, **_options: object) -> str:
        return "TSQUERY"


def vector(fields: Sequence[str], words: Sequence[Sequence[str]]) -> str:
    """Return the text of a `tsvector`: each word with its positions and the weight of its field."""
    found: dict[str, list[str]] = defaultdict(list)
    position = 0
    for field, listed in zip(fields, words, strict=True):
        for word in listed:
            position += 1
            found[word].append(f"{position}{WEIGHTS[field]}")
        position += 1
    return " ".join(f"'{word}':{','.join(places[:_MAX_POSITIONS])}" for word, places in found.items())


def matching(query: SearchQuery, name: str) -> Select[tuple[int]]:
    """Return the SQL that selects the keys of the articles or quotes that match. `name`: `article` or `quote`."""
    rows = index_of(name)
    return select(rows.c[f"{name}_key"]).where(condition(query, rows))


def index_of(name: str) -> TableClause:
    """Return the table that is the search index of `article` or `quote` (`name`)."""
    return table(f"{name}_fts", column(f"{name}_key", Integer), column("exact"), column("stem"))


def condition(query: SearchQuery, rows: TableClause) -> ColumnElement[bool]:
    """Return the SQL condition that a row of the index `rows` matches the query."""
    return and_(
        *(or_(*(_term(rows.c, term) for term in group)) for group in query.groups),
        *(not_(_term(rows.c, term)) for term in query.without),
    )


def _term(columns: object, term: Term) -> ColumnElement[bool]:
    weights = "".join(WEIGHTS[field] for field in term.fields)
    parts = []
    if term.phrase:
        # search a phrase in each field separately: it must not span two fields
        phrases = (" <-> ".join(_lexeme(word, WEIGHTS[field]) for word in term.phrase) for field in term.fields)
        parts.append(_match(columns, "exact", " | ".join(f"({phrase})" for phrase in phrases)))
    if term.forms:
        parts.append(_match(columns, "stem", " | ".join(_lexeme(form, weights) for form in term.forms)))
    if term.prefix:
        parts.append(_match(columns, "exact", _lexeme(term.prefix, f"*{weights}")))
    return or_(*parts)


def _match(columns: object, name: str, query: str) -> ColumnElement[bool]:
    words: ColumnElement[str] = getattr(columns, name)
    return words.bool_op("@@")(cast(query, _TsQuery()))


def _lexeme(word: str, flags: str) -> str:
    return f"'{word}':{flags}"
