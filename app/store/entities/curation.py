"""Merge and split entities as people decide, and undo these decisions. The caller commits."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from app.errors import NotFound, ValidationFailed
from app.store.entities.decisions import MERGE, SPLIT
from app.store.entities.redirect_ends import heads_of, members_of
from app.store.entities.redirects import Stamp
from app.store.entities.rows import find_keys
from app.store.entities.settle import settle
from app.store.entities.shown_names import show_names
from app.store.entity_tables import Curation, EntityName, EntityRedirect
from app.store.locks import next_seq
from app.store.tables import Entity
from app.text.normalize import folded_name

# actions of decisions: a person undoes a merge, or undoes a split
UNMERGE, UNSPLIT = "unmerge", "unsplit"
UNDONE = {MERGE: UNMERGE, SPLIT: UNSPLIT}


@dataclass(frozen=True)
class Curated:
    """Result of a merge or split by hand, or of its undoing."""

    number: int  # number of the decision
    record: UUID  # id of the entity that the API shows as the result


def merge_entities(session: Session, entity: UUID, into: UUID, now: datetime | None = None) -> Curated:
    """Merge `entity` into `into`: from now on all mentions of `entity`, also later ones, count for `into`.

    Raises:
        NotFound: one of the ids is unknown.
        ValidationFailed: both ids belong to the same entity.
    """
    old, new = (_record(session, one) for one in (entity, into))
    if old == new:
        raise _refused("into", "must not be the entity itself, or the one into which it was merged")
    return Curated(_decide(session, MERGE, old, new, now or datetime.now(UTC)), new)


def split_entity(session: Session, record: UUID, name: str, now: datetime | None = None) -> Curated:
    """Split a name off the entity `record`: the name becomes an entity of its own, which no rule merges again.

    Raises:
        NotFound: the id is unknown.
        ValidationFailed: the name was not merged into `record`.
    """
    head = _record(session, record)
    key = find_keys(session, [head])[head]
    found = _named(session, key, folded_name(name))
    if not found:
        raise _refused("name", "must be a name that a person or a rule merged into the entity")
    at = now or datetime.now(UTC)
    return Curated(max(_decide(session, SPLIT, one, head, at) for one in found), found[0])


def undo_curation(session: Session, number: int, now: datetime | None = None) -> Curated:
    """Undo a merge or split. The previous decision applies again; if there is none, the merging rules decide.

    Raises:
        NotFound: no decision has this number, or it was undone already.
    """
    made = session.get(Curation, number)
    if made is None or made.undone_by is not None or made.action not in UNDONE:
        raise NotFound("no decision has this number, or it was undone")
    at = now or datetime.now(UTC)
    undone_by = _decide(session, UNDONE[made.action], made.entity_id, made.into_id, at, made)
    return Curated(undone_by, _record(session, made.entity_id))


def _decide(
    session: Session, action: str, entity: UUID, into: UUID, now: datetime, undone: Curation | None = None
) -> int:
    seq = next_seq(session)  # first lock the counter of changes, so that other writers wait
    session.add(Curation(seq=seq, action=action, entity_id=entity, into_id=into, at=now))
    if undone:
        undone.undone_by = seq
    session.flush()
    _follow(session, {entity, into}, Stamp(seq, now))
    return seq


def _follow(session: Session, ids: set[UUID], stamp: Stamp) -> None:
    """Apply people's decisions and the merging rules again to the entities `ids`.

    Do the same for all entities that share a name or a short form with one of `ids`.
    """
    keys = set(find_keys(session, ids).values())
    heads = set(heads_of(session, keys).values())
    rows = set().union(*members_of(session, keys | heads).values())
    names = select(col(EntityName.folded), col(EntityName.short)).where(col(EntityName.entity_key).in_(rows)).distinct()
    own = select(col(Entity.folded_name)).where(col(Entity.key).in_(keys))
    found = {name for pair in session.execute(names) for name in pair if name} | {*session.execute(own).scalars()}
    changed = settle(session, found, stamp, ids)
    show_names(session, changed | set(heads_of(session, keys | heads).values()))


def _refused(member: str, message: str) -> ValidationFailed:
    error = {"in": "body", "pointer": f"/{member}", "code": "value_error", "message": message}
    return ValidationFailed(f"{member} {message}", members={"errors": [error]})


def _named(session: Session, head: int, name: str) -> list[UUID]:
    """Return the ids of the entities that must be split off, so that `name` is split off the entity `head`.

    They are the entities with this name, except `head` itself. Several entities may have the name, for example a place
    and a club. An entity is returned only if a row of `entity` with its name and its type was merged into `head`.
    """
    counting = select(col(EntityRedirect.entity_key)).where(col(EntityRedirect.head_key) == head)
    types = select(col(Entity.type)).where(col(Entity.key).in_(counting), col(Entity.folded_name) == name)
    same = col(Entity.folded_name) == name, col(Entity.language).is_(None), col(Entity.key) != head
    found = select(col(Entity.id)).where(*same, col(Entity.type).in_(types)).order_by(col(Entity.type), col(Entity.id))
    return list(session.execute(found).scalars())


def _record(session: Session, entity: UUID) -> UUID:
    """Return the id of the entity into which `entity` was merged, or its own id if it was not merged.

    Raises NotFound for an unknown id.
    """
    key = find_keys(session, [entity]).get(entity)
    if key is None:
        raise NotFound("no entity has this id")
    head = heads_of(session, [key])[key]
    record: UUID = session.execute(select(col(Entity.id)).where(col(Entity.key) == head)).scalar_one()
    return record
