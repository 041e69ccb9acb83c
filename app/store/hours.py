"""Count the articles of each hour, so that a chart over years reads a row per hour instead of one per article."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session

from app.store.prepared import Prepared, run_many
from app.store.tables import Article
from app.store.written_article import WrittenArticle

EVERY = ("", "")  # kind and value in the rows that count all articles
KINDS = ("publisher", "section", "language", "tag")  # kinds of labels whose articles are counted by the hour
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HOUR = timedelta(hours=1)
_COUNT = Prepared(
    text(
        "INSERT INTO hour_count (kind, value, hour, article_count) VALUES (:kind, :value, :hour, :step)"
        " ON CONFLICT (kind, value, hour)"
        " DO UPDATE SET article_count = hour_count.article_count + excluded.article_count"
    )
)


def count_hour(
    session: Session, article: Article | WrittenArticle, labels: Iterable[tuple[str, str]], step: int
) -> None:
    """Add `step` (1 or -1) to the counts of an article's hour: to that of all articles and to those of its labels.

    An article without a date is not counted.
    """
    if not article.is_dated:
        return
    counted = {EVERY, *((kind, value) for kind, value in labels if kind in KINDS)}
    at = {"hour": hour_of(article.sort_at), "step": step}
    run_many(session, _COUNT, [{"kind": kind, "value": value, **at} for kind, value in sorted(counted)])


def hour_of(moment: datetime) -> int:
    """Return the number of the hour that contains a time, counted from 1970 in UTC."""
    return (moment - _EPOCH) // _HOUR


def start_of(hour: int) -> datetime:
    """Return the time when the hour with this number begins."""
    return _EPOCH + hour * _HOUR


def is_whole(moment: datetime) -> bool:
    """Return whether a time is a whole hour."""
    return start_of(hour_of(moment)) == moment
