"""Count the articles of each hour, so that a chart over years reads a row per hour instead of one per article."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session

from app.store.prepared import Prepared, run_many
from app.store.tables import Article
from app.store.written_article import WrittenArticle

EVERY = ("", "")  # kind and value of the counts of all articles
KINDS = ("publisher", "section", "language", "tag")  # labels whose articles are counted by the hour
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
    """Add `step` to the counts of the article's hour, of its labels and of all; an article without a date has none."""
    if not article.is_dated:
        return
    counted = {EVERY, *((kind, value) for kind, value in labels if kind in KINDS)}
    at = {"hour": hour_of(article.sort_at), "step": step}
    run_many(session, _COUNT, [{"kind": kind, "value": value, **at} for kind, value in sorted(counted)])


def hour_of(moment: datetime) -> int:
    """Return the number of whole hours from 1970 to a time."""
    return (moment - _EPOCH) // _HOUR


def start_of(hour: int) -> datetime:
    """Return the time when an hour begins."""
    return _EPOCH + hour * _HOUR


def is_whole(moment: datetime) -> bool:
    """Return whether an hour begins at this time."""
    return start_of(hour_of(moment)) == moment
