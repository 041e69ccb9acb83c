"""The site itself: one answer for every field, by rules and not by names."""

import pytest

from app.extraction import extract
from tests.builders.evidence import evidence_of

TITLE = "<h1>Pier to be rebuilt before the summer</h1>"


def page(author: str, site: str = "") -> str:
    meta = f"<meta property='og:site_name' content='{site}'>" if site else ""
    person = f'{{"@type": "Person", "name": "{author}"}}'
    article = f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {person}}}</script>'
    body = TITLE + "<p>The council voted for it.</p>" * 4
    return f"<html><head>{meta}{article}</head><body><article>{body}</body></html>"


@pytest.mark.parametrize(
    ("author", "url", "site"),
    [
        ("DER SPIEGEL", "https://www.spiegel.de/a", ""),
        ("SPIEGEL ONLINE", "https://www.spiegel.de/a", ""),
        ("BBC News", "https://www.bbc.com/a", ""),
        ("BBC News", "https://www.bbc.co.uk/a", "BBC News"),
        ("Nikkei", "https://asia.nikkei.com/a", ""),
        (
            "\u65e5\u672c\u7d4c\u6e08\u65b0\u805e\u793e",
            "https://www.nikkei.com/a",
            "\u65e5\u672c\u7d4c\u6e08\u65b0\u805e",
        ),
        ("Die FURCHE", "https://www.furche.at/a", "Achtsam durch die Krise | Die FURCHE"),
        ("RTL", "https://www.rtl.de/a", ""),
        ("RTL News", "https://www.rtl.de/a", ""),
        ("The Harbour Times", "https://harbourtimes.example/a", ""),
        ("ornekhaber.com.tr", "https://www.ornekhaber.com.tr/a", "Örnek Haber"),
        ("Örnek Haber", "https://www.ornekhaber.com.tr/a", "Örnek Haber"),
        ("Örnek Haber Merkezi", "https://www.ornekhaber.com.tr/a", "Örnek Haber"),
    ],
)
def test_the_name_of_the_site_is_not_taken_for_a_person(author: str, url: str, site: str) -> None:
    found = extract(page(author, site).encode(), url)
    assert all(person.type == "organization" for person in found.authors)
    assert evidence_of(page(author, site), url).site.is_site(author) or not found.authors


@pytest.mark.parametrize(
    ("author", "url"),
    [
        ("Peter Spiegel", "https://www.spiegel.de/a"),
        ("Anna Furche", "https://www.furche.at/a"),
        ("Mira Holt", "https://harbourtimes.example/a"),
        ("Elif Haberal", "https://www.ornekhaber.com.tr/a"),
    ],
)
def test_an_author_whose_surname_is_the_name_of_the_site_is_a_person(author: str, url: str) -> None:
    assert [(person.name, person.type) for person in extract(page(author).encode(), url).authors] == [
        (author, "person")
    ]


@pytest.mark.parametrize("author", ["Coast News", "Campact-Team", "MM-Redaktion", "Harbour Radio", "Yurt Gazetesi"])
def test_an_author_that_is_the_name_of_a_news_site_is_an_organization(author: str) -> None:
    found = extract(page(author).encode(), "https://vega.example/a")
    assert [person.type for person in found.authors] == ["organization"]


def test_the_name_of_a_product_of_the_site_is_cut_from_titles() -> None:
    assert evidence_of(TITLE, "https://www.spiegel.de/a").site.is_title_part("SPIEGEL-Bestseller")


def test_the_name_of_a_product_of_the_site_is_not_the_name_of_the_site() -> None:
    assert not evidence_of(TITLE, "https://www.spiegel.de/a").site.is_site("SPIEGEL-Bestseller")


def test_all_names_of_an_agency_are_names_of_its_own_site() -> None:
    site = evidence_of(
        "<meta property='og:site_name' content='İHA'><h1>Sezon uzadı</h1>", "https://www.iha.com.tr/x"
    ).site
    assert site.is_site("İhlas Haber Ajansı")
    assert not site.is_site("Anadolu Ajansı")
