"""Scores of the linear models that decide on quotations and speakers."""

import pytest

from app.extraction.quotes.attribution.linear_model import LinearModel, correction

MODEL = LinearModel({"a": 1.0, "b": -0.5, correction("en", "a"): 0.25, correction("en", "c"): 2.0})


@pytest.mark.parametrize(
    ("language", "features", "score"),
    [
        ("de", ["a", "b"], 0.5),
        ("de", ["a", "unknown"], 1.0),
        ("de", ["c"], 0.0),
        ("en", ["a", "b"], 0.75),
        ("en", ["c"], 2.0),
        ("en", [], 0.0),
    ],
)
def test_a_language_adds_its_corrections_to_the_shared_weights(
    language: str, features: list[str], score: float
) -> None:
    assert MODEL.score(features, language) == score
