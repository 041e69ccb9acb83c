"""Text as a reader sees it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.document.plain_text import code_text, without_markup
from app.text.normalize import visible_text
from tests.builders.growth import assert_linear

SIGNS = st.text(st.one_of(st.characters(), st.sampled_from("\x00\x07\u00ad\u200b\u0301\u0327\ud800 \n")), max_size=40)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("a\n  b\tc ", "a b c"),
        ("a\x00b \x07 c\x7f", "ab c"),
        ("ç\x00b \x07 c", "çb c"),
        ("so\u00adft\u200b\u00a0x", "soft x"),
        ("e\u00ad\u0301", "é"),
    ],
)
def test_visible_text_drops_markup_and_invisible_characters(raw: str, line: str) -> None:
    assert visible_text(raw) == line


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("<em>Köprü</em> açıldı", "Köprü açıldı"),
        ("<a href='x'>Can</a> Er", "Can Er"),
        ("Kö<b>prü</b><br/>açıldı", "Köprü açıldı"),
        ("a<script>alert(1)</script >b <STYLE>c{}</style>", "a b"),
        ("Neden <script> okunur", "Neden okunur"),
        ("<img src=x onerror=alert(1)>", ""),
        ("5 < 6 <3 a<b x <y", "5 < 6 <3 a<b x <y"),
        ("6 > 5 -> <- << >>", "6 > 5 -> <- << >>"),
    ],
)
def test_markup_in_metadata_is_removed(raw: str, line: str) -> None:
    assert without_markup(raw) == line


@pytest.mark.parametrize("unit", ["<script>", "<script", "<script>a</style>", "<a", "<", "</script", "<script><style>"])
def test_unclosed_markup_in_metadata_is_read_in_linear_time(unit: str) -> None:
    assert_linear(lambda count: without_markup(unit * count), 25_000)


def test_text_of_code_keeps_its_lines() -> None:
    assert code_text("a = 1  \n\n  e\u00ad\u0301\x00 = 2\n") == "a = 1\n  é = 2"


@given(SIGNS)
def test_any_text_is_cleaned_so_that_it_can_be_stored(raw: str) -> None:
    for text in (visible_text(raw), code_text(raw)):
        assert unicodedata.is_normalized("NFC", text)
        assert "\x00" not in text
        assert not any("\ud800" <= char <= "\udfff" for char in text)
