"""Words and their places: suffixes stand outside, sentences open, abbreviations keep their full stop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.tokens import Token, tokens


def words(text: str, *abbreviations: str) -> list[str]:
    return [token.text for token in tokens(text, frozenset(abbreviations))]


def first(text: str) -> Token:
    return next(tokens(text))


@pytest.mark.parametrize(
    ("text", "word", "suffix"),
    [
        ("Ankara'nın", "Ankara", "nın"),
        ("Ankara’nın", "Ankara", "nın"),
        ("Ankaraʼda", "Ankara", "da"),
        ("CEO'su", "CEO", "su"),
        ("Kim'in", "Kim", "in"),
        ("Norway's", "Norway", "s"),
        ("Jong-un'un", "Jong-un", "un"),
        ("Ankara", "Ankara", None),
    ],
)
def test_suffix_stands_outside(text: str, word: str, suffix: str | None) -> None:
    token = first(text)
    assert (token.text, token.suffix) == (word, suffix)
    assert (token.start, token.end) == (0, len(word))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A.B.D. açıkladı", ["A.B.D.", "açıkladı"]),
        ("Ayşe K. Er", ["Ayşe", "K.", "Er"]),
        ("Jean-Luc geldi", ["Jean-Luc", "geldi"]),
        ("AT&T büyüdü", ["AT&T", "büyüdü"]),
        ("14.30 otobüsü", ["14.30", "otobüsü"]),
        ("(MÇV)", ["(", "MÇV", ")"]),
        ("", []),
        ("   \n ", []),
    ],
)
def test_what_is_one_word(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_abbreviation_keeps_its_full_stop_and_opens_nothing() -> None:
    found = list(tokens("Dün Dr. Ak konuştu.", frozenset({"Dr."})))
    assert [token.text for token in found] == ["Dün", "Dr.", "Ak", "konuştu", "."]
    assert not found[2].opens


def test_unknown_abbreviation_ends_a_sentence() -> None:
    assert words("Yol. Ak", "Dr.") == ["Yol", ".", "Ak"]
    assert [token.opens for token in tokens("Yol. Ak")] == [True, False, True]


@pytest.mark.parametrize("mark", [".", "!", "?", "…", ":", "\n", "“"])
def test_a_sentence_opens_behind(mark: str) -> None:
    assert list(tokens(f"yol{mark} Ak"))[-1].opens


@pytest.mark.parametrize("mark", [",", ";", "-", ")", "/"])
def test_no_sentence_opens_behind(mark: str) -> None:
    assert not list(tokens(f"yol{mark} Ak"))[-1].opens


def test_after_space_is_exactly_one_space() -> None:
    assert [token.after_space for token in tokens("Ak Bel  Can\nDal")] == [False, True, False, False]


@pytest.mark.parametrize(
    ("word", "capital"), [("Ak", True), ("ak", False), ("İl", True), ("ılık", False), ("7", False)]
)
def test_name_like(word: str, capital: bool) -> None:
    assert first(word).is_name_like is capital


@given(st.text(max_size=200))
def test_offsets_point_at_the_words(text: str) -> None:
    end = 0
    for token in tokens(text, frozenset({"Dr.", "A."})):
        assert token.start >= end
        assert text[token.start : token.end] == token.text
        end = token.end


@given(st.text(max_size=200))
def test_deterministic(text: str) -> None:
    assert list(tokens(text)) == list(tokens(text))
