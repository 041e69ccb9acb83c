"""Find the statement that a new quote repeats, or create one; update statements when quotes are deleted.

Writers hold the lock of the counter of changes, so that two of them never create the same statement.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import BindParameter, ColumnElement, bindparam, delete, func, select, update
from sqlmodel import Session, col

from app.store.bands import add_bands, delete_bands
from app.store.prepared import Prepared, rows_of
from app.store.quote_rows import QuoteRow
from app.store.session import insert_rows, new_keys
from app.store.statement_matching import Known, Said, candidates
from app.store.statement_tables import Statement
from app.store.tables import Article, Quote
from app.store.types import UtcDateTime
from app.store.written_article import WrittenArticle
from app.text.identity import statement_id
from app.text.wordings import Wording

_SAID: tuple[Any, ...] = tuple(
    col(getattr(Statement, name)) for name in ("key", "id", "said_at", "speaker_id", "speaker_name", "speaker_json")
)
_STORED = Prepared(select(col(Statement.id)).where(col(Statement.id).in_(bindparam("ids", expanding=True))))
_HEADS = Prepared(
    select(*_SAID, col(Quote.quote_json))
    .join_from(Statement, Quote, col(Quote.key) == col(Statement.head_key))
    .where(col(Statement.key).in_(bindparam("keys", expanding=True)))
)


def join_statements(
    session: Session, articles: Sequence[tuple[WrittenArticle, Sequence[QuoteRow]]]
) -> list[list[UUID | None]]:
    """Return, for each article, the ids of the statements of its quotes; None for a quote that belongs to none.

    The result is the same as if the function were called for each article in turn.
    """
    known = _read_known(session, [quote.wording for _, quotes in articles for quote in quotes if quote.wording])
    own = [statement_id(quote.id) for _, quotes in articles for quote in quotes if quote.wording]
    known.ids = frozenset(row.id for row in rows_of(session, _STORED, ids=own)) if own else frozenset()
    joined = []
    for article, quotes in articles:
        likely = [candidates(quote.wording, known) if quote.wording else [] for quote in quotes]
        _read_statements(session, known, likely)
        joined.append(known.join(article, quotes, likely))
    _write_new(session, known)
    for said in known.credited:
        session.execute(update(Statement).where(col(Statement.key) == said.key).values(**said.speaker))
    return joined


def update_statements(session: Session, ids: Collection[UUID], now: datetime) -> None:
    """Recount the quotes of each statement, and find the one that was published first."""
    if not ids:
        return
    rows_of(session, _recount(), ids=ids, now=now)


@cache
def _recount() -> Prepared:
    """Return the SQL that updates the counts and the first quote of the statements `ids`, and sets a missing head."""
    of_statement = col(Quote.statement_id) == col(Statement.id)
    first = select(col(Quote.key)).where(of_statement)
    first = first.order_by(col(Quote.is_dated).desc(), col(Quote.sort_at), col(Quote.key)).limit(1)
    first_time = first.with_only_columns(col(Quote.sort_at))
    earliest = select(func.min(col(Quote.key))).where(of_statement).scalar_subquery()
    values: dict[str, ColumnElement[Any]] = {
        "quote_count": select(func.count()).where(of_statement).scalar_subquery(),
        "article_count": select(func.count(col(Quote.article_key).distinct())).where(of_statement).scalar_subquery(),
        "first_key": first.scalar_subquery(),
        "sort_at": first_time.scalar_subquery(),
        "head_key": func.coalesce(col(Statement.head_key), earliest),
        "changed_at": bindparam("now", type_=UtcDateTime()),
    }
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    return Prepared(update(Statement.__table__).where(col(Statement.id).in_(ids)).values(values))  # type: ignore[attr-defined]


def statements_of(session: Session, article_key: int) -> set[UUID]:
    """Return the ids of the statements that the article's quotes belong to."""
    ids = select(col(Quote.statement_id)).where(col(Quote.article_key) == article_key)
    return {found for found in session.execute(ids).scalars() if found}


