"""Save and delete articles with all their rows, in the transaction of the session."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Literal, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import BindParameter, bindparam, delete, func, union_all, update
from sqlmodel import Session, col, select

from app.errors import Gone, PreconditionFailed
from app.schemas.article import ArticleDraft
from app.schemas.record import record_of
from app.store.article_rows import (
    OWN,
    Writing,
    add_changes,
    add_revisions,
    duplicate_of,
    find_originals,
    write_articles,
)
from app.store.draft_rows import AnyDraft, DraftRows, PackedDraft, rows_of_draft, unpacked
from app.store.locks import lock_article, next_seq, next_seqs
from app.store.parts import delete_parts
from app.store.preconditions import Condition
from app.store.prepared import Prepared, rows_of
from app.store.queries.article_queries import get_article
from app.store.queries.change_queries import DELETED
from app.store.queries.revision_queries import changed_fields
from app.store.queries.versions import article_version
from app.store.session import insert_rows
from app.store.tables import Article, Change, Revision, Tombstone
from app.store.types import Id

Outcome = Literal["created", "unchanged", "revised", "stale"]
_ID = bindparam("article", type_=Id())
_IDS: BindParameter[Any] = bindparam("articles", expanding=True)
# parameter `articles`: ids; selects those of them that belong to a stored article or to a deleted one
_KNOWN = Prepared(
    union_all(*(select(column).where(column.in_(_IDS)) for column in (col(Article.id), col(Tombstone.id))))
)
# parameter `article`: an id; selects the key of the article with this id if it is stored (else NULL), and the number of
# the last revision if the article was deleted (else NULL)
_BEFORE = Prepared(
    select(
        select(col(Article.key)).where(col(Article.id) == _ID).scalar_subquery().label("key"),
        select(col(Tombstone.revision)).where(col(Tombstone.id) == _ID).scalar_subquery().label("deleted"),
    )
)


class New(NamedTuple):
    """An article that is not stored: it is new, or it was deleted."""

    rows: DraftRows
    fetched_at: datetime | None
    deleted: int | None = None  # number of the article's last revision, if the article was deleted


@dataclass(frozen=True)
class Saved:
    """Result of a save."""

    outcome: Outcome
    article_id: UUID
    # number of the current revision; if the outcome is `stale`, number of the revision that keeps the posted version
    revision: int
    changed_fields: tuple[str, ...] = ()
    duplicate_of: UUID | None = None  # id of the first article with the same body

    @property
    def has_new_page(self) -> bool:
        """Whether the posted page replaces the stored page of the article."""
        return self.outcome in ("created", "revised")


def save_article(
    session: Session,
    draft: AnyDraft,
    *,
    fetched_at: datetime | None = None,
    now: datetime | None = None,
    restore: bool = False,
    precondition: Condition | None = None,
) -> Saved:
    """Store a draft as a new article, or as a new revision of a stored article.

    If the page of the draft was fetched before the stored one, the revision does not become the current one (`stale`).
    If the draft equals the stored article, only the times of the article change. The session must be open for writing;
    the caller commits. Parallel saves of one article wait for each other.
    `precondition`: condition that the record stored so far must meet.

    Raises:
        Gone: the article was deleted, and `restore` is not set.
        PreconditionFailed: the precondition does not hold.
    """
    now, new = now or datetime.now(UTC), unpacked(draft)
    article_id: UUID = new.rows.columns["id"]
    lock_article(session, article_id)
    before = rows_of(session, _BEFORE, article=article_id)[0]
    if before.key is None and not restore and before.deleted is not None:
        raise Gone("the article was deleted; post it with restore=true to store it again")
    if precondition:
        _check(session, article_id, precondition)
    if before.key is None:
        return create_articles(session, [New(new.rows, fetched_at, before.deleted)], now)[0]
    head = session.exec(select(Article).where(Article.key == before.key)).one()
    # a page posted now counts as newer than the current revision, even if the clock was set back
    if fetched_at is None:
        fetched_at = max(now, head.fetched_at)
    if head.fingerprint == new.rows.columns["fingerprint"]:
        return _see_again(session, head, fetched_at, now)
    if fetched_at < head.fetched_at:
        return _keep_as_history(session, head, new.draft, fetched_at, now)
    return _revise(session, head, new, fetched_at, now)


def save_articles(
    session: Session, drafts: Sequence[tuple[PackedDraft, datetime | None]], *, now: datetime | None = None
) -> list[Saved | Gone]:
    """Store drafts, each with the time when its page was fetched.

    Return, for each draft, the result of `save_article`, or its error `Gone`.
    The caller must hold the locks of the articles. New articles that follow each other are stored by one SQL statement
    per table.
    """
    now, outcomes = now or datetime.now(UTC), list[Saved | Gone]()
    ids = {draft.rows.columns["id"] for draft, _ in drafts}
    known: set[UUID] = {row.id for row in rows_of(session, _KNOWN, articles=ids)} if ids else set()
    for is_new, run in groupby(drafts, lambda one: _is_first(known, one[0].rows.columns["id"])):
        if is_new:
            outcomes += create_articles(session, [New(draft.rows, fetched_at) for draft, fetched_at in run], now)
        else:
            outcomes += [_outcome(session, draft, fetched_at, now) for draft, fetched_at in run]
    return outcomes


def _is_first(known: set[UUID], article_id: UUID) -> bool:
    """Add an article to `known`; return whether it was missing there."""
    is_first = article_id not in known
    known.add(article_id)
    return is_first


def _outcome(session: Session, draft: PackedDraft, fetched_at: datetime | None, now: datetime) -> Saved | Gone:
    try:
        return save_article(session, draft, fetched_at=fetched_at, now=now)
    except Gone as gone:
        return gone
    finally:
        session.expunge_all()  # empty the session, so that the next article reads its rows from the database


def delete_article(
    session: Session, article_id: UUID, *, now: datetime | None = None, precondition: Condition | None = None
) -> bool:
    """Delete an article with its revisions, and leave a tombstone. The caller commits.

    Return False if the article does not exist.

    Raises:
        PreconditionFailed: the precondition does not hold.
    """
    lock_article(session, article_id)
    if precondition and not is_deleted(session, article_id):
        _check(session, article_id, precondition)
    article = session.exec(select(Article).where(Article.id == article_id)).first()
    if article is None:
        return False
    now, seq = now or datetime.now(UTC), next_seq(session)
    last = _next_number(session, article) - 1
    session.add(Tombstone(id=article_id, url=article.url, revision=last, deleted_at=now))
    deleted = {"seq": seq, "type": DELETED, "article_id": article.id, "revision": article.revision}
    insert_rows(session, Change, [{**deleted, "publisher": article.publisher, "at": now}])
    session.flush()
    delete_parts(session, article, now)
    session.exec(delete(Revision).where(col(Revision.article_key) == article.key))
    session.exec(delete(Article).where(col(Article.key) == article.key))
    session.expire_all()
    return True


def _check(session: Session, article_id: UUID, precondition: Condition) -> None:
    stored = article_version(session, article_id)
    if not precondition.holds(stored.stamp if stored else None):
        raise PreconditionFailed("the stored article does not meet the request's If-Match or If-None-Match")


def is_deleted(session: Session, article_id: UUID) -> bool:
    """Return whether the article with this id was deleted."""
    return session.get(Tombstone, article_id) is not None


def create_articles(session: Session, articles: Sequence[New], now: datetime) -> list[Saved]:
    """Store articles that are not stored yet, in this order."""
    seqs = next_seqs(session, len(articles))
    originals = find_originals(session, [new.rows for new in articles])
    writings = [_new(*one, now) for one in zip(articles, seqs, originals, strict=True)]
    changes = list(zip(write_articles(session, writings), writings, strict=True))
    add_changes(session, "article.created", changes)
    add_revisions(session, changes)
    restored = [new.rows.columns["id"] for new in articles if new.deleted is not None]
    if restored:
        session.exec(delete(Tombstone).where(col(Tombstone.id).in_(restored)))
    return [Saved("created", one.rows.columns["id"], one.own["revision"], (), one.duplicate_of) for one in writings]


def _new(article: New, seq: int, original: UUID | None, now: datetime) -> Writing:
    own = {"revision": (article.deleted or 0) + 1, "seq": seq, "fetched_at": article.fetched_at or now}
    return Writing(article.rows, own | dict.fromkeys(("first_seen_at", "last_seen_at", "changed_at"), now), original)


def _see_again(session: Session, head: Article, fetched_at: datetime, now: datetime) -> Saved:
    head.last_seen_at = max(head.last_seen_at, now)
    head.fetched_at = max(head.fetched_at, fetched_at)
    seen = update(Revision).where(col(Revision.article_key) == head.key, col(Revision.number) == head.revision)
    session.exec(seen.values(last_seen_at=head.last_seen_at))
    return Saved("unchanged", head.id, head.revision, (), duplicate_of(head))


def _revise(session: Session, head: Article, new: PackedDraft, fetched_at: datetime, now: datetime) -> Saved:
    # take the number first: this locks the counter, and all writers must take locks in the same order
    seq = next_seq(session)
    before = get_article(session, head.id, as_extracted=True)
    old = before.json if before else b"{}"
    changed = changed_fields(orjson.loads(old), orjson.loads(record_of(new.draft).model_dump_json()))
    archived = update(Revision).where(col(Revision.article_key) == head.key, col(Revision.number) == head.revision)
    session.exec(archived.values(record=zlib.compress(old)))
    delete_parts(session, head, now)
    revision, key = _next_number(session, head), head.key
    is_same = head.body_hash == new.rows.columns["body_hash"]
    original = duplicate_of(head) if is_same else find_originals(session, [new.rows], key or 0)[0]
    own = {"revision": revision, "seq": seq, "fetched_at": fetched_at, "last_seen_at": now, "changed_at": now}
    writing = Writing(new.rows, {**own, "first_seen_at": head.first_seen_at}, original, key)
    written = [(write_articles(session, [writing])[0], writing)]
    add_changes(session, "article.revised", written)
    add_revisions(session, written, ",".join(changed))
    session.expire(head)
    return Saved("revised", head.id, revision, changed, original)


def _keep_as_history(
    session: Session, head: Article, draft: ArticleDraft, fetched_at: datetime, now: datetime
) -> Saved:
    record = record_of(draft).model_dump_json().encode()
    row = _same_revision(session, head, record, fetched_at)
    if row is None:
        number = _next_number(session, head)
        row = Revision(
            article_key=head.key or 0, number=number, fetched_at=fetched_at, last_seen_at=now, changed_fields=""
        )
        row.record = zlib.compress(record)
    row.last_seen_at = now
    session.add(row)
    return Saved("stale", head.id, row.number, (), duplicate_of(head))


def _same_revision(session: Session, head: Article, record: bytes, fetched_at: datetime) -> Revision | None:
    """Return the newest revision with this record and this time of fetching, except the current one; else None."""
    then = select(Revision).where(Revision.article_key == head.key, Revision.fetched_at == fetched_at)
    new = orjson.loads(record)
    for row in session.exec(then.where(Revision.number != head.revision).order_by(col(Revision.number).desc())):
        if row.record and not changed_fields(orjson.loads(zlib.decompress(row.record)), new):
            return row
    return None


def rewrite_parts(session: Session, article: Article, draft: ArticleDraft) -> None:
    """Write anew all rows that are derived from an article's record: search words, sketch, labels and so on."""
    delete_parts(session, article, article.changed_at)
    own = {name: getattr(article, name) for name in OWN}
    write_articles(session, [Writing(rows_of_draft(draft), own, duplicate_of(article), article.key)])
    session.expire(article)


def _next_number(session: Session, head: Article) -> int:
    highest = session.exec(select(func.max(Revision.number)).where(Revision.article_key == head.key)).one()
    return int(highest) + 1
