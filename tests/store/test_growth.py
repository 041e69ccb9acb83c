"""Writes and statistics take time in proportion to the affected rows, measured by counts of work, not by clocks."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, event

from app.schemas.article import ArticleDraft
from app.schemas.record import draft_id
from app.store.filters import ArticleFilter
from app.store.migrations import migrate
from app.store.queries.stats_queries import count_intervals
from app.store.session import make_engine, reading, writing
from app.store.writes import delete_article, save_article
from app.text.intervals import Interval, interval_starts
from tests.builders.drafts import START, article

FOURFOLD = 4
LINEAR = 1.25 * FOURFOLD  # work for four times as much, with a margin for what each run costs anyway
_STEP = 100  # instructions of SQLite's virtual machine between two calls of its progress handler
PLAIN: dict[str, Any] = {"people": (), "places": (), "said": (), "lede": None}


@contextmanager
def statements_of(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """Statements sent to the database, with their values; of many rows at once it is one."""
    sent: list[tuple[str, Any]] = []

    def note(*args: Any) -> None:
        if not args[2].startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            sent.append((args[2], args[3]))

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def calls_of(work: Callable[[], object]) -> int:
    """Number of calls of Python functions."""
    calls = 0

    def note(_frame: FrameType, kind: str, _argument: object) -> None:
        nonlocal calls
        calls += kind == "call"

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def steps_of(engine: Engine, work: Callable[[], object]) -> int:
    """Number of instructions that SQLite's virtual machine ran, in hundreds."""
    steps = 0

    def note() -> int:
        nonlocal steps
        steps += 1
        return 0

    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver
        driver.set_progress_handler(note, _STEP)
    work()
    return steps


def crowded(number: int, people: int, word: str = "geldi") -> ArticleDraft:
    """An article that names so many people; half of them are quoted."""
    names = [f"Kişi{n:04}" for n in range(people)]
    sentences = [f'"Söz{n:04} {name}" dedi {name}.' for n, name in enumerate(names)]
    said = [(f"Söz{2 * n:04} {name}", name) for n, name in enumerate(names[::2])]
    return article(number, paragraphs=(" ".join(sentences), word), people=names, places=(), said=said)


@pytest.fixture
def sqlite_engine(tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path / 'news.db'}"
    migrate(url)
    engine = make_engine(url)
    yield engine
    engine.dispose()


def save(engine: Engine, draft: ArticleDraft) -> str:
    with writing(engine) as session:
        return save_article(session, draft).outcome


def delete(engine: Engine, draft: ArticleDraft) -> None:
    with writing(engine) as session:
        assert delete_article(session, draft_id(draft))


def test_deleting_an_article_takes_a_fixed_number_of_sql_statements(engine: Engine) -> None:
    counts = []
    for number, people in enumerate((100, 400)):
        save(engine, crowded(number, people))
        with statements_of(engine) as sent:
            delete(engine, crowded(number, people))
        counts.append(len(sent))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("write", ["create", "revise", "delete"])
def test_the_cost_of_a_write_is_linear_in_its_number_of_entities(sqlite_engine: Engine, write: str) -> None:
    def work(number: int, people: int) -> Callable[[], object]:
        if write == "create":
            return lambda: save(sqlite_engine, crowded(number, people))
        save(sqlite_engine, crowded(number, people))
        if write == "revise":
            return lambda: save(sqlite_engine, crowded(number, people, "gitti"))
        return lambda: delete(sqlite_engine, crowded(number, people))

    work(0, 10)()  # what is made once: statements, tables of characters
    calls = [calls_of(work(number, people)) for number, people in ((1, 50), (2, 200))]
    steps = [steps_of(sqlite_engine, work(number, people)) for number, people in ((3, 50), (4, 200))]
    assert calls[1] <= LINEAR * calls[0], calls
    assert steps[1] <= LINEAR * steps[0], steps


# ---------- counts over time ----------
def hours(count: int) -> list[datetime]:
    return [START + timedelta(hours=hour) for hour in range(count + 1)]


def fill(engine: Engine, count: int, first: int = 0) -> None:
    with writing(engine) as session:
        for number in range(first, count):
            body = ("Ankara'da kar var.", f"Haber {number}.")
            fields = PLAIN | {"places": ("Ankara",), "published_at": START + timedelta(minutes=37 * number)}
            save_article(session, article(number, paragraphs=body, **fields))


