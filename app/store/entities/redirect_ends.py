"""Look up records: the record into which a row of `entity` is merged, and all rows merged into a record."""

from collections.abc import Collection

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.store.entity_tables import EntityRedirect
from app.store.prepared import Prepared, rows_of

_HEADS = Prepared(
    select(col(EntityRedirect.entity_key), col(EntityRedirect.head_key)).where(
        col(EntityRedirect.entity_key).in_(bindparam("keys", expanding=True))
    )
)


def heads_of(session: Session, keys: Collection[int]) -> dict[int, int]:
    """Map the key of each row of `entity` to the key of its record: the row itself or the end of its redirects."""
    rows = rows_of(session, _HEADS, keys=keys) if keys else ()
    return {key: key for key in keys} | {row.entity_key: row.head_key for row in rows}


def members_of(session: Session, heads: Collection[int]) -> dict[int, set[int]]:
    """Map the key of each record to its own key and the keys of all rows of `entity` that are merged into it."""
    found = {head: {head} for head in heads}
    columns = col(EntityRedirect.entity_key), col(EntityRedirect.head_key)
    for row in session.execute(select(*columns).where(columns[1].in_(heads))) if heads else ():
        found[row.head_key].add(row.entity_key)
    return found
