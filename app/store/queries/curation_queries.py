"""Read the merges and splits of entities that people decided."""

from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Row, select
from sqlmodel import Session, col

from app.schemas.base import utc_text
from app.store.entity_tables import Curation
from app.store.queries.listing import ListRequest, Order, Slice, page_of, slice_of

ORDERS = {"-number": Order((col(Curation.seq),), True)}
_COLUMNS = Curation.__table__.columns  # type: ignore[attr-defined]
_TYPES = {"merge": "entity.merged", "unsplit": "entity.merged", "split": "entity.split", "unmerge": "entity.split"}


@dataclass(frozen=True)
class CurationFilter:
    """Filter of the list of decisions. It has no members, because the list always shows all decisions."""


def list_curations(session: Session, page: ListRequest) -> Slice:
    """Return a page of results: the merges and splits that people decided, newest first."""
    return slice_of(page_of(session, select(*_COLUMNS), ORDERS[page.sort], page), curation_json)


def changes_of_entities(session: Session, after: int, limit: int) -> list[tuple[int, str, bytes]]:
    """Return the first `limit` decisions with a number above `after`, as items of `/changes`."""
    rows = session.execute(select(*_COLUMNS).where(col(Curation.seq) > after).order_by(col(Curation.seq)).limit(limit))
    return [(row.seq, _TYPES[row.action], _change(row)) for row in rows]


def curation_json(row: Row[Any]) -> bytes:
    """Return a decision as JSON, as an item of `/curations`."""
    ids = {"entity_id": row.entity_id, "into_id": row.into_id}
    made = {"number": row.seq, "action": row.action, **ids, "at": utc_text(row.at), "undone_by": row.undone_by}
    return orjson.dumps(made)


def _change(row: Row[Any]) -> bytes:
    ids = {"article_id": None, "revision": None, "entity_id": row.entity_id, "into_id": row.into_id}
    return orjson.dumps({"seq": row.seq, "type": _TYPES[row.action], **ids, "at": utc_text(row.at)})
