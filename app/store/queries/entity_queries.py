"""Read one entity, lists of entities, and lists of the entities that are named together with an entity."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.schemas.base import utc_text
from app.store.conditions import is_record_of
from app.store.entities.meant import HEAD_BY_ID, find_meant
from app.store.entity_tables import EntityRedirect
from app.store.filters import EVERY_ARTICLE, EntityFilter, RelatedFilter
from app.store.prepared import Prepared, rows_of
from app.store.queries.article_ranges import newest_articles
from app.store.queries.entity_conditions import entity_conditions
from app.store.queries.listing import ListRequest, Order, Slice, Stored, page_of, slice_of
from app.store.queries.members import extended
from app.store.tables import Entity, Mention
from app.store.types import UNDATED_END, Id
from app.text.normalize import folded_name

ORDERS = {
    "-article_count": Order((col(Entity.article_count), col(Entity.key)), True),
    "name": Order((col(Entity.folded_name), col(Entity.key)), False),
}
TOGETHER = 2_000  # related entities are counted in at most this many articles: the newest that name the entity
RELATED_SORTS = ("-co_mention_count", "-published_at")
_COLUMNS = Entity.__table__.columns  # type: ignore[attr-defined]
_BY_ID = Prepared(select(*_COLUMNS).where(col(Entity.id) == bindparam("id", type_=Id())))
_RECORD = Prepared(
    select(col(Entity.id)).where(col(Entity.key) == HEAD_BY_ID.scalar_subquery(), col(Entity.article_count) > 0)
)


def list_entities(session: Session, filters: EntityFilter, page: ListRequest, language: str | None = None) -> Slice:
    """Return a page of results: entities that match, with their names in a language.

    The counts of an entity cover all articles, whatever the filter.
    """
    statement = select(*_COLUMNS).where(*entity_conditions(filters, session))
    return slice_of(page_of(session, statement, ORDERS[page.sort], page), lambda row: _entity(row, language))


def list_related_entities(session: Session, filters: RelatedFilter, page: ListRequest) -> Slice:
    """Return a page of results: entities that articles name together with a given entity (`filters.entity`).

    Only the newest articles that name the given entity are read, at most `TOGETHER`. The `co_mention_count` of a listed
    entity says how many of these articles name it, too.
    """
    here, other = aliased(Mention), aliased(Mention)
    rows = find_meant(session, str(filters.entity)).rows
    articles = select(col(here.article_key), col(here.sort_at)).where(col(here.entity_key).in_(rows)).distinct()
    if filters.articles != EVERY_ARTICLE:
        articles = articles.where(col(here.article_key).in_(newest_articles(filters.articles, session)))
    newest = articles.order_by(col(here.sort_at).desc(), col(here.article_key).desc()).limit(TOGETHER).subquery()
    record = func.coalesce(col(EntityRedirect.head_key), col(other.entity_key)).label("record")
    # an article may name a record by several of its rows, but counts once
    counts = func.count(col(other.article_key).distinct()).label("co_mention_count"), func.max(col(other.sort_at))
    together = (
        select(record, counts[0], counts[1].label("last_at"))
        .outerjoin_from(other, EntityRedirect, col(EntityRedirect.entity_key) == col(other.entity_key))
        .where(col(other.article_key).in_(select(newest.c.article_key)), col(other.entity_key).not_in(rows))
        .group_by(record)
        .subquery()
    )
    columns = together.c.co_mention_count, together.c.last_at
    statement = select(*_COLUMNS, *columns).join(together, together.c.record == col(Entity.key))
    if filters.type:
        statement = statement.where(col(Entity.type).in_(filters.type))
    if filters.id:
        statement = statement.where(is_record_of(filters.id))
    first = dict(zip(RELATED_SORTS, columns, strict=True))[page.sort]
    return slice_of(page_of(session, statement, Order((first, col(Entity.key)), True), page), _related)


def find_record(session: Session, entity_id: UUID) -> UUID | None:
    """Return the id of the entity into which an entity was merged, or its own id if it was not merged.

    Return None if no article names it.
    """
    found = rows_of(session, _RECORD, id=entity_id)
    return found[0].id if found else None


def get_entity(
    session: Session, entity_id: UUID, *, with_articles: bool = True, language: str | None = None
) -> Stored | None:
    """Return one entity, with its name in a language.

    Return None if no article names the entity, or if it was merged into another one. With `with_articles=False`, return
    the entity in these two cases, too.
    """
    found = [row for row in rows_of(session, _BY_ID, id=entity_id) if row.article_count > 0 or not with_articles]
    return Stored(_entity(found[0], language), found[0].changed_at) if found else None


def entity_names(session: Session, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Map the ids of entities to their shown names."""
    named = select(col(Entity.id), col(Entity.name)).where(col(Entity.id).in_(ids))
    return {row.id: row.name for row in session.execute(named)}


def _entity(row: Row[Any], language: str | None = None) -> bytes:
    name, aliases = _named(row, language) if language else (row.name, row.aliases_json.encode())
    head = orjson.dumps({"id": row.id, "name": name, "type": row.type})
    counts = {"mention_count": b"%d" % row.mention_count, "article_count": b"%d" % row.article_count}
    return extended(head, {"aliases": aliases, "external_ids": row.external_ids_json.encode(), **counts})


def _named(row: Row[Any], language: str) -> tuple[str, bytes]:
    """Return an entity's name in a language, and its other names as JSON.

    If the entity has no name in the language, return its main name.
    """
    name = orjson.loads(row.names_json).get(language, row.name)
    others = [row.name, *orjson.loads(row.aliases_json)]
    aliases = [other for other in others if folded_name(other) != folded_name(name)]
    return name, orjson.dumps(aliases)


def _related(row: Row[Any]) -> bytes:
    last = orjson.dumps(utc_text(row.last_at) if row.last_at >= UNDATED_END else None)
    return extended(_entity(row), {"co_mention_count": b"%d" % row.co_mention_count, "last_published_at": last})
