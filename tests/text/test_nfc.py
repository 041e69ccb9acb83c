"""NFC in linear time; short texts and texts without marks skip the search for long runs of marks."""

import unicodedata

import pytest

from app.text.nfc import nfc
from app.text.normalize import letters, lower, visible_text


@pytest.mark.parametrize("text", ["e\u0301", "\u201cne\u0301e\u201d " * 20, "x" + "\u0301\u0323" * 15, "\u20dd" * 31])
def test_a_text_with_few_combining_marks_is_normalised_as_by_unicodedata(text: str) -> None:
    assert nfc(text).replace("\u034f", "") == unicodedata.normalize("NFC", text)


def test_a_long_sequence_of_combining_marks_is_interrupted_by_an_invisible_character() -> None:
    assert nfc("a" + "\u0323" * 40).count("\u034f") == 1


@pytest.mark.parametrize(
    ("raw", "visible"),
    [
        (" a\n\tb ", "a b"),
        ("a\x1cb", "ab"),
        ("\x1d", ""),
        ("\n\u200b a\n", "a"),
        ("\n e\u0301\n", "\u00e9"),
        ("\n", ""),
    ],
)
def test_visible_text_collapses_white_space_and_drops_invisible_characters(raw: str, visible: str) -> None:
    assert visible_text(raw) == visible


def test_each_letter_is_put_in_lower_case_independently_of_its_neighbours() -> None:
    assert lower("ΟΔΟΣ ΣΑΣ", "el") == "οδοσ σασ"
    assert letters("ΟΔΟΣ\u0301! 1½") == "οδοσ1½"
