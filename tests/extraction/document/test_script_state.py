"""A story in the state of scripts is used if the page prints none, in the format of every framework."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.document.script_state import state_pages
from app.extraction.findings import Story
from app.extraction.story.story import find_story
from tests.builders.evidence import evidence_of
from tests.builders.pages import FIRST, SECOND, THIRD, TITLE

HTML = f"<p>{FIRST}</p><h3>Bütçe aşıldı</h3><p>{SECOND}</p><p>{THIRD}</p>"
STATE = {"props": {"pageProps": {"article": {"title": TITLE, "body": HTML, "tags": ["köprü"]}}}}
MENU = "<nav><a href='/'>Ana sayfa</a><a href='/spor'>Spor</a></nav>"


def story(*scripts: str, printed: str = "") -> Story:
    page = f"<html><body>{MENU}<h1>{TITLE}</h1>{printed}<div id='root'></div>{''.join(scripts)}</body></html>"
    return find_story(evidence_of(page), TITLE)


def streamed(text: str) -> str:
    return f"<script>self.__next_f.push([1,{json.dumps(text)}])</script>"


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(STATE)}</script>',
        f"<script>window.__INITIAL_STATE__ = {json.dumps(STATE)};</script>",
        f"<script>window.state = {json.dumps(json.dumps(STATE))};</script>",
        f"<script>var a=1;if(a){{b({{x:1}})}};window.q=window.q||[];q.push({json.dumps(STATE)})</script>",
        streamed(HTML),
        streamed("1:" + json.dumps(["$", "div", None, STATE]) + "\n2:null\n"),
        "<script>window.x = {broken</script>" + streamed(HTML),
    ],
)
def test_a_story_stored_as_html_in_a_script_is_found(script: str) -> None:
    found = story(script)
    assert [block.text for block in found.blocks] == [FIRST, "Bütçe aşıldı", SECOND, THIRD]
    assert found.body == f"{FIRST}\n\nBütçe aşıldı\n\n{SECOND}\n\n{THIRD}"
    assert [warning.code for warning in found.warnings] == ["body_from_state"]


def test_a_story_stored_as_a_list_of_paragraphs_in_a_script_is_found() -> None:
    blocks = [{"type": "text", "content": text} for text in (FIRST, SECOND, THIRD)]
    found = story(f'<script type="application/json">{json.dumps({"story": {"blocks": blocks}})}</script>')
    assert [block.text for block in found.blocks] == [FIRST, SECOND, THIRD]


def test_a_printed_story_is_preferred_to_a_different_story_in_a_script() -> None:
    found = story(streamed(HTML.replace("köprü", "tünel")), printed=f"<article>{HTML}</article>")
    assert "tünel" not in found.body
    assert not found.warnings


@pytest.mark.parametrize("script", ["<script>x = {</script>", "<script>[[[[</script>", "<script>x=1</script>", ""])
def test_no_story_is_found_in_scripts_without_one(script: str) -> None:
    assert story(script).body == ""


VALUES = st.recursive(
    st.text() | st.none() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@settings(max_examples=50)
@given(VALUES)
def test_no_json_value_makes_the_search_for_stories_in_scripts_fail(value: object) -> None:
    script = f"<script>window.s = {json.dumps(value).replace('</', '<')}</script>"
    assert isinstance(state_pages(evidence_of(f"<p>x</p>{script}").document.tree), list)


def test_json_nested_too_deeply_in_a_script_is_ignored() -> None:
    script = "<script>x = " + "[" * 50_000 + "]" * 50_000 + "</script>"
    assert state_pages(evidence_of(f"<p>x</p>{script}").document.tree) == []
