"""Numbered slides: dropped beside a story, kept where they tell it."""

import pytest

from app.extraction.findings import Story
from app.extraction.story.story import find_story
from tests.builders.evidence import evidence_of
from tests.builders.pages import FIRST, SECOND, STORY, THIRD, TITLE

SLIDE = "<li>{0}<h2>{1}/4 {2}</h2><p>{3}</p><p class='credits'>AFP</p></li>"
SAID = {
    "tr": "Kıyıdaki eski değirmen, otuz yıl sonra ilk kez ziyaretçilere açıldı ve büyük ilgi gördü.",
    "en": "The old mill on the shore has opened its doors to visitors for the first time in thirty years.",
    "de": "Die alte Mühle am Ufer öffnet zum ersten Mal seit dreißig Jahren wieder ihre Türen für Besucher.",
}


def slides(language: str, numbers: tuple[int, ...] = (1, 2, 3, 4)) -> str:
    items = (SLIDE.format("<img src='/m.jpg'>", n, f"Değirmen {n}", f"{SAID[language]} {n}.") for n in numbers)
    return f"<div class='g'><h2>Fotoğraflarla</h2><ul class='legends'>{''.join(items)}</ul></div>"


def story_of(inside: str) -> Story:
    return find_story(evidence_of(f"<article><h1>{TITLE}</h1><div>{inside}</div></article>"), TITLE)


@pytest.mark.parametrize("language", SAID)
def test_slides_between_the_paragraphs_of_a_story_are_left_out(language: str) -> None:
    found = story_of(f"<p>{FIRST}</p><p>{SECOND}</p>{slides(language)}<p>{THIRD}</p>")
    assert all(text in found.body for text in (FIRST, SECOND, THIRD))
    assert SAID[language] not in found.body
    assert {dropped.reason for dropped in found.dropped if SAID[language] in dropped.text} == {"gallery"}


@pytest.mark.parametrize("language", SAID)
def test_slides_are_kept_if_there_is_no_other_prose(language: str) -> None:
    assert story_of(slides(language)).body.count(SAID[language]) == 4


def test_items_numbered_in_descending_order_are_not_taken_for_slides() -> None:
    rated = slides("tr", (4, 3, 2))
    assert SAID["tr"] in story_of(f"{STORY}{rated}").body
