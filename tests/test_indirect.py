"""Indirect speech: twenty sentences of our own a language, read as one body; four of five found must be right."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.extraction import extract_quotes

CASES = Path(__file__).parent / "indirect"
LANGUAGES = sorted(path.stem for path in CASES.glob("*.toml"))
PRECISION, RECALL = 0.8, 0.8


@cache
def sentences(language: str) -> list[dict[str, Any]]:
    return tomllib.loads((CASES / f"{language}.toml").read_text("utf-8"))["sentences"]  # type: ignore[no-any-return]


@cache
def body(language: str) -> str:
    return " ".join(sentence["text"] for sentence in sentences(language))


@cache
def told(language: str) -> frozenset[tuple[str, str]]:
    quotes = extract_quotes(body(language), language, indirect=True)
    return frozenset((quote.speaker.name, quote.text) for quote in quotes if quote.speaker)


@cache
def wanted(language: str) -> frozenset[tuple[str, str]]:
    return frozenset((t["speaker"], t["text"]) for sentence in sentences(language) for t in sentence["told"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_indirect_quotes_reach_the_required_precision_and_recall(language: str) -> None:
    right = told(language) & wanted(language)
    assert len(sentences(language)) == 20
    assert len(right) >= PRECISION * len(told(language)), told(language) - wanted(language)
    assert len(right) >= RECALL * len(wanted(language)), wanted(language) - told(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_indirect_quotes_match_their_offsets(language: str) -> None:
    quotes = extract_quotes(body(language), language, indirect=True)
    assert {quote.kind for quote in quotes} == {"indirect"}
    assert all(body(language)[quote.start : quote.end] == quote.text for quote in quotes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_indirect_quotes_are_found_only_on_request(language: str) -> None:
    assert extract_quotes(body(language), language) == ()


def test_indirect_quotes_never_overlap_quotation_marks() -> None:
    text = 'Demir, "Vali, yolun kapandığını söyledi." dedi.'
    assert [quote.kind for quote in extract_quotes(text, "tr", indirect=True)] == ["direct"]
