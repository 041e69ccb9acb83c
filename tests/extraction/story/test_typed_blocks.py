"""Typed blocks: lists, tables, boxes, pull quotes, interviews, live blogs and galleries."""

import json

import pytest

from app.extraction.findings import Story
from app.extraction.story.story import find_story
from tests.builders.evidence import evidence_of

TITLE = "Köprü on yıl sonra yeniden açılıyor"
PROSE = [f"Köprüden {n}. gün geçenler, yeni yolun eskisinden çok daha rahat olduğunu söyledi." for n in range(6)]
WHOLE = "".join(f"<p>{text}</p>" for text in PROSE)


def story_of(markup: str, around: str = WHOLE, head: str = "") -> Story:
    page = (
        f"<html><head>{head}</head><body><article><h1>{TITLE}</h1><div>{around}{markup}{around[-90:]}</div></article>"
    )
    return find_story(evidence_of(page), TITLE)


def test_list_items_have_their_depth_and_numbering() -> None:
    lists = "<ol><li>Önce araçlar geçecek</li><li>Sonra yayalar<ul><li>çocuklar önde</li></ul></li></ol>"
    story = story_of(lists + "<p>Ara metin burada durur.</p><ul><li>Başka bir liste</li></ul>")
    items = [(b.text, b.level, b.role, b.group) for b in story.blocks if b.type == "list_item"]
    assert items == [
        ("Önce araçlar geçecek", 1, "numbered", 0),
        ("Sonra yayalar", 1, "numbered", 0),
        ("çocuklar önde", 2, None, 0),
        ("Başka bir liste", 1, None, 1),
    ]


def test_a_table_row_has_one_cell_per_column_even_if_some_are_empty() -> None:
    table = (
        "<table><tr><th>Gün</th><th>Araç</th><th>Not</th></tr><tr><td>Pazartesi</td><td></td><td>yağmurlu</td></tr>"
        "<tr><td>Salı</td><td>4.100</td><td>açık</td></tr></table>"
    )
    story = story_of(table)
    rows = [(b.text, b.cells, b.role, b.group) for b in story.blocks if b.type == "table"]
    assert rows == [
        ("Gün | Araç | Not", ("Gün", "Araç", "Not"), "header", 0),
        ("Pazartesi | yağmurlu", ("Pazartesi", "", "yağmurlu"), None, 0),
        ("Salı | 4.100 | açık", ("Salı", "4.100", "açık"), None, 0),
    ]
    assert all(story.body[b.start : b.end] == b.text for b in story.blocks if b.start is not None)


def test_a_fact_box_is_one_separate_block_with_one_line_per_text() -> None:
    story = story_of("<div class='factbox'><h3>Köprünün tarihi</h3><p>1974: Açıldı.</p><p>2014: Kapandı.</p></div>")
    boxes = [(b.type, b.role, b.text, b.start) for b in story.blocks if b.type == "aside"]
    assert boxes == [("aside", "fact_box", "Köprünün tarihi\n1974: Açıldı.\n2014: Kapandı.", None)]
    assert "1974" not in story.body
    assert [d.reason for d in story.dropped if "1974" in d.text] == ["factbox"]


def test_a_list_of_key_points_and_its_heading_are_one_separate_block() -> None:
    story = story_of("<h3>Öne çıkanlar</h3><ul><li>Köprü açıldı.</li><li>Geçiş ücretsiz.</li></ul>")
    assert [(b.role, b.text) for b in story.blocks if b.type == "aside"] == [
        ("key_points", "Öne çıkanlar\nKöprü açıldı.\nGeçiş ücretsiz.")
    ]


CONSENT = (
    "<div class='info-box'><div>Empfohlener redaktioneller Inhalt</div><p>Hier steht ein Film von Kanal.</p>"
    "<p>Ich bin damit einverstanden, dass mir Inhalte von Kanal angezeigt werden.</p></div>"
)
BACKGROUND = "<div class='info-box'><div>Hintergrund: Die Brücke</div><p>1974 wurde sie eröffnet.</p></div>"
CONTENTS = (
    "<h3>Öne çıkanlar</h3><ul><li><a href='#1'>Köprünün tarihi</a></li><li><a href='#2'>Geçiş ücreti</a></li></ul>"
)


