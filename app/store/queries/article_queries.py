"""Read lists of articles, and one article with all members."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import CTE, ColumnElement, FromClause, LargeBinary, Row, bindparam, case, cast, func, select
from sqlmodel import Session, col

from app.store.conditions import article_conditions, on_sqlite
from app.store.filters import EVERY_ARTICLE, ArticleFilter
from app.store.prepared import Prepared, Run, rows_of
from app.store.queries.article_ranges import BY_TIME, by_time, newest_found, newest_rows, search_of
from app.store.queries.listing import (
    NO_PARAMETERS,
    ListRequest,
    Order,
    Parameters,
    Rows,
    Slice,
    Statement,
    Stored,
    page_of,
    prepared_page,
    slice_of,
)
from app.store.queries.members import EVERYTHING, Wanted, extended, read_bodies, read_members
from app.store.queries.recent import recently_found
from app.store.search import postgresql, sqlite
from app.store.search.frequent_words import Sought, sought_query
from app.store.search.highlight import snippets_of
from app.store.search.query import SearchQuery, only_exact, only_stems, parse_query, restricted_to
from app.store.tables import Article, ArticleText
from app.store.types import UNDATED_END, Id

CANDIDATES = 1_000  # maximum number of matches, newest first, that `sort=relevance` orders
CARDS = Wanted()
# The first page of results, and the frequent words of the search (`whole_words`). A frequent word matches only itself
# and words with the same stem, but no other longer words that begin with it.
NewestFound = tuple[Slice, tuple[str, ...]]
ORDERS = {
    "-published_at": Order(BY_TIME, True),
    "published_at": Order(BY_TIME, False, col(Article.sort_at) < UNDATED_END),
    "-first_seen_at": Order((col(Article.first_seen_at), col(Article.key)), True),
}
TIME_SORTS = ("-published_at", "published_at")
_COLUMNS: tuple[Any, ...] = (col(Article.card_json), col(Article.key))
_EVERY: Statement = select(*_COLUMNS)
_BY_ID = Prepared(select(*_COLUMNS, col(Article.changed_at)).where(col(Article.id) == bindparam("id", type_=Id())))
_FOUND = newest_found(*_COLUMNS)
# cards as bytes, ready to send: on SQLite, decoding and encoding a card takes longer than reading it
_AS_BYTES = cast(col(Article.card_json), LargeBinary).label("card_json")
_EVERY_AS_BYTES: Statement = select(_AS_BYTES)
_FOUND_AS_BYTES = newest_found(_AS_BYTES)


@dataclass(frozen=True)
class ArticleQuery:
    """Which articles to list, and what to show of each."""

    filter: ArticleFilter = EVERY_ARTICLE
    wanted: Wanted = CARDS  # members to read besides the card
    snippets: bool = False  # whether to add passages around the words that match


def list_articles(session: Session, query: ArticleQuery, page: ListRequest) -> Slice:
    """Return a page of results: cards with the requested members.

    `sort=relevance` lists only the newest CANDIDATES matches.
    """
    found = _recently_found(session, query.filter, page) or _page(session, query.filter, page)
    if not query.wanted.members and not query.snippets:
        return cards_of(found)
    members = read_members(session, [row.key for row in found.rows], query.wanted)
    if query.snippets:
        _add_snippets(session, found, query.filter, members)
    return slice_of(found, lambda row: extended(_card(row), members[row.key]))


def _page(session: Session, filters: ArticleFilter, page: ListRequest) -> Rows:
    selected = _selected(session, filters, page.sort)
    if selected is None:
        return Rows((), None, None, None if page.count == "none" else 0)
    statement, order, constant = selected
    return page_of(session, statement, order, page, constant)


def _recently_found(session: Session, filters: ArticleFilter, page: ListRequest) -> Rows | None:
    before = filters.published_before
    if filters.q is None or filters != replace(_of_search(filters), published_before=before):
        return None

    def read(since: datetime) -> Rows:
        return _page(session, replace(filters, published_after=since), page)

    return recently_found(session, search_of(filters), "article", page, before, read)


def newest_by(run: Run, page: ListRequest) -> NewestFound | None:
    """Return the first page of results of the list of all articles. `run` runs SQL on SQLite.

    Return None if another page or a count is requested, or if no index has the requested order: such requests might
    take long.
    """
    order = ORDERS.get(page.sort)
    if order is None or order.last is not None or page.position or page.count != "none":
        return None
    found = prepared_page(run, _EVERY_AS_BYTES, order, page)
    return Slice([row[0] for row in found.rows], found.next, found.previous), ()


def newest_found_by(run: Run, sought: Sought, page: ListRequest) -> NewestFound | None:
    """Return the first page of results of a search, and the words of the query that many articles contain.

    `run` runs SQL on SQLite. `sought`: the prepared search, from `sought_on_sqlite`.

    Return None if another page, a count or an order other than newest first is requested, or if the search might take
    long.
    """
    if not page.is_newest or not sought.is_fast:
        return None
    rows = prepared_page(run, *_FOUND_AS_BYTES, page, {"match": sqlite.match_of(sought.query)})
    return Slice([row[0] for row in rows.rows], rows.next, rows.previous), sought.whole_words


def cards_of(found: Rows) -> Slice:
    """Return the cards of articles as a page of results. `found`: rows that have a card in the first column."""
    return Slice([row[0].encode() for row in found.rows], found.next, found.previous, found.count)


def _selected(session: Session, filters: ArticleFilter, sort: str) -> tuple[Statement, Order, Parameters | None] | None:
    """Return the SQL statement of a list of articles, its order, and its parameters.

    The parameters are None if the statement was built for this call: then it contains its values. Otherwise the
    statement is a constant of a module. Return None instead of the three values if nothing can match, because the
    search has no word.
    """
    if filters == EVERY_ARTICLE:
        return _EVERY, ORDERS[sort], NO_PARAMETERS
    if sort == "relevance":
        return _ranked(filters, session)
    if sort == "-published_at" and on_sqlite(session) and filters == _of_search(filters):
        query = sought_query(session, search_of(filters))
        return (*_FOUND, {"match": sqlite.match_of(query)}) if query else None
    if sort in TIME_SORTS:
        return *by_time(filters, session, *_COLUMNS, descending=sort.startswith("-")), None
    return select(*_COLUMNS).where(*article_conditions(filters, session)), ORDERS[sort], None


def _of_search(filters: ArticleFilter) -> ArticleFilter:
    """Return a filter that has only the full-text search of `filters`."""
    return replace(EVERY_ARTICLE, q=filters.q or "", q_in=filters.q_in, q_mode=filters.q_mode)


def get_article(
    session: Session, article_id: UUID, *, indirect: bool = False, as_extracted: bool = False
) -> Stored | None:
    """Return the full record: card, body, blocks, quotes, entities, provenance.

    `as_extracted`: entities keep the ids that extraction gave them, even if they were merged later.
    """
    found = rows_of(session, _BY_ID, id=article_id)
    if not found:
        return None
    row = found[0]
    members = read_members(session, [row.key], Wanted(EVERYTHING, indirect, as_extracted))[row.key]
    return Stored(extended(_card(row), members), row.changed_at)


def read_texts(session: Session, articles: Collection[UUID]) -> dict[str, dict[str, str]]:
    """Map the id of each article to a dictionary: name of a field (`headline`, `lede`, `body`) -> text of the field."""
    columns: tuple[Any, ...] = (col(Article.id), col(Article.card_json), col(ArticleText.body))
    rows = session.execute(select(*columns).join_from(Article, ArticleText).where(col(Article.id).in_(articles)))
    return {str(row.id): _texts(orjson.loads(row.card_json), row.body) for row in rows}


def _texts(card: dict[str, Any], body: str) -> dict[str, str]:
    return {"headline": card["headline"], "lede": card["lede"] or "", "body": body}


def _card(row: Row[Any]) -> bytes:
    return str(row.card_json).encode()


def _add_snippets(session: Session, found: Rows, filters: ArticleFilter, members: dict[int, dict[str, bytes]]) -> None:
    query = parse_query(search_of(filters))
    bodies = read_bodies(session, members) if query else {}
    for row in found.rows:
        card = orjson.loads(row.card_json)
        cut = snippets_of(_texts(card, bodies.get(row.key, "")), query, card["language"]) if query else []
        members[row.key]["snippets"] = orjson.dumps(cut)


def _ranked(filters: ArticleFilter, session: Session) -> tuple[Statement, Order, None] | None:
    query = sought_query(session, search_of(filters))
    if query is None:
        return None
    newest = newest_rows(filters, session, CANDIDATES, *BY_TIME).cte("newest").prefix_with("MATERIALIZED")
    source, matches = _matches_of(newest, session)
    # score of an article: 4 if the words match as typed, 2 if their stems match, else 0; plus 1 if the headline matches
    exact, stems, headline = map(matches, (only_exact(query), only_stems(query), restricted_to(query, "headline")))
    score = case((exact, 4), (stems, 2), else_=0) + case((headline, 1), else_=0)
    columns = newest.c.key, newest.c.sort_at, score.label("score")
    scored = select(*columns).select_from(source).cte("scored").prefix_with("MATERIALIZED")
    statement = select(*_COLUMNS).join_from(scored, Article, scored.c.key == col(Article.key))
    return statement, Order((scored.c.score, scored.c.sort_at, scored.c.key), True), None


def _matches_of(newest: CTE, session: Session) -> tuple[FromClause, Callable[[SearchQuery], ColumnElement[bool]]]:
    """Return the SQL source of the articles in `newest`, and a function that turns a search into an SQL condition.

    The condition says whether one of these articles matches the search. PostgreSQL looks up only these articles in its
    index. SQLite reads its index from the oldest of these articles to the newest article.
    """
    if not on_sqlite(session):
        rows = postgresql.index_of("article")
        source = newest.join(rows, rows.c.article_key == newest.c.key)
        return source, lambda query: postgresql.condition(query, rows)
    oldest = select(func.min(sqlite.first_place(newest.c.sort_at))).scalar_subquery()
    return newest, lambda query: newest.c.key.in_(sqlite.matching(query, "article", oldest))
