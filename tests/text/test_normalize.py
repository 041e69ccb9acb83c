"""Folding keeps offsets and knows Turkish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.normalize import fold, letters, lower, slug, visible_text


@given(st.text())
def test_folding_and_lowering_a_text_change_no_offset(text: str) -> None:
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
def test_folding_removes_case_and_accents(text: str, folded: str) -> None:
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
def test_turkish_dotted_and_dotless_i_are_lowered_correctly(text: str, language: str, low: str) -> None:
    assert lower(text, language) == low


def test_each_way_of_normalizing_gives_the_expected_text() -> None:
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
