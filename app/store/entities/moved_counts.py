"""Move articles and mentions from the counts of one record to those of another, when entities are merged or split."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, text, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.store.entities.day_counts import recount_days
from app.store.entity_tables import EntityRedirect
from app.store.tables import ArticleLabel, Entity, Mention

SPEAKER = "speaker"
_SET_SPEAKER = text(
    "INSERT INTO label (kind, value, name, article_count) VALUES ('speaker', :value, :name, :count)"
    " ON CONFLICT (kind, value) DO UPDATE SET article_count = excluded.article_count"
)


def move_counts(session: Session, keys: Collection[int], old: int, new: int, seq: int, now: datetime) -> None:
    """Take the articles and mentions of some entities from the counts of one record, and add them to those of another.

    `keys`: keys of these entities. `old`, `new`: keys of the two records. Call this after the redirects of the entities
    were changed. An article that names both records is counted once in each of them.
    """
    rest, others = _members(session, old) - set(keys), _members(session, new) - set(keys)
    articles, mentions = _size(session, keys, old, rest)
    _add(session, old, _shared(session, keys, rest) - articles, -mentions, seq, now)
    _add(session, new, articles - _shared(session, keys, others), mentions, seq, now)
    recount_days(session, (old, new))
    if _speaks(session, keys):
        count_speaker(session, old)
        count_speaker(session, new)


def count_speaker(session: Session, head: int) -> None:
    """Count again the articles with a quote by one entity, and store their number for the facet of speakers.

    `head`: key of the entity's record. Quotes by the entities that were merged into the record are counted, too.
    """
    values = [str(number) for number in session.execute(_ids(_members(session, head))).scalars()]
    quoted = col(ArticleLabel.kind) == SPEAKER, col(ArticleLabel.value).in_(values)
    articles = select(func.count(func.distinct(col(ArticleLabel.article_key)))).where(*quoted)
    record = session.execute(select(col(Entity.id), col(Entity.name)).where(col(Entity.key) == head)).one()
    row = {"value": str(record.id), "name": record.name, "count": session.execute(articles).scalar_one()}
    session.execute(_SET_SPEAKER, row)


def _members(session: Session, head: int) -> set[int]:
    counted = select(col(EntityRedirect.entity_key)).where(col(EntityRedirect.head_key) == head)
    return {head, *session.execute(counted).scalars()}


def _ids(keys: Collection[int]) -> Select[UUID]:
    return select(col(Entity.id)).where(col(Entity.key).in_(keys))


def _size(session: Session, keys: Collection[int], old: int, rest: Collection[int]) -> tuple[int, int]:
    """Return how many articles and how many mentions the entities `keys` have together.

    `rest`: the entities of the record `old` that are not in `keys`. If there are none, `keys` are the whole record, and
    the counts that are stored for the record are returned.
    """
    if not rest:
        counted = select(col(Entity.article_count), col(Entity.mention_count)).where(col(Entity.key) == old)
        record = session.execute(counted).one()
        return record.article_count, record.mention_count
    of_rows = select(func.count(func.distinct(col(Mention.article_key))), func.sum(col(Mention.mention_count)))
    articles, mentions = session.execute(of_rows.where(col(Mention.entity_key).in_(keys))).one()
    return articles, mentions or 0


def _shared(session: Session, some: Collection[int], others: Collection[int]) -> int:
    """Return how many articles mention one of the entities `some` and also one of the entities `others`."""
    if not some or not others:
        return 0
    few, many = sorted((some, others), key=lambda keys: _own_articles(session, keys))
    here, there = aliased(Mention), aliased(Mention)
    same: tuple[ColumnElement[bool], ...] = (
        col(there.entity_key).in_(many),
        col(there.sort_at) == col(here.sort_at),
        col(there.article_key) == col(here.article_key),
    )
    both = select(func.count(func.distinct(col(here.article_key)))).where(col(here.entity_key).in_(few))
    return int(session.execute(both.where(select(col(there.article_key)).where(*same).exists())).scalar_one())


def _own_articles(session: Session, keys: Collection[int]) -> int:
    found = session.execute(select(func.sum(col(Entity.own_articles))).where(col(Entity.key).in_(keys))).scalar_one()
    return int(found or 0)


def _add(session: Session, key: int, articles: int, mentions: int, seq: int, now: datetime) -> None:
    counted = {
        "article_count": Entity.article_count + articles,
        "mention_count": Entity.mention_count + mentions,
        "seq": seq,
        "changed_at": now,
    }
    session.execute(update(Entity).where(col(Entity.key) == key).values(counted))


def _speaks(session: Session, keys: Collection[int]) -> bool:
    values = [str(number) for number in session.execute(_ids(keys)).scalars()]
    quoted = select(col(ArticleLabel.article_key)).where(
        col(ArticleLabel.kind) == SPEAKER, col(ArticleLabel.value).in_(values)
    )
    return session.execute(quoted.limit(1)).first() is not None
