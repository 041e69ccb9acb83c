"""Lists: every filter, walks in both directions, one statement a page, no scan of the article table."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, event

from app.schemas.record import draft_id
from app.store.filters import ArticleFilter, EntityFilter, QuoteFilter
from app.store.queries.articles import ArticleQuery, list_articles
from app.store.queries.entities import list_entities
from app.store.queries.listing import PageRequest, Slice
from app.store.queries.quotes import list_quotes
from app.store.session import reading, writing
from app.store.writes import save_article
from app.text.identity import entity_id
from tests.drafts import START, article

KAYA = str(entity_id("person", "Kaya"))


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """0: the default; 1: another of everything; 2: bare and without a date."""
    other: dict[str, Any] = {
        "paragraphs": ('Kaya, "Kar geldi" dedi.', "Bursa bekliyor."),
        "people": ("Kaya",),
        "places": ("Bursa",),
        "said": (("Kar geldi", "Kaya"),),
    }
    bare: dict[str, Any] = {
        "paragraphs": ("Ankara sakin.",),
        "people": (),
        "said": (),
        "lede": None,
        "images": (),
        "section": None,
    }
    drafts = (
        article(0, tags=("Kış Günü",), authors=("Elif Şahin",), agencies=(("AA", "Anadolu Ajansı"),)),
        article(
            1, publisher="baska.com", section="Spor", language="en", modified_at=START + timedelta(days=9), **other
        ),
        article(2, **(bare | {"published_at": None})),
    )
    with writing(engine) as session:
        for draft in drafts:
            save_article(session, draft)
    return engine


def headlines(engine: Engine, sort: str = "published_at", **members: Any) -> list[str]:
    with reading(engine) as session:
        found = list_articles(session, ArticleQuery(ArticleFilter(**members)), PageRequest(sort)).items
    return [orjson.loads(item)["headline"][-1] for item in found]


def test_every_filter_of_articles(filled: Engine) -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        ({}, "012"),
        ({"publisher": ("BASKA.com",)}, "1"),
        ({"publisher": ("baska.com", "ornek.com.tr")}, "012"),
        ({"section": ("DÜNYA",)}, "0"),
        ({"section": ("dunya", "spor")}, "01"),
        ({"agency": ("aa",)}, "0"),
        ({"agency": ("anadolu ajansi",)}, "0"),
        ({"tag": ("kış günü",)}, "0"),
        ({"author": ("ELİF ŞAHİN",)}, "0"),
        ({"language": ("EN",)}, "1"),
        ({"entity": ("ankara",)}, "02"),
        ({"entity": ("ankara", "Demir")}, "0"),
        ({"entity": (KAYA,)}, "1"),
        ({"entity": ("ankara", KAYA)}, ""),
        ({"speaker": (KAYA,)}, "1"),
        ({"speaker": ("demir", "KAYA")}, "01"),
        ({"url": "HTTPS://www.ornek.com.tr:443/haber/0?utm_source=x#a"}, "0"),
        ({"url": "nowhere"}, ""),
        ({"published_after": START + timedelta(hours=1)}, "1"),
        ({"published_before": START + timedelta(hours=1)}, "0"),
        ({"has": ("quotes",)}, "01"),
        ({"has": ("lede", "images", "author")}, "0"),
        ({"has": ("modified",)}, "1"),
        ({"q": "kar", "publisher": ("baska.com",)}, "1"),
    ]
    assert {str(c): "".join(headlines(filled, **c)) for c, _ in cases} == {str(c): found for c, found in cases}


def test_sorts(filled: Engine) -> None:
    assert headlines(filled, "-published_at") == ["2", "1", "0"]
    assert headlines(filled, "-first_seen_at") == ["2", "1", "0"]
    assert set(headlines(filled, "relevance", q="ankara")) == {"0", "2"}


def test_every_filter_of_quotes(filled: Engine) -> None:
    cases: list[tuple[dict[str, Any], set[str]]] = [
        ({}, {"Yol bitti", "Kar geldi"}),
        ({"speaker": ("kaya",)}, {"Kar geldi"}),
        ({"article": draft_id(article(0))}, {"Yol bitti"}),
        ({"kind": ("indirect",)}, set()),
        ({"articles": ArticleFilter(publisher=("baska.com",))}, {"Kar geldi"}),
        ({"articles": ArticleFilter(published_before=START + timedelta(minutes=1))}, {"Yol bitti"}),
        ({"articles": ArticleFilter(published_after=START + timedelta(minutes=1))}, {"Kar geldi"}),
        ({"min_confidence": 0.95}, set()),
        ({"q": "KAR"}, {"Kar geldi"}),
        ({"q": "--"}, set()),
    ]
    with reading(filled) as session:
        for members, expected in cases:
            found = list_quotes(session, QuoteFilter(**members), PageRequest("-published_at")).items
            assert {orjson.loads(item)["text"] for item in found} == expected, members


def test_every_filter_of_entities(filled: Engine) -> None:
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({}, ["Ankara", "Bursa", "Demir", "Kaya"]),
        ({"type": ("location",)}, ["Ankara", "Bursa"]),
        ({"name_prefix": "DE"}, ["Demir"]),
        ({"min_articles": 2}, ["Ankara"]),
    ]
    with reading(filled) as session:
        for members, expected in cases:
            found = list_entities(session, EntityFilter(**members), PageRequest("name")).items
            assert [orjson.loads(item)["name"] for item in found] == expected


def fill(engine: Engine, size: int) -> None:
    with writing(engine) as session:
        for number in range(size):
            save_article(session, article(number, published_at=START + timedelta(hours=number // 3)))


@pytest.mark.parametrize("sort", ["-published_at", "published_at", "-first_seen_at"])
def test_a_walk_meets_every_article_once_and_finds_back(engine: Engine, sort: str) -> None:
    fill(engine, 11)
    with reading(engine) as session:
        pages: list[Slice] = [list_articles(session, ArticleQuery(ArticleFilter()), PageRequest(sort, None, 3))]
        while pages[-1].next:
            pages.append(list_articles(session, ArticleQuery(ArticleFilter()), PageRequest(sort, pages[-1].next, 3)))
        assert [len(page.items) for page in pages] == [3, 3, 3, 2]
        assert len({item for page in pages for item in page.items}) == 11
        for before, page in pairwise(pages):
            back = list_articles(session, ArticleQuery(ArticleFilter()), PageRequest(sort, page.previous, 3))
            assert back.items == before.items
        assert pages[0].previous is None


def test_a_page_is_one_statement_for_one_row_or_a_hundred(engine: Engine) -> None:
    fill(engine, 100)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    with reading(engine) as session:
        for limit in (1, 100):
            del statements[:]
            found = list_articles(
                session, ArticleQuery(ArticleFilter(section=("dunya",))), PageRequest("-published_at", None, limit)
            )
            assert len(found.items) == limit
            assert len([s for s in statements if not s.startswith("BEGIN")]) == 1, statements


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"publisher": ("ornek.com.tr",)},
        {"section": ("dunya",)},
        {"language": ("tr",)},
        {"entity": (str(entity_id("person", "Demir")),)},
    ],
)
def test_no_page_scans_the_articles(engine: Engine, members: dict[str, Any]) -> None:
    fill(engine, 5)
    asked: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append((args[2], args[3])))
    assert len(headlines(engine, "-published_at", **members)) == 5
    explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
    statement, values = next(pair for pair in asked if pair[0].startswith("SELECT"))
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET enable_seqscan = off")
        plan = [str(row) for row in connection.exec_driver_sql(explain + statement, values)]
    assert not [
        step for step in plan if "Seq Scan on article " in step or "TEMP B-TREE" in step or "SCAN article'" in step
    ], plan
