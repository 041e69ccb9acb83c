"""Count the articles of each hour and day, so that a chart reads a row per day or hour instead of one per article."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session

from app.store.prepared import Prepared, run_many
from app.store.tables import Article
from app.store.written_article import WrittenArticle

EVERY = ("", "")  # kind and value in the rows that count all articles
KINDS = ("publisher", "section", "language", "tag")  # kinds of labels whose articles are counted by the hour and day
DAY = 24  # hours
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HOUR = timedelta(hours=1)
_COUNTS = tuple(
    Prepared(
        text(
            f"INSERT INTO {unit}_count (kind, value, {unit}, article_count) VALUES (:kind, :value, :{unit}, :step)"
            f" ON CONFLICT (kind, value, {unit})"
            f" DO UPDATE SET article_count = {unit}_count.article_count + excluded.article_count"
        )
    )
    for unit in ("hour", "day")
)


def count_hour(
    session: Session, article: Article | WrittenArticle, labels: Iterable[tuple[str, str]], step: int
) -> None:
    """Add `step` (1 or -1) to the counts of an article's hour and day: to those of all articles and of its labels.

    An article without a date is not counted.
    """
    if not article.is_dated:
        return
    counted = {EVERY, *((kind, value) for kind, value in labels if kind in KINDS)}
    hour = hour_of(article.sort_at)
    at = {"hour": hour, "day": hour // DAY, "step": step}
    for count in _COUNTS:
        run_many(session, count, [{"kind": kind, "value": value, **at} for kind, value in sorted(counted)])


def hour_of(moment: datetime) -> int:
    """Return the number of the hour that contains a time, counted from 1970 in UTC."""
    return (moment - _EPOCH) // _HOUR


def start_of(hour: int) -> datetime:
    """Return the time when the hour with this number begins."""
    return _EPOCH + hour * _HOUR


def is_whole(moment: datetime) -> bool:
    """Return whether a time is a whole hour."""
    return start_of(hour_of(moment)) == moment
