"""Quotes and names are searched up to a limit of the body; a longer body gets a warning."""

import pytest

from app.extraction import extract
from app.extraction.annotate import MOST_OF_PARAGRAPH, MOST_SIGNS, MOST_TEXT, looked_through
from app.schemas.article import ArticleDraft
from tests.hostile.groups.patterns import PATTERNS
from tests.hostile.story import TURKISH, page

LAST = "“Köprü açıldı, yolumuz artık çok kısaldı” dedi Vali Kerem Soylu."


def read(*paragraphs: str) -> ArticleDraft:
    return extract(page(paragraphs=[*TURKISH.paragraphs, *paragraphs]).encode(), "https://www.ornek.example/haber/1")


def codes(draft: ArticleDraft) -> set[str]:
    return {warning.code for warning in draft.warnings}


def test_a_body_below_the_limit_is_completely_searched_for_names_and_quotes() -> None:
    body = "\n\n".join(f"{number}. {text}" for number in range(30) for text in TURKISH.paragraphs)
    assert looked_through(body) == body
    assert "speech_cut" not in codes(read())


@pytest.mark.parametrize("name", ["capital-apostrophes", "quotes-of-a-word", "said-that-sentences"])
def test_names_and_quotes_after_an_overlong_paragraph_are_found(name: str) -> None:
    found = read(PATTERNS[name](4 * MOST_OF_PARAGRAPH), LAST)
    assert found.body.endswith(LAST)
    assert [quote.text for quote in found.quotes][-1] == LAST[1:].partition("”")[0]
    assert any(entity.name == "Kerem Soylu" for entity in found.entities)
    assert "speech_cut" in codes(found)


def test_a_quotation_that_extends_beyond_the_searched_text_is_dropped() -> None:
    found = read("“Yol bitti ve " + "köprü de bitti. " * 2_000, "Hat açıldı” dedi Kerem Soylu.")
    assert all(found.body[quote.start : quote.end] == quote.text for quote in found.quotes)
    assert "speech_cut" in codes(found)


@pytest.mark.parametrize("unit", ["yol ", "Ak ", '"ak" ', "O'"])
def test_only_the_first_part_of_a_long_body_is_searched_for_names_and_quotes(unit: str) -> None:
    body = "\n\n".join(unit * (MOST_OF_PARAGRAPH // 4 // len(unit)) for _ in range(60))
    read = looked_through(body)
    assert 0 < len(read) <= MOST_TEXT
    assert body.startswith(read)
    assert sum(map(str.isupper, read)) <= MOST_SIGNS


SWEDISH = "Donald Trump att Ukraina får hjälp, sade statsministern till Den Stora Tidningen i Stockholm på måndagen."


def test_only_listed_names_are_found_in_an_unsupported_language() -> None:
    html = f'<html lang="sv"><h1>Hjälp till Ukraina</h1><article><p>{SWEDISH}</p><p>{SWEDISH}</p></article></html>'
    found = extract(html.encode(), "https://www.tidning.example/1", force=True)
    assert {entity.name for entity in found.entities} == {"Donald Trump", "Stockholm"}
    assert "language_unsupported" in codes(found)
    assert "language_unsupported" not in codes(read())
