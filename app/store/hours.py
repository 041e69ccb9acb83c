"""Count the articles of each hour and each day, so that a chart reads these counts instead of every article."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Integer, String
from sqlmodel import Session

from app.store.prepared import Prepared, run_many, typed
from app.store.tables import Article
from app.store.types import period_number, period_start
from app.store.written_article import WrittenArticle

EVERY = ("", "")  # kind and value of the rows that count all articles, whatever their labels
KINDS = ("publisher", "section", "language", "tag")  # kinds of labels for which articles are counted per hour and day
DAY = 24  # hours
_HOUR = timedelta(hours=1)
_COUNTS = {
    unit: Prepared(
        typed(
            f"INSERT INTO {unit}_count (kind, value, {unit}, article_count) VALUES (:kind, :value, :{unit}, :step)"
            f" ON CONFLICT (kind, value, {unit})"
            f" DO UPDATE SET article_count = {unit}_count.article_count + excluded.article_count",
            kind=String(),
            value=String(),
            step=Integer(),
            **{unit: BigInteger()},
        )
    )
    for unit in ("hour", "day")
}


def count_hours(
    session: Session, counted: Iterable[tuple[Article | WrittenArticle, Iterable[tuple[str, str]]]], step: int
) -> None:
    """For each article, add `step` (1 or -1) to the counts of the hour and of the day in which it was published.

    Each hour and each day has one count of all articles, and one for each label whose kind is in `KINDS`.
    `counted`: articles, each with the kinds and values of its labels. An article without a date is not counted.
    """
    hours, days = Counter[tuple[str, str, int]](), Counter[tuple[str, str, int]]()
    for article, labels in counted:
        if article.is_dated:
            hour = hour_of(article.sort_at)
            for kind, value in {EVERY, *((kind, value) for kind, value in labels if kind in KINDS)}:
                hours[kind, value, hour] += step
                days[kind, value, hour // DAY] += step
    for unit, counts in (("hour", hours), ("day", days)):
        rows = sorted(counts.items())
        run_many(session, _COUNTS[unit], [{"kind": k, "value": v, unit: at, "step": n} for (k, v, at), n in rows])


def hour_of(moment: datetime) -> int:
    """Return the number of the hour that contains a time, counted from 1970 in UTC."""
    return period_number(moment, _HOUR)


def start_of(hour: int) -> datetime:
    """Return the time when the hour with this number begins."""
    return period_start(hour, _HOUR)


def is_whole(moment: datetime) -> bool:
    """Return whether a time is a whole hour."""
    return start_of(hour_of(moment)) == moment
