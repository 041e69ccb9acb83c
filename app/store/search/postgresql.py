"""Translate a query for PostgreSQL, and write vectors word by word: PostgreSQL's parser would split `1e5a`."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Integer, Select, TableClause, and_, cast, column, not_, or_, select, table
from sqlalchemy.types import UserDefinedType

from app.store.search.query import SearchQuery, Term

WEIGHTS: dict[str, str] = {"headline": "A", "lede": "B", "quotes": "C", "body": "D"}
_MAX_POSITIONS = 255  # maximum number of positions of one word in an index entry; PostgreSQL drops further positions


class _TsQuery(UserDefinedType[str]):
    """SQL type `tsquery`. The type of SQLAlchemy's dialect would import all PostgreSQL drivers, even on SQLite."""

    cache_ok = True

    def get_col_spec(self, **_options: object) -> str:
        return "TSQUERY"


def vector(fields: Sequence[str], words: Sequence[Sequence[str]]) -> str:
    """Return the text of a `tsvector`: each word with its positions, weighted by field, with a gap between fields."""
    found: dict[str, list[str]] = defaultdict(list)
    position = 0
    for field, listed in zip(fields, words, strict=True):
        for word in listed:
            position += 1
            found[word].append(f"{position}{WEIGHTS[field]}")
        position += 1
    return " ".join(f"'{word}':{','.join(places[:_MAX_POSITIONS])}" for word, places in found.items())


def matching(query: SearchQuery, name: str) -> Select[tuple[int]]:
    """Select the keys of the rows of `<name>_fts` that match."""
    rows = index_of(name)
    return select(rows.c[f"{name}_key"]).where(condition(query, rows))


def index_of(name: str) -> TableClause:
    """Return the index of articles or quotes as a table."""
    return table(f"{name}_fts", column(f"{name}_key", Integer), column("exact"), column("stem"))


def condition(query: SearchQuery, rows: TableClause) -> ColumnElement[bool]:
    """Return the SQL condition that a row of an index matches."""
    return and_(
        *(or_(*(_term(rows.c, term) for term in group)) for group in query.groups),
        *(not_(_term(rows.c, term)) for term in query.without),
    )


def _term(columns: object, term: Term) -> ColumnElement[bool]:
    weights = "".join(WEIGHTS[field] for field in term.fields)
    parts = []
    if term.phrase:
        # A phrase is searched in each field separately, so it never spans two fields.
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
