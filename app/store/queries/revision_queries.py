"""Read the revisions of an article, and compare two of them."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from app.schemas.base import utc_text
from app.store.queries.article_queries import get_article
from app.store.queries.listing import ListRequest, Order, Slice, Stored, page_of, slice_of
from app.store.tables import Article, Revision

ORDERS = {"-number": Order((col(Revision.number),), True), "number": Order((col(Revision.number),), False)}
NOT_CONTENT = frozenset({"provenance", "warnings"})
NOT_COMPARED = NOT_CONTENT | {
    "id", "revision", "seq", "first_seen_at", "duplicate_of", "quote_count", "entity_count",
}  # fmt: skip

_LISTED: tuple[Any, ...] = (
    *(col(Revision.number), col(Revision.fetched_at), col(Revision.last_seen_at), col(Revision.changed_fields)),
    col(Article.revision),
)
_RECORD: tuple[Any, ...] = (
    *(col(Revision.record), col(Revision.last_seen_at)),
    *(col(Article.revision), col(Article.first_seen_at)),
)


@dataclass(frozen=True)
class RevisionFilter:
    """Filter of the list of revisions, which shows all revisions of one article."""

    article: UUID


def list_revisions(session: Session, filters: RevisionFilter, page: ListRequest) -> Slice:
    """Return a page of results: the revisions of an article.

    They include stale revisions, which were posted after the current version, but fetched before it.
    """
    statement = select(*_LISTED).join_from(Revision, Article)
    statement = statement.where(col(Article.id) == filters.article)
    return slice_of(page_of(session, statement, ORDERS[page.sort], page), _revision)


def get_revision(session: Session, article: UUID, number: int) -> Stored | None:
    """Return the record of an article as it was at revision `number`; None if there is no such revision."""
    statement = select(*_RECORD).join_from(Revision, Article)
    same = col(Article.id) == article, col(Revision.number) == number
    row = session.execute(statement.where(*same)).first()
    if row is None:
        return None
    if row.revision == number:
        return get_article(session, article)
    record = orjson.loads(zlib.decompress(row.record))
    record |= {"revision": number, "first_seen_at": utc_text(row.first_seen_at)}
    return Stored(orjson.dumps(record), row.last_seen_at)


def diff_revisions(session: Session, article: UUID, number: int, against: int) -> bytes | None:
    """Return, as JSON, the members that differ between revisions `against` and `number`; None if one is missing."""
    found = [get_revision(session, article, n) for n in (against, number)]
    before, after = (orjson.loads(stored.json) if stored else None for stored in found)
    if before is None or after is None:
        return None
    changes = [
        {"field": name, "before": before.get(name), "after": after.get(name)} for name in changed_fields(before, after)
    ]
    return orjson.dumps({"from": against, "to": number, "changes": changes})


def changed_fields(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the members that differ between two records, in the order of the record."""
    names = (name for name in after if name not in NOT_COMPARED)
    return tuple(name for name in names if _compared(before.get(name)) != _compared(after[name]))


def _compared(value: Any) -> Any:
    """Return the value of a member without the ids of statements: a save of another article may change these ids."""
    if not isinstance(value, list):
        return value
    return [
        {k: v for k, v in item.items() if k != "statement_id"} if isinstance(item, dict) else item for item in value
    ]


def _revision(row: Row[Any]) -> bytes:
    return orjson.dumps(
        {
            "number": row.number,
            "fetched_at": utc_text(row.fetched_at),
            "last_seen_at": utc_text(row.last_seen_at),
            "changed_fields": [name for name in row.changed_fields.split(",") if name],
            "is_head": row.number == row.revision,
        }
    )


def last_seen_at(session: Session, article: UUID) -> datetime | None:
    """Return the time when a page of the article was last posted; None if the article does not exist."""
    return session.execute(select(col(Article.last_seen_at)).where(col(Article.id) == article)).scalar()


def number_before(session: Session, article: UUID, number: int) -> int:
    """Return the number of the revision before `number`; if there is none, `number` itself."""
    numbers = select(func.max(Revision.number)).join_from(Revision, Article)
    found = session.execute(numbers.where(col(Article.id) == article, col(Revision.number) < number)).scalar()
    return found or number
