"""Merge and split entities, and undo these decisions; shared by the API and the command line."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session

from app.store.entities.curation import Curated, merge_entities, split_entity, undo_curation
from app.store.session import writing


def merge(engine: Engine, entity: UUID, into: UUID) -> Curated:
    """Merge the entity `entity` into the entity `into`.

    Raises:
        NotFound: one of the ids is unknown.
        ValidationFailed: both ids belong to the same entity.
    """
    return _written(engine, lambda session: merge_entities(session, entity, into))


def split(engine: Engine, record: UUID, name: str) -> Curated:
    """Split off a name that a person or a rule merged into an entity.

    Raises:
        NotFound: the id is unknown.
        ValidationFailed: the name was not merged into this entity.
    """
    return _written(engine, lambda session: split_entity(session, record, name))


def undo(engine: Engine, number: int) -> Curated:
    """Undo the merge or split with this number.

    Raises:
        NotFound: no decision has this number, or it was undone already.
    """
    return _written(engine, lambda session: undo_curation(session, number))


def _written(engine: Engine, decide: Callable[[Session], Curated]) -> Curated:
    with writing(engine) as session:
        return decide(session)
