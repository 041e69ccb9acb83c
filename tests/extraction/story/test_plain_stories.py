"""Text of the story that looks like noise: repetitions, lists with links, misleading class names."""

import pytest

from app.extraction.findings import Story
from app.extraction.story.story import find_story
from tests.builders.evidence import evidence_of

TITLE = "Köprü yaza yetişecek"
ONE = "Belediye meclisi eski köprünün yaz başına kadar onarılmasına pazartesi günü oy birliğiyle karar verdi."
TWO = "Mühendisler toplantıda, 1931 yılında yapılan ayakların son iki yılda üçte birini yitirdiğini anlattı."
THREE = "Onarımın dokuz milyon liraya mal olacağı, paranın çoğunun bakanlığın fonundan geleceği bildirildi."
FOUR = "Rıhtımdaki esnaf ise yolun ilkbaharda kapanmasının müşterileri uzaklaştırmasından kaygı duyuyor."
REFRAIN = {
    "tr": "Köprü on yıldır kapalı, belediye on yıldır aynı sözü veriyor, biz de on yıldır aynı sandalı bekliyoruz.",
    "en": "The bridge has been closed for ten years, and for ten years the council has made the same promise.",
    "de": "Seit zehn Jahren ist die Brücke gesperrt, und seit zehn Jahren verspricht uns der Rat das Gleiche.",
}


def story_of(inside: str) -> Story:
    return find_story(evidence_of(f"<article><h1>{TITLE}</h1>{inside}</article>"), TITLE)


def texts(inside: str) -> list[str]:
    return [block.text for block in story_of(inside).blocks if block.text]


def paragraphs(*said: str) -> str:
    return "".join(f"<p>{text}</p>" for text in said)


@pytest.mark.parametrize("language", REFRAIN)
def test_a_refrain_repeated_in_one_element_is_kept(language: str) -> None:
    said = [ONE, REFRAIN[language], TWO, REFRAIN[language], THREE, REFRAIN[language]]
    assert texts(f"<div>{paragraphs(*said)}</div>") == said


@pytest.mark.parametrize("language", REFRAIN)
def test_a_refrain_repeated_in_several_parts_of_the_story_is_kept(language: str) -> None:
    parts = ([ONE, REFRAIN[language]], [TWO, REFRAIN[language]], [THREE, REFRAIN[language]])
    inside = "".join(f"<div class='part'>{paragraphs(*part)}</div>" for part in parts)
    assert texts(inside) == [text for part in parts for text in part]


def test_a_copy_of_a_whole_part_of_the_story_is_left_out() -> None:
    parts = f"<div>{paragraphs(ONE, TWO)}</div><div>{paragraphs(THREE, FOUR)}</div><div>{paragraphs(ONE, TWO)}</div>"
    assert texts(f"<div>{parts}</div>") == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize(
    "again",
    [
        f"<section><p>{ONE}</p></section>",
        f"<p class='mobile-only'>{ONE}</p>",
        f"<div class='print'><p>{ONE}</p></div>",
    ],
)
def test_a_copy_of_a_paragraph_in_another_element_is_left_out(again: str) -> None:
    assert texts(f"<div>{paragraphs(ONE, TWO, THREE, FOUR)}{again}</div>") == [ONE, TWO, THREE, FOUR]


SOURCES = "<ul><li><a href='/1'>{0}</a></li><li>{1}</li><li>{2}</li></ul>"
CRACK = "Orta ayaktaki çatlak raporu"


def test_a_linked_item_is_kept_in_a_list_that_is_mostly_plain_text() -> None:
    listed = SOURCES.format(CRACK, "Kuzey ayak onarıldı, çatlak yok.", "Güney ayak için ihale martta yapılacak.")
    assert CRACK in texts(f"<div>{paragraphs(ONE, TWO)}{listed}{paragraphs(THREE, FOUR)}</div>")


def test_a_list_of_links_is_left_out_although_one_item_is_plain() -> None:
    linked = "".join(f"<li><a href='/{n}'>Kıyı köyünde {n} yeni iskele yapılacak</a></li>" for n in range(4))
    listed = f"<ul>{linked}<li>Dün akşam</li></ul>"
    assert "Kıyı köyünde" not in story_of(f"<div>{paragraphs(ONE, TWO)}{listed}{paragraphs(THREE, FOUR)}</div>").body


@pytest.mark.parametrize("name", ["read-more", "readmore", "related-content"])
def test_the_rest_of_a_story_is_kept_although_its_id_suggests_related_stories(name: str) -> None:
    rest = f"<div id='{name}'><a href='#'>Devamı</a><div>{paragraphs(TWO, THREE, FOUR)}</div></div>"
    assert texts(f"<div class='story-body'>{paragraphs(ONE)}{rest}</div>") == [ONE, TWO, THREE, FOUR]


def test_a_box_of_related_stories_is_left_out_although_its_teasers_are_long() -> None:
    teasers = "".join(f"<h3><a href='/{n}'>Feribot {n} gündür yok</a></h3><p>{REFRAIN['tr']} {n}</p>" for n in range(3))
    assert texts(f"<div>{paragraphs(ONE, TWO, THREE, FOUR)}<div class='related'>{teasers}</div></div>") == [
        ONE,
        TWO,
        THREE,
        FOUR,
    ]


@pytest.mark.parametrize("hiding", ["hidden", "style='display: none'", "style='visibility:hidden'"])
def test_a_hidden_paragraph_after_a_heading_is_left_out(hiding: str) -> None:
    inside = f"<div>{paragraphs(ONE, TWO)}<h2>Köprünün tarihi</h2><p {hiding}>{THREE}</p>{paragraphs(FOUR)}</div>"
    assert THREE not in texts(inside)


