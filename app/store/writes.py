"""Save and delete articles with all their rows, in the transaction of the session."""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID

import orjson
from sqlalchemy import Row, Uuid, bindparam, delete, func, update
from sqlmodel import Session, col, select

from app.errors import Gone, PreconditionFailed
from app.lang.facts import facts_of
from app.schemas.article import ArticleDraft
from app.schemas.record import card_of, draft_id, record_of
from app.store.locks import lock_article, next_seq
from app.store.parts import delete_parts, write_parts
from app.store.preconditions import Condition
from app.store.prepared import Prepared, returned_by, rows_of
from app.store.queries.article_queries import get_article
from app.store.queries.change_queries import DELETED
from app.store.queries.revision_queries import NOT_CONTENT, changed_fields
from app.store.queries.similar import find_group, reported_at
from app.store.queries.versions import article_version
from app.store.search.index import rules_of, words_of
from app.store.session import insert_rows, inserted
from app.store.tables import INDEX_VERSION, Article, Change, Revision, Tombstone
from app.store.types import undated_place
from app.text.identity import group_id
from app.text.normalize import letters
from app.text.similarity import Sketch, sketch_of

Outcome = Literal["created", "unchanged", "revised", "stale"]
_COPIES = 10  # maximum number of articles with the same body that are compared to find the one stored first
_COLUMNS = tuple(name for name in Article.model_fields if name != "key")
_ID = bindparam("article", type_=Uuid())
_BEFORE = Prepared(  # the article with this id, and the last revision of the deleted one
    select(
        select(col(Article.key)).where(col(Article.id) == _ID).scalar_subquery().label("key"),
        select(col(Tombstone.revision)).where(col(Tombstone.id) == _ID).scalar_subquery().label("deleted"),
    )
)
_SAME_BODY = Prepared(
    select(col(Article.id), col(Article.card_json))
    .where(col(Article.body_hash) == bindparam("body"), col(Article.key) < bindparam("before"))
    .order_by(col(Article.key))
    .limit(_COPIES)
)


@dataclass(frozen=True)
class Saved:
    """Result of a save; `revision` is the number of the head revision, or for `stale` of the older page's revision."""

    outcome: Outcome
    article_id: UUID
    revision: int
    changed_fields: tuple[str, ...] = ()
    duplicate_of: UUID | None = None


def save_article(
    session: Session,
    draft: ArticleDraft,
    *,
    fetched_at: datetime | None = None,
    now: datetime | None = None,
    restore: bool = False,
    precondition: Condition | None = None,
) -> Saved:
    """Store a draft as a new article, a revision or history. The caller commits.

    The session must have been opened for writing; parallel saves of one article wait for each other. `precondition`
    is checked against the record stored so far.

    Raises:
        Gone: the article was deleted, and `restore` is not set.
        PreconditionFailed: the precondition does not hold.
    """
    now = now or datetime.now(UTC)
    lock_article(session, draft_id(draft))
    before = rows_of(session, _BEFORE, article=draft_id(draft))[0]
    if before.key is None and not restore and before.deleted is not None:
        raise Gone("the article was deleted; post it with restore=true to store it again")
    if precondition:
        _check(session, draft_id(draft), precondition)
    if before.key is None:
        return _create(session, draft, fetched_at or now, now, before.deleted)
    head = session.exec(select(Article).where(Article.key == before.key)).one()
    if fetched_at is None:  # a page posted now is never older than the head revision, even if the clock was set back
        fetched_at = max(now, head.fetched_at)
    if head.fingerprint == fingerprint(draft):
        return _see_again(session, head, fetched_at, now)
    if fetched_at < head.fetched_at:
        return _keep_as_history(session, head, draft, fetched_at, now)
    return _revise(session, head, draft, fetched_at, now)


def fingerprint(draft: ArticleDraft) -> str:
    """Return the hash of the content of a draft: fields, blocks, quotes and entities, without their provenance."""
    return sha256(draft.model_dump_json(exclude=set(NOT_CONTENT)).encode()).hexdigest()


