"""Choose the index from which a list of articles is read, so that a large table does not slow the list down.

The articles of one entity, label or publisher form a range of an index, sorted by time. If a filter has several such
values, the beginning of the range of each value is read. SQLite's search index is sorted by time, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    Select,
    SQLColumnExpression,
    String,
    TableClause,
    and_,
    bindparam,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlmodel import Session, col

from app.store.conditions import LABELS, Condition, article_conditions, between, is_first_of_group, on_sqlite
from app.store.entities.meant import find_meant
from app.store.filters import EVERY_ARTICLE, ArticleFilter
from app.store.queries.listing import Order, Statement, first_rows
from app.store.search import sqlite
from app.store.search.frequent_words import sought_query
from app.store.search.query import Search
from app.store.tables import Article, ArticleLabel, Mention
from app.store.types import UNDATED_END
from app.text.normalize import lower, slug

BY_TIME = (col(Article.sort_at), col(Article.key))
# A list may be read from ranges of an index, for example from one range for each section in its filter. More ranges
# than this are not used: all matching articles are read and sorted instead.
MAX_RANGES = 50
# Two uses. A list of entities with a filter of articles is built from the newest matching articles, at most this many.
# A search on SQLite with a further filter, such as `section`, reads the ranges of this filter; but it reads the search
# index if the ranges have more articles than this in total.
NEWEST = 10_000
COLUMNS = {
    "publisher": (Article.publisher, lower),
    "section": (Article.section, slug),
    "language": (Article.language, lower),
}


@dataclass(frozen=True)
class Ranges:
    """Ranges of a database index that together contain every matching article; each range is sorted by time."""

    table: type[Article] | type[ArticleLabel] | type[Mention]
    columns: tuple[SQLColumnExpression[Any], ...]  # columns to sort by
    conditions: tuple[Condition, ...]  # one for each range
    rest: ArticleFilter  # the filter without the condition that the ranges already fulfil


def by_time(
    filters: ArticleFilter, session: Session, *columns: Any, descending: bool = True
) -> tuple[Statement, Order]:
    """Return the SQL that selects columns of the articles that match, and the order that sorts them by time."""
    found = next((one for one in _ranges(filters, session) if len(one.conditions) <= MAX_RANGES), None)
    if filters.q is not None and on_sqlite(session) and (found is None or _has_many(found, session)):
        return _by_words(filters, session, columns, descending)
    if found is None:
        return select(*columns).where(*article_conditions(filters, session)), _order(BY_TIME, descending)
    statement = select(*columns).select_from(Article)
    if found.table is not Article:
        statement = select(*columns).join_from(found.table, Article, found.columns[1] == col(Article.key))
    within = between(found.columns[0], filters.published_after, filters.published_before)
    rest = article_conditions(replace(found.rest, duplicates="show"), session, in_order=True)
    matching = statement.where(*within, *rest)
    if filters.duplicates == "collapse":
        matching = matching.where(is_first_of_group(filters, session))
    order = _order(found.columns, descending)
    if len(found.conditions) == 1:
        return matching.where(*found.conditions), order
    return matching, replace(order, ranges=found.conditions)


def times_of(filters: ArticleFilter, session: Session) -> tuple[Statement, SQLColumnExpression[Any]]:
    """Return the SQL that selects the publication times of the articles that match, and the column with the times."""
    for found in _ranges(filters, session):
        rest = replace(found.rest, published_after=None, published_before=None)
        # select only the time, so that the database reads the index and no table
        if rest == EVERY_ARTICLE and len(found.conditions) == 1:
            at = found.columns[0]
            within = between(at, filters.published_after, filters.published_before)
            return select(at).where(*found.conditions, *within), at
    return select(col(Article.sort_at)).where(*article_conditions(filters, session)), col(Article.sort_at)


def search_of(filters: ArticleFilter) -> Search:
    """Return the full-text search of a filter: the words, the fields to search, and how to match."""
    return Search(filters.q or "", filters.q_in, filters.q_mode)


def newest_found(*columns: Any) -> tuple[Statement, Order]:
    """Return SQL that finds articles in SQLite's search index, and the order that sorts the articles by time.

    The SQL has the parameter `match`: the search expression of FTS5.
    """
    index = sqlite.index_of("article")
    statement = select(*columns).join_from(index, Article, col(Article.key) == sqlite.key_of(index))
    return statement.where(sqlite.matches("article", bindparam("match", type_=String()))), Order((index.c.rowid,), True)


def newest_articles(filters: ArticleFilter, session: Session) -> Select[Any]:
    """Return the SQL that selects the keys of the newest matching articles, at most NEWEST."""
    return newest_rows(filters, session, NEWEST, col(Article.key))


def newest_rows(filters: ArticleFilter, session: Session, limit: int, *columns: Any) -> Select[Any]:
    """Return the SQL that selects columns of the newest matching articles, at most `limit`."""
    newest = first_rows(*by_time(filters, session, *columns), limit).subquery()
    return select(*list(newest.c)[: len(columns)])


def _has_many(ranges: Ranges, session: Session) -> bool:
    """Return whether the ranges together have more than NEWEST articles."""
    within = select(literal(1)).select_from(ranges.table).where(or_(*ranges.conditions)).limit(NEWEST + 1)
    found: int = session.execute(select(func.count()).select_from(within.subquery())).scalar_one()
    return found > NEWEST


def _by_words(
    filters: ArticleFilter, session: Session, columns: Sequence[Any], descending: bool
) -> tuple[Statement, Order]:
    """Return SQL that finds matching articles in SQLite's search index, and the order that sorts them by time."""
    index = sqlite.index_of("article")
    statement = select(*columns).join_from(index, Article, col(Article.key) == sqlite.key_of(index))
    rest = replace(filters, q=None, duplicates="show")
    conditions = [*_words(filters, session, index), *article_conditions(rest, session, in_order=True)]
    if filters.duplicates == "collapse":
        conditions.append(is_first_of_group(filters, session))
    undated = None if descending else index.c.rowid < sqlite.place(UNDATED_END, 0)
    return statement.where(*conditions), Order((index.c.rowid,), descending, undated)


