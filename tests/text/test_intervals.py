"""Intervals begin by the wall clock of the time zone, also when clocks change."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.intervals import Interval, fitting_starts, interval_starts

BERLIN = ZoneInfo("Europe/Berlin")


def starts(first: str, last: str, interval: Interval, zone: str = "Europe/Berlin", most: int = 100) -> list[str]:
    moments = datetime.fromisoformat(first), datetime.fromisoformat(last)
    return [start.isoformat() for start in interval_starts(*moments, interval, ZoneInfo(zone), most)]


def test_days_begin_at_midnight_of_the_time_zone() -> None:
    assert starts("2024-03-30T23:30:00Z", "2024-03-31T22:00:00Z", "day") == [
        "2024-03-31T00:00:00+01:00",
        "2024-04-01T00:00:00+02:00",
        "2024-04-02T00:00:00+02:00",
    ]


def test_an_hour_repeated_by_a_clock_change_is_two_intervals() -> None:
    found = starts("2024-10-27T00:10:00Z", "2024-10-27T01:10:00Z", "hour")
    assert found == ["2024-10-27T02:00:00+02:00", "2024-10-27T02:00:00+01:00", "2024-10-27T03:00:00+01:00"]


@pytest.mark.parametrize(
    ("interval", "begin", "end"),
    [
        ("week", "2024-02-26T00:00:00+01:00", "2024-03-04T00:00:00+01:00"),
        ("month", "2024-02-01T00:00:00+01:00", "2024-03-01T00:00:00+01:00"),
        ("year", "2024-01-01T00:00:00+01:00", "2025-01-01T00:00:00+01:00"),
    ],
)
def test_weeks_begin_on_monday_and_months_on_the_first_day(interval: Interval, begin: str, end: str) -> None:
    assert starts("2024-02-29T12:00:00+01:00", "2024-02-29T12:00:00+01:00", interval) == [begin, end]


def test_a_time_range_that_ends_before_it_begins_has_one_interval() -> None:
    assert len(starts("2024-02-29T12:00:00Z", "2024-02-01T12:00:00Z", "day")) == 1


def test_the_number_of_intervals_is_limited() -> None:
    assert len(starts("1900-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "hour", most=50)) == 52


@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 10**7),
    st.sampled_from(("hour", "day", "week", "month", "year")),
    st.sampled_from(("UTC", "Europe/Istanbul", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe")),
)
def test_intervals_cover_the_range_in_ascending_order(
    first: datetime, seconds: int, interval: Interval, zone: str
) -> None:
    last = datetime.fromtimestamp(first.timestamp() + seconds, UTC)
    found = [start.astimezone(UTC) for start in interval_starts(first, last, interval, ZoneInfo(zone), 5_000)]
    assert found == sorted(set(found))
    assert found[0] <= first
    assert found[-1] > last
    assert found[-2] <= last


@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 4 * 10**9),
    st.sampled_from(("UTC", "Europe/Istanbul", "Asia/Kathmandu", "America/St_Johns")),
    st.integers(130, 500),
)
def test_a_range_is_divided_into_the_shortest_intervals_that_the_limit_allows(
    first: datetime, seconds: int, zone: str, limit: int
) -> None:
    last = datetime.fromtimestamp(first.timestamp() + seconds, UTC)
    interval, found = fitting_starts(first, last, ZoneInfo(zone), limit)
    assert found == interval_starts(first, last, interval, ZoneInfo(zone), limit)
    assert len(found) <= limit + 1
    intervals: tuple[Interval, ...] = ("hour", "day", "week", "month", "year")
    for shorter in intervals[: intervals.index(interval)]:
        assert len(interval_starts(first, last, shorter, ZoneInfo(zone), limit)) == limit + 2


def test_a_range_of_too_many_years_is_refused() -> None:
    with pytest.raises(OverflowError):
        fitting_starts(datetime(1000, 1, 1, tzinfo=UTC), datetime(2000, 1, 1, tzinfo=UTC), BERLIN, 400)
    with pytest.raises(OverflowError):
        interval_starts(datetime(9990, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC), "year", BERLIN, 400)
