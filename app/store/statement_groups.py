"""Find the statement that a new quote repeats, or create one; update statements when quotes are deleted.

Writers hold the lock on the order of changes, so that no two of them create the same statement.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import BindParameter, ColumnElement, bindparam, delete, func, select, update
from sqlmodel import Session, col

from app.store.prepared import Prepared, returned_by, rows_of, run_many
from app.store.quote_rows import QuoteRow, SpeakerRow
from app.store.session import insert_rows, inserted
from app.store.statement_tables import Statement, StatementBand
from app.store.tables import Article, Quote
from app.store.types import UtcDateTime
from app.store.written_article import WrittenArticle
from app.text.identity import statement_id
from app.text.text_numbers import WORDINGS_LEAST_WORDS
from app.text.wordings import Wording, is_same_wording

# maximum number of statements stored per band (hash of words), the newest; a band of more is a common phrase
PER_BAND = 20
CANDIDATES = 8  # maximum number of statements with which a new quote is compared
# maximum time between the head of a statement and its other quotes; later, the same words are another statement
MAX_APART = timedelta(days=28)
# maximum time between the head and other quotes of a statement with fewer than WORDINGS_LEAST_WORDS words
MAX_SHORT_APART = timedelta(days=3)
# if only the quote or only the statement has a speaker, they match only if they have at least this many words
MIN_UNCREDITED = 6
NO_SPEAKER = "null"
_SAID: tuple[Any, ...] = tuple(
    col(getattr(Statement, name)) for name in ("key", "id", "said_at", "speaker_id", "speaker_name", "speaker_json")
)
_STORED = Prepared(select(col(Statement.id)).where(col(Statement.id).in_(bindparam("ids", expanding=True))))
_BAND = StatementBand.__table__  # type: ignore[attr-defined]
_OF_BANDS = Prepared(
    select(_BAND.c.band, _BAND.c.statement_key).where(_BAND.c.band.in_(bindparam("bands", expanding=True)))
)
_HEADS = Prepared(
    select(*_SAID, col(Quote.quote_json))
    .join_from(Statement, Quote, col(Quote.key) == col(Statement.head_key))
    .where(col(Statement.key).in_(bindparam("keys", expanding=True)))
)
_DROP_BAND = Prepared(delete(_BAND).where(_BAND.c.band == bindparam("of"), _BAND.c.statement_key == bindparam("key")))


@dataclass
class _Said:
    """A statement while quotes are compared with it: the words, time and speaker of its head, its oldest stored quote.

    `key` is None until the statement is stored.
    """

    key: int | None
    id: UUID
    text: str
    said_at: datetime
    speaker_id: UUID | None = None
    speaker_name: str | None = None
    speaker_json: str = NO_SPEAKER

    @cached_property
    def wording(self) -> Wording:
        """The words of the head, prepared for comparisons when first needed."""
        return Wording(self.text)

    @property
    def speaker(self) -> dict[str, Any]:
        """The values of the columns that identify the speaker."""
        names = ("speaker_id", "speaker_name", "speaker_json")
        return {name: getattr(self, name) for name in names}


@dataclass
class _Known:
    """The stored statements that share bands (hashes of words) with an article's quotes, and its new statements."""

    by_band: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    statements: dict[int, _Said] = field(default_factory=dict)
    founded: list[_Said] = field(default_factory=list)
    credited: list[_Said] = field(default_factory=list)
    # ids of stored statements that were made from quotes of this article
    ids: frozenset[UUID] = frozenset()


def join_statements(session: Session, article: WrittenArticle, quotes: Sequence[QuoteRow]) -> list[UUID | None]:
    """Return the ids of the statements of the quotes; None for indirect speech and quotes without a word."""
    wordings = [quote.wording for quote in quotes if quote.wording]
    if not wordings:
        return [None] * len(quotes)
    known = _read_known(session, wordings)
    own = [statement_id(quote.id) for quote in quotes]
    known.ids = frozenset(row.id for row in rows_of(session, _STORED, ids=own))
    joined = [_statement(article, quote, quote.wording, known).id if quote.wording else None for quote in quotes]
    _write_founded(session, article, known)
    for said in known.credited:
        session.execute(update(Statement).where(col(Statement.key) == said.key).values(**said.speaker))
    return joined


def update_statements(session: Session, ids: Collection[UUID], now: datetime) -> None:
    """Recount the quotes of each statement, and find its quote published first."""
    if not ids:
        return
    rows_of(session, _recount(), ids=ids, now=now)


@cache
def _recount() -> Prepared:
    """Return the SQL that updates counts, first quote and head of the statements `ids`."""
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
    session.execute(delete(StatementBand).where(col(StatementBand.statement_key).in_(empty)))
    session.execute(delete(Statement).where(col(Statement.key).in_(empty)))
    update_statements(session, list(next_heads), now)
    session.expire_all()


def _read_known(session: Session, wordings: Sequence[Wording]) -> _Known:
    known = _Known()
    bands = sorted({band for wording in wordings for band in wording.bands})
    for band, key in rows_of(session, _OF_BANDS, bands=bands):
        known.by_band[band].append(key)
    keys = {key for wording in wordings for key in _candidates(wording, known)}
    if keys:
        known.statements = {row.key: _stored(row) for row in rows_of(session, _HEADS, keys=keys)}
    return known


