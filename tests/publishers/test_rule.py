"""Publisher rules: short, valid, covered by a case, and refused if invalid."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from app.publishers.rule import GENERIC, RULES, PublisherRule, publisher_rule, publishers


def test_publisher_rules_for_trthaber_aa_and_ntv_exist() -> None:
    assert {"trthaber.com", "aa.com.tr", "ntv.com.tr"} <= publishers()


@pytest.mark.parametrize("path", sorted(RULES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_publisher_rule_has_at_most_25_lines_and_the_name_of_its_domain(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= 25
    rule = publisher_rule(path.stem)
    assert rule.domain == path.stem
    assert rule.name
    assert rule.cases
    assert rule.zone is None or ZoneInfo(rule.zone)


@pytest.mark.parametrize("domain", [None, "", "nobody.example", "../rules/aa.com.tr"])
def test_a_publisher_without_a_rule_gets_an_empty_one(domain: str | None) -> None:
    assert publisher_rule(domain) is GENERIC


def test_a_misspelt_key_in_a_rule_is_refused() -> None:
    with pytest.raises(ValidationError, match="headlin"):
        PublisherRule.model_validate({"domain": "x.example", "headlin": "//h1"})


@pytest.mark.parametrize("key", ["headline", "body", "drop", "published"])
def test_an_invalid_xpath_in_a_rule_is_refused_with_its_key(key: str) -> None:
    with pytest.raises(ValidationError, match=f"x.example: {key} is not a valid XPath"):
        PublisherRule.model_validate({"domain": "x.example", key: "//h1["})
