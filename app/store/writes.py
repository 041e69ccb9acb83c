"""Save and delete articles with all their rows, in the transaction of the session."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

import orjson
from sqlalchemy import Row, Uuid, bindparam, delete, func, update
from sqlmodel import Session, col, select

from app.errors import Gone, PreconditionFailed
from app.schemas.article import ArticleDraft
from app.schemas.base import utc_text
from app.schemas.record import record_of
from app.store.draft_rows import AnyDraft, DraftRows, PackedDraft, rows_of_draft, unpacked
from app.store.locks import lock_article, next_seq
from app.store.parts import delete_parts, write_parts
from app.store.preconditions import Condition
from app.store.prepared import Prepared, returned_by, rows_of, run_many
from app.store.queries.article_queries import get_article
from app.store.queries.change_queries import DELETED
from app.store.queries.revision_queries import changed_fields
from app.store.queries.similar import find_group
from app.store.queries.versions import article_version
from app.store.session import insert_rows, inserted
from app.store.tables import INDEX_VERSION, Article, Change, Revision, Tombstone
from app.store.types import undated_place
from app.store.written_article import WrittenArticle
from app.text.identity import group_id

Outcome = Literal["created", "unchanged", "revised", "stale"]
_COPIES = 10  # if articles have the same body, at most this many are read to find the one that was stored first
_COLUMNS = tuple(name for name in Article.model_fields if name != "key")
# names of the columns whose values do not come from the draft
_OWN = ("revision", "seq", "first_seen_at", "last_seen_at", "fetched_at", "changed_at")
# names of the columns whose values come from the draft
_OF_DRAFT = tuple(set(_COLUMNS) - {*_OWN, "sort_at", "group_id", "index_version", "card_json"})
_TABLE = Article.__table__  # type: ignore[attr-defined]  # every table has it
_UPDATED = Prepared(
    update(_TABLE)
    .where(_TABLE.c.key == bindparam("of"))
    .values({name: bindparam(f"new_{name}", type_=_TABLE.c[name].type) for name in _COLUMNS})
)
_ID = bindparam("article", type_=Uuid())
_BEFORE = Prepared(  # key of the article with this id; if it was deleted, the number of its last revision
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
    """Result of a save.

    `revision`: number of the current revision or, if the page was `stale`, of the earlier revision that it became.
    """

    outcome: Outcome
    article_id: UUID
    revision: int
    changed_fields: tuple[str, ...] = ()
    duplicate_of: UUID | None = None


def save_article(
    session: Session,
    draft: AnyDraft,
    *,
    fetched_at: datetime | None = None,
    now: datetime | None = None,
    restore: bool = False,
    precondition: Condition | None = None,
) -> Saved:
    """Store a draft: as a new article, as its new revision, or (an older page) as an earlier one. The caller commits.

    The session must be open for writing. Parallel saves of one article wait for each other. `precondition`: condition
    for the record stored so far.

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
        return _create(session, new.rows, fetched_at or now, now, before.deleted)
    head = session.exec(select(Article).where(Article.key == before.key)).one()
    # a page posted now counts as newer than the current revision, even if the clock was set back
    if fetched_at is None:
        fetched_at = max(now, head.fetched_at)
    if head.fingerprint == new.rows.columns["fingerprint"]:
        return _see_again(session, head, fetched_at, now)
    if fetched_at < head.fetched_at:
        return _keep_as_history(session, head, new.draft, fetched_at, now)
    return _revise(session, head, new, fetched_at, now)


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
        raise PreconditionFailed("the stored article does not have the entity tag that the request expects")


def is_deleted(session: Session, article_id: UUID) -> bool:
    """Return whether the article with this id was deleted."""
    return session.get(Tombstone, article_id) is not None


def _create(session: Session, rows: DraftRows, fetched_at: datetime, now: datetime, deleted: int | None) -> Saved:
    """Store a new article. `deleted`: if it was deleted before, the number of its last revision, else None."""
    seq, article_id, revision = next_seq(session), rows.columns["id"], (deleted or 0) + 1
    duplicate_of = _earlier(session, article_id, None, rows)
    own = {"revision": revision, "seq": seq, "first_seen_at": now, "last_seen_at": now, "fetched_at": fetched_at}
    written = _write(session, None, rows, {**own, "changed_at": now}, duplicate_of)
    _add_change(session, rows, "article.created", written, revision)
    _add_revision(session, written, revision, fetched_at, ())
    if deleted is not None:
        session.exec(delete(Tombstone).where(col(Tombstone.id) == article_id))
    return Saved("created", article_id, revision, (), duplicate_of)


def _see_again(session: Session, head: Article, fetched_at: datetime, now: datetime) -> Saved:
    head.last_seen_at = max(head.last_seen_at, now)
    head.fetched_at = max(head.fetched_at, fetched_at)
    seen = update(Revision).where(col(Revision.article_key) == head.key, col(Revision.number) == head.revision)
    session.exec(seen.values(last_seen_at=head.last_seen_at))
    return Saved("unchanged", head.id, head.revision, (), _duplicate_of(head))


