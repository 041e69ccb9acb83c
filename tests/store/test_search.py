"""Search: the same hits on both databases; never a syntax error."""

from typing import Any

import orjson
import pytest
from sqlalchemy import Engine

from app.store.filters import ArticleFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.listing import ListRequest
from app.store.search.query import Search, parse_query
from app.store.session import reading, writing
from app.store.writes import save_article
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
def test_a_query_without_a_positive_word_is_parsed_to_none(q: str) -> None:
    assert parse_query(Search(q)) is None
