"""Lists of words as regular expressions."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.word_patterns import NEVER, either, whole_words


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=12))
def test_each_word_of_a_pattern_matches_itself_literally(words: list[str]) -> None:
    found = re.compile(either(words))
    assert all(found.fullmatch(word) for word in words)


@given(st.lists(st.text("ab.(*", min_size=1, max_size=4), min_size=1), st.text("ab.(*", max_size=4))
def test_a_word_pattern_matches_only_its_words(words: list[str], text: str) -> None:
    assert bool(re.fullmatch(either(words), text)) == (text in words)


@pytest.mark.parametrize("words", [["so", "so said", "so s"], ["so s", "so said", "so"]])
def test_the_longest_word_of_a_pattern_matches_first(words: list[str]) -> None:
    found = re.match(either(words), "so said he")
    assert found is not None
    assert found[0] == "so said"


def test_straight_and_curly_apostrophes_match_each_other() -> None:
    assert re.fullmatch(either(["s'indigne"]), "s\u2019indigne")
    assert re.fullmatch(either(["s\u2019indigne"]), "s'indigne")


def test_an_alternation_of_words_and_patterns_matches_both() -> None:
    assert re.fullmatch(either(["a"], [r"b\d"]), "b7")
    assert re.fullmatch(either([], [r"b\d"]), "b7")


WORDS = st.lists(st.text("ab'-", min_size=1, max_size=3), min_size=1)


@given(WORDS, st.text("ab'\u2019- ", max_size=12))
def test_whole_words_have_no_letter_beside_them(words: list[str], text: str) -> None:
    slow = re.compile(rf"(?<!\w){either(words)}(?!\w)")
    assert [found.span() for found in whole_words(words).finditer(text)] == [
        found.span() for found in slow.finditer(text)
    ]


def test_a_pattern_without_words_matches_nothing() -> None:
    assert not whole_words([]).search("a")
    assert either([]) == NEVER
    assert not re.search(either([]), "a")
