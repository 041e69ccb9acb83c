"""Read lists of quotes, and one quote."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row, bindparam, select
from sqlmodel import Session, col

from app.store.conditions import needs_article, quote_conditions
from app.store.filters import EVERY_ARTICLE, QuoteFilter
from app.store.prepared import Prepared, rows_of
from app.store.queries.listing import ListRequest, Order, Rows, Slice, Statement, Stored, page_of, slice_of
from app.store.queries.members import extended
from app.store.queries.recent import recently_found
from app.store.queries.record_ids import QUOTE_COLUMNS, quote_of, with_speakers
from app.store.queries.summaries import read_summaries
from app.store.search.highlight import snippet_of_quote
from app.store.search.query import Search, parse_query
from app.store.tables import Article, Quote
from app.store.types import UNDATED_END, Id

_TIME = (col(Quote.sort_at), col(Quote.key))
ORDERS = {"-published_at": Order(_TIME, True), "published_at": Order(_TIME, False, col(Quote.sort_at) < UNDATED_END)}
_COLUMNS: tuple[Any, ...] = (*QUOTE_COLUMNS, col(Quote.article_key))
_BY_ID = Prepared(
    with_speakers(select(*_COLUMNS, col(Quote.changed_at))).where(col(Quote.id) == bindparam("id", type_=Id()))
)


@dataclass(frozen=True)
class QuoteExtras:
    """Optional members of each quote in a list."""

    article: bool = False  # whether each quote has `article`: a summary of its article
    snippets: bool = False  # whether each quote has `snippets`: its words, with offsets of those that match `q`


def list_quotes(
    session: Session, filters: QuoteFilter, page: ListRequest, extras: QuoteExtras = QuoteExtras()
) -> Slice:
    """Return a page of results: the quotes that match. Summaries of articles are read with a second SQL statement."""
    found = _recently_found(session, filters, page) or _page(session, filters, page)
    added: list[dict[str, bytes]] = [{} for _ in found.rows]
    if extras.article:
        _add_articles(session, found.rows, added)
    if extras.snippets:
        _add_snippets(found.rows, added, filters)
    items = dict(zip(found.rows, added, strict=True))
    return slice_of(found, lambda row: extended(quote_of(row).encode(), items[row]))


def _page(session: Session, filters: QuoteFilter, page: ListRequest) -> Rows:
    return page_of(session, with_speakers(select_quotes(session, filters, _COLUMNS)), ORDERS[page.sort], page)


def _recently_found(session: Session, filters: QuoteFilter, page: ListRequest) -> Rows | None:
    articles = replace(EVERY_ARTICLE, published_before=filters.articles.published_before)
    if filters.q is None or filters != QuoteFilter(articles, q=filters.q, q_mode=filters.q_mode):
        return None

    def read(since: datetime) -> Rows:
        return _page(session, replace(filters, articles=replace(articles, published_after=since)), page)

    return recently_found(
        session, Search(filters.q, mode=filters.q_mode), "quote", page, articles.published_before, read
    )


def select_quotes(session: Session, filters: QuoteFilter, columns: Iterable[Any]) -> Statement:
    """Return the SQL that selects `columns` of the quotes that match the filter."""
    statement = select(*columns).where(*quote_conditions(filters, session))
    if needs_article(filters):
        statement = statement.join_from(Quote, Article, col(Quote.article_key) == col(Article.key))
    return statement


def get_quote(session: Session, quote_id: UUID, *, with_article: bool = False) -> Stored | None:
    """Return one quote, with a summary of its article if `with_article`; None if no quote has this id."""
    found = rows_of(session, _BY_ID, id=quote_id)
    if not found:
        return None
    row = found[0]
    added: list[dict[str, bytes]] = [{}]
    if with_article:
        _add_articles(session, [row], added)
    return Stored(extended(quote_of(row).encode(), added[0]), row.changed_at)


def _add_articles(session: Session, rows: Sequence[Row[Any]], added: Sequence[dict[str, bytes]]) -> None:
    summaries = read_summaries(session, Article.key, {row.article_key for row in rows})
    for row, members in zip(rows, added, strict=True):
        members["article"] = summaries.get(row.article_key, b"null")


def _add_snippets(rows: Sequence[Row[Any]], added: Sequence[dict[str, bytes]], filters: QuoteFilter) -> None:
    query = parse_query(Search(filters.q or "", mode=filters.q_mode))
    for row, members in zip(rows, added, strict=True):
        members["snippets"] = orjson.dumps(snippet_of_quote(orjson.loads(row.quote_json), query) if query else [])
