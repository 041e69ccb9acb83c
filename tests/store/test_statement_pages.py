"""The first page of the statements of a speaker is the same, whether few or many of the quotes are read."""

import random
from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, event

from app.store.filters import ArticleFilter, QuoteFilter, StatementFilter
from app.store.queries import statement_queries
from app.store.queries.listing import ListRequest
from app.store.session import reading
from tests.builders.drafts import START
from tests.builders.statement_variants import STATEMENTS
from tests.store.test_statements import said, save

FEW, SPEAKER = 4, "Elif Demir"
SAID = StatementFilter(QuoteFilter(speaker=(SPEAKER,)))
OF_PUBLISHER = StatementFilter(QuoteFilter(ArticleFilter(publisher=("kopya.com",))))


def page(engine: Engine, filters: StatementFilter, limit: int, sort: str = "-published_at") -> tuple[list[str], Any]:
    with reading(engine) as session:
        found = statement_queries.list_statements(session, filters, ListRequest(sort, limit=limit))
    return [orjson.loads(item)["text"] for item in found.items], found.next


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("undated", [0.0, 0.2])
def test_few_quotes_give_the_same_page_as_all(
    engine: Engine, seed: int, undated: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(seed)
    hours = [None if dice.random() < undated else dice.randrange(100) for _ in range(40)]
    dates = [hour if hour is None else START + timedelta(hours=hour) for hour in hours]
    words = [dice.choice(STATEMENTS[:15]) for _ in dates]
    save(
        engine,
        *(said(n, (text, SPEAKER), published_at=at) for n, (text, at) in enumerate(zip(words, dates, strict=True))),
    )
    for sort in statement_queries.ORDERS:
        for limit in (1, 3, 10, 20):
            whole = page(engine, SAID, limit, sort)
            with monkeypatch.context() as patch:
                patch.setattr(statement_queries, "FIRST_QUOTES", FEW)
                assert page(engine, SAID, limit, sort) == whole


def test_an_undated_quote_of_a_newer_statement_is_not_lost(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statement_queries, "FIRST_QUOTES", FEW)
    older = [said(n, (text, SPEAKER), publisher="kopya.com") for n, text in enumerate(STATEMENTS[:10])]
    newest = said(90, (STATEMENTS[10], SPEAKER))
    copy = said(91, (STATEMENTS[10], SPEAKER), published_at=None, publisher="kopya.com")
    save(engine, *older, newest, copy)
    assert page(engine, OF_PUBLISHER, 2)[0] == [STATEMENTS[10], STATEMENTS[9]]


def test_a_page_is_read_from_few_quotes_if_these_decide_it(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statement_queries, "FIRST_QUOTES", FEW)
    save(engine, *(said(n, (text, SPEAKER)) for n, text in enumerate(STATEMENTS[:10])))
    asked: list[Any] = []
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[3]))
    assert page(engine, SAID, 2)[0] == [STATEMENTS[9], STATEMENTS[8]]
    limits = [value for values in asked for value in (values.values() if isinstance(values, dict) else values)]
    assert FEW in limits
    assert statement_queries.NEWEST_QUOTES not in limits
