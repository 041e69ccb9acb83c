"""Read lists of statements, and one statement with its wordings and articles."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import join, outerjoin
from sqlmodel import Session, col

from app.store.entity_tables import EntityRedirect
from app.store.filters import EVERY_QUOTE, QuoteFilter, StatementFilter
from app.store.prepared import Prepared, rows_of
from app.store.queries.listing import ListRequest, Order, Rows, Slice, Statement, Stored, page_of, slice_of
from app.store.queries.members import extended
from app.store.queries.quote_queries import select_quotes
from app.store.queries.record_ids import QUOTE_COLUMNS, quote_of
from app.store.queries.summaries import summary_of
from app.store.statement_tables import Statement as StatementRow
from app.store.tables import Article, Quote
from app.store.types import UNDATED_END, Id
from app.text.normalize import fold, visible_text
from app.text.wordings import differences

# if statements are filtered by their quotes, only this many matching quotes are read: the newest ones
NEWEST_QUOTES = 2_000
# number of newest matching quotes that are read first; they often decide the first page of the newest statements
FIRST_QUOTES = 200
MAX_QUOTES = 1_000  # maximum number of quotes in the record of a statement: those published first
MAX_WORDINGS = 100
_KEY = col(StatementRow.key)
_TIME = (col(StatementRow.sort_at), _KEY)
_NEWEST_FIRST = (col(Quote.sort_at).desc(), col(Quote.key).desc())
ORDERS = {
    "-published_at": Order(_TIME, True),
    "published_at": Order(_TIME, False, col(StatementRow.sort_at) < UNDATED_END),
    "-article_count": Order((col(StatementRow.article_count), _KEY), True),
}
_COLUMNS: tuple[Any, ...] = (
    *(_KEY, col(StatementRow.id), col(StatementRow.speaker_json), col(StatementRow.changed_at)),
    *(col(StatementRow.quote_count), col(StatementRow.article_count)),
    *(*QUOTE_COLUMNS, col(Article.card_json)),
)
# the tables with a statement, its quote that was published first, the article and the speaker of this quote
_FIRST = outerjoin(
    join(
        join(StatementRow, Quote, col(Quote.key) == col(StatementRow.first_key)),
        Article,
        col(Article.key) == col(Quote.article_key),
    ),
    EntityRedirect,
    col(EntityRedirect.own_id) == col(Quote.speaker_id),
)
_ID = bindparam("id", type_=Id())
_BY_ID = Prepared(select(*_COLUMNS).select_from(_FIRST).where(col(StatementRow.id) == _ID))
_WHOLE = Prepared(select(*_COLUMNS).select_from(_FIRST).where(_KEY.in_(bindparam("keys", expanding=True))))
# the quotes of a statement, those published first first, each with the card of its article
_CARRIED = Prepared(
    select(col(Quote.quote_json), col(Article.card_json))
    .join_from(Quote, Article, col(Quote.article_key) == col(Article.key))
    .where(col(Quote.statement_id) == _ID)
    .order_by(col(Quote.is_dated).desc(), col(Quote.sort_at), col(Quote.key))
    .limit(MAX_QUOTES)
)


def list_statements(session: Session, filters: StatementFilter, page: ListRequest) -> Slice:
    """Return a page of results: statements. The counts of a statement cover all its quotes, whatever the filter.

    If the statements are filtered by their quotes, only the newest NEWEST_QUOTES matching quotes are read.
    """
    # select only keys here, so that the long rows are read for one page of results and not for all matches
    statement: Statement = select(_KEY)
    if filters.id:
        statement = statement.where(col(StatementRow.id).in_(filters.id))
    if filters.min_articles:
        statement = statement.where(col(StatementRow.article_count) >= filters.min_articles)
    if filters.quotes == EVERY_QUOTE:
        found = page_of(session, statement, ORDERS[page.sort], page)
    else:
        found = _page_of_quoted(session, statement, _quotes(session, filters.quotes), page)
    rows = {row.key: row for row in rows_of(session, _WHOLE, keys=[row.key for row in found.rows])}
    return slice_of(found, lambda row: _statement(rows[row.key]))


def get_statement(session: Session, statement_id: UUID) -> Stored | None:
    """Return one statement with its wordings and the articles that contain it; None if no statement has this id."""
    found = rows_of(session, _BY_ID, id=statement_id)
    if not found:
        return None
    row, carried = found[0], rows_of(session, _CARRIED, id=statement_id)
    said = [orjson.loads(quote.quote_json) for quote in carried]
    members = {"wordings": orjson.dumps(_wordings(said)), "articles": _articles(said, carried)}
    return Stored(extended(_statement(row), members), row.changed_at)


def _quotes(session: Session, filters: QuoteFilter) -> Statement:
    """Return the SQL that selects the ids of the statements of all matching quotes."""
    quotes = select_quotes(session, filters, [col(Quote.statement_id)])
    return quotes.where(col(Quote.statement_id).is_not(None))


def _page_of_quoted(session: Session, statement: Statement, quotes: Statement, page: ListRequest) -> Rows:
    """Read a page of the statements of matching quotes: first try with few quotes, then with NEWEST_QUOTES."""
    order, known = ORDERS[page.sort], col(StatementRow.id)
    if page.is_newest:
        found = page_of(session, statement.where(known.in_(_newest(quotes, FIRST_QUOTES))), order, page)
        if _suffice(session, quotes, found):
            return found
    return page_of(session, statement.where(known.in_(_newest(quotes, NEWEST_QUOTES))), order, page)


def _newest(quotes: Statement, count: int) -> Statement:
    return select(quotes.order_by(*_NEWEST_FIRST).limit(count).subquery().c.statement_id)


def _suffice(session: Session, quotes: Statement, found: Rows) -> bool:
    """Return whether further quotes cannot change `found`, the first page of the statements of the first quotes.

    A statement has the time of its first quote, so a statement of older quotes would come after this page. Quotes
    without a date are the exception: they are read last, but may belong to a statement that has a date.
    """
    times = quotes.with_only_columns(col(Quote.sort_at), maintain_column_froms=True)
    last = session.execute(times.order_by(*_NEWEST_FIRST).offset(FIRST_QUOTES - 1).limit(1)).scalar()
    if last is None:
        return True  # there are no further quotes
    if found.next is None or found.rows[-1].order_0 <= last:
        return False
    return session.execute(times.where(col(Quote.sort_at) < UNDATED_END).limit(1)).first() is None


def _statement(row: Row[Any]) -> bytes:
    quote = orjson.loads(quote_of(row))
    head = {"id": row.id, **{name: quote[name] for name in ("text", "kind", "language")}, "quote_id": quote["id"]}
    members = {
        "speaker": _speaker(quote["speaker"], row.speaker_json),
        "first_article": summary_of(row.card_json),
        "quote_count": b"%d" % row.quote_count,
        "article_count": b"%d" % row.article_count,
    }
    return extended(orjson.dumps(head), members)


def _speaker(first: dict[str, Any] | None, credited: str) -> bytes:
    """Return the speaker of a statement as JSON.

    `first`: the speaker of the quote that was published first. If there is none, or if this speaker has no name, the
    result is `credited`: the speaker that is stored with the statement, as JSON.
    """
    if first is None or first["type"] == "unnamed":
        return credited.encode()
    return orjson.dumps({name: first[name] for name in ("name", "type", "entity_id")})


def _wordings(quotes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the wordings of a statement in order of publication, each with its differences from the first."""
    found: dict[str, dict[str, Any]] = {}
    for quote in quotes:
        same = found.setdefault(fold(visible_text(quote["text"])), {"text": quote["text"], "quote_ids": []})
        same["quote_ids"].append(quote["id"])
    wordings = list(found.values())[:MAX_WORDINGS]
    for wording in wordings:
        steps = differences(wordings[0]["text"], wording["text"]) if wording is not wordings[0] else []
        wording["differences"] = [{"type": step, "text": text} for step, text in steps]
    return wordings


def _articles(quotes: Sequence[dict[str, Any]], carried: Sequence[Row[Any]]) -> bytes:
    """Return the summaries of the statement's articles in order of publication, each with the ids of its quotes."""
    cards = {quote["article_id"]: row.card_json for quote, row in zip(quotes, carried, strict=True)}
    ids: dict[str, list[str]] = {article: [] for article in cards}
    for quote in quotes:
        ids[quote["article_id"]].append(quote["id"])
    items = (extended(summary_of(card), {"quote_ids": orjson.dumps(ids[article])}) for article, card in cards.items())
    return b"[" + b",".join(items) + b"]"
