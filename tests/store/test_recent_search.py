"""PostgreSQL finds the newest matches of a search in the newest periods, and gives the same pages as without them."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, event, text

from app.store.filters import ArticleFilter, QuoteFilter
from app.store.migrations import migrate
from app.store.queries import recent
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.listing import ListRequest
from app.store.queries.quote_queries import list_quotes
from app.store.search import frequent_words, periods
from app.store.session import make_engine, reading, writing
from app.store.writes import save_article
from tests.builders.drafts import article

START = datetime(2020, 1, 1, tzinfo=UTC)
WORDS = ("baraj", "köprü", "fındık", "tünel")


@pytest.fixture
def engine(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(frequent_words, "FREQUENT", 3)
    engine = make_engine(postgresql_url)
    yield engine
    engine.dispose()


def fill(engine: Engine, seed: int) -> None:
    """Articles of two years with a quote each, some without a date; the n-th word is in about 1/n of them."""
    dice = random.Random(seed)
    with writing(engine) as session:
        for number in range(60):
            at = None if dice.random() < 0.1 else START + timedelta(days=dice.randrange(-90, 700))
            words = " ".join(word for rank, word in enumerate(WORDS, 1) if dice.random() < 1 / rank) or "yol"
            text, said = [f'Demir, "{words} {number}" dedi.'], [(f"{words} {number}", "Demir")]
            save_article(session, article(number, paragraphs=text, said=said, published_at=at))


def page(engine: Engine, filters: ArticleFilter | QuoteFilter, limit: int) -> tuple[list[str], Any]:
    request = ListRequest("-published_at", limit=limit)
    with reading(engine) as session:
        if isinstance(filters, QuoteFilter):
            found = list_quotes(session, filters, request)
        else:
            found = list_articles(session, ArticleQuery(filters), request)
    return [orjson.loads(item)["id"] for item in found.items], found.next


def searches(word: str) -> Iterator[ArticleFilter | QuoteFilter]:
    later = START + timedelta(days=300)
    every = ArticleFilter()
    for within in (
        every,
        replace(every, published_before=later),
        replace(every, published_after=later),
        replace(every, published_after=later - timedelta(days=40), published_before=later),
        replace(every, publisher=("ornek.com.tr",)),
        replace(every, duplicates="collapse"),
    ):
        yield replace(within, q=word)
        yield QuoteFilter(within, q=word)
    yield QuoteFilter(q=word, duplicates="collapse")
    yield QuoteFilter(q=word, speaker=("demir",))


@pytest.mark.parametrize("seed", range(3))
def test_a_search_finds_the_same_in_recent_periods_as_in_all(
    engine: Engine, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine, seed)
    for word in WORDS:
        for filters in searches(word):
            for limit in (1, 4, 50):
                found = page(engine, filters, limit)
                with monkeypatch.context() as patch:
                    patch.setattr(recent, "start_of_recent", lambda *_: None)
                    patch.setattr("app.store.conditions.periods_between", lambda *_: ())
                    assert page(engine, filters, limit) == found, (word, filters, limit)


@pytest.mark.parametrize("filters", [ArticleFilter(q=WORDS[0]), QuoteFilter(q=WORDS[0])], ids=["articles", "quotes"])
def test_the_first_page_is_read_from_recent_periods_if_they_fill_it(
    engine: Engine, filters: ArticleFilter | QuoteFilter
) -> None:
    fill(engine, 1)
    sent: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: sent.append(f"{args[2]} {args[3]}"))
    for limit, times in ((2, 1), (50, 2)):  # 50 matches need all periods
        sent.clear()
        page(engine, filters, limit)
        lists = [one for one in sent if "order_0" in one]
        assert [("'~" in one) for one in lists] == [True, False][:times]


@pytest.mark.parametrize("at", [datetime.min, datetime.max, datetime(1969, 12, 31, 23), datetime(1970, 1, 1)])
def test_an_article_of_any_time_is_found_in_its_period(engine: Engine, at: datetime) -> None:
    at = at.replace(tzinfo=UTC)
    with writing(engine) as session:
        save_article(session, article(headline="Baraj açıldı", published_at=at))
    with reading(engine) as session:
        found = periods.periods_between(session, at, None)
    assert found == [periods.period_of(at)]
    assert len(page(engine, ArticleFilter(q="baraj", published_after=at), 1)[0]) == 1


def test_a_migrated_index_has_the_words_of_a_new_one(engine: Engine, postgresql_url: str) -> None:
    fill(engine, 2)
    new = vectors(engine)
    assert all(one.count("'~") == 1 for one in new)
    migrate(postgresql_url, "0025")
    assert not any("~" in one for one in vectors(engine))
    migrate(postgresql_url)
    assert vectors(engine) == new


def vectors(engine: Engine) -> list[str]:
    """Words and stems of all rows of both indexes."""
    found: list[str] = []
    with reading(engine) as session:
        for name in ("article", "quote"):
            for row in session.execute(text(f"SELECT exact, stem FROM {name}_fts ORDER BY {name}_key")):
                found += map(str, row)
    return found
