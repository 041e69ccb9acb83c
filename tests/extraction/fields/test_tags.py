"""Tags: printed tags come first, then those in the metadata of the story."""

import json

import pytest
from hypothesis import given, settings

from app.extraction.fields.field_numbers import TAGS_MOST
from app.extraction.fields.tags import find_tags
from tests.builders.evidence import evidence_of
from tests.builders.pages import page_of
from tests.builders.strategies import JSON


def names(html: str, language: str = "tr") -> list[str]:
    return [tag.name for tag in find_tags(evidence_of(html, language=language), html.rpartition("<h1>")[2]).value]


def test_links_marked_as_tags_give_tags() -> None:
    assert names("<p><a rel='tag' href='/x'>#köprü</a> <a rel='nofollow tag' href='/y'>Ulaşım</a></p>") == [
        "köprü",
        "Ulaşım",
    ]


@pytest.mark.parametrize(
    ("box", "path"), [("news-tags", "etiket"), ("tag-list", "tag"), ("topics", "topic"), ("themen", "thema")]
)
def test_links_in_a_list_with_a_tag_class_are_tags(box: str, path: str) -> None:
    links = "".join(f"<a href='/{path}/{name}/'>{name}</a>" for name in ("Köprü", "KÖPRÜ", "Liman"))
    assert names(f"<div class='{box}'>{links}</div>") == ["Köprü", "Liman"]


def test_short_links_after_a_label_of_tags_are_tags() -> None:
    box = "<section><h4>İlgili konular</h4><ul><li><a href='/x'>Köprü</a></li><li><a href='/y'>Liman</a></li></ul>"
    assert names(f"{box}<p>Son</p></section>") == ["Köprü", "Liman"]
    assert names(f"<footer>{box}</footer>") == []
    assert names(box.replace("Köprü", "Köprü bu sabah törenle açıldı, geçişler bir hafta ücretsiz")) == []


def test_links_outside_the_article_are_not_tags() -> None:
    assert names("<footer><div class='tags'><a href='/etiket/a'>Deprem</a></div></footer>") == []


def test_keywords_in_meta_are_ignored_if_the_printed_list_of_tags_is_empty() -> None:
    head = "<meta name='keywords' content='köprü, liman, dünya'>"
    body = "<h1>Köprü</h1><p>Liman köprüsü açıldı.</p>"
    assert names(page_of(head, body)) == ["köprü", "liman", "dünya"]
    assert names(page_of(head, body + "<div class='news-tags'><span>ETİKETLER</span></div>")) == []


def test_keywords_of_the_whole_site_are_not_tags() -> None:
    head = "<meta name='keywords' content='gazete, güncel, manşet, yazarlar'>"
    assert names(page_of(head, "<h1>Köprü</h1><p>Liman köprüsü açıldı.</p>")) == []


@pytest.mark.parametrize(
    "value", ["Bridge; Harbour", ["Bridge", "Harbour"], [{"name": "Bridge"}, {"name": "Harbour"}], "Bridge,Harbour"]
)
def test_keywords_of_json_ld_are_tags(value: object) -> None:
    data = json.dumps({"@type": "NewsArticle", "keywords": value})
    finding = find_tags(evidence_of(page_of(f"<script type='application/ld+json'>{data}</script>"), language="en"))
    assert [tag.slug for tag in finding.value] == ["bridge", "harbour"]
    assert finding.provenance
    assert finding.provenance.origin == "json-ld:keywords"


@pytest.mark.parametrize(
    "junk",
    ["id:4711", "NLP Category: General", "4711", "Etiketler", "site_theme", "https://a.example", "Kıyı Gazetesi"],
)
def test_technical_keywords_and_the_name_of_the_site_are_not_tags(junk: str) -> None:
    head = f"<meta property='og:site_name' content='Kıyı Gazetesi'><meta property='article:tag' content='{junk}'>"
    assert names(page_of(head + "<meta property='article:tag' content='Liman'>")) == ["Liman"]


def test_a_list_of_too_many_tags_is_cut_with_a_warning() -> None:
    links = "".join(f"<a rel='tag' href='/x'>konu {i}</a>" for i in range(TAGS_MOST + 20))
    finding = find_tags(evidence_of(f"<p>{links}</p>"))
    assert len(finding.value) == TAGS_MOST
    assert [warning.code for warning in finding.warnings] == ["tags_cut"]


@settings(max_examples=40, deadline=None)
@given(value=JSON)
def test_the_search_for_tags_accepts_any_json_ld(value: object) -> None:
    data = json.dumps({"@type": "NewsArticle", "keywords": value}).replace("<", " ")
    tags = find_tags(evidence_of(page_of(f"<script type='application/ld+json'>{data}</script>"))).value
    assert all(tag.name and tag.slug for tag in tags)
