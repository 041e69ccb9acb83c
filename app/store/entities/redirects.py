"""Write redirects. A redirect merges one row of `entity` into another; counts of articles and mentions move with it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, select
from sqlmodel import Session, col

from app.store.entities.moved_counts import move_counts
from app.store.entities.redirect_ends import heads_of
from app.store.entity_tables import EntityRedirect
from app.store.prepared import Prepared, rows_of
from app.store.session import insert_rows
from app.store.tables import Entity

_REDIRECT = EntityRedirect.__table__  # type: ignore[attr-defined]  # every table has it
# built once, because SQLAlchemy takes longer to build this SQL than the database to run it
_OF_ROWS = Prepared(
    select(*(_REDIRECT.c[name] for name in ("entity_key", "head_key", "target_key", "reason", "resolved_by"))).where(
        _REDIRECT.c.entity_key.in_(bindparam("keys", expanding=True))
    )
)
_OF_VALUES = Prepared(
    select(_REDIRECT.c.own_value, _REDIRECT.c.head_value).where(
        _REDIRECT.c.own_value.in_(bindparam("values", expanding=True))
    )
)
_IDS = Prepared(select(col(Entity.key), col(Entity.id)).where(col(Entity.key).in_(bindparam("keys", expanding=True))))
_NAMES = Prepared(select(col(Entity.id), col(Entity.name)).where(col(Entity.id).in_(bindparam("ids", expanding=True))))
MOST_STEPS = 20  # maximum number of redirects that are followed from a row; a longer chain is not followed to its end


@dataclass(frozen=True)
class Target:
    """Target of a redirect."""

    key: int  # key of the row of `entity` into which another row is merged
    reason: str | None = None  # why it is merged


@dataclass(frozen=True)
class Stamp:
    """Number and time of the change that a write belongs to."""

    seq: int
    at: datetime


def retarget(session: Session, wanted: Mapping[int, Target | None], stamp: Stamp) -> set[int]:
    """Write new redirects, and move the counts of articles and mentions. Return the records whose counts changed.

    `wanted`: the new target of each row; None deletes the redirect of the row.
    """
    stored = targets_of(session, wanted)
    changed = {key: target for key, target in wanted.items() if stored.get(key) != target}
    if not changed:
        return set()
    ways = _ways(session, changed)
    before = heads_of(session, ways)
    after = {key: _end(session, key, ways) for key in ways}
    _store(session, ways, after)
    moved: dict[tuple[int, int], set[int]] = defaultdict(set)
    for key in ways:
        if before[key] != after[key]:
            moved[before[key], after[key]].add(key)
    for (old, new), keys in sorted(moved.items()):
        move_counts(session, keys, old, new, stamp.seq, stamp.at)
    return {head for pair in moved for head in pair}


def point_new(session: Session, targets: Mapping[int, Target]) -> None:
    """Write redirects of rows that were just added. These rows have no mentions yet, so no counts are moved."""
    if targets:
        heads = heads_of(session, {target.key for target in targets.values()})
        _insert(session, targets, {key: heads[target.key] for key, target in targets.items()})


def targets_of(session: Session, keys: Collection[int]) -> dict[int, Target]:
    """Map the key of each row that has a redirect to the target of the redirect."""
    rows = rows_of(session, _OF_ROWS, keys=keys) if keys else ()
    return {row.entity_key: Target(row.target_key, row.reason) for row in rows}


def _ways(session: Session, changed: Mapping[int, Target | None]) -> dict[int, Target | None]:
    """Return the redirects of the changed rows, and of all rows whose redirects lead to a changed row in the end."""
    ways, frontier = dict(changed), set(changed)
    columns = col(EntityRedirect.entity_key), col(EntityRedirect.target_key), col(EntityRedirect.reason)
    while frontier:
        rows = session.execute(select(*columns).where(columns[1].in_(frontier))).all()
        through = {row.entity_key: Target(row.target_key, row.reason) for row in rows if row.entity_key not in ways}
        ways |= through
        frontier = set(through)
    return ways


def _end(session: Session, key: int, ways: Mapping[int, Target | None]) -> int:
    """Follow the redirects from the row `key`, and return the key of the last row.

    The redirects in `ways` replace the stored ones of the same rows; None means that a row has no redirect.
    """
    for _ in range(MOST_STEPS):
        if key not in ways:
            return heads_of(session, [key])[key]
        target = ways[key]
        if target is None:
            return key
        key = target.key
    return key


def _store(session: Session, ways: Mapping[int, Target | None], after: Mapping[int, int]) -> None:
    session.execute(delete(EntityRedirect).where(col(EntityRedirect.entity_key).in_(ways)))
    _insert(session, {key: target for key, target in ways.items() if target}, after)


def _insert(session: Session, targets: Mapping[int, Target], after: Mapping[int, int]) -> None:
    ids: dict[int, UUID] = {row.key: row.id for row in rows_of(session, _IDS, keys={*targets, *after.values()})}
    reasons = {key: target.reason for key, target in targets.items()}
    outer = _reasons(session, {target.key for target in targets.values()} - set(targets))
    rows = [
        {
            "entity_key": key,
            "own_id": ids[key],
            "own_value": str(ids[key]),
            "target_key": target.key,
            "head_key": after[key],
            "head_value": str(ids[after[key]]),
            "reason": target.reason,
            "resolved_by": _first_reason(key, targets, reasons | outer),
        }
        for key, target in sorted(targets.items())
    ]
    insert_rows(session, EntityRedirect, rows)


def _reasons(session: Session, keys: Collection[int]) -> dict[int, str | None]:
    rows = rows_of(session, _OF_ROWS, keys=keys) if keys else ()
    return {row.entity_key: row.resolved_by for row in rows}


def _first_reason(key: int, ways: Mapping[int, Target], reasons: Mapping[int, str | None]) -> str | None:
    """Follow the redirects from a row to its record, and return the first reason found; None if no redirect has one."""
    for _ in range(MOST_STEPS):
        if reasons.get(key):
            return reasons[key]
        target = ways.get(key)
        if target is None:
            return None
        key = target.key
    return None


def drop_redirects(session: Session, keys: Collection[int]) -> None:
    """Delete the redirects of the rows `keys`; the caller is about to delete the rows."""
    session.execute(delete(EntityRedirect).where(col(EntityRedirect.entity_key).in_(keys)))


def pointed_at(session: Session, keys: Collection[int]) -> set[int]:
    """Return the keys of those rows, among `keys`, that are the target of a redirect."""
    target = col(EntityRedirect.target_key)
    return set(session.execute(select(target).where(target.in_(keys))).scalars()) if keys else set()


def head_values(session: Session, values: Collection[str]) -> dict[str, str]:
    """Map the id of each merged entity to the id of the entity into which it was merged, both as text."""
    return {row.own_value: row.head_value for row in rows_of(session, _OF_VALUES, values=values)}


def names_of(session: Session, values: Collection[str]) -> dict[str, str]:
    """Map the ids of entities, as text, to their names."""
    rows = rows_of(session, _NAMES, ids=[UUID(value) for value in values]) if values else ()
    return {str(row.id): row.name for row in rows}
