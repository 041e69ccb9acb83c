"""The language of a page is that of its running text, whatever one caption, headline or paragraph is in."""

from html import escape

import pytest

from app.extraction import extract
from app.extraction.hints import Hints
from app.schemas.article import ArticleDraft
from tests.hostile.story import ENGLISH, TURKISH, Story

LONG = {
    "tr": "Bakan Ali Veli, toplantının ardından yapılan açıklamada durumun çok daha iyi olduğunu belirtti. " * 45,
    "en": "The minister said that the meeting had been long and that he would be back in the days to come. " * 45,
    "zh": "市议会周一开会，批准了新桥的预算，市长表示工程将于今年完成。" * 140,
}
FOREIGN = [(ENGLISH, "tr"), (ENGLISH, "zh"), (TURKISH, "en"), (TURKISH, "zh")]


def read(story: Story, *, caption: str = "", title: str = "", first: str = "", **hints: str) -> ArticleDraft:
    prose = "".join(f"<p>{text}</p>" for text in (first, *map(escape, story.paragraphs)) if text)
    page = (
        f"<html lang={hints.pop('declared', story.language)}><head><title>{story.headline}</title></head><body>"
        f"<article><h1>{title or story.headline}</h1>"
        f"<figure><img src=/a.jpg><figcaption>{caption}</figcaption></figure>"
        f"{prose}</article></body></html>"
    )
    return extract(page.encode(), "https://www.kiyigazetesi.example/haber/1", **Hints(**hints))  # type: ignore[typeddict-item]


@pytest.mark.parametrize(("story", "other"), FOREIGN)
@pytest.mark.parametrize("place", ["caption", "title", "first"])
def test_one_long_block_in_another_language_does_not_change_the_detected_language(
    story: Story, other: str, place: str
) -> None:
    found = read(story, **{place: LONG[other]})
    assert found.language == story.language
    assert len(found.quotes) >= len(read(story).quotes)
    assert "language_contradicted" not in {warning.code for warning in found.warnings}


def test_the_language_of_the_body_overrules_every_declared_language() -> None:
    for hints in ({}, {"language": "en"}):
        found = read(TURKISH, declared="en", **hints)
        assert found.language == "tr"
        assert "language_contradicted" in {warning.code for warning in found.warnings}


def test_the_language_declared_by_the_sender_overrules_that_of_the_page() -> None:
    mixed = {"declared": "en", "first": f"{LONG['en'][:290]}</p><p>{LONG['en'][:190]}"}
    assert read(TURKISH, **mixed).language == "en"
    assert read(TURKISH, **mixed, language="tr").language == "tr"
