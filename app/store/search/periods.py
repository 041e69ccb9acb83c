"""Periods of 32 days, by which PostgreSQL finds the newest matches of a search.

PostgreSQL's search index is not sorted by time: to find the newest matches of a word, all of them would be read. The
words and the stems of each article and quote therefore include a word that stands for its period. A search within a
time range also searches for the words of its periods, and the index yields only what has both.
"""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Integer
from sqlmodel import Session

from app.store.prepared import Prepared, rows_of, typed
from app.store.types import period_number, period_start

MOST = 16  # maximum number of periods that a search looks for; a search in a longer time range looks for none
RECENT = 3  # number of newest periods that are searched first
_DAY = timedelta(days=1)
_DAYS = 32  # length of a period
_PERIOD = _DAYS * _DAY
_OF_ALL_TIMES = -(10**9), 10**9  # days
_WITH_ARTICLES = Prepared(
    typed(
        f"SELECT DISTINCT CAST(floor(day / {_DAYS}.0) AS BIGINT) AS period FROM (SELECT day FROM day_count"
        " WHERE kind = '' AND value = '' AND day BETWEEN :first AND :last ORDER BY day DESC LIMIT :days) AS newest"
        " ORDER BY period DESC LIMIT :most",
        first=BigInteger(),
        last=BigInteger(),
        days=Integer(),
        most=Integer(),
    ).columns(period=BigInteger())
)


def period_of(moment: datetime) -> int:
    """Return the number of the period that contains a time, counted from 1970 in UTC."""
    return period_number(moment, _PERIOD)


def word_of(period: int) -> str:
    """Return the word that stands for a period in the index. No word of a text contains `~`."""
    return f"~{period}"


def periods_between(session: Session, after: datetime | None, before: datetime | None) -> list[int]:
    """Return the periods in which articles of a time range were published; an empty list if they are more than MOST."""
    first, last = _OF_ALL_TIMES
    found = _with_articles(session, _day(after, first), _day(before, last), MOST + 1)
    return found if len(found) <= MOST else []


def start_of_recent(session: Session, before: datetime | None) -> datetime | None:
    """Return when the RECENT newest periods with articles published before a time begin; None if there are no others.

    Periods before 1970 do not count.
    """
    found = _with_articles(session, 0, _day(before, _OF_ALL_TIMES[1]), RECENT + 1)
    return period_start(found[RECENT - 1], _PERIOD) if len(found) > RECENT else None


def _day(moment: datetime | None, otherwise: int) -> int:
    return period_number(moment, _DAY) if moment else otherwise


def _with_articles(session: Session, first: int, last: int, most: int) -> list[int]:
    """Return the newest periods that contain one of the days from `first` to `last` on which articles were published.

    The list is in descending order, and has at most `most` periods.
    """
    found = rows_of(session, _WITH_ARTICLES, first=first, last=last, days=most * _DAYS, most=most)
    return [row.period for row in found]