def delete_article(
    session: Session, article_id: UUID, *, now: datetime | None = None, precondition: Condition | None = None
) -> bool:
    """Delete an article with its revisions and leave a tombstone; False if it does not exist. The caller commits.

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
    _add_change(session, article, DELETED, seq, now)
    session.flush()
    delete_parts(session, article, now)
    session.exec(delete(Revision).where(col(Revision.article_key) == article.key))
    session.exec(delete(Article).where(col(Article.key) == article.key))
    session.expire_all()
    return True


def _check(session: Session, article_id: UUID, precondition: Condition) -> None:
    stored = article_version(session, article_id)
    if not precondition.holds(stored.stamp if stored else None):
        raise PreconditionFailed("the stored article does not have the entity tag that the request expects")


def is_deleted(session: Session, article_id: UUID) -> bool:
    """Return whether the article with this id was deleted."""
    return session.get(Tombstone, article_id) is not None


def _create(session: Session, draft: ArticleDraft, fetched_at: datetime, now: datetime, deleted: int | None) -> Saved:
    """Store a new article; `deleted`: the number of its last revision if the article was deleted, else None."""
    seq = next_seq(session)
    revision = 1 if deleted is None else deleted + 1
    article = Article(id=draft_id(draft), first_seen_at=now, last_seen_at=now, fetched_at=fetched_at, revision=revision)  # type: ignore[call-arg]
    article.seq = seq
    duplicate_of = _earlier(session, article, draft)
    _write(session, article, draft, now, duplicate_of)
    _add_change(session, article, "article.created", seq, now)
    _add_revision(session, article, fetched_at, now, ())
    if deleted is not None:
        session.exec(delete(Tombstone).where(col(Tombstone.id) == article.id))
    return Saved("created", article.id, revision, (), duplicate_of)


def _see_again(session: Session, head: Article, fetched_at: datetime, now: datetime) -> Saved:
    head.last_seen_at = max(head.last_seen_at, now)
    head.fetched_at = max(head.fetched_at, fetched_at)
    seen = update(Revision).where(col(Revision.article_key) == head.key, col(Revision.number) == head.revision)
    session.exec(seen.values(last_seen_at=head.last_seen_at))
    return Saved("unchanged", head.id, head.revision, (), _duplicate_of(head))


def _revise(session: Session, head: Article, draft: ArticleDraft, fetched_at: datetime, now: datetime) -> Saved:
    seq = next_seq(session)  # lock this counter first: all writers take locks in the same order
    before = get_article(session, head.id, as_extracted=True)
    old = before.json if before else b"{}"
    changed = changed_fields(orjson.loads(old), orjson.loads(record_of(draft).model_dump_json()))
    archived = update(Revision).where(col(Revision.article_key) == head.key, col(Revision.number) == head.revision)
    session.exec(archived.values(record=zlib.compress(old)))
    delete_parts(session, head, now)
    head.revision = _next_number(session, head)
    head.seq, head.fetched_at, head.last_seen_at = seq, fetched_at, now
    duplicate_of = _duplicate_of(head) if head.body_hash == _body_hash(draft.body) else _earlier(session, head, draft)
    _write(session, head, draft, now, duplicate_of)
    _add_change(session, head, "article.revised", seq, now)
    _add_revision(session, head, fetched_at, now, changed)
    return Saved("revised", head.id, head.revision, changed, duplicate_of)


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
    return Saved("stale", head.id, row.number, (), _duplicate_of(head))


def _same_revision(session: Session, head: Article, record: bytes, fetched_at: datetime) -> Revision | None:
    """Return the last revision with this content and this fetch time, or None."""
    then = select(Revision).where(Revision.article_key == head.key, Revision.fetched_at == fetched_at)
    new = orjson.loads(record)
    for row in session.exec(then.where(Revision.number != head.revision).order_by(col(Revision.number).desc())):
        if row.record and not changed_fields(orjson.loads(zlib.decompress(row.record)), new):
            return row
    return None


def rewrite_parts(session: Session, article: Article, draft: ArticleDraft) -> None:
    """Rebuild all rows derived from the article's record (search words, sketch, labels …); the record stays."""
    delete_parts(session, article, article.changed_at)
    _write(session, article, draft, article.changed_at, _duplicate_of(article))


