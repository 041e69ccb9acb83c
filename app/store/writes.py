"""Saving an article: article, text, quotes, entities and mentions in the session's one transaction."""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Literal
from uuid import UUID

import orjson
from sqlalchemy import func, text, update
from sqlmodel import Session, col, select

from app.schemas.article import ArticleDraft
from app.schemas.record import card_of, draft_id, record_of
from app.store.parts import delete_parts, write_parts
from app.store.queries import get_article
from app.store.tables import Article, Counter, Revision
from app.text.fold import letters

Outcome = Literal["created", "unchanged", "revised", "stale"]
_NOT_CONTENT = frozenset({"provenance", "warnings"})
_NOT_COMPARED = _NOT_CONTENT | {"id", "revision", "seq", "first_seen_at", "duplicate_of", "quote_count", "entity_count"}


@dataclass(frozen=True)
class Saved:
    """What a save did; `revision` is the head's, but for `stale` the number the old page was kept under."""

    outcome: Outcome
    article_id: UUID
    revision: int
    changed_fields: tuple[str, ...] = ()
    duplicate_of: UUID | None = None


def save_article(
    session: Session, draft: ArticleDraft, *, fetched_at: datetime | None = None, now: datetime | None = None
) -> Saved:
    """Store the draft, or see that it is stored already. The caller commits.

    The session must have been opened for writing; parallel saves of one article wait for each other.
    """
    now = now or datetime.now(UTC)
    fetched_at = fetched_at or now
    _lock(session, draft_id(draft))
    head = session.exec(select(Article).where(Article.id == draft_id(draft))).first()
    if head is None:
        return _create(session, draft, fetched_at, now)
    if head.fingerprint == fingerprint(draft):
        return _see_again(session, head, fetched_at, now)
    if fetched_at < head.fetched_at:
        return _keep_as_history(session, head, draft, fetched_at, now)
    return _revise(session, head, draft, fetched_at, now)


def fingerprint(draft: ArticleDraft) -> str:
    """What makes two drafts the same article: its fields, blocks, quotes and entities, not how they were found."""
    return sha256(draft.model_dump_json(exclude=set(_NOT_CONTENT)).encode()).hexdigest()


def _create(session: Session, draft: ArticleDraft, fetched_at: datetime, now: datetime) -> Saved:
    seq, body_hash = next_seq(session), _body_hash(draft)
    first = select(Article.id).where(Article.body_hash == body_hash).order_by(col(Article.key)).limit(1)
    duplicate_of = session.exec(first).first() if draft.body else None
    article = Article(id=draft_id(draft), first_seen_at=now, last_seen_at=now, fetched_at=fetched_at, revision=1)  # type: ignore[call-arg]
    article.seq = seq
    _fill(article, draft, now, duplicate_of)
    session.add(article)
    session.flush()
    write_parts(session, article, draft)
    _add_revision(session, article, fetched_at, now, ())
    return Saved("created", article.id, 1, (), duplicate_of)


def _see_again(session: Session, head: Article, fetched_at: datetime, now: datetime) -> Saved:
    head.last_seen_at = max(head.last_seen_at, now)
    head.fetched_at = max(head.fetched_at, fetched_at)
    seen = update(Revision).where(col(Revision.article_key) == head.key, col(Revision.number) == head.revision)
    session.exec(seen.values(last_seen_at=head.last_seen_at))
    return Saved("unchanged", head.id, head.revision, (), _duplicate_of(head))


def _revise(session: Session, head: Article, draft: ArticleDraft, fetched_at: datetime, now: datetime) -> Saved:
    seq = next_seq(session)  # before any counter is touched: writers take their locks in one order
    before = get_article(session, head.id)
    old = before.json if before else b"{}"
    changed = changed_fields(orjson.loads(old), orjson.loads(record_of(draft).model_dump_json()))
    archived = update(Revision).where(col(Revision.article_key) == head.key, col(Revision.number) == head.revision)
    session.exec(archived.values(record=zlib.compress(old)))
    delete_parts(session, head, now)
    head.revision = _next_number(session, head)
    head.seq, head.fetched_at, head.last_seen_at = seq, fetched_at, now
    _fill(head, draft, now, _duplicate_of(head))
    session.flush()
    write_parts(session, head, draft)
    _add_revision(session, head, fetched_at, now, changed)
    return Saved("revised", head.id, head.revision, changed, _duplicate_of(head))


def _keep_as_history(
    session: Session, head: Article, draft: ArticleDraft, fetched_at: datetime, now: datetime
) -> Saved:
    number = _next_number(session, head)
    row = Revision(article_key=head.key, number=number, fetched_at=fetched_at, last_seen_at=now, changed_fields="")  # type: ignore[arg-type]
    row.record = zlib.compress(record_of(draft).model_dump_json().encode())
    session.add(row)
    return Saved("stale", head.id, number, (), _duplicate_of(head))


def changed_fields(before: dict[str, object], after: dict[str, object]) -> tuple[str, ...]:
    """Names of the members of a record whose values differ, in the record's order."""
    return tuple(name for name in after if name not in _NOT_COMPARED and before.get(name) != after[name])


def _fill(article: Article, draft: ArticleDraft, now: datetime, duplicate_of: UUID | None) -> None:
    card = card_of(
        draft,
        revision=article.revision,
        seq=article.seq,
        first_seen_at=article.first_seen_at,
        duplicate_of=duplicate_of,
    )
    article.url = draft.url
    article.publisher = draft.publisher.domain if draft.publisher else None
    article.section = draft.section.slug if draft.section else None
    article.language = draft.language
    article.sort_at = draft.published_at or article.first_seen_at
    article.changed_at = now
    article.has_lede, article.has_images = bool(draft.lede), bool(draft.images)
    article.has_authors, article.has_quotes = bool(draft.authors), bool(draft.quotes)
    article.is_modified, article.is_dated = draft.modified_at is not None, draft.published_at is not None
    article.fingerprint, article.body_hash = fingerprint(draft), _body_hash(draft)
    article.card_json = card.model_dump_json()


def _add_revision(
    session: Session, article: Article, fetched_at: datetime, now: datetime, changed: tuple[str, ...]
) -> None:
    session.add(
        Revision(
            article_key=article.key or 0,
            number=article.revision,
            fetched_at=fetched_at,
            last_seen_at=now,
            changed_fields=",".join(changed),
        )
    )


def _next_number(session: Session, head: Article) -> int:
    highest = session.exec(select(func.max(Revision.number)).where(Revision.article_key == head.key)).one()
    return int(highest) + 1


def _duplicate_of(head: Article) -> UUID | None:
    found = orjson.loads(head.card_json)["duplicate_of"]
    return UUID(found) if found else None


def _body_hash(draft: ArticleDraft) -> str:
    return sha256(letters(draft.body).encode()).hexdigest()


def next_seq(session: Session) -> int:
    """The next number of the order of changes; writers wait for each other here, so that none is missed."""
    taken = (
        update(Counter).where(col(Counter.name) == "seq").values(value=Counter.value + 1).returning(col(Counter.value))
    )
    return int(session.exec(taken).scalar_one())


def _lock(session: Session, article: UUID) -> None:
    """Let parallel saves of one article wait for each other; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.exec(text("SELECT pg_advisory_xact_lock(:key)").bindparams(key=article.int % 2**63))  # type: ignore[call-overload]
