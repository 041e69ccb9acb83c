"""Locks of writers, always taken in this order: articles by id, then the counter of changes, then other counts by key.

SQLite needs none of these locks: a session opened for writing is the only writer.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import text, update
from sqlmodel import Session, col, select

from app.store.prepared import Prepared, rows_of
from app.store.tables import Counter

_ADD_ONE = {"value": Counter.value + 1}
_TAKE_SEQ = Prepared(update(Counter).where(col(Counter.name) == "seq").values(_ADD_ONE).returning(col(Counter.value)))


def lock_article(session: Session, article: UUID) -> None:
    """Lock an article, even one that is not stored yet: other saves of it wait until this transaction ends."""
    if _on_postgresql(session):
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": article.int % 2**63})


def lock_articles(session: Session, articles: Iterable[UUID]) -> None:
    """Lock these articles and the counter of changes: all other writers wait until this transaction ends."""
    for article in sorted(articles):
        lock_article(session, article)
    if _on_postgresql(session):
        session.exec(select(Counter.value).where(Counter.name == "seq").with_for_update()).one()


def next_seq(session: Session) -> int:
    """Take the next number of a change. Other writers wait until this transaction ends, so no number is skipped."""
    return int(rows_of(session, _TAKE_SEQ)[0].value)


def _on_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
