"""Count the articles and quotes of each entity for each day, so that a timeline reads one row per day.

The articles and quotes of a merged entity count for the record into which it was merged. If it is merged into another
record later, both records are counted again.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, bindparam, delete, func, select
from sqlmodel import Session, col

from app.store.entities.redirect_ends import heads_of, members_of
from app.store.entity_tables import EntityDay
from app.store.prepared import Prepared, rows_of, run_many, typed
from app.store.session import insert_rows
from app.store.tables import Article, Entity, Mention, Quote, QuoteMention
from app.store.types import UNDATED_END, period_number, periods_of
from app.store.written_article import WrittenArticle

MEMBERS = ("article_count", "quotes_by", "quotes_about")
_DAY = timedelta(days=1)
_ADDED = ", ".join(f"{name} = entity_day.{name} + excluded.{name}" for name in MEMBERS)
_ADD = Prepared(
    typed(
        f"INSERT INTO entity_day (entity_key, day, {', '.join(MEMBERS)})"
        " VALUES (:entity_key, :day, :article_count, :quotes_by, :quotes_about)"
        f" ON CONFLICT (entity_key, day) DO UPDATE SET {_ADDED}",
        **dict.fromkeys(("entity_key", "day", *MEMBERS), BigInteger()),
    )
)
_OF_ARTICLES = col(Quote.article_key).in_(bindparam("articles", expanding=True)), col(Quote.kind) != "indirect"
_SPEAKERS = Prepared(
    select(col(Quote.article_key), col(Entity.key), func.count().label("quotes"))
    .join_from(Quote, Entity, col(Entity.id) == col(Quote.speaker_id))
    .where(*_OF_ARTICLES)
    .group_by(col(Quote.article_key), col(Entity.key))
)
_NAMED = Prepared(
    select(col(Quote.article_key), col(QuoteMention.entity_key), col(QuoteMention.quote_key))
    .join_from(Quote, QuoteMention, col(QuoteMention.quote_key) == col(Quote.key))
    .where(*_OF_ARTICLES)
)
_Counts = dict[tuple[int, int], Counter[str]]  # (key of the record, day) -> column -> count


def day_of(moment: datetime) -> int:
    """Return the number of days from 1970-01-01 to the day (UTC) in which the moment lies."""
    return period_number(moment, _DAY)


def count_articles_by_day(
    session: Session, counted: Iterable[tuple[Article | WrittenArticle, Iterable[int]]], step: int
) -> None:
    """Add articles to the daily counts of the records that they name (`step` 1), or subtract them (`step` -1).

    `counted`: each article with the keys of these records. Articles without a date are not counted.
    """
    found: _Counts = defaultdict(Counter)
    for article, records in counted:
        for key in records if article.is_dated else ():
            found[key, day_of(article.sort_at)]["article_count"] += step
    _add(session, found)


def count_quotes_by_day(session: Session, articles: Iterable[Article | WrittenArticle], step: int) -> None:
    """Add the stored quotes of articles to the counts of their days (`step` 1), or subtract them (`step` -1)."""
    days = {article.key: day_of(article.sort_at) for article in articles if article.is_dated}
    if not days:
        return
    speakers, named = (rows_of(session, statement, articles=days) for statement in (_SPEAKERS, _NAMED))
    heads = heads_of(session, {row[1] for row in (*speakers, *named)})
    found: _Counts = defaultdict(Counter)
    for row in speakers:
        found[heads[row.key], days[row.article_key]]["quotes_by"] += step * row.quotes
    for record, day, _quote in {(heads[row.entity_key], days[row.article_key], row.quote_key) for row in named}:
        found[record, day]["quotes_about"] += step
    _add(session, found)


def recount_days(session: Session, records: Collection[int]) -> None:
    """Recompute how many articles and quotes each of these records has on each day."""
    session.execute(delete(EntityDay).where(col(EntityDay.entity_key).in_(records)))
    for record, rows in members_of(session, records).items():
        days: dict[int, Counter[str]] = defaultdict(Counter)
        for name, counted in zip(MEMBERS, _counts(session, rows), strict=True):
            for day, count in session.execute(counted):
                days[day][name] = count
        insert_rows(session, EntityDay, [_row(record, day, counts) for day, counts in sorted(days.items())])


def _counts(session: Session, rows: Collection[int]) -> Iterable[Any]:
    """Yield three SQL statements that count by day for these rows of `entity`.

    They count the articles that name the entity, the quotes by the entity, and the quotes about the entity.
    """
    dialect = session.get_bind().dialect.name
    at, said_at = (periods_of(col(table.sort_at), _DAY, dialect) for table in (Mention, Quote))
    articles = select(at, func.count(func.distinct(col(Mention.article_key))))
    yield articles.where(col(Mention.entity_key).in_(rows), col(Mention.sort_at) >= UNDATED_END).group_by(at)
    dated = col(Quote.is_dated).is_(True), col(Quote.kind) != "indirect"
    ids = select(col(Entity.id)).where(col(Entity.key).in_(rows))
    yield select(said_at, func.count()).where(col(Quote.speaker_id).in_(ids), *dated).group_by(said_at)
    about = select(said_at, func.count(func.distinct(col(Quote.key)))).join_from(QuoteMention, Quote)
    yield about.where(col(QuoteMention.entity_key).in_(rows), *dated).group_by(said_at)


def _add(session: Session, counts: _Counts) -> None:
    run_many(session, _ADD, [_row(key, day, counts[key, day]) for key, day in sorted(counts)])


def _row(record: int, day: int, counts: Mapping[str, int]) -> dict[str, int]:
    return {"entity_key": record, "day": day, **{name: counts.get(name, 0) for name in MEMBERS}}
