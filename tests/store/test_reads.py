"""Counts, members, snippets, revisions, labels, related entities, figures."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event
from sqlmodel import Session

from app.schemas.base import utc_text
from app.schemas.record import draft_id
from app.store.filters import ArticleFilter, EntityFilter, LabelFilter, QuoteFilter, RelatedFilter
from app.store.queries import listing, stats_queries
from app.store.queries.article_queries import ArticleQuery, get_article, list_articles
from app.store.queries.entity_queries import list_entities, list_related_entities
from app.store.queries.label_queries import get_publisher, list_labels
from app.store.queries.listing import Counting, ListRequest, Slice
from app.store.queries.members import EVERYTHING, Wanted
from app.store.queries.quote_queries import list_quotes
from app.store.queries.revision_queries import (
    RevisionFilter,
    diff_revisions,
    get_revision,
    last_seen_at,
    list_revisions,
    number_before,
)
from app.store.queries.similar import SimilarFilter, list_similar_articles
from app.store.queries.stats_queries import Facet, count_values
from app.store.search.highlight import WIDTH, snippets_of
from app.store.search.query import Search, parse_query
from app.store.session import make_engine, reading, writing
from app.store.writes import save_article
from app.text.identity import entity_id
from tests.builders.drafts import START, article

FIRST = ListRequest("-published_at")


def fill(engine: Engine, drafts: Sequence[Any]) -> None:
    with writing(engine) as session:
        for draft in drafts:
            save_article(session, draft)


@pytest.mark.parametrize(("counting", "expected"), [("none", None), ("capped", 5), ("exact", 7)])
def test_a_request_chooses_an_exact_count_a_capped_count_or_no_count(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, counting: Counting, expected: int | None
) -> None:
    monkeypatch.setattr(listing, "CAPPED", 4)  # one more is counted, which says that there are more
    fill(engine, [article(n) for n in range(7)])
    page = ListRequest("-published_at", limit=2, count=counting)
    with reading(engine) as session:
        assert list_articles(session, ArticleQuery(), page).count == expected
        named = ArticleQuery(ArticleFilter(entity=(str(entity_id("person", "Demir")),)))
        assert list_articles(session, named, page).count == expected
        assert list_quotes(session, QuoteFilter(), page).count == expected
        words = ListRequest("relevance", limit=2, count=counting)
        assert list_articles(session, ArticleQuery(ArticleFilter(q="kar")), words).count == expected
        empty = list_articles(session, ArticleQuery(ArticleFilter(q="?")), words)
        assert empty.count == (None if counting == "none" else 0)


def test_the_full_records_of_a_list_are_read_with_four_sql_statements(engine: Engine) -> None:
    fill(engine, [article(n) for n in range(30)])
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    with reading(engine) as session:
        found = list_articles(session, ArticleQuery(wanted=Wanted(EVERYTHING)), ListRequest("published_at", limit=30))
        assert len([s for s in statements if s.startswith("SELECT")]) == 4
        for number, item in enumerate(found.items):
            stored = get_article(session, draft_id(article(number)))
            assert stored
            assert item == stored.json


def lists(identity: UUID, entity: UUID) -> dict[str, Callable[[Session, ListRequest], Slice]]:
    """Every list of the API; `page.sort` is set by the caller."""
    everything = ArticleQuery(ArticleFilter(q="kar"), Wanted(EVERYTHING), snippets=True)
    return {
        "articles -published_at": lambda s, page: list_articles(s, everything, page),
        "articles relevance": lambda s, page: list_articles(s, everything, page),
        "quotes -published_at": lambda s, page: list_quotes(s, QuoteFilter(ArticleFilter(has=("lede",))), page),
        "entities name": lambda s, page: list_entities(s, EntityFilter(ArticleFilter(has=("lede",))), page),
        "related -co_mention_count": lambda s, page: list_related_entities(s, RelatedFilter(entity), page),
        "labels -article_count": lambda s, page: list_labels(s, LabelFilter("tag"), page),
        "revisions -number": lambda s, page: list_revisions(s, RevisionFilter(identity), page),
        "similar -similarity": lambda s, page: list_similar_articles(s, SimilarFilter(identity), page),
    }


@pytest.fixture(scope="module")
def filled_url(shared_url: str) -> str:
    """Thirty copies of one article, with thirty tags and thirty further people; the first has thirty revisions."""
    people = tuple(f"Kaya{n:02}" for n in range(30))
    body = (f'Demir, "Yol bitti" dedi. Kar var. {" ve ".join(people)} geldi.',)
    tags = tuple(f"Konu {n}" for n in range(30))
    engine = make_engine(shared_url)
    fill(
        engine,
        [article(0, headline=f"Haber {n}", people=("Demir", *people), places=(), paragraphs=body) for n in range(30)],
    )
    fill(engine, [article(n, tags=tags, people=("Demir", *people), places=(), paragraphs=body) for n in range(30)])
    engine.dispose()
    return shared_url


@pytest.mark.parametrize("name", lists(UUID(int=0), UUID(int=0)))
def test_a_long_list_takes_no_more_sql_statements_than_a_short_list(filled: Engine, name: str) -> None:
    read = lists(draft_id(article(0)), entity_id("person", "Demir"))[name]
    statements: list[str] = []
    event.listen(filled, "before_cursor_execute", lambda *args: statements.append(args[2]))
    asked = {}
    for limit in (1, 30):
        with reading(filled) as session:
            del statements[:]
            assert len(read(session, ListRequest(name.split()[1], limit=limit)).items) in (limit, 29)
            asked[limit] = len([s for s in statements if s.startswith("SELECT")])
    assert asked[1] == asked[30] <= 6  # the list of articles: cards, three members, languages and frequency of `q`


def test_snippets_are_cut_from_the_original_texts(engine: Engine) -> None:
    long = "Önce başka şeyler. " * 40 + "Isparta'da gül hasadı sürüyor. " + "Sonra başka şeyler. " * 40
    fill(engine, [article(0, paragraphs=(long,), headline="Gül zamanı", people=(), places=(), said=())])
    with reading(engine) as session:
        query = ArticleQuery(ArticleFilter(q='"gül hasadı" OR isparta OR zaman'), Wanted(frozenset(["body"])), True)
        card = orjson.loads(list_articles(session, query, FIRST).items[0])
        without = orjson.loads(list_articles(session, ArticleQuery(snippets=True), FIRST).items[0])
    marked = {s["field"]: [card[s["field"]][h["start"] : h["end"]] for h in s["highlights"]] for s in card["snippets"]}
    assert marked == {"headline": ["zamanı"], "body": ["Isparta", "gül", "hasadı"]}
    for snippet in card["snippets"]:
        assert card[snippet["field"]][snippet["start"] : snippet["end"]] == snippet["text"]
        assert len(snippet["text"]) <= WIDTH + 20
    assert without["snippets"] == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=600), st.text(max_size=30), st.sampled_from(("tr", "en", "und")))
def test_snippets_of_any_text_match_their_source(text: str, q: str, language: str) -> None:
    query = parse_query(Search(q)) or parse_query(Search("a* e* i* 1*"))
    assert query
    for snippet in snippets_of({"headline": text, "lede": "", "body": text * 3}, query, language):
        whole = text if snippet["field"] == "headline" else text * 3
        assert whole[snippet["start"] : snippet["end"]] == snippet["text"]
        assert snippet["highlights"]
        for mark in snippet["highlights"]:
            assert snippet["start"] <= mark["start"] < mark["end"] <= snippet["end"]


def test_each_revision_in_a_list_names_its_changed_fields(engine: Engine) -> None:
    with writing(engine) as session:
        save_article(session, article(), fetched_at=START)
        save_article(session, article(headline="Yeni", lede=None), fetched_at=START + timedelta(days=2))
        save_article(session, article(headline="Eski"), fetched_at=START + timedelta(days=1))
    identity = draft_id(article())
    with reading(engine) as session:
        listed = [
            orjson.loads(i) for i in list_revisions(session, RevisionFilter(identity), ListRequest("-number")).items
        ]
        assert [(r["number"], r["changed_fields"], r["is_head"]) for r in listed] == [
            (3, [], False),
            (2, ["headline", "lede"], True),
            (1, [], False),
        ]
        assert listed[1]["fetched_at"] == "2024-01-03T00:00:00Z"
        records = [get_revision(session, identity, number) for number in (1, 2, 3)]
        headlines = [orjson.loads(record.json)["headline"] for record in records if record]
        assert headlines == ["Haber 0", "Yeni", "Eski"]
        assert [orjson.loads(record.json)["revision"] for record in records if record] == [1, 2, 3]
        assert get_revision(session, identity, 4) is None
        diff = orjson.loads(diff_revisions(session, identity, 2, 1) or b"")
        assert diff == {
            "from": 1,
            "to": 2,
            "changes": [
                {"field": "headline", "before": "Haber 0", "after": "Yeni"},
                {"field": "lede", "before": "Kısa özet.", "after": None},
            ],
        }
        assert diff_revisions(session, identity, 2, 9) is None
        assert [number_before(session, identity, number) for number in (1, 2, 3)] == [1, 1, 2]
        assert last_seen_at(session, draft_id(article(7))) is None


def test_label_counts_are_updated_by_every_write(engine: Engine) -> None:
    fill(engine, [article(0, tags=("Kar", "Yol")), article(1, tags=("KAR",), section="Spor", publisher="b.com")])
    assert labels(engine, "tag") == [("kar", 2), ("yol", 1)]
    assert labels(engine, "section") == [("spor", 1), ("dunya", 1)]
    fill(engine, [article(0, tags=("Yol", "Buz"))])
    assert labels(engine, "tag") == [("yol", 1), ("kar", 1), ("buz", 1)]
    with reading(engine) as session:
        assert get_publisher(session, "ORNEK.com.tr") == b'{"domain":"ornek.com.tr","name":"Ornek","article_count":1}'
        assert get_publisher(session, "nowhere.com") is None


def labels(engine: Engine, kind: str) -> list[tuple[str, int]]:
    with reading(engine) as session:
        items = list_labels(session, LabelFilter(kind), ListRequest("-article_count")).items
    return [(item["slug"], item["article_count"]) for item in map(orjson.loads, items)]


def test_related_entities_are_named_in_the_same_articles_as_the_entity(engine: Engine) -> None:
    together = {
        "paragraphs": ("Kaya ve Demir Bursa'da.",),
        "people": ("Kaya", "Demir"),
        "places": ("Bursa",),
        "said": (),
    }
    fill(engine, [article(0), article(1), article(2, language="en", **together)])  # type: ignore[arg-type]
    demir = entity_id("person", "Demir")
    assert related(engine, RelatedFilter(demir)) == {"Ankara": 2, "Kaya": 1, "Bursa": 1}
    assert related(engine, RelatedFilter(demir, type=("person",))) == {"Kaya": 1}
    assert related(engine, RelatedFilter(demir, id=(demir, entity_id("person", "Kaya")))) == {"Kaya": 1}
    assert related(engine, RelatedFilter(demir, ArticleFilter(language=("tr",)))) == {"Ankara": 2}


def test_related_entities_sorted_by_time_begin_with_the_most_recently_named_one(engine: Engine) -> None:
    times = {"Ankara": START, "Bursa": START + timedelta(hours=2), "İzmir": START + timedelta(hours=1), "Sivas": None}
    pairs = [*times.items(), ("Bursa", START - timedelta(days=1))]
    texts = [{"places": (place,), "paragraphs": (f"Demir {place} yolunda.",), "said": ()} for place, _ in pairs]
    fill(engine, [article(n, published_at=at, **texts[n]) for n, (_, at) in enumerate(pairs)])  # type: ignore[arg-type]
    demir = RelatedFilter(entity_id("person", "Demir"), type=("location",))
    with reading(engine) as session:
        found = list_related_entities(session, demir, ListRequest("-published_at", None, 9)).items
        pages = [list_related_entities(session, demir, ListRequest("-published_at", None, 1))]
        while following := pages[-1].next:
            pages.append(list_related_entities(session, demir, ListRequest("-published_at", following, 1)))
    shown = [(one["name"], one["last_published_at"]) for one in map(orjson.loads, found)]
    expected = ((name, times[name]) for name in ("Bursa", "İzmir", "Ankara", "Sivas"))
    assert shown == [(name, at and utc_text(at)) for name, at in expected]
    assert [item for page in pages for item in page.items] == list(found)


def related(engine: Engine, wanted: RelatedFilter) -> dict[str, int]:
    met: dict[str, int] = {}
    position = None
    while True:
        with reading(engine) as session:
            page = list_related_entities(session, wanted, ListRequest("-co_mention_count", position, 1))
        met |= {item["name"]: item["co_mention_count"] for item in map(orjson.loads, page.items)}
        if page.next is None:
            return met
        position = page.next


FACETS: list[tuple[Facet, list[tuple[str, int]]]] = [
    ("publisher", [("Ornek", 2), ("Baska", 1)]),
    ("agency", [("Anadolu Ajansı", 2)]),
    ("section", [("Dünya", 3)]),
    ("tag", [("Kar", 1)]),
    ("language", [("tr", 3)]),
    ("entity", [("Ankara", 3), ("Demir", 3)]),
    ("speaker", [("Demir", 3)]),
    ("author", [("Elif Şahin", 1)]),
]


@pytest.mark.parametrize(("facet", "expected"), FACETS, ids=[name for name, _ in FACETS])
def test_facets_count_the_expected_values_with_and_without_a_filter(
    engine: Engine, facet: Facet, expected: list[tuple[str, int]]
) -> None:
    agency = ((("AA", "Anadolu Ajansı")),)
    fill(
        engine,
        [
            article(0, tags=("Kar",), agencies=agency),
            article(1, authors=("Elif Şahin",), agencies=agency),
            article(2, publisher="baska.com"),
        ],
    )
    with reading(engine) as session:
        for wanted in (ArticleFilter(), ArticleFilter(has=("lede",))):
            counted = count_values(session, wanted, facet, 10)
            assert sorted((v["label"], v["count"]) for v in counted) == sorted(expected)
            assert [v["count"] for v in counted] == sorted((v["count"] for v in counted), reverse=True)
        for value in counted:
            same = ArticleFilter(**{facet: (value["value"],)})  # type: ignore[arg-type]
            assert len(list_articles(session, ArticleQuery(same), FIRST).items) == value["count"]
        assert len(count_values(session, ArticleFilter(), facet, 1)) == 1


def test_facets_with_a_filter_count_the_newest_matches_only(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(engine, [article(n, tags=("Eski",) if n < 3 else ("Yeni",), publisher=f"{'ab'[n % 2]}.com") for n in range(6)])
    monkeypatch.setattr(stats_queries, "COUNTED", 4)
    with reading(engine) as session:
        for facet, expected in (("tag", {"yeni": 3, "eski": 1}), ("publisher", {"a.com": 2, "b.com": 2})):
            counted = count_values(session, ArticleFilter(has=("lede",)), facet, 10)  # type: ignore[arg-type]
            assert {value["value"]: value["count"] for value in counted} == expected
        of_all = count_values(session, ArticleFilter(), "tag", 10)
        assert {value["value"]: value["count"] for value in of_all} == {"yeni": 3, "eski": 3}
