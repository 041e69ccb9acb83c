"""JSON-LD articles about other stories of the page are ignored."""

import json

import pytest

from tests.builders.evidence import evidence_of

ADDRESS = "https://www.coastcourier.example/local/sea-wall-4711"
TITLE = "Harlow Bay to rebuild its sea wall before winter"
OTHER = {"@type": "NewsArticle", "headline": "Trains to be late until June"}
OWN = {"@type": "NewsArticle", "headline": TITLE}
SEARCH = {"@type": "NewsArticle", "headline": "What the new wall means for you"}


def kept(*objects: dict[str, object]) -> list[object]:
    script = f'<script type="application/ld+json">{json.dumps(objects)}</script>'
    page = f"<html><head><title>{TITLE} | Coast Courier</title>{script}</head><body><h1>{TITLE}</h1></body></html>"
    return [thing.get("headline") for thing in evidence_of(page, ADDRESS).document.news_objects]


@pytest.mark.parametrize(
    ("objects", "headlines"),
    [
        ([OTHER, OWN], [TITLE]),
        ([OTHER | {"url": "/trains"}, OWN], [TITLE]),
        ([OTHER | {"url": "https://www.coastcourier.example/trains"}], []),
        ([OTHER | {"mainEntityOfPage": {"@id": "https://www.coastcourier.example/trains"}}], []),
        ([OTHER], ["Trains to be late until June"]),
        ([OTHER, SEARCH | {"url": ADDRESS}], ["What the new wall means for you"]),
        ([OTHER, SEARCH | {"@id": f"{ADDRESS}#article"}], ["What the new wall means for you"]),
        ([SEARCH], ["What the new wall means for you"]),
        ([{"@type": "NewsArticle"}, OWN], [TITLE, None]),
        ([OWN | {"headline": f"{TITLE} - live"}], [f"{TITLE} - live"]),
        ([OWN | {"url": "#main"}], [TITLE]),
    ],
)
def test_json_ld_of_another_story_is_ignored_if_the_page_has_its_own(
    objects: list[dict[str, object]], headlines: list[object]
) -> None:
    assert kept(*objects) == headlines
