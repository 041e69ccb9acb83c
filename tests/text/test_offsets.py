"""Offsets in other units select the same text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.offsets import Unit, converter

ENCODED = {"utf16": ("utf-16-le", 2), "utf8": ("utf-8", 1)}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.data(), st.sampled_from(("utf16", "utf8")))
def test_converted_offsets_select_the_same_text(text: str, data: st.DataObject, unit: Unit) -> None:
    start, end = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    convert, (encoding, size) = converter(text, unit), ENCODED[unit]
    piece = text.encode(encoding)[convert(start) * size : convert(end) * size]
    assert piece.decode(encoding) == text[start:end]


@pytest.mark.parametrize(("unit", "expected"), [("codepoint", 3), ("utf16", 4), ("utf8", 7)])
def test_an_emoji_counts_two_utf_16_units_and_four_bytes(unit: Unit, expected: int) -> None:
    assert converter("ş😀x", unit)(3) == expected
