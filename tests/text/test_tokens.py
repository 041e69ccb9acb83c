"""Tokens: offsets, suffixes after apostrophes, starts of sentences, abbreviations with their full stop."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.tokens import Apostrophes, Token, capital_stretches, capital_tokens, paragraphs, phrase, tokens


def words(text: str, *abbreviations: str) -> list[str]:
    return [token.text for token in tokens(text, frozenset(abbreviations))]


def capitalised(text: str, *abbreviations: str) -> list[Token]:
    known = frozenset(abbreviations)
    every = [token for found in paragraphs(text, known) for token in found]
    return [*capital_tokens(text, every, capital_stretches(text, 0, len(text)), known)]


def first(text: str) -> Token:
    return tokens(text)[0]


@pytest.mark.parametrize(
    ("text", "word", "suffix"),
    [
        ("Ankara'nın", "Ankara", "nın"),
        ("Ankara’nın", "Ankara", "nın"),
        ("Ankaraʼda", "Ankara", "da"),
        ("CEO'su", "CEO", "su"),
        ("Kim'in", "Kim", "in"),
        ("Gölü'nde", "Gölü", "nde"),
        ("Merkezi'nden", "Merkezi", "nden"),
        ("Boğazı’ndaki", "Boğazı", "ndaki"),
        ("Norway's", "Norway", "s"),
        ("Jong-un'un", "Jong-un", "un"),
        ("Ankara", "Ankara", None),
    ],
)
def test_a_token_is_a_word_without_the_suffix_after_its_apostrophe(text: str, word: str, suffix: str | None) -> None:
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
def test_texts_are_split_into_the_expected_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_full_stop_after_a_known_abbreviation_does_not_end_a_sentence() -> None:
    found = list(tokens("Dün Dr. Ak konuştu.", frozenset({"Dr."})))
    assert [token.text for token in found] == ["Dün", "Dr.", "Ak", "konuştu", "."]
    assert not found[2].opens


def test_a_full_stop_after_an_unknown_abbreviation_ends_a_sentence() -> None:
    assert words("Yol. Ak", "Dr.") == ["Yol", ".", "Ak"]
    assert [token.opens for token in tokens("Yol. Ak")] == [True, False, True]


@pytest.mark.parametrize("mark", [".", "!", "?", "…", ":", "\n", "“"])
def test_a_sentence_begins_after_a_sentence_end_mark(mark: str) -> None:
    assert list(tokens(f"yol{mark} Ak"))[-1].opens


@pytest.mark.parametrize("mark", [",", ";", "-", ")", "/"])
def test_a_word_after_a_comma_or_hyphen_does_not_begin_a_sentence(mark: str) -> None:
    assert not list(tokens(f"yol{mark} Ak"))[-1].opens


def test_only_a_token_after_exactly_one_space_is_marked_as_after_a_space() -> None:
    assert [token.after_space for token in tokens("Ak Bel  Can\nDal")] == [False, True, False, False]


@pytest.mark.parametrize(
    ("word", "capital"), [("Ak", True), ("ak", False), ("İl", True), ("ılık", False), ("7", False)]
)
def test_a_token_is_name_like_if_it_begins_with_a_capital(word: str, capital: bool) -> None:
    assert first(word).is_name_like is capital


@given(st.text(max_size=200))
def test_offsets_of_tokens_match_the_text(text: str) -> None:
    end = 0
    for token in tokens(text, frozenset({"Dr.", "A."})):
        assert token.start >= end
        assert text[token.start : token.end] == token.text
        end = token.end


@given(st.text(max_size=200))
def test_tokenizing_a_text_is_deterministic(text: str) -> None:
    assert list(tokens(text)) == list(tokens(text))


SENTENCES = "Dün Ayşe Ak geldi. Sonra bir şey oldu, ama Dr. Can Er ve Kıyı Bankası'nın müdürü gitmedi.\nYol Ak'a çıkar."


def test_reading_only_capitalised_words_misses_no_token_that_may_be_a_name() -> None:
    known = {(token.text, token.start, token.end, token.suffix) for token in tokens(SENTENCES, frozenset({"Dr."}))}
    few = capitalised(SENTENCES, "Dr.")
    assert {(token.text, token.start, token.end, token.suffix) for token in few} <= known
    assert {token.text for token in tokens(SENTENCES, frozenset({"Dr."})) if token.is_name_like} <= {
        t.text for t in few
    }


@pytest.mark.parametrize(
    ("text", "opens"),
    [("Ak", True), ("dün Ak", False), ("dün. Ak", True), ("dün, Ak", False), ("dün\nAk", True), ("o dr. Ak", False)],
)
def test_a_capitalised_token_says_if_it_begins_a_sentence(text: str, opens: bool) -> None:
    assert capitalised(text, "dr.")[-1].opens is opens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dün A. geldi", ["A", "."]),
        ("dün A. Gel", ["A.", "Gel"]),
        ("C12. ay", ["C12", "."]),
        ("J.R. ve Al", ["J.R.", "ve", "Al"]),
    ],
)
def test_a_full_stop_after_a_row_of_capitalised_words_is_a_separate_token(text: str, expected: list[str]) -> None:
    assert [token.text for token in capitalised(text)] == expected


@pytest.mark.parametrize("text", ["Ak geldi.\n\nEr gitti, 'Ay' da.", SENTENCES])
def test_each_paragraph_is_tokenized_separately(text: str) -> None:
    together = [(token.text, token.opens) for found in paragraphs(text) for token in found]
    assert together == [(token.text, token.opens) for line in text.split("\n") for token in tokens(line)]
    assert all(text[token.start : token.end] == token.text for found in paragraphs(text) for token in found)


@given(st.text())
def test_runs_of_capitalised_words_are_in_order_and_do_not_overlap(text: str) -> None:
    spans = list(capital_stretches(text, 0, len(text)))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for token in capitalised(text):
        assert text[token.start : token.end] == token.text


ENGLISH = Apostrophes(re.compile("s"))
TURKISH = Apostrophes(re.compile("[ae]|n?[ıi]n|[dt][ae]"))
FRENCH = Apostrophes(re.compile("s"), frozenset({"d", "l", "qu"}))
INSIDE = [
    (ENGLISH, "O'Connor's dog", [("O'Connor", "s"), ("dog", None)]),
    (ENGLISH, "Paul O’Grady", [("Paul", None), ("O’Grady", None)]),
    (ENGLISH, "Samuel Eto'o", [("Samuel", None), ("Eto'o", None)]),
    (ENGLISH, "O'NEILL", [("O'NEILL", None)]),
    (ENGLISH, "Côte d'Ivoire", [("Côte", None), ("d'", None), ("Ivoire", None)]),
    (TURKISH, "Eto'o'nın", [("Eto'o", "nın")]),
    (TURKISH, "İZMİR'DE", [("İZMİR", "DE")]),
    (TURKISH, "AB'nin", [("AB", "nin")]),
    (TURKISH, "Jeanne d’Arc'ın", [("Jeanne", None), ("d'", None), ("Arc", "ın")]),
    (
        FRENCH,
        "L'État d'Emma qu'on",
        [("L'", None), ("État", None), ("d'", None), ("Emma", None), ("qu'", None), ("on", None)],
    ),
]


@pytest.mark.parametrize(("apostrophes", "text", "expected"), INSIDE)
def test_an_apostrophe_separates_a_suffix_or_an_elided_word(
    apostrophes: Apostrophes, text: str, expected: list[tuple[str, str | None]]
) -> None:
    found = list(tokens(text, frozenset(), apostrophes))
    assert [(token.text, token.suffix) for token in found] == expected
    assert all(text[token.start : token.end].replace("’", "'") == token.text.replace("’", "'") for token in found)
    assert phrase(found) == text.replace("d’", "d'").replace("'nın", "").replace("'nin", "").replace("'DE", "").replace(
        "'ın", ""
    ).replace("'s ", " ")