@pytest.mark.parametrize("name", ["description", "summary", "abstract", "lead"])
def test_an_element_with_a_lede_class_around_the_whole_story_is_not_the_lede(name: str) -> None:
    story = story_of(f"<div class='pane'><div class='{name}'>{paragraphs(ONE, TWO, THREE, FOUR)}</div></div>")
    assert story.lede.value is None
    assert story.body.split("\n\n") == [ONE, TWO, THREE, FOUR]


def test_a_lede_printed_again_under_the_picture_is_left_out() -> None:
    again = f"<p>{ONE}</p><img src='/kopru.jpg' width='800' alt='Köprü'><p>{ONE}</p>"
    assert texts(f"<div>{again}{paragraphs(TWO, THREE)}</div>") == [ONE, TWO, THREE]


BLOG = {
    "zh": "一早從山下的小鎮出發沿著溪流慢慢走到舊橋旁邊的老茶館喝茶",
    "ja": "朝早く駅を出て川沿いの道をゆっくり歩き古い橋のそばの茶店まで行きました",
    "tr": "sabah erkenden yola çıktık ve eski köprünün yanındaki çay bahçesine kadar yürüdük",
}


@pytest.mark.parametrize("language", BLOG)
def test_lines_beside_pictures_are_paragraphs_on_a_page_without_full_stops(language: str) -> None:
    said = [f"{BLOG[language]} {number}" for number in range(20)]
    lines = (f"<p>{'' if at % 2 else f'<img src=/{at}.jpg><br>'}{text}</p>" for at, text in enumerate(said))
    assert texts(f"<div>{''.join(lines)}</div>") == said


def test_lines_beside_pictures_are_captions_if_the_other_lines_end_in_full_stops() -> None:
    said = [f"{text} {number}." for number in range(2) for text in (ONE, TWO, THREE, FOUR)]
    lines = "".join(f"<p>{text}</p><p><img src=/{at}.jpg>Köprünün {at}. ayağı</p>" for at, text in enumerate(said))
    assert texts(f"<div>{lines}</div>") == said


def test_a_paragraph_above_a_long_table_is_part_of_the_story() -> None:
    rows = "".join(f"<tr><td>{1950 + n}</td><td>Ayak {n}</td><td>{TWO} {n}</td></tr>" for n in range(12))
    found = story_of(f"<div><p>{ONE}</p><table><tr><th>Yıl</th><th>Ayak</th><th>Olay</th></tr>{rows}</table></div>")
    assert found.body.startswith(ONE)
    assert sum(block.type == "table" for block in found.blocks) == 13


def test_the_first_list_item_is_not_the_lede_although_it_equals_the_meta_description() -> None:
    head = f"<head><meta property='og:description' content='{ONE}'></head>"
    opening = "Günaydın! Bugün kıyıda bilmeniz gereken üç gelişme burada, her biri bir cümleyle anlatıldı."
    listed = f"<ol>{''.join(f'<li>{text}</li>' for text in (ONE, TWO, THREE))}</ol>"
    page = (
        f"<html>{head}<body><h1>{TITLE}</h1><div><div>{opening}</div><div class='x'>{listed}</div></div></body></html>"
    )
    found = find_story(evidence_of(page), TITLE)
    assert found.lede.value != ONE
    assert all(text in found.body for text in (ONE, TWO, THREE))


@pytest.mark.parametrize("name", ["caption truncate", "figcaption", "photocredit"])
def test_a_caption_inside_a_paragraph_is_separated_from_the_text(name: str) -> None:
    picture = f"<span class='inlineimage'><img src='/a.jpg'><span class='{name}'>© Kıyı Ajansı</span></span> "
    found = story_of(f"<div><p>{picture}{ONE}</p>{paragraphs(TWO, THREE)}</div>")
    assert [block.text for block in found.blocks if block.start is not None] == [ONE, TWO, THREE]


@pytest.mark.parametrize("name", ["cmp cmp-text", "cmp-container", "text parbase cmp"])
def test_an_element_with_the_class_cmp_is_not_taken_for_a_consent_dialog(name: str) -> None:
    parts = (f"<div class='{name}'>{paragraphs(*part)}</div>" for part in ((ONE, TWO), (THREE, FOUR)))
    assert texts(f"<div class='grid'>{''.join(parts)}</div>") == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize("head", ["<header><h1>{0}</h1><div>Elif Korkmaz</div></header>", "<h1>{0}</h1>"])
def test_a_paragraph_above_many_links_is_the_story(head: str) -> None:
    deals = "".join(
        f"<p>— <a href='/al/{n}'>Kıyı balıkçıları için {n} numaralı olta takımı, yarı fiyatına</a></p>"
        for n in range(60)
    )
    page = f"<article>{head.format(TITLE)}<div class='x'><p>{ONE}</p>{deals}</div></article>"
    assert ONE in find_story(evidence_of(page), TITLE).body


def test_a_list_item_in_the_header_is_the_lede_if_it_equals_the_meta_description() -> None:
    head = f"<head><meta property='og:description' content='{ONE}'></head>"
    header = f"<header><h1>{TITLE}</h1><ul><li>{ONE}</li></ul></header>"
    page = f"<html>{head}<body><article>{header}<div>{paragraphs(TWO, THREE, FOUR)}</div></article></body></html>"
    assert find_story(evidence_of(page), TITLE).lede.value == ONE
