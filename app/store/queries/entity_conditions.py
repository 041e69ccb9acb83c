"""Translate the filter of a list of entities into SQL conditions."""

from collections.abc import Iterator

from sqlalchemy import false, select
from sqlmodel import Session, col

from app.store.conditions import Condition, is_record_of
from app.store.entities.meant import Statement, names_with, record_key, with_redirects
from app.store.entity_tables import EntityName
from app.store.filters import EVERY_ARTICLE, EntityFilter
from app.store.queries.article_ranges import newest_articles
from app.store.tables import Entity, Mention


def entity_conditions(filters: EntityFilter, session: Session) -> Iterator[Condition]:
    """Yield the SQL conditions of a filter: that an article names the entity, and one for each member that is set."""
    yield col(Entity.article_count) >= max(1, filters.min_articles or 1)
    if filters.id:
        yield is_record_of(filters.id)
    if filters.type:
        yield col(Entity.type).in_(filters.type)
    if filters.name_prefix:
        yield _is_called(names_with(session, filters.name_prefix, is_prefix=True))
    if filters.q is not None:
        yield _is_called(names_with(session, filters.q))
    if filters.articles != EVERY_ARTICLE:
        named = col(Mention.article_key).in_(newest_articles(filters.articles, session))
        yield col(Entity.key).in_(with_redirects(select(record_key(Mention)), Mention).where(named))


def _is_called(names: Statement | None) -> Condition:
    """Return the SQL condition that an entity has one of the names that `names` selects; false if `names` is None."""
    if names is None:
        return false()
    records = with_redirects(select(record_key(EntityName)), EntityName).where(col(EntityName.key).in_(names))
    return col(Entity.key).in_(records)