@pytest.mark.parametrize("members", [{}, {"q": "kar"}, {"entity": ("Ankara",)}, {"q": "kar", "entity": ("Ankara",)}])
def test_a_time_series_takes_one_sql_statement_without_a_subquery_per_row(
    engine: Engine, members: dict[str, Any]
) -> None:
    fill(engine, 40)
    with statements_of(engine) as sent, reading(engine) as session:
        counts = count_intervals(session, ArticleFilter(**members), hours(1_900))
    assert sum(counts) == 40
    *looked_up, (statement, values) = sent
    # a name is resolved first; a search reads the languages of the collection; on PostgreSQL, it also sets what a test
    # costs, and asks whether many articles match
    of_search = 1 if engine.dialect.name == "sqlite" else 3
    assert len(looked_up) == (3 if "entity" in members else 0) + of_search * ("q" in members)
    explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
    with engine.connect() as connection:
        plan = " ".join(str(row) for row in connection.exec_driver_sql(explain + statement, values))
    assert "CORRELATED" not in plan
    assert "SubPlan" not in plan or "hashed SubPlan" in plan


def test_the_cost_of_a_time_series_does_not_depend_on_its_number_of_intervals(sqlite_engine: Engine) -> None:
    wanted = ArticleFilter(q="kar", entity=("Ankara",))

    def work(intervals: int) -> Callable[[], object]:
        def run() -> None:
            with reading(sqlite_engine) as session:
                count_intervals(session, wanted, hours(intervals))

        return run

    fill(sqlite_engine, 150)
    few, many = (steps_of(sqlite_engine, work(intervals)) for intervals in (190, 1_900))
    assert many <= 1.1 * few + 1
    fill(sqlite_engine, 600, first=150)
    assert steps_of(sqlite_engine, work(1_900)) <= LINEAR * many


@pytest.mark.parametrize(
    ("zone", "interval", "first"),
    [
        ("UTC", "hour", START),
        ("Europe/Istanbul", "day", START),
        ("Asia/Kolkata", "hour", START),  # half an hour beside UTC
        ("Asia/Kathmandu", "day", START),  # a quarter
        ("Europe/Berlin", "hour", datetime(2024, 10, 26, 20, tzinfo=UTC)),  # an hour comes twice
        ("Europe/Amsterdam", "month", datetime(1890, 1, 1, tzinfo=UTC)),  # 19 minutes and 32 seconds
    ],
)
def test_a_time_series_counts_each_article_in_its_interval(
    engine: Engine, zone: str, interval: Interval, first: datetime
) -> None:
    gap = timedelta(days=17, hours=5) if interval == "month" else timedelta(minutes=29, seconds=59, microseconds=1)
    times = [first + n * gap for n in range(40)]
    with writing(engine) as session:
        for number, at in enumerate(times):
            save_article(session, article(number, published_at=at, **PLAIN))
    starts = interval_starts(times[0], times[-1], interval, ZoneInfo(zone), 2_000)
    with reading(engine) as session:
        counts = count_intervals(session, ArticleFilter(), starts)
    expected = [sum(start <= at < end for at in times) for start, end in pairwise(starts)]
    assert (counts, sum(counts)) == (expected, len(times))


def test_a_time_series_without_intervals_is_empty(engine: Engine) -> None:
    with reading(engine) as session:
        assert count_intervals(session, ArticleFilter(), []) == count_intervals(session, ArticleFilter(), [START]) == []


@pytest.fixture(scope="module")
def filled_url(shared_url: str) -> str:
    """Thirty articles of two publishers, of which some were revised or deleted."""

    def drawn(number: int, revision: int) -> ArticleDraft:
        at = None if number % 7 == 3 else START + timedelta(minutes=91 * (number + 5 * revision))
        tags, publisher = ("Kar",) * ((number + revision) % 2), f"{'ab'[number % 2]}.com"
        section = "Dünya" if (number + revision) % 3 else "Spor"
        return article(number, published_at=at, tags=tags, publisher=publisher, section=section, **PLAIN)

    engine = make_engine(shared_url)
    for number in range(30):
        save(engine, drawn(number, 0))
    for number in range(0, 30, 4):
        save(engine, drawn(number, 1))
    for number in range(0, 30, 5):
        delete(engine, drawn(number, 0))
    engine.dispose()
    return shared_url


@pytest.mark.parametrize("members", [{}, {"tag": ("KAR",)}, {"publisher": ("a.com",)}, {"section": ("dünya",)}])
@pytest.mark.parametrize("hours_of_interval", [1, 5, 24, 48])
def test_stored_counts_per_hour_equal_the_numbers_of_stored_articles(
    filled: Engine, members: dict[str, Any], hours_of_interval: int
) -> None:
    """Counts follow revisions and deletions; a filter that no stored count fits has the same result."""
    starts = [START + n * timedelta(hours=hours_of_interval) for n in range(-1, 60 // hours_of_interval + 2)]
    first, end = START + timedelta(hours=7), START + timedelta(hours=29)
    bounds: dict[str, Any] = {"published_after": first, "published_before": end}
    with reading(filled) as session:
        for within in ({}, bounds):
            stored = count_intervals(session, ArticleFilter(**members, **within), starts)
            counted = count_intervals(session, ArticleFilter(**members, **within, min_words=0), starts)
            assert stored == counted
            assert sum(stored) > 0
