"""Translate a query for PostgreSQL, and write the words of a row as `tsvector`.

PostgreSQL's own parser is not used: it would split words such as `1e5a`.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    TableClause,
    and_,
    cast,
    column,
    not_,
    or_,
    select,
    table,
)
from sqlalchemy.types import UserDefinedType

from app.store.search.periods import word_of
from app.store.search.query import EVERYWHERE, SearchQuery, Term

WEIGHTS: dict[str, str] = {"headline": "A", "lede": "B", "quotes": "C", "body": "D"}
# Cost of an operator, in PostgreSQL's unit (one page read in order); the default is 0.0025. With 0.02 to 0.1, searches
# for rare words in 40,000 articles take a tenth of the time that they take with the default.
_TEST_COST = 0.04
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


def prepare(connection: Connection) -> None:
    """Raise PostgreSQL's estimate of the time to test the words of a row, until the transaction ends.

    The words of a row are stored apart and compressed. PostgreSQL's own estimate leaves out the time to read them: with
    it, PostgreSQL would test all rows instead of using the search index.
    """
    connection.exec_driver_sql(f"SET LOCAL cpu_operator_cost = {_TEST_COST}")


def matching(query: SearchQuery, name: str, *, is_rare: bool, periods: Collection[int] = ()) -> Select[tuple[int]]:
    """Return the SQL that selects the keys of the articles or quotes that match. `name`: `article` or `quote`.

    If `is_rare`, PostgreSQL finds all of them first. Otherwise it may test rows in the order of the list instead.
    If there are `periods`, an article or quote matches only if it was published in one of them.
    """
    rows = index_of(name)
    keys = select(rows.c[f"{name}_key"].label("key")).where(condition(query, rows, periods))
    return select(keys.cte().prefix_with("MATERIALIZED").c.key) if is_rare else keys


def index_of(name: str) -> TableClause:
    """Return the table that is the search index of `article` or `quote` (`name`)."""
    return table(f"{name}_fts", column(f"{name}_key", Integer), column("exact"), column("stem"))


def condition(query: SearchQuery, rows: TableClause, periods: Collection[int] = ()) -> ColumnElement[bool]:
    """Return the SQL condition that a row of the index `rows` matches the query.

    If there are `periods`, each alternative of the first group requires one of them: PostgreSQL would otherwise read
    all rows that match one of the alternatives. Other groups do not require them, because PostgreSQL would expect too
    few matches if it counted the periods more than once.
    """
    within = " | ".join(_lexeme(word_of(period), "") for period in periods)
    return and_(
        *(or_(*(_term(rows, term, "" if n else within) for term in group)) for n, group in enumerate(query.groups)),
        *(not_(_term(rows, term, "")) for term in query.without),
    )


def _term(rows: TableClause, term: Term, within: str) -> ColumnElement[bool]:
    parts, weights = [], _weights(rows, term)
    if term.phrase:
        parts.append(("exact", _phrase(term.phrase, weights)))
    if term.forms:
        parts.append(("stem", " | ".join(_lexeme(form, weights) for form in term.forms)))
    if term.prefix:
        parts.append(("exact", _lexeme(term.prefix, f"*{weights}")))
    return or_(*(_match(rows.c, form, f"({query}) & ({within})" if within else query) for form, query in parts))


def _weights(rows: TableClause, term: Term) -> str:
    """Return the weights (letters A to D) of the fields to search; an empty text if all fields of a row are searched.

    A query with weights is slower: the index has no weights, so PostgreSQL must read the words of each row that may
    match.
    """
    is_whole = rows.name == "quote_fts" or set(term.fields) >= set(EVERYWHERE)
    return "" if is_whole else "".join(WEIGHTS[field] for field in term.fields)


def _phrase(words: Sequence[str], weights: str) -> str:
    """Return the query for words that follow each other, all in one field.

    Words of two fields never follow each other: in the index, a position is left free between the fields.
    """
    phrases = (" <-> ".join(_lexeme(word, weight) for word in words) for weight in weights or ("",))
    return " | ".join(f"({phrase})" for phrase in phrases)


def _match(columns: object, name: str, query: str) -> ColumnElement[bool]:
    words: ColumnElement[str] = getattr(columns, name)
    return words.bool_op("@@")(cast(query, _TsQuery()))


def _lexeme(word: str, flags: str) -> str:
    return f"'{word}':{flags}" if flags else f"'{word}'"