@pytest.mark.parametrize(
    ("markup", "language", "boxes"),
    [
        (CONSENT, "de", []),
        (BACKGROUND, "de", ["Hintergrund: Die Brücke\n1974 wurde sie eröffnet."]),
        (CONTENTS, "tr", []),
    ],
)
def test_consent_requests_and_tables_of_contents_are_not_fact_boxes(
    markup: str, language: str, boxes: list[str]
) -> None:
    page = f"<article><h1>{TITLE}</h1><div>{WHOLE}{markup}{WHOLE[-90:]}</div></article>"
    story = find_story(evidence_of(page, language=language), TITLE)
    assert [block.text for block in story.blocks if block.type == "aside"] == boxes


def test_a_pull_quote_is_a_block_without_a_span() -> None:
    said = "yeni yolun eskisinden çok daha rahat olduğunu söyledi"
    story = story_of(f"<blockquote>{said}</blockquote>")
    quotes = [(b.type, b.role, b.start) for b in story.blocks if b.text == said]
    assert quotes == [("blockquote", "pull_quote", None)]


@pytest.mark.parametrize(
    "asked",
    [
        "<p><strong>Bu köprü neden {n} yıl kapalı kaldı, anlatır mısınız?</strong></p>",
        "<h3>Neden {n} yıl kapalıydı?</h3>",
        "<p>Soru: Köprü neden {n} yıl kapalı kaldı?</p>",
    ],
)
def test_blocks_of_an_interview_are_questions_and_answers(asked: str) -> None:
    label = "Cevap: " if "Soru" in asked else ""
    turns = "".join(f"{asked.format(n=n)}<p>{label}{text}</p>" for n, text in enumerate(PROSE))
    story = story_of(turns, around="<p>Mühendis Nihan Tunalı ile köprünün başında, rüzgârlı bir günde konuştuk.</p>")
    roles = [b.role for b in story.blocks if b.start is not None]
    assert roles[0] is None
    assert roles[1:13] == ["question", "answer"] * 6


def test_a_story_with_one_question_is_not_an_interview() -> None:
    assert {b.role for b in story_of(f"<h3>Neden kapalıydı?</h3>{WHOLE}").blocks} == {None}


ENTRIES = [("13:40", "Elektrik geri geliyor"), ("12:55", "Okullar kapalı"), ("11:20", "İlk açıklama geldi")]


@pytest.mark.parametrize("marked", [True, False])
def test_entries_of_a_live_blog_have_their_own_times(marked: bool) -> None:
    time = "<time datetime='2026-03-14T{0}:00+03:00'>{0}</time>" if marked else ""
    entries = "".join(
        f"<article class='entry'>{time.format(at)}<h3>{title}</h3><p>{PROSE[n]}</p><p>{PROSE[n + 3]}</p></article>"
        for n, (at, title) in enumerate(ENTRIES)
    )
    updates = [{"headline": title, "datePublished": f"2026-03-14T{at}:00+03:00"} for at, title in ENTRIES]
    data = {"@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": [] if marked else updates}
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    begun = [(b.text, b.at and b.at.isoformat()) for b in story_of(entries, "", script).blocks if b.role == "entry"]
    assert begun == [(title, f"2026-03-14T{at}:00+03:00") for at, title in ENTRIES]


def test_time_elements_mark_entries_only_in_a_live_blog() -> None:
    times = "".join(
        f"<p><time datetime='2026-03-14T1{n}:00:00Z'>1{n}:00</time> {text}</p>" for n, text in enumerate(PROSE)
    )
    assert all(block.at is None for block in story_of(times).blocks)


def test_captions_are_the_text_of_the_story_only_in_a_gallery() -> None:
    told = ["Sabah ilk araçlar köprüden geçti", "Öğleyin yayalar akın etti", "Akşam ışıklar ilk kez yandı"]
    told = [f"{text}, binlerce kişi bu anları telefonuyla kaydetti." for text in told]
    slides = "".join(
        f"<figure><img src='/{n}.jpg'><figcaption>{text}</figcaption></figure>" for n, text in enumerate(told)
    )
    body = story_of(slides, around="<p>Köprünün açılışından kareler.</p>").body
    assert all(text in body for text in told)
    assert not any(text in story_of(slides).body for text in told)
