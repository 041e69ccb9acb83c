"""Look-up of entities by typed text: names, aliases, words in any order, external ids, one typing error."""

from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, event

from app.store.conditions import article_conditions, quote_conditions
from app.store.entities.meant import find_meant
from app.store.entities.spelling import misspellings
from app.store.filters import ArticleFilter, EntityFilter, QuoteFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.entity_queries import list_entities
from app.store.queries.listing import ListRequest
from app.store.queries.quote_queries import list_quotes
from app.store.session import make_engine, reading
from app.text.identity import entity_id
from tests.builders.drafts import article, entity
from tests.store.test_entity_records import US, about, draft, place, save, trumps
from tests.store.test_filters import plan_of

FIRST = ListRequest("-article_count", limit=100)
ERDOGAN = "Recep Tayyip Erdoğan"


@pytest.fixture(scope="module")
def filled_url(shared_url: str) -> str:
    """A president of many articles and his wife of one, a man and a university, a country with two names."""
    body = f"{ERDOGAN} konuştu."
    called = entity(ERDOGAN, body, aliases=("Erdoğan",))
    said = article(
        95,
        paragraphs=('Donald Trump, "Yol bitti" dedi.',),
        people=("Donald Trump",),
        places=(),
        said=(("Yol bitti", "Donald Trump"),),
    )
    engine = make_engine(shared_url)
    save(
        engine,
        [
            *(draft(n, body, called, language="tr") for n in range(21)),
            about(30, "Emine Erdoğan", language="tr"),
            *trumps(9, 40),
            about(60, "Trump University", kind="organization"),
            draft(70, "ABD.", place("ABD", "ABD", US), language="tr"),
            draft(71, "United States.", place("United States", "United States", US)),
            said,
        ],
    )
    engine.dispose()
    return shared_url


def names(engine: Engine, **members: Any) -> list[str]:
    with reading(engine) as session:
        found = list_entities(session, EntityFilter(**members), FIRST).items
    return [orjson.loads(item)["name"] for item in found]


@pytest.mark.parametrize(
    ("typed", "articles"),
    [
        ("erdogan", 21),
        ("ERDOĞAN", 21),
        ("Tayyip Erdogan", 21),
        ("erdogan recep", 21),
        ("erdogna", 21),
        ("erdoan", 21),
        ("Emine Erdoğan", 1),
        ("emine", 1),
        ("Trump", 10),
        ("trmup", 10),
        ("trum", 0),
        ("iso3166:US", 2),
        ("wikidata:Q30", 2),
        ("geonames:6252001", 2),
        ("wikidata:Q31", 0),
        ("abd", 2),
        ("united states", 2),
        (str(entity_id("location", "", US)), 2),
        ("nobody at all", 0),
        ("", 0),
        ("' OR 1=1 --", 0),
    ],
)
def test_articles_are_found_by_entity_names_in_any_spelling(filled: Engine, typed: str, articles: int) -> None:
    with reading(filled) as session:
        found = list_articles(
            session, ArticleQuery(ArticleFilter(entity=(typed,))), ListRequest("-published_at", limit=100)
        )
    assert len(found.items) == articles


def test_an_entity_repeated_in_a_filter_gives_only_one_condition(filled: Engine) -> None:
    with reading(filled) as session:
        same = list(article_conditions(ArticleFilter(entity=("Trump",) * 50), session))
    assert len(same) == 1


def test_a_filter_with_an_unknown_entity_matches_nothing(filled: Engine) -> None:
    with reading(filled) as session:
        unknown = list(article_conditions(ArticleFilter(entity=("Trump", *[""] * 50)), session))
        mentions = list(quote_conditions(QuoteFilter(mentions=("nobody at all",) * 50), session))
    assert [str(one) for one in unknown] == ["false"]
    assert "false" in [str(one) for one in mentions]


@pytest.mark.parametrize("typed", ["Trump", "donald trump", "trupm", str(entity_id("person", "Donald Trump"))])
def test_quotes_are_found_by_speaker_names_in_any_spelling(filled: Engine, typed: str) -> None:
    with reading(filled) as session:
        found = list_quotes(session, QuoteFilter(speaker=(typed,)), ListRequest("-published_at")).items
    assert [orjson.loads(item)["text"] for item in found] == ["Yol bitti"]


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("trump", ["Donald Trump", "Trump University"]),
        ("tru", ["Donald Trump", "Trump University"]),
        ("TRU DON", ["Donald Trump"]),
        ("erdo", [ERDOGAN, "Emine Erdoğan"]),
        ("univesi", ["Trump University"]),
        ("ab", ["United States"]),
        ("xyz", []),
        ("'", []),
    ],
)
def test_a_name_prefix_matches_the_beginning_of_any_word_of_a_name(
    filled: Engine, prefix: str, expected: list[str]
) -> None:
    assert [n.replace("ABD", "United States") for n in names(filled, name_prefix=prefix)] == expected


def test_the_entity_query_q_matches_whole_words_of_names_and_aliases(filled: Engine) -> None:
    assert names(filled, q="trump") == ["Donald Trump", "Trump University"]
    assert names(filled, q="university trump") == ["Trump University"]
    assert names(filled, q="universty") == ["Trump University"]
    assert names(filled, q="trum") == names(filled, q="?") == []


def test_only_words_of_5_to_20_letters_are_found_with_one_wrong_letter() -> None:
    assert {"trump", "tramp", "trup", "turmp", "trumps"} <= misspellings("trmup") | misspellings("trump") | {"trump"}
    assert all("trump" in misspellings(word) for word in ("trmup", "trunp", "trummp", "rtump"))
    assert misspellings("trum") == misspellings("x" * 21) == frozenset()
    assert "киев" in misspellings("киевв")


@pytest.mark.parametrize("members", [{"name_prefix": "tru do"}, {"name_prefix": "univesi"}, {"q": "trmup"}], ids=str)
def test_looking_up_an_entity_by_name_never_scans_a_table(filled: Engine, members: dict[str, str]) -> None:
    asked: list[tuple[str, Any]] = []
    event.listen(filled, "before_cursor_execute", lambda *args: asked.append((args[2], args[3])))
    assert names(filled, **members)
    with reading(filled) as session:
        assert find_meant(session, "erdogna recep").heads
    scans = ("SCAN entity_word", "SCAN entity_name", "Seq Scan on entity_word", "Seq Scan on entity_name")
    for statement, values in [pair for pair in asked if pair[0].lstrip().startswith(("SELECT", "WITH"))]:
        plan = plan_of(filled, statement, values)
        assert not [step for step in plan if any(scan in step for scan in scans)], (statement, plan)
