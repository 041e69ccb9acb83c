"""The current decisions of people: which entities they merged, and which they keep apart."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlmodel import Session, col

from app.store.entity_tables import Curation

MERGE, SPLIT = "merge", "split"
BY_PEOPLE = "curation"


@dataclass(frozen=True)
class Decided:
    """`merged`: the record that each entity was merged into; `apart`: entities that rules must not merge."""

    merged: dict[UUID, UUID]
    apart: frozenset[UUID]

    def __contains__(self, entity: UUID) -> bool:
        return entity in self.merged or entity in self.apart


def decisions_on(session: Session, ids: Collection[UUID]) -> Decided:
    """Return the current decision on each of these entities: the last one that was not undone."""
    about = or_(col(Curation.entity_id).in_(ids), col(Curation.into_id).in_(ids))
    holds = col(Curation.undone_by).is_(None), col(Curation.action).in_((MERGE, SPLIT))
    columns = col(Curation.entity_id), col(Curation.into_id), col(Curation.action)
    rows = session.execute(select(*columns).where(about, *holds).order_by(col(Curation.seq)))
    last = {row.entity_id: row for row in rows}
    merged = {number: row.into_id for number, row in last.items() if row.action == MERGE}
    split = {number for number, row in last.items() if row.action == SPLIT}
    return Decided(merged, frozenset(split | set(merged.values())) - merged.keys())


def decided_among(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Return those entities that have a decision, current or undone: to redo a decision, its entities must exist."""
    about = or_(col(Curation.entity_id).in_(ids), col(Curation.into_id).in_(ids))
    rows = session.execute(select(col(Curation.entity_id), col(Curation.into_id)).where(about)) if ids else ()
    return {number for row in rows for number in (row.entity_id, row.into_id)} & set(ids)
