"""A cursor is valid only unchanged, and only for its own query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidCursor
from app.store.cursor import Position, decode_cursor, describe, encode_cursor

SECRET = b"s" * 32


@given(st.lists(st.integers(0, 2**53) | st.text(max_size=40), max_size=3), st.booleans(), st.text(max_size=40))
def test_a_cursor_is_decoded_to_the_encoded_position(values: list[str | int], backwards: bool, query: str) -> None:
    position = Position(tuple(values), backwards)
    assert decode_cursor(SECRET, encode_cursor(SECRET, position, query), query) == position


@pytest.mark.parametrize("text", ["", "a", "%%%", "ş", "eyJ2Ijox", "A" * 2_000])
def test_a_text_that_is_not_a_cursor_is_refused(text: str) -> None:
    with pytest.raises(InvalidCursor):
        decode_cursor(SECRET, text, "articles")


def test_a_cursor_is_refused_if_text_or_query_or_secret_differs() -> None:
    cursor = encode_cursor(SECRET, Position(("2024", 7)), "articles")
    altered = ("B" if cursor[0] == "A" else "A") + cursor[1:]
    for secret, text, query in (
        (SECRET, cursor, "quotes"),
        (b"other", cursor, "articles"),
        (SECRET, altered, "articles"),
    ):
        with pytest.raises(InvalidCursor):
            decode_cursor(secret, text, query)


def test_queries_with_different_filters_have_different_descriptions() -> None:
    assert describe("articles", {"tag": ("a",)}) != describe("articles", {"tag": ("b",)})
