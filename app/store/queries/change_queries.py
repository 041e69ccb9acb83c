"""Read the changes of articles, and merges and splits of entities, in the order of their commits."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import orjson
from sqlalchemy import Row, select
from sqlmodel import Session, col

from app.schemas.base import utc_text
from app.store.conditions import article_conditions, looked_up
from app.store.filters import EVERY_ARTICLE, ChangeFilter
from app.store.prepared import Prepared, Run, on
from app.store.queries.curation_queries import changes_of_entities
from app.store.queries.members import extended
from app.store.queries.summaries import read_summaries
from app.store.tables import Article, Change, Counter
from app.text.normalize import lower

DELETED = "article.deleted"
# prepared, because every list reads this number for its ETag
_LAST_SEQ = Prepared(select(col(Counter.value)).where(col(Counter.name) == "seq"))


@dataclass(frozen=True)
class Changed:
    """A change of an article or an entity: its number, its type, and its JSON."""

    seq: int
    type: str
    json: bytes


def list_changes(session: Session, filters: ChangeFilter, limit: int, *, with_articles: bool = False) -> list[Changed]:
    """Return the first `limit` changes after number `filters.after`. `with_articles`: add a summary of each article.

    Of the filter, only `publisher` applies to deletions, because no other field of a deleted article is kept, and
    clients with a copy must learn of the deletion. Merges and splits of entities are listed only if no filter is set.
    """
    statement = select(*Change.__table__.columns).where(col(Change.seq) > filters.after)  # type: ignore[attr-defined]
    if filters.articles != EVERY_ARTICLE:
        conditions = article_conditions(filters.articles, session, in_order=True)
        matching = looked_up(col(Article.id) == col(Change.article_id), *conditions)
        gone = col(Change.type) == DELETED
        if filters.articles.publisher:
            gone &= col(Change.publisher).in_([lower(domain) for domain in filters.articles.publisher])
        statement = statement.where(matching | gone)
    rows = session.execute(statement.order_by(col(Change.seq)).limit(limit)).all()
    found = read_summaries(session, Article.id, {row.article_id for row in rows}) if with_articles else {}
    more = [{"article": found.get(row.article_id, b"null")} if with_articles else {} for row in rows]
    changes = [Changed(row.seq, row.type, extended(_json(row), added)) for row, added in zip(rows, more, strict=True)]
    if filters.articles != EVERY_ARTICLE:
        return changes
    merged = [Changed(*change) for change in changes_of_entities(session, filters.after, limit)]
    return sorted([*changes, *merged], key=attrgetter("seq"))[:limit]


def last_seq(session: Session) -> int:
    """Return the number of the newest change."""
    return last_seq_by(on(session.connection()))


def last_seq_by(run: Run) -> int:
    """Return the number of the newest change. `run` runs prepared SQL."""
    rows, _ = run(_LAST_SEQ)
    return int(rows[0][0])


def _json(row: Row[Any]) -> bytes:
    return orjson.dumps(
        {
            "seq": row.seq,
            "type": row.type,
            "article_id": row.article_id,
            "revision": row.revision,
            "at": utc_text(row.at),
        }
    )
