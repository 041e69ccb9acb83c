"""Read which entities people have merged, and which they have split off. Undone decisions do not count."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlmodel import Session, col

from app.store.entity_tables import Curation
from app.store.prepared import Prepared, rows_of

MERGE, SPLIT = "merge", "split"
BY_PEOPLE = "curation"


_ABOUT = or_(
    col(Curation.entity_id).in_(bindparam("ids", expanding=True)),
    col(Curation.into_id).in_(bindparam("ids", expanding=True)),
)
_CURRENT = Prepared(
    select(col(Curation.entity_id), col(Curation.into_id), col(Curation.action))
    .where(_ABOUT, col(Curation.undone_by).is_(None), col(Curation.action).in_((MERGE, SPLIT)))
    .order_by(col(Curation.seq))
)


@dataclass(frozen=True)
class Decided:
    """The current decisions of people about some entities."""

    merged: dict[UUID, UUID]  # entity -> the entity into which it was merged by hand
    apart: frozenset[UUID]  # entities that no rule may merge into another one

    def __contains__(self, entity: UUID) -> bool:
        return entity in self.merged or entity in self.apart


def decisions_on(session: Session, ids: Collection[UUID]) -> Decided:
    """Return the current decisions about these entities: for each, the last one that was not undone."""
    rows = rows_of(session, _CURRENT, ids=ids)
    last = {row.entity_id: row for row in rows}
    merged = {number: row.into_id for number, row in last.items() if row.action == MERGE}
    split = {number for number, row in last.items() if row.action == SPLIT}
    return Decided(merged, frozenset(split | set(merged.values())) - merged.keys())


def decided_among(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Return which of these entities a decision names, even an undone one. Their rows must never be deleted."""
    decided = select(col(Curation.entity_id), col(Curation.into_id)).where(_ABOUT)
    rows = session.execute(decided, {"ids": list(ids)}) if ids else ()
    return {number for row in rows for number in (row.entity_id, row.into_id)} & set(ids)
