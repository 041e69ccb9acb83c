"""Count the articles and quotes of an entity over time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col

from app.store.filters import ArticleFilter, QuoteFilter
from app.store.queries.quote_queries import select_quotes
from app.store.queries.stats_queries import count_intervals, count_moments
from app.store.tables import Quote


def articles_about(filters: ArticleFilter, entity: UUID) -> ArticleFilter:
    """Return the filter with the additional condition that articles name the entity."""
    return replace(filters, entity=(*filters.entity, str(entity)))


def count_timeline(
    session: Session, filters: ArticleFilter, entity: UUID, starts: Sequence[datetime]
) -> list[dict[str, int]]:
    """Return the counts of each interval, read with three SQL statements.

    `article_count`: articles that name the entity; `quotes_by`: quotes by the entity; `quotes_about`: quotes that name
    it. The last of `starts` ends the last interval.
    """
    of_quotes = replace(filters, duplicates="show")
    said = QuoteFilter(of_quotes, speaker=(str(entity),), duplicates=filters.duplicates)
    inside = QuoteFilter(of_quotes, mentions=(str(entity),), duplicates=filters.duplicates)
    articles = count_intervals(session, articles_about(filters, entity), starts)
    columns = (articles, *(_quotes(session, quotes, starts) for quotes in (said, inside)))
    names = ("article_count", "quotes_by", "quotes_about")
    return [dict(zip(names, counts, strict=True)) for counts in zip(*columns, strict=True)]


def _quotes(session: Session, filters: QuoteFilter, starts: Sequence[datetime]) -> list[int]:
    dated = select_quotes(session, filters, [col(Quote.sort_at)]).where(col(Quote.is_dated).is_(True))
    return count_moments(session, dated, col(Quote.sort_at), starts)
