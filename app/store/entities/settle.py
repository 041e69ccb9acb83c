"""Apply the rules of `rules.py` to the names that a write may have changed."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, bindparam, or_, select
from sqlmodel import Session, col

from app.store.entities.decisions import BY_PEOPLE, Decided, decisions_on
from app.store.entities.redirects import Stamp, Target, retarget
from app.store.entities.rows import find_keys
from app.store.entities.rules import Bearer, bearer_of, bearers_by_name, borne_names, country_of, same_name
from app.store.prepared import Prepared, rows_of
from app.store.tables import Entity

BY_COLLECTION = "collection"
_NO_IDS, _CITY = "{}", '{"geonames"%'
_COLUMNS: tuple[Any, ...] = (
    *(col(Entity.key), col(Entity.id), col(Entity.type), col(Entity.folded_name), col(Entity.language)),
    (col(Entity.external_ids_json) != _NO_IDS).label("is_linked"),
    col(Entity.external_ids_json).like(_CITY).label("is_city"),
)
_RULED = or_(col(Entity.external_ids_json) == _NO_IDS, col(Entity.external_ids_json).like(_CITY))
_NAMED = and_(col(Entity.folded_name).in_(bindparam("names", expanding=True)), _RULED)
_BY_NAME = Prepared(select(*_COLUMNS).where(_NAMED))
_BY_NAME_OR_ID = Prepared(select(*_COLUMNS).where(or_(_NAMED, col(Entity.id).in_(bindparam("ids", expanding=True)))))
# (type, folded name) -> row of the entity with this name. Two kinds of rows are left out: rows of a short name for one
# language, and rows with an external id.
Publics = Mapping[tuple[str, str], Row[Any]]


def settle(session: Session, names: Collection[str], stamp: Stamp, ids: Collection[UUID] = ()) -> set[int]:
    """Decide again which entity each folded name means, and into which entity each entity of `ids` is merged.

    Return the keys of the entities that changed. Full names are decided before short names, whose meaning depends on
    them.
    """
    if ids:
        rows = rows_of(session, _BY_NAME_OR_ID, names=names, ids=ids)
    else:
        rows = rows_of(session, _BY_NAME, names=names) if names else []
    if not rows:
        return set()
    decided = decisions_on(session, [row.id for row in rows])
    publics = {(row.type, row.folded_name): row for row in rows if row.language is None and not row.is_linked}
    changed = retarget(session, _targets_of_names(session, rows, publics, decided), stamp)
    shorts = [row for row in rows if row.language is not None]
    return changed | retarget(session, _targets_of_shorts(session, shorts, publics, decided), stamp)


def _targets_of_shorts(
    session: Session, shorts: Sequence[Row[Any]], publics: Publics, decided: Decided
) -> dict[int, Target | None]:
    borne = borne_names(session, {row.folded_name for row in shorts})
    found: dict[int, Target | None] = {}
    for row in shorts:
        public = publics[row.type, row.folded_name]
        is_open = (row.folded_name, row.language) in borne and public.id not in decided
        key = bearer_of(session, row.folded_name, row.language, row.type) if is_open else None
        found[row.key] = Target(public.key) if key is None else Target(key, BY_COLLECTION)
    return found


def _targets_of_names(
    session: Session, rows: Sequence[Row[Any]], publics: Publics, decided: Decided
) -> dict[int, Target | None]:
    keys = find_keys(session, decided.merged.values()) if decided.merged else {}
    bearers = bearers_by_name(session, {row.folded_name for row in rows if row.language is None})
    found: dict[int, Target | None] = {}
    for row in rows:
        if row.id in decided.merged:
            found[row.key] = Target(keys[decided.merged[row.id]], BY_PEOPLE)
        elif row.language is None:
            found[row.key] = None if row.id in decided.apart else _of_name(row, publics, bearers)
    return found


def _of_name(row: Row[Any], publics: Publics, bearers: Mapping[str, Sequence[Bearer]]) -> Target | None:
    same = bearers.get(row.folded_name, ())
    if row.is_linked:
        country = country_of(row.id, same) if row.is_city else None
        return Target(country.key, BY_COLLECTION) if country else None
    best = same_name(row.folded_name, row.type, same)
    if best is None:
        return None
    return Target(best.key if best.is_linked else publics[best.type, row.folded_name].key, BY_COLLECTION)
