"""Kinds of lines in and around a story: which are kept, which are dropped."""

import pytest

from app.extraction.findings import Story
from app.extraction.story.story import find_story
from tests.builders.evidence import evidence_of

TITLE = "Köprü on yıl sonra yeniden açılıyor"
PROSE = [f"Köprüden {n}. gün geçenler, yeni yolun eskisinden çok daha rahat olduğunu söyledi." for n in range(6)]
FIRST, *REST = (f"<p>{text}</p>" for text in PROSE)
WHOLE = "".join(REST)
CARD = (
    "<section><h2><a href='/x'>Feribot seferleri durdu</a></h2>"
    "<h3><a href='/y'>Vapur da durdu bu sabah</a></h3></section>"
)
LINES = "Ovada {0} köyde yaşayan üreticiler, sulama kanalının onarımının başlamadığını söyledi."


def story_of(markup: str) -> Story:
    return find_story(evidence_of(f"<article><h1>{TITLE}</h1>{markup}</article>"), TITLE)


DEDEM = "Yolu otuz yıl önce dedem açmıştı, o gün bugündür kimse onarmadı."
CALLED = "<div class='{0}'>Yolun öyküsü</div>"
WIDGET = "<h3 class='widget-title'>Yolun öyküsü</h3>"
LIST = "<div>Köprüden geçenler:</div><ul><li>Önce araçlar geçti</li></ul>"
CAPITALS = f"{LINES.format(12)}<br><br>SUYUN GELMEDİĞİ KÖYLER<br>{LINES.format(7)}<br><br>{LINES.format(3)}"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (f"{FIRST}<div class='mid_title'>{CALLED.format('text')}</div>{WHOLE}", "Yolun öyküsü"),
        (f"{FIRST}{CALLED.format('ara-baslik')}{WHOLE}", "Yolun öyküsü"),
        (f"{FIRST}{WIDGET}<p>{DEDEM}</p>{WHOLE}", "Yolun öyküsü"),
        (f"{FIRST}{LIST}{WHOLE}", "Köprüden geçenler:"),
        (f"{FIRST}<p>{DEDEM}{CARD}</p>{WHOLE}", DEDEM),
        (CAPITALS, "SUYUN GELMEDİĞİ KÖYLER"),
    ],
)
def test_a_part_of_the_story_that_resembles_noise_is_kept(markup: str, text: str) -> None:
    assert text in [block.text for block in story_of(f"<div>{markup}</div>").blocks]


LINKS = "<ul><li><a href='/x'>Takip et</a></li></ul>"
SPEAKING = "<p>Başkan köprünün başında konuşuyor</p>"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (f"<div>{FIRST}{WHOLE}<p>Kaynak: DHA</p></div>", "Kaynak: DHA"),
        (f"<div><p>ANTALYA, (DHA)-</p>{FIRST}{WHOLE}</div>", "ANTALYA"),
        (f"<img src='/a.jpg'><div>{SPEAKING}{FIRST}{WHOLE}</div>", "konuşuyor"),
        (f"<div>{FIRST}{WHOLE}<h3 class='widget-title'>Sosyal medyada</h3>{LINKS}</div>", "Sosyal"),
    ],
)
def test_noise_that_resembles_the_story_is_dropped(markup: str, text: str) -> None:
    story = story_of(markup)
    assert text not in story.body
    assert any(text in dropped.text for dropped in story.dropped)


@pytest.mark.parametrize("name", ["articleHeader hasCaption", "head caption-below", "header-with-caption"])
def test_a_box_around_headline_and_lede_is_not_taken_for_a_caption(name: str) -> None:
    lede = "Onarım on yıl sürdü, geçiş bir hafta ücretsiz."
    box = f"<div class='{name}'><h1>{TITLE}</h1><h2 class='subtitle'>{lede}</h2></div>"
    story = find_story(evidence_of(f"<article>{box}<div class='body'>{FIRST}{WHOLE}</div></article>"), TITLE)
    assert story.lede.value == lede


def test_a_linked_box_in_an_unclosed_paragraph_is_dropped() -> None:
    assert "Feribot" not in story_of(f"<div>{FIRST}<p>{DEDEM}{CARD}</p>{WHOLE}</div>").body


def test_a_note_about_the_author_under_the_byline_is_not_the_lede() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Elif Korkmaz"}}</script>'
    note = "Elif on yıldır bu gazetede köprüleri ve yolları yazıyor, iki kitabı var."
    head = f"<header><h1>{TITLE}</h1><div class='author'>Elif Korkmaz</div><div class='excerpt'>{note}</div></header>"
    body = f"<article>{head}<div class='article-body'>{FIRST}{WHOLE}</div></article>"
    page = f"<html><head>{data}</head><body>{body}</body></html>"
    story = find_story(evidence_of(page), TITLE)
    assert story.lede.value is None
    assert note not in story.body
