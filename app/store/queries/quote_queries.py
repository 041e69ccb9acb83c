"""Lists of quotes, and one quote."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from app.store.conditions import needs_article, quote_conditions
from app.store.filters import QuoteFilter
from app.store.queries.listing import ListRequest, Order, Slice, Stored, first_column, page_of, slice_of
from app.store.tables import Article, Quote

_TIME = (col(Quote.sort_at), col(Quote.key))
ORDERS = {"-published_at": Order(_TIME, True), "published_at": Order(_TIME, False)}


def list_quotes(session: Session, filters: QuoteFilter, page: ListRequest) -> Slice:
    """Return the quotes that match, over all articles."""
    columns: tuple[Any, ...] = (col(Quote.quote_json),)
    statement = select(*columns).where(*quote_conditions(filters, session))
    if needs_article(filters):
        statement = statement.join_from(Quote, Article, col(Quote.article_key) == col(Article.key))
    return slice_of(page_of(session, statement, ORDERS[page.sort], page), first_column)


def get_quote(session: Session, quote_id: UUID) -> Stored | None:
    """Return one quote."""
    row = session.execute(select(col(Quote.quote_json), col(Quote.changed_at)).where(col(Quote.id) == quote_id)).first()
    return Stored(row.quote_json.encode(), row.changed_at) if row else None
