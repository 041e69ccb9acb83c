"""JSON-LD as pages really write it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from app.extraction.jsonld import find_jsonld, text_of, types_of

ARTICLE = {"@type": "NewsArticle", "headline": "Su"}


def found(*scripts: str) -> tuple[tuple[dict[str, object], ...], int]:
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return find_jsonld(document_fromstring(f"<html><head>{tags}</head><body></body></html>"))


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(ARTICLE),
        json.dumps([ARTICLE]),
        json.dumps([[ARTICLE]]),
        json.dumps({"@graph": [{"@type": "WebSite"}, ARTICLE]}),
        "<!-- " + json.dumps(ARTICLE) + " -->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>",
        json.dumps(ARTICLE)[:-1] + ",}",
        json.dumps(ARTICLE) + ";",
        '{"@type": "NewsArticle", "headline": "Su", "description": "a\nb\tc"}',
    ],
)
def test_forms_met_in_pages(script: str) -> None:
    objects, broken = found(script)
    assert not broken
    assert next(thing for thing in objects if "NewsArticle" in types_of(thing))["headline"] == "Su"


def test_entities_inside_strings_are_unescaped_once_more() -> None:
    objects, _ = found('{"headline": "&quot;Su&quot; Rusya&#39;n\u0131n"}')
    assert objects[0]["headline"] == '"Su" Rusya\'n\u0131n'


def test_a_broken_script_costs_itself() -> None:
    objects, broken = found("{", json.dumps(ARTICLE), "", "[" * 5000)
    assert [dict(thing) for thing in objects] == [ARTICLE]
    assert broken == 2


def test_types_and_texts() -> None:
    assert types_of({"@type": ["Article", "http://schema.org/NewsArticle", 7]}) == {"Article", "NewsArticle"}
    assert types_of({"@type": {"a": 1}}) == frozenset()
    assert text_of({"name": [" A  B "]}) == "A B"
    assert text_of(["<b>x</b>"]) == "x"
    assert text_of(7) is None
    assert text_of([]) is None


values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
    lambda v: st.lists(v) | st.dictionaries(st.sampled_from(["@graph", "@type", "name", "x"]), v),
)


@given(values)
def test_any_value_is_read(value: object) -> None:
    for thing in found(json.dumps(value).replace("<", ""))[0]:
        types_of(thing)
        text_of(thing)
