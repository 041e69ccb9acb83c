"""Golden quotes: a file is an article of our own, each of its quotes is a test."""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.extraction import extract_quotes
from app.extraction.entities import find_entities
from app.extraction.quotes import read_body
from app.extraction.quotes.attribution.reader import models
from app.extraction.text.read_text import ReadText
from app.lang.pack import language_pack

CASES = Path(__file__).parent / "quotes"
NAMES = sorted(path.relative_to(CASES).with_suffix("").as_posix() for path in CASES.glob("*/*.toml"))


@cache
def told(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))


@cache
def found(name: str) -> list[dict[str, str]]:
    quotes = extract_quotes(told(name)["body"], name.partition("/")[0])
    return [{"speaker": q.speaker.name if q.speaker else "", "kind": q.kind, "text": q.text} for q in quotes]


@pytest.mark.parametrize(("name", "at"), [(name, at) for name in NAMES for at in range(len(told(name)["quotes"]))])
def test_each_expected_quote_of_a_golden_page_is_found(name: str, at: int) -> None:
    wanted = told(name)["quotes"][at]
    assert wanted in found(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_page_gives_no_quote_that_is_not_expected(name: str) -> None:
    assert [quote["text"] for quote in found(name)] == [quote["text"] for quote in told(name)["quotes"]]


@pytest.mark.parametrize("name", NAMES)
def test_strings_ruled_out_early_are_no_quotations_with_any_speaker(name: str) -> None:
    read = ReadText("body", told(name)["body"], language_pack(name.partition("/")[0]))
    named, brief, thorough = find_entities((read,)), models(), replace(models(), is_brief=False)
    assert read_body(read, named, brief, indirect=True) == read_body(read, named, thorough, indirect=True)
