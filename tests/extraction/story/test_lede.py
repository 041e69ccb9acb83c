"""The lede: a summary that stands apart, never a plain first paragraph."""

import pytest

from app.extraction.findings import Story
from app.extraction.story.story import find_story
from tests.builders.evidence import evidence_of
from tests.builders.pages import FIRST, SECOND, STORY, THIRD, TITLE

LEDE = "On yıldır kapalı olan köprü, 40 milyon liralık onarımın ardından yarın açılıyor."
META = f'<meta property="og:description" content="{LEDE}">'


def story(summary: str, head: str = "", **rule: str) -> Story:
    body = f"<article><h1>{TITLE}</h1>{summary}<div class='x2'>{STORY}</div></article>"
    return find_story(evidence_of(f"<html><head>{head}</head><body>{body}</body></html>", **rule), TITLE)


@pytest.mark.parametrize(
    ("html", "head", "origin"),
    [
        (f"<p class='news-spot'>{LEDE}</p>", "", "class:lede"),
        (f"<div class='standfirst'><p>{LEDE}</p></div>", "", "class:lede"),
        (f"<h2>{LEDE}</h2>", "", "under-headline"),
        (f"<div>{LEDE}</div>", META, "under-headline"),
        (f"<h2 class='q'>{LEDE}</h2>", META, "under-headline"),
    ],
)
def test_a_summary_under_the_headline_is_the_lede(html: str, head: str, origin: str) -> None:
    found = story(html, head)
    assert found.lede.value == LEDE
    assert found.lede.provenance is not None
    assert found.lede.provenance.origin == origin
    assert LEDE not in found.body
    assert found.body == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_the_provenance_of_a_lede_lists_the_metadata_that_agree() -> None:
    found = story(f"<p class='spot'>{LEDE}</p>", META)
    assert found.lede.provenance is not None
    assert found.lede.provenance.agreed_by == ("og:description",)


def test_the_lede_that_a_publisher_rule_selects_replaces_all_others() -> None:
    found = story(f"<section class='q'>{LEDE}</section>", lede="//section[@class='q']")
    assert found.lede.value == LEDE
    assert found.lede.provenance is not None
    assert found.lede.provenance.origin == "rule"


def test_a_plain_first_paragraph_is_not_the_lede() -> None:
    found = story("", f'<meta name="description" content="{FIRST}">')
    assert found.lede.value is None
    assert found.body.startswith(FIRST)


def test_the_teaser_of_another_story_is_not_the_lede() -> None:
    assert story(f"<div class='related'><p class='lead'>{LEDE}</p></div>").lede.value is None


def test_a_long_heading_under_the_headline_is_the_lede_even_without_a_full_stop() -> None:
    assert story(f"<h2>{LEDE.rstrip('.')} mı, onu da bekliyoruz</h2>").lede.value is not None


def test_a_heading_that_repeats_kicker_and_headline_is_not_the_lede() -> None:
    kicker = "Kıyı ilçesinde ulaşım ve yıllardır beklenen büyük onarımın sonu"
    assert story(f"<h2>{kicker}: {TITLE}</h2>", f'<meta name="description" content="{kicker}">').lede.value is None


@pytest.mark.parametrize("name", ["has-dropcap lead", "intro drop-cap", "dropCap lede"])
def test_a_paragraph_with_a_dropcap_class_is_not_the_lede(name: str) -> None:
    found = story(f"<div class='x2'><p class='{name}'>{LEDE}</p></div>", META)
    assert found.lede.value is None
    assert found.body.startswith(LEDE)


def test_hidden_text_beside_a_summary_does_not_become_the_body() -> None:
    hidden = "<div style='display:none'>532859 0 Kıyı 2019/04/11 22:22:00 ve sonra 2019/04/12 22:23:00 yayın.</div>"
    html = (
        f"<article class='article-content'><h1>{TITLE}</h1><div class='summary'><p>{LEDE}</p></div>{hidden}</article>"
    )
    found = find_story(evidence_of(f"<html><body>{html}</body></html>"), TITLE)
    assert (found.lede.value, found.body) == (None, LEDE)


def test_a_heading_without_a_sentence_is_not_the_lede() -> None:
    assert story("<h2>Geçiş ücretleri ve saatleri belli oldu</h2>").lede.value is None


def test_a_paragraph_between_the_headline_and_the_body_is_the_lede() -> None:
    summary = f"<div class='css-a1'><p class='css-b2'>{LEDE}</p></div>"
    page = f"<article><h1>{TITLE}</h1>{summary}<div class='article-body'>{STORY}</div></article>"
    found = find_story(evidence_of(page), TITLE)
    assert found.lede.value == LEDE
    assert found.lede.provenance is not None
    assert (found.lede.provenance.origin, found.lede.provenance.confidence) == ("between", 0.6)


@pytest.mark.parametrize(
    "html",
    [
        f"<figure><p>{LEDE}</p></figure>",
        f"<div class='byline'><p>{LEDE}</p></div>",
        f"<ul><li>{LEDE}</li></ul>",
        f"<p><a href='/x'>{LEDE}</a></p>",
        "<p>Kısa bir not.</p>",
    ],
)
def test_a_caption_or_byline_or_link_or_note_above_the_body_is_not_the_lede(html: str) -> None:
    assert story(html).lede.value is None


def test_a_byline_in_the_box_of_the_lede_is_not_the_lede() -> None:
    assert (
        story(f"<div class='intro'><div>Elif Korkmaz, Deniz Aksu ve ekibi</div><div>{LEDE}</div></div>").lede.value
        == LEDE
    )


def test_a_lede_in_one_box_with_a_byline_is_found() -> None:
    assert story(f"<div class='byline-social'><p class='strapline'>{LEDE}</p></div>").lede.value == LEDE


def test_a_lede_with_a_dateline_matches_a_meta_description_without_one() -> None:
    assert story(f"<div>Kıyı. {LEDE}</div>", META).lede.value == f"Kıyı. {LEDE}"
