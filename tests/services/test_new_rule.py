"""A first rule: XPath by names that last, of one element alone, and a zone only where the page shows it."""

import tomllib
from datetime import datetime
from pathlib import Path

import pytest
from lxml import html

from app.extraction import extract
from app.schemas.article import PublicationTime, ZoneOrigin
from app.services.golden_cases import expected_fields
from app.services.new_rule import NewRule, around, known_zone, new_rule, rule_path, stable_path, text_element
from tests.builders.drafts import article

PROSE = [f"The council met for the {number} time and closed the bridge, as it had said it would." for number in "1234"]
URL = "https://www.kurier.example/a"


def rule_of(content: str, url: str = URL) -> NewRule | None:
    draft = extract(content.encode(), url)
    return new_rule(content.encode(), url, draft, "en/a", expected_fields)


def story(headline: str = "<h1>The bridge is closed</h1>", body: str = "class='story-text'", head: str = "") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in PROSE)
    start = f"<html lang=en><head><meta charset=utf-8>{head}</head>"
    return f"{start}<body><main>{headline}<div {body}>{paragraphs}</div></main>"


def test_stable_class_names_and_ids_are_used_in_the_xpath_of_a_new_rule() -> None:
    made = rule_of(story("<h1 class='headline'>The bridge is closed</h1>", "id='storyText' class='css-1x9 w-12'"))
    assert made
    values = tomllib.loads(made.text)
    assert values["headline"] == "//h1[contains(@class, 'headline')]"
    assert values["body"] == "//div[@id='storyText']"
    assert made.path == Path("app/publishers/rules/kurier.example.toml")
    assert made.checks == (f"{made.path}: add what you know of name, zone, lede",)


@pytest.mark.parametrize("name", ["css-qwerty", "c12", "sc-bdVaJa", "x'] | //*['", "st\u00f6ry", "", "a" * 101])
def test_generated_class_names_are_not_used_in_the_xpath_of_a_new_rule(name: str) -> None:
    made = rule_of(story(body=f'class="{name}"'))
    assert made
    assert name == "" or name not in made.text


def test_an_xpath_may_use_the_class_of_a_near_ancestor() -> None:
    tree = html.document_fromstring("<body><div class='top'><section><h1>A</h1></section></div><h1>B</h1></body>")
    first, second = tree.iter("h1")
    assert stable_path(tree, first) == "//div[contains(@class, 'top')]//h1"
    assert stable_path(tree, second) is None


def test_an_xpath_of_a_new_rule_matches_one_element_only() -> None:
    tree = html.document_fromstring("<body><p class='text'>A</p><p class='text'>B</p><p class='text-end'>C</p></body>")
    found = [stable_path(tree, node) for node in tree.iter("p")]
    assert found == [None, None, "//p[contains(@class, 'text-end')]"]


def test_a_text_is_located_in_the_smallest_element_that_contains_it() -> None:
    tree = html.document_fromstring(f"<body><div>{'<i>a</i>' * 40}</div><p>two <b>words</b></p></body>")
    found = text_element(tree, "two words")
    assert found is not None
    assert found.tag == "p"
    assert text_element(tree, "a" * 40) is None


def test_the_innermost_common_ancestor_of_two_elements_is_found() -> None:
    tree = html.document_fromstring("<body><main><div><p id=a>A</p></div><p id=b>B</p></main></body>")
    one, other = tree.get_element_by_id("a"), tree.get_element_by_id("b")
    found = around(one, other)
    assert found is not None
    assert found.tag == "main"
    assert around(one, None) is None


@pytest.mark.parametrize(
    ("language", "published", "zone"),
    [
        ("tr", "2025-01-05T10:00:00+03:00", "Europe/Istanbul"),
        ("tr", "2025-01-05T10:00:00Z", None),
        ("tr", "2025-01-05T10:00:00", None),
        ("de", "2025-07-05T10:00:00+02:00", "Europe/Berlin"),
        ("en", "2025-01-05T10:00:00+00:00", None),
        ("tr", "", None),
    ],
)
def test_a_new_rule_has_a_time_zone_only_if_the_page_shows_one(language: str, published: str, zone: str | None) -> None:
    shown = published.endswith(("Z", "+03:00", "+02:00", "+00:00"))
    local = datetime.fromisoformat(published if shown else f"{published}+00:00") if published else None
    origin: ZoneOrigin = "page" if shown else "unknown"
    time = PublicationTime(local=local, precision="second", zone=origin) if local else None
    assert known_zone(article(language=language, published=time)) == zone


@pytest.mark.parametrize("url", ["https://www.trthaber.com/haber/x-1.html", "https://[::1]/a", "https://x_y.example/a"])
def test_a_known_publisher_or_an_invalid_domain_gets_no_new_rule(url: str) -> None:
    assert rule_of(story(), url) is None


@pytest.mark.parametrize("domain", [None, "", ".", "..", "../x", "a/b", "a\\b", "a..b", "-a.b", "a.b\n", "a" * 101])
def test_a_domain_that_cannot_be_a_file_name_is_refused(domain: str | None) -> None:
    assert rule_path(domain) is None
