"""Every field of every golden case is its own test: a wrong date does not hide the quotes."""

import pytest

from app.extraction import extract
from app.publishers.rule import GENERIC, publisher_rule, publishers
from app.services.golden_cases import view
from tests.golden_case import CASES, GOLDEN, address, draft, expected, extracted, page

FIELDS = [(case, field) for case in CASES for field in expected(case)]


@pytest.mark.parametrize(("case", "field"), FIELDS)
def test_a_golden_page_has_its_expected_field(case: str, field: str) -> None:
    assert extracted(case)[field] == expected(case)[field]


@pytest.mark.parametrize("case", CASES)
def test_the_body_of_a_golden_page_is_its_joined_blocks_with_exact_offsets(case: str) -> None:
    article = draft(case)
    assert article.body == "\n\n".join(block.text for block in article.blocks if block.start is not None)
    texts = {"headline": article.headline, "lede": article.lede or "", "body": article.body}
    for block in article.blocks:
        assert block.start is None or article.body[block.start : block.end] == block.text
    for quote in article.quotes:
        assert texts[quote.field][quote.start : quote.end] == quote.text
    for mention in (mention for entity in article.entities for mention in entity.mentions):
        assert texts[mention.field][mention.start : mention.end] == mention.text


@pytest.mark.parametrize("domain", sorted(publishers()))
def test_the_golden_cases_of_a_publisher_rule_exist(domain: str) -> None:
    cases = publisher_rule(domain).cases
    assert cases
    assert all((GOLDEN / case / "expected.json").is_file() for case in cases)


GENERIC_FIELDS = ("headline", "lede", "authors", "agencies", "tags", "blocks", "section")


@pytest.mark.parametrize("domain", sorted(publishers()))
def test_extraction_of_golden_pages_is_nearly_as_good_without_publisher_rules(domain: str) -> None:
    """Without its rule a publisher's page loses at most one field, and never the body."""
    for case in publisher_rule(domain).cases:
        generic = view(extract(page(case), address(case), rule=GENERIC))
        right = [f for f in GENERIC_FIELDS if f in expected(case) and generic[f] == expected(case)[f]]
        wanted = [f for f in GENERIC_FIELDS if f in expected(case)]
        assert "blocks" in right
        assert len(right) >= len(wanted) - 1