def delete_head_bands(session: Session, article_key: int) -> None:
    """Delete the bands of the statements whose heads are quotes of this article.

    Call this before the quotes are deleted: the bands are computed from the words of the heads.
    """
    heads = select(col(Statement.key), col(Quote.quote_json)).join_from(
        Quote, Statement, (col(Statement.id) == col(Quote.statement_id)) & (col(Statement.head_key) == col(Quote.key))
    )
    found = session.execute(heads.where(col(Quote.article_key) == article_key)).all()
    bands = ((band, key) for key, quote in found for band in Wording(orjson.loads(quote)["text"]).bands)
    delete_bands(session, "statement", bands)


def leave_statements(session: Session, ids: Collection[UUID], now: datetime) -> None:
    """Update statements that have lost quotes: delete empty ones; replace a deleted head by the next stored quote."""
    if not ids:
        return
    session.expire_all()
    left = select(col(Quote.statement_id), func.min(col(Quote.key))).where(col(Quote.statement_id).in_(ids))
    next_heads = {row[0]: row[1] for row in session.execute(left.group_by(col(Quote.statement_id)))}
    rows = session.execute(select(Statement).where(col(Statement.id).in_(ids))).scalars().all()
    heads = select(col(Quote.key)).where(col(Quote.key).in_([row.head_key for row in rows]))
    present = set(session.execute(heads).scalars())
    empty = [row.key for row in rows if row.id not in next_heads]
    for row in rows:
        if row.head_key not in present and row.id in next_heads:
            _change_head(session, row, next_heads[row.id])
    session.flush()
    session.execute(delete(Statement).where(col(Statement.key).in_(empty)))
    update_statements(session, list(next_heads), now)
    session.expire_all()


def _read_known(session: Session, wordings: Sequence[Wording]) -> Known:
    known = Known()
    known.bands.read(session, {band for wording in wordings for band in wording.bands})
    _read_statements(session, known, [candidates(wording, known) for wording in wordings])
    return known


def _read_statements(session: Session, known: Known, likely: Iterable[Sequence[int]]) -> None:
    """Read the statements whose keys are in `likely`, except those that `known` has, and add them to `known`."""
    keys = {key for found in likely for key in found if key not in known.statements}
    if keys:
        known.statements |= {row.key: _stored(row) for row in rows_of(session, _HEADS, keys=keys)}


def _stored(row: Any) -> Said:
    columns = row._asdict()
    return Said(text=orjson.loads(columns.pop("quote_json"))["text"], **columns)


def _write_new(session: Session, known: Known) -> None:
    """Write all new statements and their bands at once."""
    keys = new_keys(session, Statement, len(known.new))
    rows = [
        {
            "key": key,
            "id": said.id,
            "said_at": said.said_at,
            **said.speaker,
            "sort_at": article.sort_at,
            "quote_count": 0,
            "article_count": 0,
            "changed_at": article.changed_at,
        }
        for key, said in zip(keys, known.new, strict=True)
        if (article := said.founder)
    ]
    insert_rows(session, Statement, rows)
    final = {said.key: key for key, said in zip(keys, known.new, strict=True) if said.key is not None}
    known.bands.write(session, final)


def _change_head(session: Session, row: Statement, head: int) -> None:
    """Make the quote `head` the new head of a statement. The bands of the old head are deleted already."""
    said = select(col(Quote.quote_json), col(Article.is_dated), col(Article.sort_at), col(Article.first_seen_at))
    said = said.join_from(Quote, Article, col(Quote.article_key) == col(Article.key))
    found = session.execute(said.where(col(Quote.key) == head)).one()
    row.head_key, row.said_at = head, found.sort_at if found.is_dated else found.first_seen_at
    bands = Wording(orjson.loads(found.quote_json)["text"]).bands
    add_bands(session, "statement", [(band, row.key or 0) for band in bands])
