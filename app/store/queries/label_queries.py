"""Read publishers, sections and tags with their numbers of articles."""

from typing import Any

import orjson
from sqlalchemy import Row, select
from sqlmodel import Session, col

from app.store.filters import LabelFilter
from app.store.queries.listing import ListRequest, Order, Slice, page_of, slice_of
from app.store.tables import Label
from app.text.normalize import lower

ORDERS = {"-article_count": Order((col(Label.article_count), col(Label.value)), True)}
_COLUMNS: tuple[Any, ...] = (col(Label.kind), col(Label.value), col(Label.name), col(Label.article_count))


def list_labels(session: Session, filters: LabelFilter, page: ListRequest) -> Slice:
    """Return a page of results: labels of one kind (publisher, section or tag), those with most articles first."""
    statement = select(*_COLUMNS).where(col(Label.kind) == filters.kind, col(Label.article_count) > 0)
    return slice_of(page_of(session, statement, ORDERS[page.sort], page), _label)


def get_publisher(session: Session, domain: str) -> bytes | None:
    """Return a publisher with its number of articles; None if it has no article."""
    same = col(Label.kind) == "publisher", col(Label.value) == lower(domain), col(Label.article_count) > 0
    row = session.execute(select(*_COLUMNS).where(*same)).first()
    return _label(row) if row else None


def _label(row: Row[Any]) -> bytes:
    if row.kind == "publisher":
        return orjson.dumps({"domain": row.value, "name": row.name, "article_count": row.article_count})
    return orjson.dumps({"name": row.name, "slug": row.value, "article_count": row.article_count})
