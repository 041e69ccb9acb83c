"""Figures over the articles that match: counts by value, and over time."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, Literal

from sqlalchemy import and_, func, literal, select, union_all
from sqlmodel import Session, col

from app.store.conditions import article_conditions
from app.store.filters import EVERY_ARTICLE, ArticleFilter
from app.store.queries.listing import Statement
from app.store.tables import Article, ArticleLabel, Entity, Label, Mention
from app.store.types import UtcDateTime

Facet = Literal["publisher", "agency", "section", "tag", "language", "entity", "speaker", "author"]
_COLUMNS = {"publisher": Article.publisher, "section": Article.section, "language": Article.language}
_LABEL: tuple[Any, ...] = (col(Label.value), col(Label.name))
_ENTITY: tuple[Any, ...] = (col(Entity.id), col(Entity.name))
_LISTED: tuple[Any, ...] = (col(ArticleLabel.value),)
_PART = 400  # intervals counted by one statement
Counted = dict[str, Any]


def count_articles(session: Session, wanted: ArticleFilter) -> int:
    """How many articles match."""
    return int(session.execute(select(func.count()).select_from(_matches(session, wanted).subquery())).scalar_one())


def count_values(session: Session, wanted: ArticleFilter, facet: Facet, size: int) -> list[Counted]:
    """The values of a facet with most matching articles: `value` to filter by, `label` to show, `count`."""
    if facet == "entity":
        statement = _entities(session, wanted)
    elif wanted == EVERY_ARTICLE:  # counted by every write already
        same = col(Label.kind) == facet, col(Label.article_count) > 0
        statement = select(*_LABEL, col(Label.article_count).label("n")).where(*same)
    else:
        statement = _labels(session, wanted, facet)
    counted = statement.subquery()
    value, name, number = counted.c
    rows = session.execute(select(value, name, number).order_by(number.desc(), value).limit(size)).all()
    return [{"value": str(row[0]), "label": row[1], "count": row[2]} for row in rows]


def find_range(session: Session, wanted: ArticleFilter) -> tuple[datetime, datetime] | None:
    """The times of the oldest and of the newest dated article that matches; None where there is none."""
    at = _dated(session, wanted).subquery().c.sort_at
    first, last = session.execute(select(func.min(at), func.max(at))).one()
    return (first, last) if first is not None else None


def count_intervals(session: Session, wanted: ArticleFilter, starts: Sequence[datetime]) -> list[int]:
    """Matching dated articles in each interval; the last start is where the last interval ends."""
    counts: list[int] = []
    for first in range(0, len(starts) - 1, _PART):
        counts += _count_part(session, wanted, starts[first : first + _PART + 1])
    return counts


def _count_part(session: Session, wanted: ArticleFilter, starts: Sequence[datetime]) -> Iterable[int]:
    kind = UtcDateTime()
    rows = (
        select(literal(number).label("number"), literal(start, kind).label("start"), literal(end, kind).label("end"))
        for number, (start, end) in enumerate(pairwise(starts))
    )
    interval = union_all(*rows).subquery()
    inside = and_(col(Article.sort_at) >= interval.c.start, col(Article.sort_at) < interval.c.end)
    conditions = article_conditions(wanted, session.get_bind().dialect.name)
    statement = (
        select(interval.c.number, func.count())
        .join_from(interval, Article, and_(inside, col(Article.is_dated).is_(True), *conditions))
        .group_by(interval.c.number)
    )
    counted = {row[0]: row[1] for row in session.execute(statement)}
    return (counted.get(number, 0) for number in range(len(starts) - 1))


def _matches(session: Session, wanted: ArticleFilter) -> Statement:
    return select(col(Article.key)).where(*article_conditions(wanted, session.get_bind().dialect.name))


def _dated(session: Session, wanted: ArticleFilter) -> Statement:
    return _matches(session, wanted).where(col(Article.is_dated).is_(True)).with_only_columns(col(Article.sort_at))


def _labels(session: Session, wanted: ArticleFilter, facet: Facet) -> Statement:
    rows: Statement
    if facet in _COLUMNS:
        value = col(_COLUMNS[facet])
        rows = _matches(session, wanted).with_only_columns(value.label("value")).where(value.is_not(None))
    else:
        rows = select(*_LISTED).where(col(ArticleLabel.kind) == facet)
        rows = rows.where(col(ArticleLabel.article_key).in_(_matches(session, wanted)))
    counted = rows.subquery()
    grouped = select(counted.c.value, func.count().label("n")).group_by(counted.c.value).subquery()
    same = and_(col(Label.kind) == facet, col(Label.value) == grouped.c.value)
    return select(*_LABEL, grouped.c.n).join_from(grouped, Label, same)


def _entities(session: Session, wanted: ArticleFilter) -> Statement:
    if wanted == EVERY_ARTICLE:
        return select(*_ENTITY, col(Entity.article_count).label("n")).where(col(Entity.article_count) > 0)
    named = select(col(Mention.entity_key), func.count().label("n"))
    named = named.where(col(Mention.article_key).in_(_matches(session, wanted))).group_by(col(Mention.entity_key))
    counted = named.subquery()
    same = counted.c.entity_key == col(Entity.key)
    return select(*_ENTITY, counted.c.n).join_from(counted, Entity, same)
