"""Locks for writers. Take them in this order: articles, sorted by id; the counter of changes; rows with other counts.

Rows with other counts may be updated in any order, because only the writer that holds the lock of the counter updates
them. Only PostgreSQL needs these locks: on SQLite, a session opened for writing is the only writer.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import BigInteger, bindparam, text, update
from sqlmodel import Session, col, select

from app.store.prepared import Prepared, rows_of
from app.store.tables import Counter

_ADD = {"value": Counter.value + bindparam("count", type_=BigInteger())}
_TAKE_SEQ = Prepared(update(Counter).where(col(Counter.name) == "seq").values(_ADD).returning(col(Counter.value)))


def lock_article(session: Session, article: UUID) -> None:
    """Lock an article, stored or not: other saves of the article wait until this transaction ends."""
    if _on_postgresql(session):
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": article.int % 2**63})


def lock_articles(session: Session, articles: Iterable[UUID]) -> None:
    """Lock these articles and the counter of changes: all other writers wait until this transaction ends."""
    if _on_postgresql(session):
        keys = [article.int % 2**63 for article in sorted(articles)]
        session.execute(
            text("SELECT pg_advisory_xact_lock(key) FROM unnest(CAST(:keys AS bigint[])) AS key"), {"keys": keys}
        )
        session.exec(select(Counter.value).where(Counter.name == "seq").with_for_update()).one()


def next_seq(session: Session) -> int:
    """Take the next number of a change. Other writers wait until this transaction ends, so numbers have no gaps."""
    return next_seqs(session, 1)[0]


def next_seqs(session: Session, count: int) -> range:
    """Take the numbers of the next `count` changes at once, like `next_seq`."""
    last = int(rows_of(session, _TAKE_SEQ, count=count)[0].value)
    return range(last - count + 1, last + 1)


def _on_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
