"""JSON-LD as pages really write it."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from app.extraction.document.document import Document
from app.extraction.document.json_repair import repaired
from app.extraction.document.jsonld import nodes_by_id, resolved, types_of
from tests.builders.growth import assert_linear

ARTICLE = {"@type": "NewsArticle", "headline": "Su"}


def found(*scripts: str) -> tuple[tuple[dict[str, object], ...], int]:
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    document = Document(document_fromstring(f"<html><head>{tags}</head><body></body></html>"))
    return document.jsonld, document.broken_jsonld


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
        "\n// <![CDATA[\n" + json.dumps(ARTICLE) + "\n// ]]&gt;\n",
        "/*<![CDATA[*/" + json.dumps(ARTICLE) + "/*]]>*/",
        '{"@type": "NewsArticle", /* local */ "headline": "Su" // title\n}',
        '{"@type": "NewsArticle", "headline": "Su", "url": "https://a.example//b/*c*/"}',
        '{"@type": "NewsArticle", "headline": "Su", "description": "it\\\'s \\x"}',
        '{"@type": "Organization"}\n' + json.dumps(ARTICLE),
        "// written by a template\n" + json.dumps(ARTICLE),
        "window.data = " + json.dumps(ARTICLE) + ";",
        json.dumps(ARTICLE).replace('"', "&quot;"),
        json.dumps(ARTICLE).replace('"', "'"),
        json.dumps(ARTICLE).replace(": ", ":\u00a0"),
        json.dumps(ARTICLE) + "}",
        json.dumps(ARTICLE)[:-1],
        '{"@type": "NewsArticle",, "headline": "Su"}',
        '{"@type": "NewsArticle" "headline": "Su"}',
        '{"@type": "NewsArticle", "dateline": undefined, "headline": "Su", "wordCount": NaN}',
        '{"@type": "NewsArticle", "description": "Ada "Su" dedi", "headline": "Su"}',
    ],
)
def test_malformed_json_ld_seen_in_pages_is_repaired(script: str) -> None:
    objects, broken = found(script)
    assert not broken
    assert next(thing for thing in objects if "NewsArticle" in types_of(thing))["headline"] == "Su"


def test_html_entities_inside_json_ld_strings_are_unescaped() -> None:
    objects, _ = found('{"headline": "&quot;Su&quot; Rusya&#39;n\u0131n"}')
    assert objects[0]["headline"] == '"Su" Rusya\'n\u0131n'


def test_a_broken_json_ld_script_does_not_affect_the_others() -> None:
    scripts = ("{", '{"headline": Su dedi}', '{"headline": "Su', '{"a": {"b": {"c": {"d": {"e": {"f": 1')
    objects, broken = found(*scripts, json.dumps(ARTICLE), "", "[" * 5000)
    assert [dict(thing) for thing in objects] == [ARTICLE]
    assert broken == 5


def test_a_json_ld_string_with_unescaped_quotation_marks_is_kept_whole() -> None:
    objects, _ = found('{"description": "Ada "Su" dedi", "headline": "Su"}')
    assert objects[0]["description"] == 'Ada "Su" dedi'


@pytest.mark.parametrize("part", ['"', "'", "{", '"a" ', "\\", "//", "/*", '"a":', "[,", '" \n'])
def test_json_repair_takes_linear_time(part: str) -> None:
    assert_linear(lambda size: _repaired(part * size), 20_000)


def _repaired(text: str) -> str:
    try:
        return repaired(text)
    except ValueError:
        return ""


def test_json_ld_inside_a_template_element_is_ignored() -> None:
    inert = f'<script type="application/ld+json">{json.dumps(ARTICLE)}</script>'
    page = f"<html><body><template><p><template>{inert}</template>{inert}</p></template>{inert}</body></html>"
    assert len(Document(document_fromstring(page)).jsonld) == 1


def test_a_json_number_with_too_many_digits_is_still_a_number() -> None:
    assert found('{"a": 12, "b": ' + "9" * 5_000 + "}")[0] == ({"a": 12, "b": math.inf},)


def test_json_ld_references_by_id_are_resolved() -> None:
    person, site = {"@id": "#p", "name": "Can"}, {"@id": "#s", "publisher": {"@id": "#o", "name": "Kıyı"}}
    article = {
        "@id": "#a",
        "author": [{"@id": "#p"}, {"@id": "#q"}, "x"],
        "publisher": {"@type": "Organization", "@id": "#o"},
        "about": {"@id": "#a"},
        "editor": {"@id": "#p", "name": "Ece"},
    }
    found = resolved(article, nodes_by_id([{"@id": "#q"}, article, person, site]))
    assert found["author"] == [person, {"@id": "#q"}, "x"]
    assert found["publisher"] == site["publisher"]
    assert found["about"] is article
    assert found["editor"] == {"@id": "#p", "name": "Ece"}


def test_the_types_of_a_json_ld_object_are_read_without_their_prefix() -> None:
    assert types_of({"@type": ["Article", "http://schema.org/NewsArticle", 7]}) == {"Article", "NewsArticle"}
    assert types_of({"@type": {"a": 1}}) == frozenset()


values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
    lambda v: st.lists(v) | st.dictionaries(st.sampled_from(["@graph", "@type", "name", "x"]), v),
)


@given(values)
def test_any_json_ld_value_is_read_without_an_error(value: object) -> None:
    for thing in found(json.dumps(value).replace("<", ""))[0]:
        types_of(thing)


@pytest.mark.parametrize("part", ["/*", "//", '"', "\\", " ", "]]>", "<!--", "{} "])
def test_a_hostile_json_ld_script_is_read_in_linear_time(part: str) -> None:
    found("{" + part * 300_000)
