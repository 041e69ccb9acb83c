"""Search: the same hits on both databases; never a syntax error."""

from typing import Any

import orjson
import pytest
from sqlalchemy import Engine

from app.store.filters import ArticleFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.listing import ListRequest
from app.store.search import frequent_words
from app.store.search.query import Search, parse_query
from app.store.session import make_engine, reading, writing
from app.store.writes import save_article
from tests.builders.app_client import AppClient
from tests.builders.drafts import article

PLAIN: dict[str, Any] = {"people": (), "places": (), "said": (), "lede": None}
TEXTS = (
    "Isparta'da gül hasadı başladı. Evlerinden çıktılar.",
    "İzmir'in suları yükseldi; Putin konuştu.",
    "Ankara ve Isparta valileri görüştü. Kar yağdı.",
)
CASES = {
    "ısparta": "02",
    "ISPARTA": "02",
    "isparta": "02",
    "IZMIR": "1",
    "İZMİR": "1",
    "izmir'de": "1",
    "putin": "1",
    "ev": "0",
    "isparta ankara": "2",
    "izmir OR ankara": "12",
    "isparta -ankara": "0",
    '"gül hasadı"': "0",
    '"hasadı gül"': "",
    "yük*": "1",
    "headline:kar": "",
    "headline:haber": "012",
    "-isparta": "",
    "": "",
    "!!! ***": "",
}
HOSTILE = [
    '"',
    '""',
    "*",
    "AND",
    "OR",
    "OR OR",
    "NOT",
    "NEAR(a b)",
    "a:b",
    "{a}",
    "'",
    "a' & b",
    "--",
    "\x00",
    "(",
    ")",
    "^a",
    "headline:",
    'headline:"',
    "a | !b",
    "\\",
    "%",
    "_",
    "; DROP TABLE article",
    "x" * 5_000,
    "a " * 500,
    "İ" * 100,
]


def found(engine: Engine, q: str, sort: str = "published_at") -> str:
    with reading(engine) as session:
        items = list_articles(session, ArticleQuery(ArticleFilter(q=q)), ListRequest(sort)).items
    return "".join(orjson.loads(item)["headline"][-1] for item in items)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    with writing(engine) as session:
        for number, words in enumerate(TEXTS):
            save_article(session, article(number, paragraphs=(words,), **PLAIN))
    return engine


def test_search_queries_find_the_expected_articles(filled: Engine) -> None:
    assert {q: found(filled, q) for q in CASES} == CASES


def test_sorting_by_relevance_finds_the_same_articles_as_sorting_by_time(filled: Engine) -> None:
    assert {q: "".join(sorted(found(filled, q, "relevance"))) for q in CASES} == CASES


def test_no_query_text_causes_a_syntax_error(filled: Engine) -> None:
    for q in HOSTILE:
        assert set(found(filled, q)) <= set("012")
        assert set(found(filled, q, "relevance")) <= set("012")


def test_words_removed_by_a_revision_are_not_found(filled: Engine) -> None:
    with writing(filled) as session:
        save_article(session, article(0, paragraphs=("Lale bahçesi.",), **PLAIN))
    assert (found(filled, "isparta"), found(filled, "lale")) == ("2", "0")


@pytest.mark.parametrize("q", ["", "  ", "-a", '-"a b"', "..."])
def test_a_query_that_only_excludes_words_is_treated_as_no_query(q: str) -> None:
    assert parse_query(Search(q)) is None


def words_and_whole(database_url: str, q: str) -> tuple[str, list[str] | None]:
    """The numbers of the articles found, and `whole_words` of the answer."""
    answer = AppClient(database_url)("GET", "/v1/articles", params={"q": q}).json()
    found = sorted(card["url"].rsplit("/", 1)[1] for card in answer["items"])
    return " ".join(found), answer.get("whole_words")


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("baraj", ("0 1 2", ["baraj"])),  # `barajzede` is longer, but no inflected form
        ("baraj*", ("0 1 2 3", None)),
        ("BARAJ -ankara", ("0 1", ["baraj"])),
        ("ankara", ("2 3", None)),
        ("ankaralı OR baraj", ("0 1 2 3", ["baraj"])),
        ("kuzey -baraj", ("3", ["baraj"])),
        ("baraj -ankara -kuzey", ("1", ["baraj"])),
        ("headline:baraj", ("", ["baraj"])),  # frequent in bodies
        ('"baraj"', ("1", None)),
    ],
)
def test_a_search_for_a_frequent_word_does_not_find_longer_words(
    database_url: str, monkeypatch: pytest.MonkeyPatch, q: str, expected: tuple[str, list[str] | None]
) -> None:
    monkeypatch.setattr(frequent_words, "FREQUENT", 3)
    texts = ("Kuzey barajı doldu.", "Baraj boş.", "Ankara barajları temiz.", "Kuzeyde barajzede ankaralılar toplandı.")
    engine = make_engine(database_url)
    with writing(engine) as session:
        for number, text in enumerate(texts):
            save_article(session, article(number, headline="Haber", paragraphs=[text], **PLAIN))
    engine.dispose()
    assert words_and_whole(database_url, q) == expected


def test_a_word_counts_as_frequent_as_soon_as_enough_articles_contain_it(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frequent_words, "FREQUENT", 2)
    engine, call = make_engine(database_url), AppClient(database_url)
    seen = []
    for number, told in enumerate(("Baraj boş.", "Barajzede komşular geldi.", "Baraj doldu.")):
        with writing(engine) as session:
            save_article(session, article(number, headline="Haber", paragraphs=[told], **PLAIN))
        for _ in range(2):  # the second time, the server has prepared the search
            answer = call("GET", "/v1/articles?q=baraj").json()
            seen.append((len(answer["items"]), answer.get("whole_words")))
    engine.dispose()
    assert seen == [(1, None), (1, None), (2, None), (2, None), (2, ["baraj"]), (2, ["baraj"])]


def test_a_word_rare_in_quotes_finds_longer_words_though_frequent_in_articles(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frequent_words, "FREQUENT", 2)
    engine = make_engine(database_url)
    with writing(engine) as session:
        for number, said in enumerate(("Baraj doldu.", "Barajzede komşular geldi.")):
            told = article(
                number, headline="Baraj", paragraphs=[f'Ali Kaya, "{said}" dedi.'], said=[(said, "Ali Kaya")]
            )
            save_article(session, told)
    engine.dispose()
    call = AppClient(database_url)
    quotes = call("GET", "/v1/quotes?q=baraj").json()
    assert (len(quotes["items"]), quotes.get("whole_words")) == (2, None)  # one quote has the word, both articles do
    about = call("GET", "/v1/quotes?about=baraj").json()
    assert (len(about["items"]), about.get("whole_words")) == (2, ["baraj"])
