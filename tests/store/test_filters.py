"""Every member of the article filter: its matches in every list, and that no list scans the article table."""

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, event

from app.schemas.article import ArticleDraft, PageType
from app.schemas.quote import Cue
from app.schemas.record import draft_id, quotes_of
from app.store.filters import ArticleFilter, ChangeFilter, EntityFilter, QuoteFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.change_queries import list_changes
from app.store.queries.entity_queries import list_entities
from app.store.queries.listing import ListRequest
from app.store.queries.quote_queries import list_quotes
from app.store.queries.stats_queries import count_articles, count_intervals, count_values
from app.store.session import make_engine, reading, writing
from app.store.writes import save_article
from app.text.identity import entity_id
from tests.builders.drafts import START, article

SEEN = datetime(2025, 1, 1, tzinfo=UTC)
DEMIR = str(entity_id("person", "Demir"))
COPIED = tuple(f"Köprü {n} yılında kapandı ve {n} araç başka yoldan gitti." for n in range(1990, 2020))
OTHER: dict[str, Any] = {
    "paragraphs": ('Kaya, "Kar geldi Bursa için" dedi.', "Bursa bekliyor."),
    "people": ("Kaya",),
    "places": ("Bursa",),
    "said": (("Kar geldi Bursa için", "Kaya"),),
}
BARE: dict[str, Any] = {"people": (), "places": (), "said": (), "lede": None, "images": (), "section": None}
DRAFTS = (
    article(0, tags=("Kış Günü",), authors=("Elif Şahin",), agencies=(("AA", "Anadolu Ajansı"),)),
    article(1, publisher="baska.com", section="Spor", language="en", modified_at=START + timedelta(days=9), **OTHER),
    article(
        2, paragraphs=("Ankara sakin.",), published_at=None, page_type=PageType(value="gallery", confidence=0.9), **BARE
    ),
    article(3, paragraphs=COPIED, tags=("Yol",), **BARE),
    article(4, paragraphs=(*COPIED[:27], "Sonuç bekleniyor."), publisher="kopya.com", **BARE),
)


def with_cues(draft: ArticleDraft) -> ArticleDraft:
    """A draft whose Turkish quotes are denials; the others have no cue."""
    cue = Cue(text="dedi", start=0, end=4, type="deny")
    quotes = tuple(quote.model_copy(update={"cue": cue if quote.language == "tr" else None}) for quote in draft.quotes)
    return draft.model_copy(update={"quotes": quotes})


@pytest.fixture(scope="module")
def filled_url(shared_url: str) -> str:
    """Five articles, each first seen a day after the one before."""
    engine = make_engine(shared_url)
    with writing(engine) as session:
        for number, draft in enumerate(map(with_cues, DRAFTS)):
            save_article(session, draft, now=SEEN + timedelta(days=number))
    engine.dispose()
    return shared_url


