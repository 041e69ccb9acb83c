"""What PostgreSQL is told about costs, and statements that it runs row by row, whatever it expects of the tables."""

from typing import Any

import pytest
from sqlalchemy import Engine, event

from app.store.filters import ArticleFilter, ChangeFilter, QuoteFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.change_queries import list_changes
from app.store.queries.listing import ListRequest
from app.store.queries.quote_queries import list_quotes
from app.store.search import frequent_words, postgresql
from app.store.search.query import Search, parse_query
from app.store.session import make_engine, reading, writing
from app.store.writes import save_article
from tests.builders.drafts import article

NEWEST = ListRequest("-published_at")


@pytest.fixture
def engine(postgresql_url: str) -> Any:
    engine = make_engine(postgresql_url)
    with writing(engine) as session:
        for number in range(5):
            save_article(session, article(number, people=("Emma Holm", "Ali Kaya")))
    yield engine
    engine.dispose()


def plans(engine: Engine, work: Any) -> str:
    """Return the plans of all statements that `work` runs in a session."""
    sent: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *args: sent.append((args[2], args[3])))
    with reading(engine) as session:
        work(session)
        asked = [one for one in sent if one[0].lstrip().startswith(("SELECT", "WITH"))]
        return "\n".join(
            str(row) for one, values in asked for row in session.connection().exec_driver_sql(f"EXPLAIN {one}", values)
        )


def test_only_a_search_raises_the_operator_cost_that_postgresql_plans_with(engine: Engine) -> None:
    def cost(session: Any) -> str:
        return str(session.connection().exec_driver_sql("SHOW cpu_operator_cost").scalar_one())

    with reading(engine) as session:
        list_articles(session, ArticleQuery(), NEWEST)
        usual = cost(session)
        list_articles(session, ArticleQuery(ArticleFilter(q="baraj")), NEWEST)
        assert (usual, cost(session)) == ("0.0025", "0.04")
    with reading(engine) as session:
        assert cost(session) == usual


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("gin_pending_list_limit", "512kB"),
        ("max_parallel_workers_per_gather", "0"),
        ("random_page_cost", "1.1"),
        ("synchronous_commit", "on"),
    ],
)
def test_each_connection_has_the_settings_of_the_service(engine: Engine, name: str, value: str) -> None:
    with reading(engine) as session:
        assert session.connection().exec_driver_sql(f"SHOW {name}").scalar_one() == value


@pytest.mark.parametrize(
    ("search", "name", "expected"),
    [
        (Search("baraj", mode="exact"), "article", "('baraj')"),
        (Search("baraj", ("headline", "lede", "body", "quotes"), mode="exact"), "article", "('baraj')"),
        (Search("baraj", ("headline", "lede"), mode="exact"), "article", "('baraj':A) | ('baraj':B)"),
        (Search('headline:"baraj gölü"'), "article", "('baraj':A <-> 'golu':A)"),
        (Search('"baraj gölü"'), "article", "('baraj' <-> 'golu')"),
        (Search("baraj", ("body",), mode="exact"), "quote", "('baraj')"),
    ],
)
def test_only_a_search_of_some_fields_uses_the_weights_of_the_fields(search: Search, name: str, expected: str) -> None:
    """The index has no weights: with them, the words of each row are read."""
    query = parse_query(search)
    assert query
    condition = postgresql.condition(query, postgresql.index_of(name)).compile()
    assert [value for value in condition.params.values() if isinstance(value, str)] == [expected]


def test_rows_of_other_tables_are_looked_up_row_by_row(engine: Engine) -> None:
    """A hashed subplan would first read all rows that match, of a table of any size."""
    changed = ChangeFilter(articles=ArticleFilter(publisher=("ornek.com.tr",)))
    assert "hashed" not in plans(engine, lambda session: list_changes(session, changed, 10))
    both = ArticleQuery(ArticleFilter(entity=("Emma Holm", "Ali Kaya")))
    plan = plans(engine, lambda session: list_articles(session, both, NEWEST))
    assert "SubPlan" in plan
    assert not any(kind in plan for kind in ("hashed", "Semi Join"))


@pytest.mark.parametrize(("least", "is_first"), [(6, True), (5, False)])
def test_the_matches_of_a_search_are_found_first_if_they_are_few(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, least: int, is_first: bool
) -> None:
    """PostgreSQL may expect many matches, and then test the words of every article in the order of the list."""
    monkeypatch.setattr(frequent_words, "FREQUENT", least)
    found: list[int] = []
    searched = ArticleQuery(ArticleFilter(q="yol bitti"))
    plan = plans(engine, lambda session: found.append(len(list_articles(session, searched, NEWEST).items)))
    assert found == [5]
    assert ("CTE Scan" in plan) == is_first


def test_two_searches_of_one_list_are_both_found_first(engine: Engine) -> None:
    with reading(engine) as session:
        filters = QuoteFilter(q="yol", about="ankara")
        assert len(list_quotes(session, filters, ListRequest("-published_at")).items) == 5
