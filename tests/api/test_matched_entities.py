"""Lists, statistics and feeds name the entities that a filter matches."""

import feedparser
import pytest

from app.store.session import make_engine
from app.text.identity import entity_id
from tests.builders.app_client import AppClient
from tests.builders.drafts import article
from tests.store.test_entity_records import about, save, trumps

TRUMP = str(entity_id("person", "Donald Trump"))
MEANT = {"id": TRUMP, "name": "Donald Trump", "type": "person", "article_count": 4}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v1/articles?entity=trump", [{"parameter": "entity", "term": "trump", **MEANT}]),
        ("/v1/articles?entity=nobody", []),
        ("/v1/articles", None),
        ("/v1/quotes?speaker=Trmup&entity=donald", [
            {"parameter": "speaker", "term": "Trmup", **MEANT}, {"parameter": "entity", "term": "donald", **MEANT},
        ]),
        (f"/v1/quotes?mentions={TRUMP}", [{"parameter": "mentions", "term": TRUMP, **MEANT}]),
        ("/v1/entities?speaker=trump", [{"parameter": "speaker", "term": "trump", **MEANT}]),
        (f"/v1/entities/{TRUMP}/related?entity=Trump", [{"parameter": "entity", "term": "Trump", **MEANT}]),
        ("/v1/statements?speaker=trump", [{"parameter": "speaker", "term": "trump", **MEANT}]),
        ("/v1/changes?entity=trump", [{"parameter": "entity", "term": "trump", **MEANT}]),
        ("/v1/stats/facets?by=publisher&entity=trump", [{"parameter": "entity", "term": "trump", **MEANT}]),
        ("/v1/stats/facets?by=publisher&entity=nobody", []),
        ("/v1/stats/facets?by=publisher", None),
        ("/v1/stats/facets?of=quotes&by=speaker&mentions=trump", [{"parameter": "mentions", "term": "trump", **MEANT}]),
        ("/v1/stats/timeseries?speaker=trump", [{"parameter": "speaker", "term": "trump", **MEANT}]),
        ("/v1/stats/timeseries", None),
        (f"/v1/entities/{TRUMP}/timeline?entity=trump", [{"parameter": "entity", "term": "trump", **MEANT}]),
        (f"/v1/entities/{TRUMP}/timeline", None),
    ],
)  # fmt: skip
def test_a_list_filtered_by_a_name_reports_the_matched_entities(database_url: str, path: str, expected: object) -> None:
    engine = make_engine(database_url)
    save(engine, [*trumps(4), about(50, "Ann Lee")])
    engine.dispose()
    answer = AppClient(database_url)("GET", path)
    assert answer.status_code == 200, answer.text
    assert answer.json().get("matched_entities") == expected


def test_a_feed_lists_the_entities_that_its_filter_matches(database_url: str) -> None:
    engine = make_engine(database_url)
    save(engine, [*trumps(4), about(50, "Ann Lee")])
    engine.dispose()
    call, query = AppClient(database_url), "?entity=trump&entity=donald"
    named = [{"parameter": "entity", "term": term, **MEANT} for term in ("trump", "donald")]
    assert call("GET", f"/v1/feeds/articles.json{query}").json()["_manset"] == {"matched_entities": named}
    rss, atom = (feedparser.parse(call("GET", f"/v1/feeds/articles.{name}{query}").content) for name in ("rss", "atom"))
    assert [(tag.scheme, tag.term) for tag in rss.feed.tags] == [(f"urn:uuid:{TRUMP}", "Donald Trump")]
    assert [(tag.term, tag.label) for tag in atom.feed.tags] == [(f"urn:uuid:{TRUMP}", "Donald Trump")]
    assert "_manset" not in call("GET", "/v1/feeds/articles.json?entity=nobody").json()
    assert "tags" not in feedparser.parse(call("GET", "/v1/feeds/articles.rss").content).feed


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v1/articles", None),
        ("/v1/articles?publisher=p0.example", None),
        ("/v1/articles?publisher=trtahber.com", ["trtahber.com"]),
        ("/v1/articles?publisher=p0.example&publisher=www.nobody.example", ["nobody.example"]),
        ("/v1/articles?not_publisher=nobody.example", ["nobody.example"]),
        ("/v1/quotes?publisher=nobody.example", ["nobody.example"]),
        ("/v1/statements?publisher=nobody.example", ["nobody.example"]),
        ("/v1/entities?publisher=nobody.example", ["nobody.example"]),
        ("/v1/changes?publisher=nobody.example", ["nobody.example"]),
        ("/v1/stats/facets?by=tag&publisher=nobody.example", ["nobody.example"]),
        ("/v1/stats/timeseries?publisher=nobody.example", ["nobody.example"]),
    ],
)
def test_an_answer_lists_requested_publishers_that_have_no_articles(
    database_url: str, path: str, expected: object
) -> None:
    engine = make_engine(database_url)
    save(engine, [article(1, publisher="p0.example")])
    engine.dispose()
    answer = AppClient(database_url)("GET", path)
    assert answer.status_code == 200, answer.text
    assert answer.json().get("unknown_publishers") == expected