CASES: list[tuple[dict[str, Any], str]] = [
    ({}, "01234"),
    ({"id": (draft_id(DRAFTS[0]), draft_id(DRAFTS[3]))}, "03"),
    ({"id": (draft_id(DRAFTS[0]), draft_id(DRAFTS[3])), "language": ("en",)}, ""),
    ({"publisher": ("BASKA.com",)}, "1"),
    ({"publisher": ("baska.com", "ornek.com.tr")}, "0123"),
    ({"not_publisher": ("ornek.com.tr",)}, "14"),
    ({"section": ("DÜNYA",)}, "0"),
    ({"section": ("dunya", "spor")}, "01"),
    ({"not_section": ("Spor",)}, "0234"),
    ({"agency": ("aa",)}, "0"),
    ({"agency": ("anadolu ajansi",)}, "0"),
    ({"tag": ("kış günü",)}, "0"),
    ({"not_tag": ("KIŞ GÜNÜ", "yol")}, "124"),
    ({"author": ("ELİF ŞAHİN",)}, "0"),
    ({"language": ("EN",)}, "1"),
    ({"page_type": ("gallery",)}, "2"),
    ({"entity": ("ankara",)}, "0"),
    ({"entity": ("ankara", "Demir")}, "0"),
    ({"entity": (DEMIR,)}, "0"),
    ({"entity": ("ankara", "Kaya")}, ""),
    ({"speaker": ("demir", "KAYA")}, "01"),
    ({"url": "HTTPS://www.ornek.com.tr:443/haber/0?utm_source=x#a"}, "0"),
    ({"url": "nowhere"}, ""),
    ({"published_after": START + timedelta(hours=1)}, "134"),
    ({"published_before": START + timedelta(hours=1)}, "0"),
    ({"published_after": START, "published_before": START}, ""),
    ({"first_seen_after": SEEN + timedelta(days=1)}, "1234"),
    ({"first_seen_before": SEEN + timedelta(days=1)}, "0"),
    ({"modified_after": START + timedelta(days=9)}, "1"),
    ({"modified_after": START + timedelta(days=9, seconds=1)}, ""),
    ({"has": ("quotes",)}, "01"),
    ({"has": ("lede", "images", "author")}, "0"),
    ({"has": ("modified",)}, "1"),
    ({"has": ("published",)}, "0134"),
    ({"min_words": 8}, "134"),
    ({"max_words": 2}, "2"),
    ({"min_words": 3, "max_words": 9}, "01"),
    ({"q": "kar"}, "01"),
    ({"q": "kar", "publisher": ("baska.com",)}, "1"),
    ({"q": "kar", "q_in": ("quotes",)}, "1"),
    ({"q": "haber", "q_in": ("body",)}, ""),
    ({"q": "haber özet", "q_in": ("headline", "lede")}, "01"),
    ({"q": "araçlar"}, "34"),
    ({"q": "araçlar", "q_mode": "exact"}, ""),
    ({"q": "ARAÇ", "q_mode": "exact"}, "34"),
    ({"duplicates": "collapse"}, "0123"),
    ({"duplicates": "collapse", "publisher": ("kopya.com",)}, "4"),
    ({"duplicates": "collapse", "q": "köprü"}, "3"),
]


def headlines(engine: Engine, sort: str = "published_at", **members: Any) -> str:
    with reading(engine) as session:
        found = list_articles(session, ArticleQuery(ArticleFilter(**members)), ListRequest(sort)).items
    return "".join(sorted(orjson.loads(item)["headline"][-1] for item in found))


def test_the_test_cases_cover_every_member_of_the_article_filter() -> None:
    assert {name for members, _ in CASES for name in members} == set(ArticleFilter.__dataclass_fields__)


def test_every_article_filter_finds_the_expected_articles(filled: Engine) -> None:
    assert {str(c): headlines(filled, **c) for c, _ in CASES} == {str(c): found for c, found in CASES}


def test_a_filter_matches_the_same_articles_in_every_query(filled: Engine) -> None:
    """Counts, facets, time series, changes, quotes and entities follow the articles that match."""
    ids = {str(draft_id(draft)): str(n) for n, draft in enumerate(DRAFTS)}
    quotes = {"0": {"Yol bitti"}, "1": {"Kar geldi Bursa için"}}
    names = {"0": {"Demir", "Ankara"}, "1": {"Kaya", "Bursa"}}
    days = [START, START + timedelta(days=1)]
    with reading(filled) as session:
        for members, expected in CASES:
            wanted, first = ArticleFilter(**members), ListRequest("-published_at")
            assert count_articles(session, wanted) == len(expected), members
            by_publisher = count_values(session, wanted, "publisher", 10)
            assert sum(value["count"] for value in by_publisher) == len(expected), members
            assert count_intervals(session, wanted, days) == [len(expected.replace("2", ""))], members
            changes = [orjson.loads(c.json) for c in list_changes(session, ChangeFilter(0, wanted), 100)]
            assert "".join(ids[change["article_id"]] for change in changes) == expected, members
            said = list_quotes(session, QuoteFilter(wanted), first).items
            assert {orjson.loads(item)["text"] for item in said} == set().union(
                *(quotes.get(n, set()) for n in expected)
            )
            named = list_entities(session, EntityFilter(wanted), ListRequest("name")).items
            assert {orjson.loads(i)["name"] for i in named} == set().union(*(names.get(n, set()) for n in expected))