def _write(session: Session, article: Article, draft: ArticleDraft, now: datetime, duplicate_of: UUID | None) -> None:
    rules = rules_of(draft)
    words = words_of(draft.body, "body", rules)
    sketch = sketch_of(draft.body, facts_of(draft.body, words))
    _fill(article, draft, now, duplicate_of)
    _fill_filters(article, draft)
    article.group_id = _group(session, article, sketch)
    _write_row(session, article)
    write_parts(session, article, draft, sketch, rules, words)


def _group(session: Session, article: Article, sketch: Sketch) -> UUID:
    """Return the id of the group of near-duplicates that the article joins, or of a new group."""
    return find_group(session, sketch, reported_at(article), article.key) or group_id(article.id, article.revision)


def _write_row(session: Session, article: Article) -> None:
    """Insert the row of a new article and set its key, without the ORM, which takes longer; update a stored row."""
    if article.key:
        session.flush()
        return
    row = {name: getattr(article, name) for name in _COLUMNS}
    article.key = returned_by(session, inserted(Article, *_COLUMNS, returning=("key",)), [row])[0].key


def _add_change(session: Session, article: Article, kind: str, seq: int, now: datetime) -> None:
    row = {"seq": seq, "type": kind, "article_id": article.id, "revision": article.revision}
    insert_rows(session, Change, [{**row, "publisher": article.publisher, "at": now}])


def _fill(article: Article, draft: ArticleDraft, now: datetime, duplicate_of: UUID | None) -> None:
    card = card_of(
        draft,
        revision=article.revision,
        seq=article.seq,
        first_seen_at=article.first_seen_at,
        duplicate_of=duplicate_of,
    )
    article.url = draft.url
    article.changed_at = now
    article.fingerprint, article.body_hash = fingerprint(draft), _body_hash(draft.body)
    article.index_version = INDEX_VERSION
    article.card_json = card.model_dump_json()


def _fill_filters(article: Article, draft: ArticleDraft) -> None:
    article.publisher = draft.publisher.domain if draft.publisher else None
    article.section = draft.section.slug if draft.section else None
    article.language, article.page_type = draft.language, draft.page_type.value
    article.sort_at = draft.published_at or undated_place(article.first_seen_at)
    article.modified_at = draft.modified_at
    article.is_modified, article.is_dated = draft.modified_at is not None, draft.published_at is not None
    article.has_lede, article.has_images = bool(draft.lede), bool(draft.images)
    article.has_authors, article.has_quotes = bool(draft.authors), bool(draft.quotes)
    article.word_count = draft.word_count


def _add_revision(
    session: Session, article: Article, fetched_at: datetime, now: datetime, changed: tuple[str, ...]
) -> None:
    row = {"article_key": article.key, "number": article.revision, "fetched_at": fetched_at, "last_seen_at": now}
    insert_rows(session, Revision, [{**row, "changed_fields": ",".join(changed)}])


def _next_number(session: Session, head: Article) -> int:
    highest = session.exec(select(func.max(Revision.number)).where(Revision.article_key == head.key)).one()
    return int(highest) + 1


def _earlier(session: Session, article: Article, draft: ArticleDraft) -> UUID | None:
    """Return the id of the first article stored earlier with the same body that is not a duplicate of this article."""
    if not draft.body:
        return None
    same = rows_of(session, _SAME_BODY, body=_body_hash(draft.body), before=article.key or 2**62)
    return next((other.id for other in same if _duplicate_of(other) != article.id), None)


def _duplicate_of(head: "Article | Row[Any]") -> UUID | None:
    found = orjson.loads(head.card_json)["duplicate_of"]
    return UUID(found) if found else None


@lru_cache(maxsize=1)  # a save needs the same hash more than once
def _body_hash(body: str) -> str:
    return sha256(letters(body).encode()).hexdigest()
