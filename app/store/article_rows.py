"""Write the rows of articles with all their parts: new articles, and new revisions of stored ones."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row, bindparam, func, select, update
from sqlmodel import Session, col

from app.schemas.base import utc_text
from app.store.draft_rows import DraftRows
from app.store.parts import write_parts
from app.store.prepared import Prepared, rows_of, run_many
from app.store.session import insert_rows, new_keys
from app.store.story_groups import Joining, join_groups
from app.store.tables import INDEX_VERSION, Article, Change, Revision
from app.store.types import undated_place
from app.store.written_article import WrittenArticle
from app.text.identity import group_id

_LAST = 2**62  # a number greater than the key of any article
_COPIES = 10  # if articles have the same body, at most this many are read to find the one that was stored first
_COLUMNS = tuple(name for name in Article.model_fields if name != "key")
# names of the columns whose values do not come from the draft
OWN = ("revision", "seq", "first_seen_at", "last_seen_at", "fetched_at", "changed_at")
# names of the columns whose values come from the draft
_OF_DRAFT = tuple(set(_COLUMNS) - {*OWN, "sort_at", "group_id", "index_version", "card_json"})
_TABLE = Article.__table__  # type: ignore[attr-defined]  # every table has it
_UPDATED = Prepared(
    update(_TABLE)
    .where(_TABLE.c.key == bindparam("of"))
    .values({name: bindparam(f"new_{name}", type_=_TABLE.c[name].type) for name in _COLUMNS})
)
# SQL that gives each article a number among the articles with its body: 1 for the one stored first, 2 for the next …
_COPY = (
    select(
        col(Article.key), func.row_number().over(partition_by=_TABLE.c.body_hash, order_by=_TABLE.c.key).label("place")
    )
    .where(_TABLE.c.body_hash.in_(bindparam("bodies", expanding=True)), _TABLE.c.key < bindparam("before"))
    .subquery()
)
_SAME_BODY = Prepared(
    select(col(Article.body_hash), col(Article.id), col(Article.card_json))
    .join(_COPY, _COPY.c.key == _TABLE.c.key)
    .where(_COPY.c.place <= _COPIES)
    .order_by(_TABLE.c.key)
)


@dataclass(frozen=True)
class Writing:
    """An article to write."""

    rows: DraftRows
    own: Mapping[str, Any]  # values of the columns OWN, which do not come from the draft
    duplicate_of: UUID | None  # id of the first article with the same body
    key: int | None = None  # key of the row to update; None adds a row


def write_articles(session: Session, writings: Sequence[Writing]) -> list[WrittenArticle]:
    """Write the rows of articles and all their parts: any number of new articles, or a new revision of one article."""
    if not writings:
        return []
    added = iter(new_keys(session, Article, sum(one.key is None for one in writings)))
    keys = [next(added) if one.key is None else one.key for one in writings]
    groups = join_groups(session, [_joining(one, key) for one, key in zip(writings, keys, strict=True)])
    values = [_values(one, group) for one, group in zip(writings, groups, strict=True)]
    _write_rows(session, list(zip(keys, values, strict=True)), are_new=writings[0].key is None)
    written = [_written(key, row) for key, row in zip(keys, values, strict=True)]
    write_parts(session, [(article, one.rows) for article, one in zip(written, writings, strict=True)])
    return written


def _joining(one: Writing, key: int) -> Joining:
    reported_at = one.rows.columns["published_at"] or one.own["first_seen_at"]
    return Joining(key, one.rows.sketch, reported_at, group_id(one.rows.columns["id"], one.own["revision"]))


def _values(one: Writing, group: UUID) -> dict[str, Any]:
    """Return the values of an article's row, except its key."""
    columns = one.rows.columns
    sort_at = columns["published_at"] or undated_place(one.own["first_seen_at"])
    values = {**{name: columns[name] for name in _OF_DRAFT}, **one.own, "sort_at": sort_at, "group_id": group}
    return values | {"index_version": INDEX_VERSION, "card_json": _card(one)}


def _written(key: int, row: Mapping[str, Any]) -> WrittenArticle:
    names = ("seq", "publisher", "sort_at", "is_dated", "first_seen_at", "changed_at")
    return WrittenArticle(key, *(row[name] for name in names))


def _write_rows(session: Session, rows: Sequence[tuple[int, Mapping[str, Any]]], *, are_new: bool) -> None:
    """Insert the rows of new articles, or update stored ones. This is faster than the ORM."""
    if are_new:
        insert_rows(session, Article, [{"key": key, **values} for key, values in rows])
    else:
        run_many(
            session,
            _UPDATED,
            [{**{f"new_{name}": value for name, value in values.items()}, "of": key} for key, values in rows],
        )


def _card(one: Writing) -> str:
    """Return the card of an article as JSON: members from the draft, and members such as `revision` from the store."""
    stored = {
        "duplicate_of": str(one.duplicate_of) if one.duplicate_of else None,
        "revision": one.own["revision"],
        "first_seen_at": utc_text(one.own["first_seen_at"]),
        "seq": one.own["seq"],
    }
    return f"{one.rows.card}{orjson.dumps(stored).decode()[1:]}"


def add_changes(session: Session, kind: str, changes: Sequence[tuple[WrittenArticle, Writing]]) -> None:
    """Add numbered changes for articles that were written. `kind`: `article.created` or `article.revised`."""
    rows = [
        {
            "seq": written.seq,
            "type": kind,
            "article_id": one.rows.columns["id"],
            "revision": one.own["revision"],
            "publisher": written.publisher,
            "at": written.changed_at,
        }
        for written, one in changes
    ]
    insert_rows(session, Change, rows)


def add_revisions(session: Session, revisions: Sequence[tuple[WrittenArticle, Writing]], changed: str = "") -> None:
    """Add a revision of each article that was written. `changed`: names of the changed fields, separated by commas."""
    rows = [
        {
            "article_key": written.key,
            "number": one.own["revision"],
            "fetched_at": one.own["fetched_at"],
            "last_seen_at": written.changed_at,
            "changed_fields": changed,
        }
        for written, one in revisions
    ]
    insert_rows(session, Revision, rows)


def find_originals(session: Session, articles: Sequence[DraftRows], before: int = _LAST) -> list[UUID | None]:
    """Return, for each article, the id of the first other article with the same body, or None.

    Stored articles with a key less than `before` are searched first, then the articles that come earlier in `articles`.
    A copy is never returned for its original: if B is recorded as a copy of A, B is not returned for A.
    """
    bodies = {rows.columns["body_hash"] for rows in articles if rows.has_body}
    same: dict[str, list[tuple[UUID, UUID | None]]] = defaultdict(list)
    for row in rows_of(session, _SAME_BODY, bodies=bodies, before=before) if bodies else ():
        same[row.body_hash].append((row.id, duplicate_of(row)))
    found: list[UUID | None] = []
    for rows in articles:
        copies = same[rows.columns["body_hash"]] if rows.has_body else []
        own: UUID = rows.columns["id"]
        found.append(next((other for other, original in copies[:_COPIES] if original != own), None))
        copies.append((own, found[-1]))
    return found


def duplicate_of(head: "Article | Row[Any]") -> UUID | None:
    """Return the id of the first article with the same body as `head`, or None. The id is in the card of `head`."""
    found = orjson.loads(head.card_json)["duplicate_of"]
    return UUID(found) if found else None
