"""The English frames, each with a sentence of its own."""

import pytest

from app.extraction.quotes import extract_quotes


def names(text: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in extract_quotes(text, "en")]


@pytest.mark.parametrize(
    "text",
    [
        '"The road is open again," Ann Lee said.',
        '"The road is open again," said Ann Lee, a nurse.',
        'Ann Lee said: "The road is open again."',
        'Ann Lee said that "the road is open again".',
        'According to Ann Lee, "the road is open again".',
        'Ann Lee, who met Tom Jones, said: "The road is open again."',
        'Ann Lee, 42, a lecturer from Leeds, said: "The road is open again."',
        'Ann Lee told the Daily News, "The road is open again."',
    ],
)
def test_each_english_form_of_attribution_credits_the_speaker(text: str) -> None:
    assert names(text) == ["Ann Lee"]


def test_both_halves_of_an_interrupted_quote_have_one_speaker() -> None:
    assert names('"The road is open," Ann Lee said. "We will see."') == ["Ann Lee", "Ann Lee"]


def test_pronouns_and_surnames_resolve_to_the_full_name() -> None:
    text = '"The road is open," Ann Lee said.\n\n"It was closed for long," she said.\n\n"We are glad," Lee added.'
    assert names(text) == ["Ann Lee"] * 3


def test_the_name_of_a_speaker_excludes_titles_such_as_dr() -> None:
    assert names('"The road is open," said President Ann Lee.') == ["Ann Lee"]


def test_names_in_quotation_marks_are_not_quotes() -> None:
    assert names('He drove the so-called "Silver Arrow" home.') == []


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("“It works,” said Conan O'Brien.", "Conan O'Brien"),
        ("“It works,” said Gabriele D’Annunzio.", "Gabriele D’Annunzio"),
        ("“It works,” said Ann Lee's brother Tom O'Hara.", "Tom O'Hara"),
    ],
)
def test_a_speaker_with_an_apostrophe_in_the_name_is_found(body: str, speaker: str) -> None:
    (quote,) = extract_quotes(body, "en")
    assert quote.speaker is not None
    assert quote.speaker.name == speaker


def test_lines_of_labels_and_values_are_not_an_interview() -> None:
    text = "PRICE: $20-$30\n\nINTERVAL: Once a year\n\nPRICE: $75\n\nINTERVAL: When one burns out"
    assert extract_quotes(text, "en") == ()