def _words(filters: ArticleFilter, session: Session, index: TableClause) -> Iterator[Condition]:
    """Yield the SQL conditions that SQLite's search index itself tests: the words of `q` and the publication time."""
    query = sought_query(session, search_of(filters))
    yield sqlite.condition(query, "article") if query else false()
    if filters.published_after:
        yield index.c.rowid >= sqlite.place(filters.published_after, 0)
    if filters.published_before:
        yield index.c.rowid < sqlite.place(filters.published_before, sqlite.LAST_KEY)


def _order(columns: Sequence[SQLColumnExpression[Any]], descending: bool) -> Order:
    return Order(tuple(columns), descending, None if descending else columns[0] < UNDATED_END)


def _ranges(filters: ArticleFilter, session: Session) -> Iterator[Ranges]:
    """Yield the ranges from which the list can be read. Those that usually have fewest articles come first."""
    for name in filters.entity[:1]:
        rows = find_meant(session, name).rows
        of_rows = tuple(col(Mention.entity_key) == row for row in rows)
        rest = replace(filters, entity=filters.entity[1:])
        if of_rows:
            yield Ranges(Mention, (col(Mention.sort_at), col(Mention.article_key)), of_rows, rest)
    for member, kinds in LABELS.items():
        labels = [(kind, value) for value in dict.fromkeys(map(slug, getattr(filters, member))) for kind in kinds]
        if labels:
            label = (col(ArticleLabel.sort_at), col(ArticleLabel.article_key))
            yield Ranges(ArticleLabel, label, tuple(map(_is_label, labels)), _without(filters, member))
    for member, (column, form) in COLUMNS.items():
        values = dict.fromkeys(map(form, getattr(filters, member)))
        if len(values) > 1:
            of_values = tuple(col(column) == value for value in values)
            yield Ranges(Article, BY_TIME, of_values, _without(filters, member))


def _without(filters: ArticleFilter, member: str) -> ArticleFilter:
    return replace(filters, **{member: ()})  # type: ignore[arg-type]


def _is_label(label: tuple[str, str]) -> Condition:
    return and_(col(ArticleLabel.kind) == label[0], col(ArticleLabel.value) == label[1])
