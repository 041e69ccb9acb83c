"""Publisher rules: short, valid, proved by a case, and refused when wrong."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from app.publishers.rule import GENERIC, RULES, PublisherRule, publisher_rule, publishers


def test_the_first_three_publishers_are_there() -> None:
    assert {"trthaber.com", "aa.com.tr", "ntv.com.tr"} <= publishers()


@pytest.mark.parametrize("path", sorted(RULES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_rule_is_short_and_named_after_its_domain(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= 25
    rule = publisher_rule(path.stem)
    assert rule.domain == path.stem
    assert rule.name
    assert rule.cases
    assert rule.zone is None or ZoneInfo(rule.zone)


@pytest.mark.parametrize("domain", [None, "", "nobody.example", "../rules/aa.com.tr"])
def test_where_there_is_no_rule_the_generic_path_decides(domain: str | None) -> None:
    assert publisher_rule(domain) is GENERIC


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="headlin"):
        PublisherRule.model_validate({"domain": "x.example", "headlin": "//h1"})


@pytest.mark.parametrize("key", ["headline", "body", "drop", "published"])
def test_what_is_no_xpath_is_refused_with_its_name(key: str) -> None:
    with pytest.raises(ValidationError, match=f"x.example: {key} is not a valid XPath"):
        PublisherRule.model_validate({"domain": "x.example", key: "//h1["})
