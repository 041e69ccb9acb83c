"""The headline: printed titles are compared with the titles in the metadata."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import EmptyDocument
from app.extraction.fields.field_numbers import HEADLINE_LONGEST
from app.extraction.fields.headline import find_alternative_headline, find_headline
from tests.builders.evidence import evidence_of
from tests.builders.pages import page_of
from tests.builders.strategies import JSON

TITLE = "Köprü on yıl sonra yeniden açılıyor"


@pytest.mark.parametrize(
    ("title", "language"),
    [
        (f"{TITLE} | Kıyı Gazetesi", "tr"),
        (f"{TITLE} - Güncel haberler", "tr"),
        (f"{TITLE} - Kıyı Gazetesi - Son Dakika Haberleri", "tr"),
        (f"Kıyı Gazetesi | {TITLE}", "tr"),
        (f"{TITLE} – kiyigazetesi.example", "en"),
        (f"{TITLE} :: Kıyı Gazetesi ::", "de"),
    ],
)
def test_names_of_the_site_are_cut_from_a_title(title: str, language: str) -> None:
    head = f"<title>{title}</title><meta property='og:site_name' content='Kıyı Gazetesi'>"
    assert find_headline(evidence_of(page_of(head), language=language)).value == TITLE


def test_a_dash_inside_the_headline_is_kept() -> None:
    head = "<title>Paris - Lyon : la ligne rouvre lundi</title>"
    assert find_headline(evidence_of(page_of(head), language="fr")).value == "Paris - Lyon : la ligne rouvre lundi"


def test_the_provenance_of_a_printed_headline_lists_the_metadata_that_agree() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE})
    head = f"<meta property='og:title' content='{TITLE}'><script type='application/ld+json'>{data}</script>"
    around = "<header><h1>Kıyı Gazetesi</h1></header>{}<aside><h1>Benzer haberler</h1></aside>"
    body = around.format(f"<article><h1>{TITLE}</h1></article>")
    finding = find_headline(evidence_of(page_of(head, body)))
    assert finding.value == TITLE
    assert finding.provenance
    assert finding.provenance.origin == "h1"
    assert finding.provenance.agreed_by == ("json-ld:headline", "og:title")
    assert finding.provenance.confidence > 0.8


def test_an_h2_equal_to_the_metadata_title_wins_over_a_different_h1() -> None:
    head = "<meta property='og:title' content='Harbour bridge reopens after ten years'>"
    body = "<h1>Politics</h1><article><h2>Harbour bridge reopens after ten years</h2></article>"
    finding = find_headline(evidence_of(page_of(head, body), language="en"))
    assert (finding.value, finding.provenance and finding.provenance.origin) == (
        "Harbour bridge reopens after ten years",
        "h2",
    )


def test_a_kicker_inside_the_h1_is_removed_if_the_metadata_title_has_none() -> None:
    head = "<meta property='og:title' content='Die Brücke öffnet nach zehn Jahren'>"
    body = "<h1><span>Verkehr</span><span>Die Brücke öffnet nach zehn Jahren</span></h1>"
    assert find_headline(evidence_of(page_of(head, body), language="de")).value == "Die Brücke öffnet nach zehn Jahren"


@pytest.mark.parametrize("title", [f"{TITLE} – Kıyı – Günlük", f"{TITLE} | Yerel | Kıyı"])
def test_an_h2_is_the_headline_if_the_page_title_begins_with_it(title: str) -> None:
    page = page_of(f"<title>{title}</title>", f"<article><h2><a href='/kopru'>{TITLE}</a></h2></article>")
    assert find_headline(evidence_of(page)).value == TITLE


def test_an_h2_of_two_words_is_not_the_headline_although_the_title_begins_with_it() -> None:
    page = page_of("<title>Kıyı haberleri | Köprü açıldı | Kıyı</title>", "<h2>Kıyı haberleri</h2>")
    assert find_headline(evidence_of(page)).value != "Kıyı haberleri"


def test_words_of_inline_and_block_elements_in_a_heading_are_separated_correctly() -> None:
    body = "<h1>Liman<br>köprüsü <b>ya</b>rın<div>açılıyor</div></h1>"
    assert find_headline(evidence_of(body)).value == "Liman köprüsü yarın açılıyor"


def test_the_headline_has_no_html_entities_and_no_invisible_characters() -> None:
    body = "<h1>&quot;Ko\u0308pru\u0308&quot;\u200b bug\u00fcn\u00a0a\u00e7\u0131l\u0131yor</h1>"
    assert find_headline(evidence_of(body)).value == '"Köprü" bugün açılıyor'


def test_the_headline_that_a_publisher_rule_selects_replaces_all_others() -> None:
    body = "<h1>Bambaşka bir başlık burada</h1><p class='baslik'>Köprü açıldı</p>"
    finding = find_headline(evidence_of(body, headline="//p[@class='baslik']"))
    assert (finding.value, finding.provenance and finding.provenance.origin) == ("Köprü açıldı", "rule")


@pytest.mark.parametrize("broken", ["count(//p)", "//p[@class='absent']"])
def test_a_publisher_rule_that_finds_nothing_is_ignored(broken: str) -> None:
    assert find_headline(evidence_of(f"<h1>{TITLE}</h1>", headline=broken)).value == TITLE


def test_the_first_words_of_the_text_are_the_headline_of_an_untitled_page() -> None:
    finding = find_headline(evidence_of(f"<p>Yalnızca bir paragraf {'çok uzun ' * 50}.</p>"))
    assert finding.value.startswith("Yalnızca bir paragraf çok uzun")
    assert len(finding.value) <= 100
    assert [warning.code for warning in finding.warnings] == ["headline_missing"]


def test_a_page_without_title_and_text_is_refused_as_empty() -> None:
    with pytest.raises(EmptyDocument):
        find_headline(evidence_of("<p> </p>"))


def test_a_headline_longer_than_the_limit_is_cut_with_a_warning() -> None:
    finding = find_headline(evidence_of(f"<h1>{'uzun başlık ' * 200}</h1>"))
    assert len(finding.value) <= HEADLINE_LONGEST
    assert [warning.code for warning in finding.warnings] == ["headline_cut"]


@pytest.mark.parametrize(
    ("told", "alternative"),
    [
        ("Kentin en eski geçidi trafiğe kavuştu", "Kentin en eski geçidi trafiğe kavuştu"),
        (TITLE, None),
        (f"Son dakika: {TITLE}", None),
        ("Köprü on yıl sonra açılıyor", None),
        ("Kentin en eski geçidi…", None),
        ("Kıyı Gazetesi", None),
    ],
)
def test_an_alternative_headline_must_differ_from_the_headline(told: str, alternative: str | None) -> None:
    evidence = evidence_of(page_of(f"<meta property='og:title' content='{told}'>", f"<h1>{TITLE}</h1>"))
    assert find_alternative_headline(evidence, TITLE).value == alternative


@settings(max_examples=40, deadline=None)
@given(value=JSON)
def test_the_search_for_a_headline_does_not_fail_on_malformed_json_ld(value: object) -> None:
    data = json.dumps(
        {"@type": "NewsArticle", "headline": value, "name": value, "publisher": value, "alternativeHeadline": value}
    )
    evidence = evidence_of(
        page_of(f"<script type='application/ld+json'>{data.replace('<', ' ')}</script>", f"<h1>{TITLE}</h1>")
    )
    assert find_headline(evidence).value
    find_alternative_headline(evidence, TITLE)


@settings(max_examples=40, deadline=None)
@given(title=st.text(alphabet=st.characters(codec="utf-8", exclude_characters="<>&"), max_size=60))
def test_a_headline_is_one_line_of_visible_text(title: str) -> None:
    value = find_headline(evidence_of(f"<h1>{title}</h1><title>{TITLE}</title>")).value
    assert value == " ".join(value.split())
    assert value


@pytest.mark.parametrize(
    ("shared", "printed"),
    [
        ("Hire movers from the 21 best moving companies", "The 21 best movers and moving companies of Port Town"),
        ("Tramvay seferleri bugün başlıyor", "Tramvay, yıllar sonra bugün yeniden seferde"),
    ],
)
def test_the_only_heading_wins_over_a_metadata_title_with_different_words(shared: str, printed: str) -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": shared})
    head = f"<meta property='og:title' content='{shared}'><script type='application/ld+json'>{data}</script>"
    evidence = evidence_of(page_of(head, f"<article><h1>{printed}</h1></article>"))
    assert find_headline(evidence).value == printed
    assert find_alternative_headline(evidence, printed).value == shared


def test_a_heading_with_a_title_class_is_the_headline_although_the_metadata_differ() -> None:
    head = "<meta property='og:title' content='Hybrid Buying Guide'><title>Hybrid Buying Guide</title>"
    body = "<h1 class='hero__headline'>Find a Car That Drinks Less</h1>"
    assert find_headline(evidence_of(page_of(head, body), language="en")).value == "Find a Car That Drinks Less"


def test_a_heading_that_links_to_another_page_is_not_the_headline() -> None:
    head = "<meta property='og:title' content='Our favourite biking spots'>"
    story = "<article><h1>The best trails of the town for biking</h1></article>"
    teaser = "<div><h1><a href='/2022/kayak'>Our favourite kayaking spots</a></h1></div>"
    evidence = evidence_of(page_of(head, story + teaser), url="https://town.example/bike", language="en")
    assert find_headline(evidence).value == "The best trails of the town for biking"


def test_the_first_of_two_equally_similar_headings_is_the_headline() -> None:
    head = "<meta property='og:title' content='Where to bike in the town'>"
    titles = "<article><h1>Where to hike in the town</h1></article><div><h1>Where to hide in the town</h1></div>"
    assert find_headline(evidence_of(page_of(head, titles), language="en")).value == "Where to hike in the town"


@pytest.mark.parametrize(
    ("title", "path", "expected"),
    [
        ("Gardens make villages richer | District", "district/343604", "Gardens make villages richer"),
        ("Belediye yeni köprüyü açıyor - Gündem", "gundem/kopru-1", "Belediye yeni köprüyü açıyor"),
        ("Rusya - Ukrayna", "ukrayna/1", "Rusya - Ukrayna"),
        ("Gardens make villages richer | Kitchen", "district/1", "Gardens make villages richer | Kitchen"),
    ],
)
def test_a_section_that_the_url_contains_is_cut_from_the_end_of_a_title(title: str, path: str, expected: str) -> None:
    head = f"<meta property='og:title' content='{title}'>"
    assert find_headline(evidence_of(page_of(head), url=f"https://n.example/{path}")).value == expected


WALL = "Harlow Bay to rebuild its sea wall before winter"


@pytest.mark.parametrize(
    "inside",
    [
        f"<small>Harbour</small><strong>{WALL}</strong>",
        f"<span>Harbour</span>{WALL}",
        f"<span>Harbour</span><span>{WALL}</span>",
        f"<a href='/h'>Harbour</a> {WALL}",
        f"<em>Harbour:</em> {WALL}",
        f"<em>Harbour</em>: {WALL}",
        f"Harbour<br>{WALL}",
        f"<div>Harbour</div><div>{WALL}</div>",
        f"<span class='label'>Live</span>{WALL}",
        f"{WALL}<small>Updated today</small>",
        f"{WALL} <span class='badge'>Premium</span>",
        f"{WALL}<sup>1</sup>",
        f"{WALL}<clipboard-copy>Copy</clipboard-copy>",
        f"<svg><title>Video</title></svg>{WALL}",
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        f"<title>{WALL} | CC</title>",
        f"<title>{WALL} - Harbour - CC</title>",
        f"<title>CC</title><meta property='og:title' content='{WALL}'>",
    ],
)
def test_the_part_of_a_heading_that_equals_the_metadata_title_is_the_headline(inside: str, head: str) -> None:
    finding = find_headline(evidence_of(page_of(head, f"<article><h1>{inside}</h1></article>"), language="en"))
    assert finding.value == WALL


def test_a_heading_is_not_cut_if_the_metadata_have_the_whole_title() -> None:
    head = f"<title>Harbour: {WALL} | CC</title><meta property='og:title' content='{WALL}'>"
    body = f"<article><h1><span>Harbour:</span> <span>{WALL}</span></h1></article>"
    assert find_headline(evidence_of(page_of(head, body), language="en")).value == f"Harbour: {WALL}"
