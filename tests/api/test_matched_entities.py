"""The pages of lists name who was meant by the filters."""

import pytest

from app.store.session import make_engine
from app.text.identity import entity_id
from tests.builders.app_client import AppClient
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
    ],
)  # fmt: skip
def test_a_list_filtered_by_a_name_reports_the_matched_entities(database_url: str, path: str, expected: object) -> None:
    engine = make_engine(database_url)
    save(engine, [*trumps(4), about(50, "Ann Lee")])
    engine.dispose()
    answer = AppClient(database_url)("GET", path)
    assert answer.status_code == 200, answer.text
    assert answer.json().get("matched_entities") == expected
