"""Count the articles and quotes of an entity over time."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from app.store.entities.day_counts import MEMBERS, day_of
from app.store.entities.meant import find_meant
from app.store.entity_tables import EntityDay
from app.store.filters import EVERY_ARTICLE, ArticleFilter, QuoteFilter
from app.store.hours import DAY, hour_of, is_whole
from app.store.queries.quote_queries import select_quotes
from app.store.queries.stats_queries import count_intervals, count_moments
from app.store.tables import Quote


def articles_about(filters: ArticleFilter, entity: UUID) -> ArticleFilter:
    """Return the filter restricted to articles that name the entity."""
    return replace(filters, entity=(*filters.entity, str(entity)))


def count_timeline(
    session: Session, filters: ArticleFilter, entity: UUID, starts: Sequence[datetime]
) -> list[dict[str, int]]:
    """Count the articles and quotes of an entity in each interval. The keys are column names of `EntityDay`.

    `starts`: the start of each interval, and the end of the last one. The counts are sums of stored counts of days, if
    `_of_days` can give them. Otherwise three SQL statements count articles and quotes.
    """
    counted = _of_days(session, filters, entity, starts)
    if counted is not None:
        return counted
    of_quotes = replace(filters, duplicates="show")
    said = QuoteFilter(of_quotes, speaker=(str(entity),), duplicates=filters.duplicates)
    inside = QuoteFilter(of_quotes, mentions=(str(entity),), duplicates=filters.duplicates)
    articles = count_intervals(session, articles_about(filters, entity), starts)
    columns = (articles, *(_quotes(session, quotes, starts) for quotes in (said, inside)))
    return [dict(zip(MEMBERS, counts, strict=True)) for counts in zip(*columns, strict=True)]


def _of_days(
    session: Session, filters: ArticleFilter, entity: UUID, starts: Sequence[datetime]
) -> list[dict[str, int]] | None:
    """Return the counts of each interval, added up from stored counts of days.

    Return None if the filter has more than a time range, or if the range or an interval does not begin and end at
    midnight UTC.
    """
    after, before = filters.published_after, filters.published_before
    limits = [moment for moment in (*starts, after, before) if moment]
    within = replace(EVERY_ARTICLE, published_after=after, published_before=before)
    if not starts or filters != within or not all(is_whole(one) and hour_of(one) % DAY == 0 for one in limits):
        return None
    counts = [dict.fromkeys(MEMBERS, 0) for _ in starts[1:]]
    first, end = max(after or starts[0], starts[0]), min(before or starts[-1], starts[-1])
    days = [day_of(start) for start in starts]
    columns = col(EntityDay.day), *(col(getattr(EntityDay, name)) for name in MEMBERS)
    stored = select(*columns).where(col(EntityDay.entity_key).in_(find_meant(session, str(entity)).heads))
    for day, *found in session.execute(stored.where(columns[0] >= day_of(first), columns[0] < day_of(end))):
        interval = counts[bisect_right(days, day) - 1]
        for name, count in zip(MEMBERS, found, strict=True):
            interval[name] += count
    return counts


def _quotes(session: Session, filters: QuoteFilter, starts: Sequence[datetime]) -> list[int]:
    dated = select_quotes(session, filters, [col(Quote.sort_at)]).where(col(Quote.is_dated).is_(True))
    return count_moments(session, dated, col(Quote.sort_at), starts)
