"""One decision and one table of confidences for every field."""

import pytest

from app.extraction import extract
from app.extraction.fields.reconcile import confidence_of, reconcile
from app.extraction.findings import Candidate
from app.text.normalize import letters

ONE, SAME, OTHER = Candidate("Pier", "h1"), Candidate("PIER", "og:title"), Candidate("Wall", "title")


@pytest.mark.parametrize(
    ("candidates", "agreed", "confidence"),
    [
        ([ONE], (), confidence_of("headline", "h1", False)),
        ([ONE, SAME], ("og:title",), confidence_of("headline", "h1", True)),
        ([ONE, OTHER], (), confidence_of("headline", "h1", False, has_others=True)),
        ([ONE, SAME, OTHER, SAME], ("og:title",), confidence_of("headline", "h1", True)),
    ],
)
def test_the_first_candidate_is_chosen_and_equal_ones_confirm_it(
    candidates: list[Candidate[str]], agreed: tuple[str, ...], confidence: float
) -> None:
    found = reconcile("headline", candidates, letters)
    assert found.value == "Pier"
    assert found.provenance
    assert (found.provenance.origin, found.provenance.agreed_by) == ("h1", agreed)
    assert found.provenance.confidence == confidence


def test_candidates_agree_with_the_chosen_one_only_if_their_values_are_equal() -> None:
    found = reconcile("headline", [ONE, SAME, OTHER], letters, OTHER)
    assert found.provenance
    assert (found.value, found.provenance.agreed_by) == ("Wall", ())


def test_without_candidates_the_value_is_none() -> None:
    assert reconcile("headline", [], letters).value is None
    assert reconcile("headline", [], letters).provenance is None


def test_the_table_row_with_the_longest_fitting_key_gives_the_confidence() -> None:
    assert confidence_of("published", "text:modified", False) < confidence_of("published", "text:published", False)
    assert confidence_of("published", "anything", False) == confidence_of("published", "other", False)


@pytest.mark.parametrize("field", ["headline", "authors", "published", "section", "tags", "images", "publisher", "url"])
def test_agreement_of_another_origin_never_lowers_a_confidence(field: str) -> None:
    for origin in ("h1", "json-ld:author", "text", "url", "og:title", "rule", "img"):
        agreed, alone = confidence_of(field, origin, True), confidence_of(field, origin, False)
        assert agreed >= alone >= confidence_of(field, origin, False, has_others=True)


def test_every_found_field_of_a_page_has_a_confidence() -> None:
    head = "<meta property=og:title content='Pier to be rebuilt'><meta name=author content='Mira Holt'>"
    page = f"<html lang=en><head>{head}</head><body><article><h1>Pier to be rebuilt</h1>{'<p>The council.</p>' * 3}"
    found = extract(page.encode(), "https://vega.example/local/2024/03/05/pier")
    assert {"headline", "authors", "published", "publisher", "url"} <= set(found.provenance)
    assert all(0 < provenance.confidence <= 1 for provenance in found.provenance.values())
