"""Count matching quotes by the values of a facet (publisher, speaker …)."""

from typing import Any, Literal
from uuid import UUID

from sqlalchemy import SQLColumnExpression, and_, case, func, select
from sqlmodel import Session, col

from app.store.entity_tables import EntityRedirect
from app.store.filters import QuoteFilter
from app.store.queries.entity_queries import entity_names
from app.store.queries.listing import Statement
from app.store.queries.quote_queries import select_quotes
from app.store.queries.stats_queries import Counted, Facet
from app.store.tables import Article, ArticleLabel, Entity, Label, Mention, Quote, QuoteMention

QuoteFacet = Literal["mentions", "kind", "cue_type"]
AnyFacet = Literal[Facet, QuoteFacet]
_OWN = {"publisher": Quote.publisher, "language": Quote.language, "kind": Quote.kind, "cue_type": Quote.cue_type}


def count_quotes(session: Session, filters: QuoteFilter) -> int:
    """Return the number of quotes that match."""
    matches = select_quotes(session, filters, [col(Quote.key)]).subquery()
    return int(session.execute(select(func.count()).select_from(matches)).scalar_one())


def count_quote_values(session: Session, filters: QuoteFilter, facet: AnyFacet, size: int) -> list[Counted]:
    """Count the matching quotes by the values of a facet. Return the `size` most frequent values.

    Each has `value` (to filter by), `label` (to show) and `count`.
    """
    if facet == "speaker":
        return _speakers(session, filters, size)
    if facet in ("entity", "mentions"):
        statement = _entities(session, filters, facet)
    else:
        statement = _labelled(session, filters, facet)
    counted = statement.subquery()
    value, name, number = counted.c
    rows = session.execute(select(value, name, number).order_by(number.desc(), value).limit(size)).all()
    return [{"value": str(row[0]), "label": row[1] or str(row[0]), "count": row[2]} for row in rows]


def _labelled(session: Session, filters: QuoteFilter, facet: str) -> Statement:
    """Return the SQL that selects each value of the facet with its name and its number of quotes."""
    matches = select_quotes(session, filters, [col(Quote.key), col(Quote.article_key), *map(col, _OWN.values())])
    quotes = matches.subquery()
    rows: Statement
    if facet in _OWN:
        rows = select(quotes.c[facet].label("value")).where(quotes.c[facet].is_not(None))
    elif facet == "section":
        rows = select(col(Article.section).label("value")).where(col(Article.section).is_not(None))
        rows = rows.join(quotes, quotes.c.article_key == col(Article.key))
    else:
        rows = select(col(ArticleLabel.value)).where(col(ArticleLabel.kind) == facet)
        rows = rows.join(quotes, quotes.c.article_key == col(ArticleLabel.article_key))
    found = rows.subquery()
    value: SQLColumnExpression[Any] = found.c.value
    grouped = select(value, func.count().label("n")).group_by(value).subquery()
    same = and_(col(Label.kind) == facet, col(Label.value) == grouped.c.value)
    return select(grouped.c.value, col(Label.name), grouped.c.n).join_from(grouped, Label, same, isouter=True)


def _entities(session: Session, filters: QuoteFilter, facet: str) -> Statement:
    """Return the SQL that counts the quotes of each entity.

    The facet `mentions` counts the quotes that name the entity; `entity` counts all quotes in articles that name it.
    """
    quotes = select_quotes(session, filters, [col(Quote.key), col(Quote.article_key)]).subquery()
    if facet == "mentions":
        table: Any = QuoteMention
        same = col(QuoteMention.quote_key) == quotes.c.key
    else:
        table, same = Mention, col(Mention.article_key) == quotes.c.article_key
    record = func.coalesce(col(EntityRedirect.head_key), col(table.entity_key)).label("record")
    named = select(record, quotes.c.key).join_from(table, quotes, same)
    once = (
        named.outerjoin(EntityRedirect, col(EntityRedirect.entity_key) == col(table.entity_key)).distinct().subquery()
    )
    counted = select(once.c.record, func.count().label("n")).group_by(once.c.record).subquery()
    columns: tuple[Any, ...] = (col(Entity.id), col(Entity.name), counted.c.n)
    return select(*columns).join_from(counted, Entity, counted.c.record == col(Entity.key))


def _speakers(session: Session, filters: QuoteFilter, size: int) -> list[Counted]:
    """Count the quotes of each speaker: by entity, or by folded name if the speaker is no entity."""
    quotes = select_quotes(session, filters, [col(Quote.speaker_id), col(Quote.speaker_name)]).subquery()
    entity = func.coalesce(col(Entity.id), quotes.c.speaker_id).label("speaker_id")
    name = case((quotes.c.speaker_id.is_(None), quotes.c.speaker_name)).label("name")
    grouped = select(entity, name, func.count().label("n")).select_from(quotes)
    grouped = grouped.outerjoin(EntityRedirect, col(EntityRedirect.own_id) == quotes.c.speaker_id)
    grouped = grouped.outerjoin(Entity, col(Entity.key) == col(EntityRedirect.head_key))
    counted = grouped.where(quotes.c.speaker_name.is_not(None)).group_by(entity, name).subquery()
    is_unlinked = counted.c.speaker_id.is_(None)
    order = (counted.c.n.desc(), is_unlinked, counted.c.speaker_id, counted.c.name)
    rows = session.execute(select(*counted.c).order_by(*order).limit(size)).all()
    names = _names(session, [row.speaker_id for row in rows if row.speaker_id], [row.name for row in rows if row.name])
    return [_counted(row.speaker_id or row.name, names, row.n) for row in rows]


def _counted(value: UUID | str, names: dict[UUID | str, str], count: int) -> Counted:
    return {"value": str(value), "label": names.get(value, str(value)), "count": count}


def _names(session: Session, entities: list[UUID], folded: list[str]) -> dict[UUID | str, str]:
    """Map the ids of entities, and the folded names of speakers who are no entities, to the names to show."""
    same = col(Label.kind) == "speaker", col(Label.value).in_(folded)
    rows = session.execute(select(col(Label.value), col(Label.name)).where(*same))
    names: dict[UUID | str, str] = {row.value: row.name for row in rows}
    for entity, name in entity_names(session, entities).items():
        names[entity] = name
    return names
