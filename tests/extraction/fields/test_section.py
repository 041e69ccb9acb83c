"""The section: breadcrumbs, metadata and the address."""

import json

import pytest
from hypothesis import given, settings

from app.extraction.fields.section import find_section
from tests.builders.evidence import evidence_of
from tests.builders.pages import page_of
from tests.builders.strategies import JSON


def crumbs(*names: str) -> str:
    steps = [{"@type": "ListItem", "position": i, "item": {"name": name}} for i, name in enumerate(names, 1)]
    data = json.dumps({"@type": "BreadcrumbList", "itemListElement": steps})
    return f"<script type='application/ld+json'>{data}</script>"


def name_of(
    html: str, url: str = "https://www.kiyigazetesi.example/x-1", language: str = "tr", **rule: str
) -> str | None:
    section = find_section(evidence_of(html, url, language, **rule)).value
    return section.name if section else None


@pytest.mark.parametrize(
    ("language", "home", "section"),
    [
        ("tr", "Ana Sayfa", "Dünya"),
        ("en", "Home", "World"),
        ("de", "Startseite", "Ausland"),
        ("fr", "Accueil", "Économie"),
        ("es", "Inicio", "Sociedad"),
    ],
)
def test_the_section_is_the_last_breadcrumb_between_home_and_story(language: str, home: str, section: str) -> None:
    title = "A bridge is opened again after ten years"
    head = crumbs(home, section, title) + f"<meta property='og:title' content='{title}'>"
    assert name_of(page_of(head), language=language) == section


def test_the_section_is_read_from_printed_breadcrumbs() -> None:
    links = "<a href='/'>Anasayfa</a> <a href='/haber/'>Haberler</a> <a href='/spor/'>Spor</a>"
    assert name_of(f"<nav aria-label='breadcrumb'>{links}</nav>") == "Spor"


def test_a_section_in_metadata_and_url_wins_over_one_in_breadcrumbs() -> None:
    head = "<meta property='article:section' content='Ekonomi'>" + crumbs("Ana Sayfa", "Video")
    finding = find_section(evidence_of(page_of(head), "https://www.kiyigazetesi.example/ekonomi/x-1"))
    assert finding.value
    assert (finding.value.name, finding.value.slug) == ("Ekonomi", "ekonomi")
    assert finding.provenance
    assert finding.provenance.agreed_by == ("url",)


@pytest.mark.parametrize("told", ["dunya", "dünya"])
def test_a_section_is_written_as_in_the_menu_of_the_page(told: str) -> None:
    body = "<div><a href='/spor/'>Spor</a><a href='/dunya/'>Dünya</a></div>"
    assert name_of(page_of(f"<meta property='article:section' content='{told}'>", body)) == "Dünya"


def test_a_folder_of_the_url_is_a_section_only_if_linked_on_the_page() -> None:
    url = "https://www.kiyigazetesi.example/tr/dunya/kopru-1"
    assert name_of("<p>metin</p>", url) is None
    assert name_of("<a href='/dunya'>Dünya</a>", url) == "Dünya"


def test_the_section_that_a_publisher_rule_selects_replaces_all_others() -> None:
    html = page_of(crumbs("Ana Sayfa", "Video"), "<b class='k'>Yaşam</b>")
    assert name_of(html, section="//b[@class='k']") == "Yaşam"


@pytest.mark.parametrize("told", ["", "12", "https://a.example/x", "Haberler", "x" * 200])
def test_a_text_that_names_no_topic_is_not_a_section(told: str) -> None:
    assert name_of(page_of(f"<meta property='article:section' content='{told}'>")) is None


@settings(max_examples=40, deadline=None)
@given(value=JSON)
def test_any_json_ld_gives_a_valid_section_or_none(value: object) -> None:
    things = [
        {"@type": "BreadcrumbList", "itemListElement": value},
        {"@type": "Article", "articleSection": value, "breadcrumb": value},
    ]
    data = json.dumps(things).replace("<", " ")
    section = find_section(evidence_of(page_of(f"<script type='application/ld+json'>{data}</script>"))).value
    assert section is None or section.slug