def _revise(session: Session, head: Article, new: PackedDraft, fetched_at: datetime, now: datetime) -> Saved:
    seq = next_seq(session)  # take this lock first, because all writers take locks in the same order
    before = get_article(session, head.id, as_extracted=True)
    old = before.json if before else b"{}"
    changed = changed_fields(orjson.loads(old), orjson.loads(record_of(new.draft).model_dump_json()))
    archived = update(Revision).where(col(Revision.article_key) == head.key, col(Revision.number) == head.revision)
    session.exec(archived.values(record=zlib.compress(old)))
    delete_parts(session, head, now)
    revision, key = _next_number(session, head), head.key
    is_same = head.body_hash == new.rows.columns["body_hash"]
    duplicate_of = _duplicate_of(head) if is_same else _earlier(session, head.id, key, new.rows)
    own = {"revision": revision, "seq": seq, "fetched_at": fetched_at, "last_seen_at": now, "changed_at": now}
    written = _write(session, key, new.rows, {**own, "first_seen_at": head.first_seen_at}, duplicate_of)
    _add_change(session, new.rows, "article.revised", written, revision)
    _add_revision(session, written, revision, fetched_at, changed)
    session.expire(head)
    return Saved("revised", head.id, revision, changed, duplicate_of)


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
    """Return the newest earlier revision with this content and this fetch time, or None."""
    then = select(Revision).where(Revision.article_key == head.key, Revision.fetched_at == fetched_at)
    new = orjson.loads(record)
    for row in session.exec(then.where(Revision.number != head.revision).order_by(col(Revision.number).desc())):
        if row.record and not changed_fields(orjson.loads(zlib.decompress(row.record)), new):
            return row
    return None


def rewrite_parts(session: Session, article: Article, draft: ArticleDraft) -> None:
    """Write all rows anew that are derived from an article's record (search words, sketch, labels …)."""
    delete_parts(session, article, article.changed_at)
    own = {name: getattr(article, name) for name in _OWN}
    _write(session, article.key, rows_of_draft(draft), own, _duplicate_of(article))
    session.expire(article)


def _write(
    session: Session, key: int | None, rows: DraftRows, own: Mapping[str, Any], duplicate_of: UUID | None
) -> WrittenArticle:
    """Write an article's row and its parts.

    `key`: key of the row to update; None adds a row. `own`: values of columns that do not come from the draft.
    """
    published_at = rows.columns["published_at"]
    sort_at = published_at or undated_place(own["first_seen_at"])
    reported_at = published_at or own["first_seen_at"]
    group = find_group(session, rows.sketch, reported_at, key) or group_id(rows.columns["id"], own["revision"])
    values = {**{name: rows.columns[name] for name in _OF_DRAFT}, **own, "sort_at": sort_at, "group_id": group}
    values |= {"index_version": INDEX_VERSION, "card_json": _card(rows, own, duplicate_of)}
    key = _write_row(session, key, values)
    shared = (values[name] for name in ("seq", "publisher", "sort_at", "is_dated", "first_seen_at", "changed_at"))
    written = WrittenArticle(key, *shared)
    write_parts(session, written, rows)
    return written


def _write_row(session: Session, key: int | None, values: Mapping[str, Any]) -> int:
    """Insert the row of a new article, or update a stored one; return its key. The ORM would take longer."""
    if key is not None:
        run_many(session, _UPDATED, [{**{f"new_{name}": value for name, value in values.items()}, "of": key}])
        return key
    return int(returned_by(session, inserted(Article, *_COLUMNS, returning=("key",)), [values])[0].key)


def _card(rows: DraftRows, own: Mapping[str, Any], duplicate_of: UUID | None) -> str:
    """Return the article's JSON in lists: the draft's members, and those that are known only when it is stored."""
    stored = {
        "duplicate_of": str(duplicate_of) if duplicate_of else None,
        "revision": own["revision"],
        "first_seen_at": utc_text(own["first_seen_at"]),
        "seq": own["seq"],
    }
    return f"{rows.card}{orjson.dumps(stored).decode()[1:]}"


def _add_change(session: Session, rows: DraftRows, kind: str, written: WrittenArticle, revision: int) -> None:
    row = {"seq": written.seq, "type": kind, "article_id": rows.columns["id"], "revision": revision}
    insert_rows(session, Change, [{**row, "publisher": written.publisher, "at": written.changed_at}])


def _add_revision(
    session: Session, written: WrittenArticle, number: int, fetched_at: datetime, changed: tuple[str, ...]
) -> None:
    row = {"article_key": written.key, "number": number, "fetched_at": fetched_at, "last_seen_at": written.changed_at}
    insert_rows(session, Revision, [{**row, "changed_fields": ",".join(changed)}])


def _next_number(session: Session, head: Article) -> int:
    highest = session.exec(select(func.max(Revision.number)).where(Revision.article_key == head.key)).one()
    return int(highest) + 1


def _earlier(session: Session, article_id: UUID, key: int | None, rows: DraftRows) -> UUID | None:
    """Return the id of the first article with the same body stored before this one, or None.

    Duplicates of this article itself are skipped.
    """
    if not rows.text["body"]:
        return None
    same = rows_of(session, _SAME_BODY, body=rows.columns["body_hash"], before=key or 2**62)
    return next((other.id for other in same if _duplicate_of(other) != article_id), None)


def _duplicate_of(head: "Article | Row[Any]") -> UUID | None:
    found = orjson.loads(head.card_json)["duplicate_of"]
    return UUID(found) if found else None
