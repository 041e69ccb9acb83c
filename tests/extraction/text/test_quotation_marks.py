"""Every pair of quotation marks: nested, mixed and unbalanced."""

import pytest

from app.extraction.text.quotation_marks import find_marked


def marked(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in find_marked(text)]


@pytest.mark.parametrize(
    "text",
    [
        'Er, "Yol açık" dedi.',
        "Er, “Yol açık” dedi.",
        "Er, „Yol açık“ dedi.",
        "Er, „Yol açık” dedi.",
        "Er, »Yol açık« dedi.",
        "Er, «Yol açık» dedi.",
        "Er, « Yol açık » dedi.",
        "Er, «\u00a0Yol açık\u202f» dedi.",
        "Er, ‘Yol açık’ dedi.",
        "Er, 'Yol açık' dedi.",
        'Er, “Yol açık" dedi.',
        'Er, "Yol açık” dedi.',
        "Er, ”Yol açık” dedi.",
        "Er, ”Yol açık“ dedi.",
        "Er, “Yol açık“ dedi.",
        "Er, ``Yol açık'' dedi.",
        "Er, ''Yol açık'' dedi.",
        "Er, ’’Yol açık’’ dedi.",
        "’’Yol açık’’, dedi Er.",
        'Er,"Yol açık" dedi.',
    ],
)
def test_opening_and_closing_marks_are_paired(text: str) -> None:
    assert marked(text) == ["Yol açık"]


@pytest.mark.parametrize("text", ["Ankara'nın 2025'te açtığı yol", "AB’nin l’UE don’t", "6' 3\" boyunda", ""])
def test_apostrophes_are_not_taken_for_quotation_marks(text: str) -> None:
    assert marked(text) == []


def test_nested_marks_belong_to_the_outer_quote() -> None:
    assert marked("\"Komşum 'olmaz' dedi, inandım.\" diye konuştu.") == ["Komşum 'olmaz' dedi, inandım."]
    assert marked('"Gazetenin "sözcüsü" olan kişi geldi." dedi.') == ['Gazetenin "sözcüsü" olan kişi geldi.']


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Er, ’’Komşum ‘olmaz’ dedi, inandım.’’ dedi.", ["Komşum ‘olmaz’ dedi, inandım."]),
        ("Lee said ‘She told me ‘no’’ and left.", ["She told me ‘no’"]),
        ("Er, ’’Ankara’nın yolu’’ dedi. Kaya, ’’2025’te’’ dedi.", ["Ankara’nın yolu", "2025’te"]),
        ("Er şunları kaydetti:\n\n’’Bir.\n\nİki.’’\n\nSonra gitti.", ["Bir.\n\nİki."]),
    ],
)
def test_two_apostrophes_are_one_double_mark_unless_they_close_two_single_ones(text: str, quoted: list[str]) -> None:
    assert marked(text) == quoted


def test_a_suffix_directly_after_a_closing_quotation_mark_is_recognised() -> None:
    assert [quote.glued for quote in find_marked('"Rehber"nde ve “Ayna”\'da ve "su" da')] == [True, True, False]


def test_an_unclosed_quote_ends_with_its_paragraph() -> None:
    assert marked('Er, "Yol açık dedi.\n\nKöprü, "kapalı" dedi.') == ["Yol açık dedi.", "kapalı"]


def test_a_quote_with_an_opening_mark_in_each_paragraph_is_one_quote() -> None:
    assert marked("Er şöyle dedi:\n\n“Bir.\n\n“İki.\n\n“Üç.” Sonra gitti.") == ["Bir.\n\n“İki.\n\n“Üç."]


def test_a_quotation_that_ends_in_a_later_paragraph_is_one_quote() -> None:
    assert marked('Er: "Bir.\n\nİki.\n\nÜç." dedi. "Dört" dedi.') == ["Bir.\n\nİki.\n\nÜç.", "Dört"]


def test_an_opening_mark_at_the_end_of_a_line_opens_the_next_paragraph() -> None:
    assert marked('Er şunları kaydetti:"\n\nYol açık." dedi. "Köprü" de.') == ["Yol açık.", "Köprü"]


def test_a_double_mark_closes_an_open_single_mark() -> None:
    assert marked("She added: ‘I am not one to live in the past.” He left.") == ["I am not one to live in the past."]
    assert marked('the lawyers\' claim. "Go," she said.') == ["Go,"]


def test_quotation_marks_without_a_word_between_them_are_not_a_quote() -> None:
    assert marked('"" " " "..." "!" «»') == []
