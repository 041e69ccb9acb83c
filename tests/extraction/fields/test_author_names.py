"""Authors and agencies: people are authors, wire services agencies, and the site itself is neither."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.fields.agencies import find_agencies
from app.extraction.fields.author_names import credited, is_organization
from app.extraction.fields.authors import find_authors
from app.lang.agency_table import by_form
from tests.builders.evidence import evidence_of

TITLE = "<h1>Köprü on yıl sonra yeniden açılıyor</h1>"
SITE = '<meta property="og:site_name" content="Kıyı Gazetesi">'


def article(author: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {author}}}</script>'


def authors(html: str, language: str = "tr") -> list[str]:
    return [author.name for author in find_authors(evidence_of(SITE + html + TITLE, language=language)).value]


def agencies(html: str, language: str = "tr", paragraphs: tuple[str, ...] = ()) -> list[str]:
    return [agency.code for agency in find_agencies(evidence_of(html + TITLE, language=language), paragraphs).value]


@pytest.mark.parametrize(
    ("credit", "language", "names"),
    [
        ("Elif Korkmaz", "tr", ["Elif Korkmaz"]),
        ("Haber: Elif Korkmaz", "tr", ["Elif Korkmaz"]),
        ("Elif Korkmaz ve Can Er", "tr", ["Elif Korkmaz", "Can Er"]),
        ("By Priya Nair and Tom Alder", "en", ["Priya Nair", "Tom Alder"]),
        ("By Priya Nair, Tom Alder", "en", ["Priya Nair", "Tom Alder"]),
        ("Written by PRIYA NAIR", "en", ["PRIYA NAIR"]),
        ("Von Jana Wolters und Uwe Petzold", "de", ["Jana Wolters", "Uwe Petzold"]),
        ("Von Jana Wolters (dpa)", "de", ["Jana Wolters"]),
        ("Par Camille Roux et Jean Dupont", "fr", ["Camille Roux", "Jean Dupont"]),
        ("Por Lucía Aranda / Agencia EFE", "es", ["Lucía Aranda"]),
        ("Lucía Aranda y Julio Seco", "es", ["Lucía Aranda", "Julio Seco"]),
        ("Jean-Luc O'Neill | @jeanluc", "en", ["Jean-Luc O'Neill"]),
        ("priya@portcourier.example", "en", []),
        ("https://portcourier.example/authors/7", "en", []),
        ("Haber Merkezi", "tr", []),
        ("Kıyı Gazetesi", "tr", []),
        ("Redaktion", "de", []),
        ("Staff Writer", "en", []),
        ("Anadolu Ajansı", "tr", []),
        ("AA", "tr", []),
        ("Reuters", "en", []),
        ("12.05.2024", "tr", []),
        ("'; DROP TABLE articles;--", "en", []),
        ("Robert'); DROP TABLE students;--", "en", []),
        ("Priya Nair; Tom O'Hara", "en", ["Priya Nair", "Tom O'Hara"]),
        ("Written by Priya Nair. Edited by Tom Alder. Photos by Jo Best", "en", ["Priya Nair"]),
        ("By Priya Nair Edited by Tom Alder", "en", ["Priya Nair"]),
        ("Read more by Priya Nair", "en", []),
        ("Last Updated:\nJanuary 7, 2025", "en", []),
        ("Son Düzenleme:\n7 Ocak 2025", "tr", []),
        ("Lesedauer:\nJana Wolters", "de", []),
        ("Priya Nair View all posts by Priya Nair", "en", ["Priya Nair"]),
        ("By Priya Nair Share Tweet", "en", ["Priya Nair"]),
        ("Priya Nair 3 min read", "en", ["Priya Nair"]),
        ("Updated November 18 at 4:46 PM", "en", []),
        ("Elif Korkmaz 5 dk okuma", "tr", ["Elif Korkmaz"]),
        ("priya@portcourier.example (Priya Nair)", "en", ["Priya Nair"]),
        ("Von Jana Wolters (Text) und Uwe Petzold (Fotos)", "de", ["Jana Wolters"]),
        ("Ein Gastbeitrag von Jana Wolters", "de", ["Jana Wolters"]),
        ("Protokoll: Jana Wolters", "de", ["Jana Wolters"]),
        ("Elif Korkmaz Tüm Yazıları", "tr", ["Elif Korkmaz"]),
        ("Röportaj: Elif Korkmaz Kamera: Can Er", "tr", ["Elif Korkmaz"]),
        ("di Redazione", "it", []),
        ("x", "en", []),
        ("a b c d e f g h i", "en", []),
        ("", "en", []),
    ],
)
def test_a_credit_line_is_split_into_names(credit: str, language: str, names: list[str]) -> None:
    found = credited(credit, evidence_of(SITE + TITLE, language=language))
    assert [author.name for author in found if author.type == "person"] == names


@pytest.mark.parametrize(
    ("html", "language", "names"),
    [
        ("<p class=byline>By Mira Holt Political correspondent</p>", "en", ["Mira Holt"]),
        ("<p class=byline>By Mira Holt Climate reporter</p>", "en", ["Mira Holt"]),
        ("<p class=byline>Mira Holt in Paris</p>", "en", ["Mira Holt"]),
        ("<p class=byline>Mira Holt, Paris</p>", "en", ["Mira Holt"]),
        ("<p class=byline>Mira Holt, Edited by Jon Vale</p>", "en", ["Mira Holt"]),
        ("<p class=byline>Mira Holt, Photos by Dan Lee</p>", "en", ["Mira Holt"]),
        ("<p class=byline>By Mira Holt <a>Read more by Mira Holt</a> <a>Follow</a></p>", "en", ["Mira Holt"]),
        ("<p class=byline>By political reporter <a>Mira Holt</a> and staff</p>", "en", ["Mira Holt"]),
        ("<p class=byline>By <a>Mira Holt</a> Updated by <a>Jon Vale</a></p>", "en", ["Mira Holt"]),
        (
            "<p class=byline><a>Mira Holt</a><span>Senior Analyst</span><span>Editor Verified</span></p>",
            "en",
            ["Mira Holt"],
        ),
        ("<meta name=author content='By Luke Arden for the Coast Courier'>", "en", ["Luke Arden"]),
        ("<meta name=author content='Ursula von der Leyen'>", "en", ["Ursula von der Leyen"]),
        ("<meta name=author content='Camille de La Tour'>", "fr", ["Camille de La Tour"]),
        ("<meta name=author content='Former Deputy Tech Editor'>", "en", []),
        ("<div class=author>Haber: Mehmet Kaya - Kamera: Ali Demir</div>", "tr", ["Mehmet Kaya"]),
        ("<div class=author>Haber: Mehmet Kaya Kamera: Ali Demir</div>", "tr", ["Mehmet Kaya"]),
        ("<span class=author-name>Kıyı Gazetesi</span>", "tr", []),
        ("<p class=byline>Analysis by Mira Holt</p>", "en", ["Mira Holt"]),
        ("<meta name=author content='Auswärtige Autoren'>", "de", []),
        ("<div class=author>Muhabir: Mehmet Kaya</div>", "tr", ["Mehmet Kaya"]),
        ("<div class=author>Redakteurin Jana Wolters, Foto von Uwe Petzold</div>", "de", ["Jana Wolters"]),
        ("<h1>Pier to be rebuilt</h1><p>By Mira Holt December 2, 2025</p>", "en", ["Mira Holt"]),
        ("<h1>Pier to be rebuilt</h1><div><span>By</span><span>Mira Holt</span></div>", "en", ["Mira Holt"]),
        (
            "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Mira Holt'>",
            "en",
            ["Mira Holt"],
        ),
        ("<meta name=author content=mirah88><p class=byline>By Mira Holt</p>", "en", ["Mira Holt"]),
        (
            "<figure><span class=credit>AP</span></figure><meta name=author content='Kıyı Gazetesi'>",
            "tr",
            ["Kıyı Gazetesi"],
        ),
    ],
)
def test_texts_that_are_not_names_are_not_authors(html: str, language: str, names: list[str]) -> None:
    assert authors(html, language) == names


@pytest.mark.parametrize(
    "html",
    [
        article('{"@type": "Person", "name": "Elif Korkmaz"}'),
        article('["Elif Korkmaz"]'),
        '<meta name="author" content="Elif Korkmaz">',
        '<span itemprop="author">Elif Korkmaz</span>',
        '<a rel="author" href="/yazar/elif">Elif Korkmaz</a>',
        '<div class="byline">Yazan: Elif Korkmaz</div>',
        '<span class="muhabir">Elif Korkmaz</span>',
    ],
)
def test_an_author_is_found_in_each_kind_of_markup(html: str) -> None:
    assert authors(html) == ["Elif Korkmaz"]


@pytest.mark.parametrize(
    "html",
    [
        '<meta name="author" content="Haber Merkezi">',
        '<figure><span class="author">Can Er</span></figure>',
        '<div class="author">Facebook Twitter</div>',
        '<div class="author">Foto: Can Er</div>',
        '<div class="author-bio">Elif Korkmaz on yıldır yazıyor.</div>',
        '<div class="comments"><span class="author">Okur Bir</span></div>',
        '<aside><span class="author">Can Er</span></aside>',
        '<meta name="author" content="https://www.facebook.com/kiyi">',
        article('{"name": {"x": []}}'),
    ],
)
def test_photo_credits_and_similar_texts_give_no_author(html: str) -> None:
    assert authors(html) == []


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ('<meta name="author" content="Kıyı Gazetesi">', ["Kıyı Gazetesi"]),
        (article('{"@type": "Organization", "name": "Anadolu Ajansı"}'), ["Anadolu Ajansı"]),
        (article('"Kıyı Gazetesi"') + '<meta name="author" content="Reuters">', ["Reuters"]),
        ('<span class="author-name">İHA</span>', []),
        (article('"Kıyı Gazetesi"') + "<p>AA 20.09.2023 10:08</p>", []),
        (article('"Kıyı Gazetesi"') + '<span class="author">Elif Korkmaz</span>', ["Elif Korkmaz"]),
        (article('["Elif Korkmaz", "Reuters"]'), ["Elif Korkmaz", "Reuters"]),
        (article('{"@type": "Organization", "name": "Yol Derneği"}'), ["Yol Derneği"]),
    ],
)
def test_credited_people_and_organizations_have_their_types(html: str, names: list[str]) -> None:
    evidence = evidence_of(SITE + html + TITLE)
    found = find_authors(evidence, find_agencies(evidence)).value
    assert [author.name for author in found] == names
    assert all((author.type == "person") == (author.name == "Elif Korkmaz") for author in found)


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ('<div class="byline"><span>Elif Korkmaz</span><span>Can Er</span></div>', ["Elif Korkmaz", "Can Er"]),
        ('<div class="byline">Yazan <a>Elif Korkmaz</a> ve <a>Can Er</a></div>', ["Elif Korkmaz", "Can Er"]),
        ('<div class="byline"><a><i>Elif</i> <i>Korkmaz</i></a></div>', ["Elif Korkmaz"]),
        ('<p class="byline">Elif Korkmaz<b hidden> Ünvan Adı</b> ve Can Er</p>', ["Elif Korkmaz", "Can Er"]),
        ('<div class="byline"><h4>Elif Korkmaz</h4><h5>Muhabir</h5></div>', ["Elif Korkmaz"]),
        ('<div itemprop="author"><b itemprop="name">Elif Korkmaz</b><i>Redaktör</i></div>', ["Elif Korkmaz"]),
        ('<div class="metaAuthorList">Elif Korkmaz</div>', ["Elif Korkmaz"]),
        ('<ul><li class="author">Elif Korkmaz</li><li class="author">Can Er</li></ul>', ["Elif Korkmaz", "Can Er"]),
        (article('[{"givenName": "Elif", "familyName": "Korkmaz"}]'), ["Elif Korkmaz"]),
    ],
)
def test_author_names_in_adjacent_elements_are_separated(html: str, names: list[str]) -> None:
    assert authors(html) == names


def test_the_provenance_of_an_author_has_the_visible_text_of_the_byline() -> None:
    found = find_authors(evidence_of("<p class='author'>Ays\u0327e\n \nKaya</p>"))
    assert found.provenance is not None
    assert found.provenance.raw == "Ayşe Kaya"


def test_an_author_found_at_two_origins_is_listed_once() -> None:
    html = '<meta name="author" content="Elif Korkmaz"><a rel="author">Elif KORKMAZ</a>'
    finding = find_authors(evidence_of(html + TITLE))
    assert [author.name for author in finding.value] == ["Elif Korkmaz"]
    assert finding.provenance
    assert "rel:author" in finding.provenance.agreed_by


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ('<div><span class="source"><span>KAYNAK</span>AA</span></div>', "AA"),
        ("<div><span><span>KAYNAK</span>AA</span></div>", "AA"),
        ("<p>AA 20.09.2023 10:08</p>", "AA"),
        ("<div>Kaynak: Anadolu Ajansı</div>", "AA"),
        ('<meta name="articleAuthor" content="Anadolu Ajansı">', "AA"),
        ('<div class="source">DHA</div>', "DHA"),
        ('<div class="kaynak">İHA</div>', "İHA"),
        ('<meta name="author" content="Reuters">', "Reuters"),
        ('<div class="byline">Von Jana Wolters (dpa)</div>', "dpa"),
        ('<div class="firma">Por Lucía Aranda / Agencia EFE</div>', "EFE"),
        ('<div class="author">Associated Press</div>', "AP"),
    ],
)
def test_credited_agencies_are_found(html: str, code: str) -> None:
    assert agencies(html) == [code]


@pytest.mark.parametrize(
    ("paragraph", "codes"),
    [
        ("Berlin (dpa) - Der Bundestag hat am Freitag beschlossen.", ["dpa"]),
        ("ANKARA (AA) - Meclis bugün toplandı.", ["AA"]),
        ("Die Verhandlungen gehen weiter. (APA)", ["APA"]),
        ("Yonhap'ın haberine göre görüşme yapıldı.", []),
        ("Reuters reported that the talks had failed.", []),
        ("The party (AP) won.", ["AP"]),
    ],
)
def test_agencies_are_found_in_datelines_and_sign_offs(paragraph: str, codes: list[str]) -> None:
    assert agencies("", paragraphs=(paragraph,)) == codes


@pytest.mark.parametrize(
    "html",
    [
        "<p>AA muhabirine konuşan vali, yolun açılacağını söyledi.</p>",
        "<footer><span class=source>AA</span></footer>",
        "<div class=source>Belediye</div>",
        "<aside><div class=source>Reuters</div></aside>",
    ],
)
def test_agencies_that_are_only_mentioned_are_ignored(html: str) -> None:
    assert agencies(html) == []


@pytest.mark.parametrize("form", sorted(by_form()))
def test_every_listed_spelling_of_an_agency_is_recognised_as_an_organization(form: str) -> None:
    assert is_organization(form, evidence_of(TITLE))


@given(st.text(max_size=120))
def test_any_credit_line_is_read_without_an_error(credit: str) -> None:
    evidence = evidence_of(TITLE)
    for author in credited(credit, evidence):
        assert author.type == "organization" or 3 <= len(author.name) <= 80


@pytest.mark.parametrize(
    ("head", "is_told"),
    [
        (article('"Elif Korkmaz"'), False),
        (article('"12345"'), True),
        (article('"<b>Elif</b>"'), False),
        (article('"Elif = Can"'), True),
        (article(f'"Elif {"Korkmaz " * 40}"'), True),
        (article('["Elif Korkmaz", "12345"]'), True),
        (article('"Elif Korkmaz"') + "<meta name=author content=12345>", False),
        (article('"Haber Merkezi"'), False),
        ("<meta property=article:author content=https://a.example/elif>", False),
    ],
)
def test_an_unreadable_author_in_the_metadata_leaves_a_warning(head: str, is_told: bool) -> None:
    warnings = find_authors(evidence_of(SITE + head + TITLE)).warnings
    assert [warning.code for warning in warnings] == ["author_refused"] * is_told


DESCRIBED = "<meta name='description' content='{0} Kıyı ilçesinde köprü yarın açılıyor.'>"
LEAD = "<p>Kıyı ilçesini karşı yakaya bağlayan köprü, on yıl süren onarımın ardından yarın sabah trafiğe açılacak.</p>"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Thabo Nkosi", ["Thabo Nkosi"]),
        ("THABO NKOSI", ["THABO NKOSI"]),
        ("Thabo Nkosi/Lindiwe Dube", ["Thabo Nkosi", "Lindiwe Dube"]),
        ("Aylin Şen, Can Öztürk", ["Aylin Şen", "Can Öztürk"]),
    ],
)
def test_a_bold_line_of_names_is_a_byline_if_the_description_repeats_it(line: str, names: list[str]) -> None:
    body = f"<article><h1>Köprü açılıyor</h1><p><strong>{line}</strong></p>{LEAD}</article>"
    site = article('{"@type": "Person", "name": "Kıyı Gazetesi"}')
    assert authors(DESCRIBED.format(line) + site + body) == names


@pytest.mark.parametrize("head", ["", DESCRIBED.format("Köprü haberleri.")])
def test_a_bold_line_is_not_a_byline_if_the_description_does_not_repeat_it(head: str) -> None:
    assert authors(f"{head}<article><h1>Köprü açılıyor</h1><p><b>Açılış Günü</b></p>{LEAD}</article>") == []


@pytest.mark.parametrize("name", ["Kıyı Gazetesi D", "Kıyı Gazetesi A."])
def test_the_name_of_the_site_followed_by_one_letter_is_not_an_author(name: str) -> None:
    byline = "<p class='byline'>Haber: Elif Korkmaz</p>"
    assert authors(article(f'{{"@type": "Person", "name": "{name}"}}') + byline) == ["Elif Korkmaz"]


def test_a_byline_is_found_inside_an_element_whose_noise_hint_is_ignored() -> None:
    html = "<div class='sidebar-layout'><ul><li>Von: Jana Wolters, Uwe Petzold</li></ul></div>"
    evidence = evidence_of(html + TITLE, language="de")
    home = next(place for place in evidence.layout.places if place.name == "sidebar-layout")
    assert find_authors(evidence).value == ()
    found = find_authors(replace(evidence, ignored_hints={home.index: frozenset({"sidebar"})}))
    assert [author.name for author in found.value] == ["Jana Wolters", "Uwe Petzold"]
