"""Text as a reader sees it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.text_of import code_text, visible_text

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
def test_a_line_holds_what_is_seen(raw: str, line: str) -> None:
    assert visible_text(raw) == line


def test_code_keeps_its_lines() -> None:
    assert code_text("a = 1  \n\n  e\u00ad\u0301\x00 = 2\n") == "a = 1\n  é = 2"


@given(SIGNS)
def test_any_text_is_safe_to_store(raw: str) -> None:
    for text in (visible_text(raw), code_text(raw)):
        assert unicodedata.is_normalized("NFC", text)
        assert "\x00" not in text
        assert not any("\ud800" <= char <= "\udfff" for char in text)