def test_every_quote_filter_finds_the_expected_quotes(filled: Engine) -> None:
    cases: list[tuple[dict[str, Any], set[str]]] = [
        ({}, {"Yol bitti", "Kar geldi Bursa için"}),
        ({"speaker": ("kaya",)}, {"Kar geldi Bursa için"}),
        ({"speaker": (DEMIR,)}, {"Yol bitti"}),
        ({"article": draft_id(DRAFTS[0])}, {"Yol bitti"}),
        ({"about": "bursa"}, {"Kar geldi Bursa için"}),
        ({"about": "bursa", "q": "yol"}, set()),
        ({"about": "-kar"}, set()),
        ({"id": (quotes_of(DRAFTS[0])[0].id, draft_id(DRAFTS[1]))}, {"Yol bitti"}),
        ({"mentions": ("bursa",)}, {"Kar geldi Bursa için"}),
        ({"mentions": (str(entity_id("location", "Bursa")),)}, {"Kar geldi Bursa için"}),
        ({"mentions": ("bursa", "Kaya")}, set()),
        ({"kind": ("indirect",)}, set()),
        ({"kind": ("direct", "partial")}, {"Yol bitti", "Kar geldi Bursa için"}),
        ({"cue_type": ("deny", "say")}, {"Yol bitti"}),
        ({"cue_type": ("ask",)}, set()),
        ({"min_confidence": 0.95}, set()),
        ({"q": "KAR"}, {"Kar geldi Bursa için"}),
        ({"q": "headline:kar"}, {"Kar geldi Bursa için"}),
        ({"q": "gelmek", "q_mode": "exact"}, set()),
        ({"q": "--"}, set()),
    ]
    with reading(filled) as session:
        for members, expected in cases:
            found = list_quotes(session, QuoteFilter(**members), ListRequest("-published_at")).items
            assert {orjson.loads(item)["text"] for item in found} == expected, members


def test_every_entity_filter_finds_the_expected_entities(filled: Engine) -> None:
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({}, ["Ankara", "Bursa", "Demir", "Kaya"]),
        ({"type": ("location",)}, ["Ankara", "Bursa"]),
        ({"name_prefix": "DE"}, ["Demir"]),
        ({"id": (entity_id("person", "Kaya"), draft_id(DRAFTS[1]))}, ["Kaya"]),
        ({"min_articles": 2}, []),
    ]
    with reading(filled) as session:
        for members, expected in cases:
            found = list_entities(session, EntityFilter(**members), ListRequest("name")).items
            assert [orjson.loads(item)["name"] for item in found] == expected


# What the plan of a list may not hold, on either database.
SCANS = ("Seq Scan on article ", "Seq Scan on quote ", "Seq Scan on mention ", "SCAN article'", "SCAN quote'")


def plan_of(engine: Engine, statement: str, values: Any) -> list[str]:
    explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET enable_seqscan = off")  # five rows would always be scanned
        return [str(row) for row in connection.exec_driver_sql(explain + statement, values)]


@pytest.mark.parametrize("members", [members for members, _ in CASES], ids=str)
def test_no_filtered_list_scans_a_whole_table(filled: Engine, members: dict[str, Any]) -> None:
    asked: list[tuple[str, Any]] = []
    event.listen(filled, "before_cursor_execute", lambda *args: asked.append((args[2], args[3])))
    wanted = ArticleFilter(**members)
    with reading(filled) as session:
        list_articles(session, ArticleQuery(wanted), ListRequest("-published_at"))
        list_quotes(session, QuoteFilter(wanted), ListRequest("-published_at"))
        list_entities(session, EntityFilter(wanted), ListRequest("name"))
    selects = [pair for pair in asked if pair[0].startswith(("SELECT", "WITH"))]
    assert len(selects) >= 3
    for statement, values in selects:
        plan = plan_of(filled, statement, values)
        assert not [step for step in plan if any(scan in step for scan in SCANS)], (statement, plan)


@pytest.mark.parametrize(
    "members",
    [{}, {"publisher": ("ornek.com.tr",)}, {"section": ("dunya",)}, {"language": ("tr",)}, {"entity": (DEMIR,)}],
)
def test_common_lists_are_read_in_index_order_without_sorting(filled: Engine, members: dict[str, Any]) -> None:
    """No sorting: the index gives the order, so that a page costs the same in a large table."""
    asked: list[tuple[str, Any]] = []
    event.listen(filled, "before_cursor_execute", lambda *args: asked.append((args[2], args[3])))
    assert headlines(filled, "-published_at", **members)
    plan = plan_of(filled, *next(pair for pair in asked if pair[0].startswith("SELECT")))
    assert not [step for step in plan if "TEMP B-TREE" in step], plan