def _stored(row: Any) -> _Said:
    columns = row._asdict()
    return _Said(text=orjson.loads(columns.pop("quote_json"))["text"], **columns)


def _candidates(wording: Wording, known: _Known) -> list[int]:
    """Return the keys of the stored statements that share most bands (hashes of the words) with a wording.

    A band that many statements have counts less.
    """
    shared: dict[int, float] = defaultdict(float)
    for band in wording.bands:
        for key in known.by_band.get(band, ()):
            shared[key] += 1 / len(known.by_band[band])
    return sorted(shared, key=lambda key: (-shared[key], -key))[:CANDIDATES]


def _statement(article: WrittenArticle, quote: QuoteRow, wording: Wording, known: _Known) -> _Said:
    """Return the statement that the quote repeats, or a new statement, which is added to `known`."""
    bands = set(wording.bands)
    founded = (said for said in known.founded if not bands.isdisjoint(said.wording.bands))
    for said in (*founded, *(known.statements[key] for key in _candidates(wording, known))):
        if _is_same(article, quote, wording, said):
            if _credit(said, quote.speaker) and said.key is not None:
                known.credited.append(said)
            return said
    own = statement_id(quote.id)
    new = _Said(
        None,
        # if a statement that now has only other articles already has the id computed from the quote, make another id
        statement_id(quote.id, f"#{article.seq}") if own in known.ids else own,
        quote.text,
        article.reported_at,
    )
    _credit(new, quote.speaker)
    known.founded.append(new)
    return new


def _is_same(article: WrittenArticle, quote: QuoteRow, wording: Wording, said: _Said) -> bool:
    shorter = min(len(wording.words), len(said.wording.words))
    apart = abs(article.reported_at - said.said_at)
    if apart >= (MAX_SHORT_APART if shorter < WORDINGS_LEAST_WORDS else MAX_APART):
        return False
    return _may_be_said_by(quote.speaker, said, shorter) and is_same_wording(wording, said.wording)


def _may_be_said_by(speaker: SpeakerRow | None, statement: _Said, words: int) -> bool:
    """Return whether a quote's speaker may be the statement's: the same entity, or a part of the same name.

    If one of the two has no speaker, the words decide: a longer quote is rarely said by two people. `words`: number of
    words of the shorter one.
    """
    speaker = speaker if speaker and speaker.is_named else None
    if speaker is None and statement.speaker_name is None:
        return words >= WORDINGS_LEAST_WORDS
    if speaker is None or statement.speaker_name is None:
        return words >= MIN_UNCREDITED
    if speaker.entity_id and speaker.entity_id == statement.speaker_id:
        return True
    one, other = set(speaker.folded.split()), set(statement.speaker_name.split())
    return one <= other or other <= one


def _credit(statement: _Said, speaker: SpeakerRow | None) -> bool:
    """Set the speaker of a statement that has no named one yet; return whether this changes the statement."""
    if speaker is None or statement.speaker_name is not None:
        return False
    if not speaker.is_named and statement.speaker_json != NO_SPEAKER:
        return False
    if speaker.is_named:
        statement.speaker_id, statement.speaker_name = speaker.entity_id, speaker.folded
    statement.speaker_json = speaker.json
    return True


def _write_founded(session: Session, article: WrittenArticle, known: _Known) -> None:
    """Write the new statements and their bands, by few SQL statements whatever their number."""
    if not known.founded:
        return
    shared = {"sort_at": article.sort_at, "quote_count": 0, "article_count": 0, "changed_at": article.changed_at}
    heads = ({"id": said.id, "said_at": said.said_at, **said.speaker} for said in known.founded)
    rows = [{**head, **shared} for head in heads]
    added = returned_by(session, inserted(Statement, *rows[0], returning=("key",)), rows)
    pairs = zip(added, known.founded, strict=True)
    _write_bands(session, [(row.key, said.wording) for row, said in pairs], known.by_band)


def _write_bands(session: Session, said: Sequence[tuple[int, Wording]], by_band: dict[int, list[int]]) -> None:
    rows = [{"band": band, "statement_key": key} for key, wording in said for band in wording.bands]
    full = {row["band"] for row in rows if len(by_band.get(row["band"], ())) >= PER_BAND}
    if full:
        run_many(session, _DROP_BAND, [{"of": band, "key": min(by_band[band])} for band in sorted(full)])
    insert_rows(session, StatementBand, rows)


def _change_head(session: Session, row: Statement, head: int) -> None:
    """Make the quote `head` the head of a statement, with which later quotes are compared."""
    said = select(col(Quote.quote_json), col(Article.is_dated), col(Article.sort_at), col(Article.first_seen_at))
    said = said.join_from(Quote, Article, col(Quote.article_key) == col(Article.key))
    found = session.execute(said.where(col(Quote.key) == head)).one()
    row.head_key, row.said_at = head, found.sort_at if found.is_dated else found.first_seen_at
    session.execute(delete(StatementBand).where(col(StatementBand.statement_key) == row.key))
    _write_bands(session, [(row.key or 0, Wording(orjson.loads(found.quote_json)["text"]))], {})
