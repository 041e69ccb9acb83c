"""Count matching articles by the value of a facet, and over time."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Select, SQLColumnExpression, and_, func, select, union_all
from sqlmodel import Session, col

from app.store.conditions import article_conditions
from app.store.entities.meant import record_key, with_redirects
from app.store.entities.moved_counts import SPEAKER
from app.store.entity_tables import EntityRedirect
from app.store.filters import EVERY_ARTICLE, ArticleFilter
from app.store.hour_tables import DayCount, HourCount
from app.store.hours import DAY, EVERY, hour_of, is_whole
from app.store.queries.article_ranges import COLUMNS, by_time, newest_rows, times_of
from app.store.queries.listing import Statement, first_rows
from app.store.tables import Article, ArticleLabel, Entity, Label, Mention
from app.store.types import UNDATED_END, period_start, periods_of
from app.text.normalize import slug

Facet = Literal["publisher", "agency", "section", "tag", "language", "entity", "speaker", "author"]
_COLUMNS = {"publisher": Article.publisher, "section": Article.section, "language": Article.language}
_LABEL: tuple[Any, ...] = (col(Label.value), col(Label.name))
_ENTITY: tuple[Any, ...] = (col(Entity.id), col(Entity.name))
_HOURLY: Mapping[str, Callable[[str], str]] = {name: form for name, (_, form) in COLUMNS.items()} | {"tag": slug}
COUNTED = 2_000  # a facet with a filter counts only the newest matching articles, at most this many
# An interval may begin or end in the middle of a day; for such a day, the counts of its hours are read. If there are
# more such days than this, the counts of hours are read for all days.
MAX_DAY_PARTS = 400
Counted = dict[str, Any]


def count_articles(session: Session, filters: ArticleFilter) -> int:
    """Return the number of articles that match.

    If the filter is empty or has only one publisher, section, language or tag, a stored number is read.
    """
    counter = _counter(filters)
    if counter is None:
        counted = select(func.count()).select_from(_matches(session, filters).subquery())
    else:  # each article has one language, so the counts of all languages add up to all articles
        stored = select(func.coalesce(func.sum(col(Label.article_count)), 0))
        kind, value = counter
        counted = stored.where(col(Label.kind) == (kind or "language"), *([col(Label.value) == value] if kind else []))
    return int(session.execute(counted).scalar_one())


def count_values(session: Session, filters: ArticleFilter, facet: Facet, size: int) -> list[Counted]:
    """Count the matching articles by the values of a facet. Return the `size` most frequent values.

    Each has `value` (to filter by), `label` (to show) and `count`.

    With a filter, only the newest COUNTED matching articles are counted.
    """
    if facet == "entity":
        statement = _entities(session, filters)
    elif filters == EVERY_ARTICLE:  # read the stored counts, which every write updates
        same = col(Label.kind) == facet, col(Label.article_count) > 0
        statement = select(*_LABEL, col(Label.article_count).label("n")).where(*same)
    else:
        statement = _labels(session, filters, facet)
    counted = statement.subquery()
    value, name, number = counted.c
    rows = session.execute(select(value, name, number).order_by(number.desc(), value).limit(size)).all()
    return [{"value": str(row[0]), "label": row[1], "count": row[2]} for row in rows]


def find_range(session: Session, filters: ArticleFilter) -> tuple[datetime, datetime] | None:
    """Return the first and last publication time of the matching articles; None if no dated article matches."""
    ends = (by_time(filters, session, col(Article.sort_at), descending=last) for last in (False, True))
    first, last = (select(first_rows(*end, 1).subquery().c.sort_at).scalar_subquery() for end in ends)
    found = session.execute(select(first, last)).one()
    return (found[0], found[1]) if found[1] and found[1] >= UNDATED_END else None


def count_intervals(session: Session, filters: ArticleFilter, starts: Sequence[datetime]) -> list[int]:
    """Return how many matching articles each interval has. The last of `starts` is the end of the last interval.

    Stored counts are read if they exist for the filter, and if all intervals begin at whole hours.
    """
    after, before = filters.published_after, filters.published_before
    counter = _counter(replace(filters, published_after=None, published_before=None))
    if counter and starts and all(is_whole(moment) for moment in (*starts, after, before) if moment):
        first = max(after or starts[0], starts[0])
        end = min(before or starts[-1], starts[-1])
        return _count_hours(session, counter, [hour_of(start) for start in starts], hour_of(first), hour_of(end))
    dated, at = times_of(filters, session)
    return count_moments(session, dated.where(at >= UNDATED_END), at, starts)


def _counter(filters: ArticleFilter) -> tuple[str, str] | None:
    """Return (kind, value) of the stored count for a filter, such as (`language`, `tr`); None if no count is stored."""
    if filters == EVERY_ARTICLE:
        return EVERY
    for kind, form in _HOURLY.items():
        values = getattr(filters, kind)
        if len(values) == 1 and filters == replace(EVERY_ARTICLE, **{kind: values}):
            return kind, form(values[0])
    return None


def _count_hours(session: Session, counter: tuple[str, str], starts: Sequence[int], first: int, end: int) -> list[int]:
    """Add up the stored counts of each interval, from the hour `first` to the hour before `end`."""
    counts = [0] * (len(starts) - 1)
    # days that must be counted hour by hour, because an interval begins or ends in the middle of them
    parts = {moment // DAY for moment in (*starts, first, end) if moment % DAY}
    hours = _stored(counter, HourCount, col(HourCount.hour), (first, end))
    counted: Any = hours
    if len(parts) <= MAX_DAY_PARTS:
        of_parts = [day * DAY + hour for day in sorted(parts) for hour in range(DAY)]
        days = _stored(counter, DayCount, col(DayCount.day), (-(-first // DAY), end // DAY), DAY)
        days = days.where(col(DayCount.day).not_in(parts))
        counted = union_all(days, hours.where(col(HourCount.hour).in_(of_parts))) if parts else days
    for hour, count in session.execute(counted):
        counts[bisect_right(starts, hour) - 1] += count
    return counts


def _stored(
    counter: tuple[str, str],
    table: type[HourCount] | type[DayCount],
    at: SQLColumnExpression[int],
    within: tuple[int, int],
    hours: int = 1,
) -> Statement:
    """Return the SQL that selects (first hour, number of articles) for each stored hour or day.

    `within`: the first hour (or day) to select, and the one after the last. `hours`: hours in each row: 1, or 24 for
    days.
    """
    conditions = col(table.kind) == counter[0], col(table.value) == counter[1], at >= within[0], at < within[1]
    return select(at * hours, col(table.article_count)).where(*conditions)


def count_moments(
    session: Session, dated: Statement, at: SQLColumnExpression[datetime], starts: Sequence[datetime]
) -> list[int]:
    """Count the rows of `dated` in each interval, by their time `at`. The last of `starts` ends the last interval.

    The database counts by hours, or by minutes or seconds if an interval begins inside an hour. The counts are then
    added up by interval.
    """
    counts = [0] * (len(starts) - 1)
    if not counts:
        return counts
    moments = [start.astimezone(UTC) for start in starts]
    unit = _unit_of(moments)
    inside = dated.where(at >= moments[0], at < moments[-1])
    number = periods_of(at, unit, session.get_bind().dialect.name)
    matching = inside.with_only_columns(number.label("number"), maintain_column_froms=True)
    counted = matching.subquery().c.number
    for row in session.execute(select(counted, func.count()).group_by(counted)):
        counts[bisect_right(moments, period_start(row[0], unit)) - 1] += row[1]
    return counts


def _unit_of(moments: Iterable[datetime]) -> timedelta:
    """Return one hour if all times are at whole hours, else one minute if at whole minutes, else one second."""
    if all(moment.minute == moment.second == 0 for moment in moments):
        return timedelta(hours=1)
    return timedelta(minutes=1) if all(moment.second == 0 for moment in moments) else timedelta(seconds=1)


def _matches(session: Session, filters: ArticleFilter) -> Statement:
    return select(col(Article.key)).where(*article_conditions(filters, session))


def _labels(session: Session, filters: ArticleFilter, facet: Facet) -> Statement:
    if facet in _COLUMNS:
        counted = newest_rows(filters, session, COUNTED, col(_COLUMNS[facet]).label("value")).subquery()
    else:
        counted = _listed(facet).where(col(ArticleLabel.article_key).in_(_counted(filters, session))).subquery()
    grouped = select(counted.c.value, func.count().label("n")).group_by(counted.c.value).subquery()
    same = and_(col(Label.kind) == facet, col(Label.value) == grouped.c.value)
    return select(*_LABEL, grouped.c.n).join_from(grouped, Label, same)


def _counted(filters: ArticleFilter, session: Session) -> Select[Any]:
    return newest_rows(filters, session, COUNTED, col(Article.key))


def _listed(facet: Facet) -> Statement:
    """Return the SQL that selects the labels of all articles for a facet, such as their tags.

    A speaker who was merged into another entity gets the id of that entity.
    """
    if facet != SPEAKER:
        return select(col(ArticleLabel.value)).where(col(ArticleLabel.kind) == facet)
    record = func.coalesce(col(EntityRedirect.head_value), col(ArticleLabel.value)).label("value")
    same = col(EntityRedirect.own_value) == col(ArticleLabel.value)
    speakers = select(record, col(ArticleLabel.article_key)).outerjoin_from(ArticleLabel, EntityRedirect, same)
    return speakers.where(col(ArticleLabel.kind) == facet).distinct()


def _entities(session: Session, filters: ArticleFilter) -> Statement:
    if filters == EVERY_ARTICLE:
        return select(*_ENTITY, col(Entity.article_count).label("n")).where(col(Entity.article_count) > 0)
    named = with_redirects(select(record_key(Mention).label("record"), col(Mention.article_key)), Mention)
    once = named.where(col(Mention.article_key).in_(_counted(filters, session))).distinct().subquery()
    counted = select(once.c.record, func.count().label("n")).group_by(once.c.record).subquery()
    return select(*_ENTITY, counted.c.n).join_from(counted, Entity, counted.c.record == col(Entity.key))
