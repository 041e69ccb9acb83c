"""Sources of fields: printed text, XPath of rules, JSON-LD values."""

import pytest
from hypothesis import given
from lxml import html

from app.extraction.document.elements import is_away, printed, xpath_items, xpath_texts
from app.extraction.document.jsonld import json_texts
from app.extraction.fields.sources import meta_candidates, news_candidates
from tests.builders.evidence import evidence_of
from tests.builders.strategies import JSON


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>bir<br>iki</p>", "bir iki"),
        ("<p>bi<b>r i</b>ki</p>", "bir iki"),
        ("<div>bir<div>iki</div>üç</div>", "bir iki üç"),
        ("<p>bir<script>var x</script><!-- y --> iki</p>", "bir iki"),
        ("<p>bir<span class=sr-only>gizli</span> iki</p>", "bir iki"),
        ("<div>bir <div hidden>gizli<p>söz</p></div>iki</div>", "bir iki"),
        ("<div>bir<dialog>gizli</dialog><dialog open>iki</dialog></div>", "bir iki"),
        ("<h1 hidden>bir</h1>", "bir"),
        ("<p>so\u00adft\u200b</p>", "soft"),
    ],
)
def test_the_visible_text_of_an_element_excludes_what_readers_do_not_see(markup: str, text: str) -> None:
    assert printed(html.fragment_fromstring(markup)) == text


def test_an_xpath_may_select_elements_or_attributes_or_strings() -> None:
    document = evidence_of("<p title='bir'>iki</p>").document
    assert xpath_texts(document, "//p") == ("iki",)
    assert xpath_texts(document, "//p/@title") == ("bir",)
    assert xpath_texts(document, "string(//p)") == ("iki",)
    assert xpath_items(document, "count(//p)") == xpath_items(document, "//[") == xpath_items(document, None) == ()


@pytest.mark.parametrize("box", ["<nav>{}</nav>", "<div class='related-news'>{}</div>", "<footer><p>{}</p></footer>"])
def test_elements_in_navigation_and_similar_boxes_are_not_part_of_the_article(box: str) -> None:
    document = evidence_of(box.format("<h1>x</h1>") + "<article><h1>y</h1></article>").document
    assert [is_away(document, node) for node in document.tagged("h1")] == [True, False]


def test_candidates_from_meta_and_json_ld_have_their_origin() -> None:
    data = '{"@type": "NewsArticle", "headline": ["Bir", {"@value": "İki"}]}'
    page = f"<html><head><meta name='a' content='x'><script type='application/ld+json'>{data}</script></head></html>"
    document = evidence_of(page).document
    assert [(c.value, c.origin) for c in meta_candidates(document, ["b", "a"])] == [("x", "a")]
    assert [(c.value, c.origin) for c in news_candidates(document, "headline")] == [
        ("Bir", "json-ld:headline"),
        ("İki", "json-ld:headline"),
    ]


@given(value=JSON)
def test_white_space_in_json_strings_is_collapsed(value: object) -> None:
    assert all(text and text == " ".join(text.split()) for text in json_texts(value))
