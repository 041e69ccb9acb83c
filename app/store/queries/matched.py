"""Return the records that the entity names in a filter match."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from app.store.conditions import SPEAKERS
from app.store.entities.meant import find_meant
from app.store.filters import (
    ArticleFilter,
    ChangeFilter,
    EntityFilter,
    QuoteFilter,
    RelatedFilter,
    StatementFilter,
)
from app.store.tables import Entity

_OF_ARTICLES = QuoteFilter | EntityFilter | RelatedFilter | ChangeFilter
Named = tuple[str, str, tuple[str, ...]]  # parameter, value as typed, types of entities that it may mean


def matched_entities(session: Session, filters: Any) -> list[dict[str, Any]] | None:
    """Return the records that a filter names; None if it names no entity or belongs to another list."""
    named = list(dict.fromkeys(_named(filters)))
    if not named:
        return None
    meant = [(one, head) for one in named for head in find_meant(session, one[1], one[2]).heads]
    shown = ("id", "name", "type", "article_count")
    columns = [getattr(Entity.__table__.c, name) for name in ("key", *shown)]  # type: ignore[attr-defined]
    rows = session.execute(select(*columns).where(columns[0].in_({head for _, head in meant})))
    records = {row.key: {name: row._mapping[name] for name in shown} for row in rows}
    known = ((one, records[head]) for one, head in meant if head in records)
    return [{"parameter": one[0], "term": one[1], **record} for one, record in known]


def naming(session: Session, filters: Any) -> dict[str, Any]:
    """Return the member `matched_entities` of an answer; no member if the filter names no entity."""
    matched = matched_entities(session, filters)
    return {} if matched is None else {"matched_entities": matched}


def _named(filters: Any) -> Iterator[Named]:
    filters = filters.quotes if isinstance(filters, StatementFilter) else filters
    if isinstance(filters, QuoteFilter):
        yield from (("speaker", name, SPEAKERS) for name in filters.speaker)
        yield from (("mentions", name, ()) for name in filters.mentions)
    articles = filters.articles if isinstance(filters, _OF_ARTICLES) else filters
    if isinstance(articles, ArticleFilter):
        yield from (("entity", name, ()) for name in articles.entity)
        yield from (("speaker", name, SPEAKERS) for name in articles.speaker)
