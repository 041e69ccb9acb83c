"""Folding keeps offsets and knows Turkish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.normalize import fold, letters, lower, slug, visible_text


@given(st.text())
def test_the_functions_fold_and_lower_do_not_change_any_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(lower(text)) == len(text)
    assert len(lower(text, "tr")) == len(text)


@given(st.text())
def test_folding_a_text_a_second_time_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("일요일", "일요일"),
        ("İSTANBUL", "istanbul"),
        ("Iğdır", "igdir"),
        ("ISPARTA", "isparta"),
        ("Şanlıurfa’nın", "sanliurfa'nin"),
        ("Straße", "strase"),
        ("Łódź", "lodz"),
    ],
)
def test_fold_removes_case_and_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "language", "low"),
    [
        ("IĞDIR", "tr", "ığdır"),
        ("İzmir", "tr", "izmir"),
        ("IMF", "en", "imf"),
        ("İzmir", "en", "izmir"),
        ("IŞIK", "az", "ışık"),
    ],
)
def test_lower_maps_turkish_dotted_and_dotless_i(text: str, language: str, low: str) -> None:
    assert lower(text, language) == low


def test_the_functions_letters_visible_text_and_slug_normalize_texts_as_expected() -> None:
    assert letters("“Rusya’nın” 13 Eylül!") == "rusyanin13eylul"
    assert visible_text(" a\u00a0 b\n c\u00ad\u200bd ") == "a b cd"
    assert slug("Kültür & Sanat") == "kultur-sanat"
    assert slug("Dünya") == "dunya"
    assert slug("ท้องถิ่น") == "ท้องถิ่น"


@given(st.text(alphabet=st.sampled_from("aIİıŞéŒ’“ß–9 \u0301\u200bЖ中"), min_size=300, max_size=330))
def test_folding_a_long_text_equals_folding_each_of_its_characters(text: str) -> None:
    assert fold(text) == "".join(map(fold, text))
    assert letters(text) == "".join(map(letters, text))


@given(st.text(alphabet=st.sampled_from("aIİıŞéŒ’“ß–9 "), min_size=300, max_size=330))
def test_folding_a_long_latin_text_equals_folding_each_of_its_characters(text: str) -> None:
    assert fold(text) == "".join(map(fold, text))
    assert letters(text) == "".join(map(letters, text))
