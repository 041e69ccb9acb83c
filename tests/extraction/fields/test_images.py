"""Pictures: the lead, the largest size, what is printed with them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.fields.image_elements import file_name, largest, split_credit
from app.extraction.fields.images import find_images
from app.schemas.article import Image
from tests.builders.evidence import evidence_of
from tests.builders.pages import page_of
from tests.builders.strategies import JSON

BASE = "https://www.kiyigazetesi.example"


def images(html: str, language: str = "tr") -> tuple[Image, ...]:
    return find_images(evidence_of(html, language=language)).value


def test_the_picture_of_the_metadata_comes_first_with_its_printed_caption() -> None:
    head = "<meta property='og:image' content='/foto/kopru.jpg?w=1200'>"
    figure = "<figure><img src='/foto/kopru.jpg?w=400'><figcaption>Köprü. Foto: Ada Yılmaz</figcaption></figure>"
    assert images(page_of(head, f"<article>{figure}</article>")) == (
        Image(url=f"{BASE}/foto/kopru.jpg?w=1200", caption="Köprü.", credit="Ada Yılmaz", role="lead"),
    )


PICTURES = [
    "/a/b.jpg",
    ["/a/b.jpg", "/a/c.jpg"],
    {"url": "/a/b.jpg"},
    [{"contentUrl": "/a/b.jpg"}],
    {"url": ["/a/b.jpg"]},
]


@pytest.mark.parametrize("value", PICTURES)
def test_pictures_are_read_from_json_ld(value: object) -> None:
    data = json.dumps({"@type": "NewsArticle", "image": value})
    assert images(page_of(f"<script type='application/ld+json'>{data}</script>"))[0].url == f"{BASE}/a/b.jpg"


def test_the_largest_address_of_a_lazy_loaded_picture_is_used() -> None:
    sizes = "/a-400.jpg 400w, /a-1600.jpg 1600w,/a-800.jpg 800w"
    body = f"<article><figure><img src='data:image/gif;base64,R0' data-srcset='{sizes}'></figure></article>"
    assert [image.url for image in images(body)] == [f"{BASE}/a-1600.jpg"]


def test_the_portrait_of_an_author_is_not_a_picture_of_the_story() -> None:
    portrait = "<figure><a rel='author' href='/a'><picture><img src='/portrait.jpg'></picture></a></figure>"
    story = "<figure><img src='/bridge.jpg'></figure>"
    assert [image.url.rpartition("/")[2] for image in images(f"<article>{portrait}{story}</article>")] == ["bridge.jpg"]


@pytest.mark.parametrize(
    "home", ["<div class='article_content'>{0}</div>", "<div class='theiaStickySidebar'>{0}</div>"]
)
def test_the_metadata_picture_printed_in_another_size_is_the_lead_picture(home: str) -> None:
    head = "<meta property='og:image' content='/image/22967847ec0a746452362a913e4b/2000/jpeg'>"
    shown = "/image/22967847ec0a746452362a913e4b=w700"
    other = "<img src='/image/77712345ec0a746452362a913e4b=w700'>"
    picture = f"<picture><img src='{shown}'></picture>"
    found = images(page_of(head, f"<h1>Köprü</h1>{home.format(other + picture)}"))
    assert [image.url for image in found] == [f"{BASE}{shown}"]


def test_code_in_the_src_of_a_picture_is_not_taken_for_its_address() -> None:
    code = "if(this.src!=&apos;https://cdn.example/a.jpg&apos;) this.src=&apos;https://cdn.example/a.jpg&apos;;"
    figure = f"<figure><img src='{code}' data-src='{code}'></figure><figure><img src='/kopru(1).jpg'></figure>"
    assert [image.url for image in images(f"<article>{figure}</article>")] == [f"{BASE}/kopru(1).jpg"]


@pytest.mark.parametrize(
    "tag",
    [
        "<img src='/img/logo.png'>",
        "<img src='/img/pixel.gif'>",
        "<img src='/img/a.jpg' width='1' height='1'>",
        "<img src='javascript:void(0)'>",
        "<img src='ftp://a.example/b.jpg'>",
        "<img src=''>",
        "<a href='/other'><img src='/teaser.jpg'></a>",
    ],
)
def test_icons_trackers_and_teasers_are_not_pictures_of_the_story(tag: str) -> None:
    assert images(f"<article>{tag}</article>") == ()


def test_pictures_in_the_text_follow_the_lead_picture_without_repetition() -> None:
    body = "".join(f"<figure><img src='/{name}.jpg'></figure>" for name in ("a", "b", "a", "c"))
    found = images(f"<article>{body}</article><aside><figure><img src='/d.jpg'></figure></aside>")
    assert [(file_name(image.url), image.role) for image in found] == [
        ("a.jpg", "lead"),
        ("b.jpg", "inline"),
        ("c.jpg", "inline"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "caption", "credit"),
    [
        ("tr", "Köprü açıldı. Fotoğraf: AA", "Köprü açıldı.", "AA"),
        ("en", "The bridge (Photo: Tom Alder/AP)", "The bridge", "Tom Alder/AP"),
        ("de", "Die Brücke Foto: dpa", "Die Brücke", "dpa"),
        ("fr", "Le pont © AFP", "Le pont", "AFP"),
        ("es", "El puente. Foto: EFE", "El puente.", "EFE"),
        ("en", "No credit is printed here.", "No credit is printed here.", ""),
    ],
)
def test_a_picture_credit_is_separated_from_its_caption(language: str, text: str, caption: str, credit: str) -> None:
    assert split_credit(evidence_of("<p>x</p>", language=language), text) == (caption, credit)


def test_a_logo_as_metadata_picture_is_dropped_with_a_warning() -> None:
    finding = find_images(evidence_of(page_of("<meta property='og:image' content='/static/logo.svg'>")))
    assert finding.value == ()
    assert [warning.code for warning in finding.warnings] == ["image_refused"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("/a.jpg 1x, /b.jpg 2x", "/b.jpg"),
        ("/a.jpg 800w,/b.jpg 400w", "/a.jpg"),
        ("/a,b.jpg", "/a,b.jpg"),
        ("/a.jpg, /b.jpg 1.5x", "/b.jpg"),
        ("", None),
        ("a" * 20_000 + " b c", None),
    ],
)
def test_the_largest_picture_of_a_srcset_is_chosen(text: str, address: str | None) -> None:
    assert largest(text) == address


@given(text=st.text(max_size=200))
def test_any_srcset_is_read_without_an_error(text: str) -> None:
    found = largest(text)
    assert found is None or found in text


@settings(max_examples=40, deadline=None)
@given(value=JSON, address=st.text(alphabet=st.characters(codec="utf-8", exclude_characters="<>&'"), max_size=30))
def test_addresses_of_pictures_are_absolute(value: object, address: str) -> None:
    data = json.dumps({"@type": "NewsArticle", "image": value}).replace("<", " ")
    found = images(
        page_of(f"<script type='application/ld+json'>{data}</script>", f"<article><img src='{address}'></article>")
    )
    assert all(image.url.startswith(("http://", "https://")) for image in found)
    assert [image.role for image in found] == ["lead", *["inline"] * (len(found) - 1)][: len(found)]


def test_a_picture_whose_address_is_only_in_source_elements_is_found() -> None:
    source = "<source srcset='/a-640.webp 640w, /a-1400.webp 1400w'><source srcset='/a-640.jpg 640w'>"
    body = f"<article><figure><picture>{source}<img alt='' width='700'></picture></figure></article>"
    assert [image.url for image in images(page_of(body))] == [f"{BASE}/a-1400.webp"]


@pytest.mark.parametrize(
    "value", ['{"default":"https:\\/\\/cdn.example\\/wall.jpg"}', '["https://cdn.example/wall.jpg"]', "{}"]
)
def test_json_in_a_data_attribute_is_not_taken_for_a_picture_address(value: str) -> None:
    body = f"<article><figure><img data-src='{value}' src=''></figure></article>"
    assert [image.url for image in images(page_of(body))] in (["https://cdn.example/wall.jpg"], [])


@pytest.mark.parametrize(
    ("told", "shown", "is_same"),
    [
        ("1200x675_cmsv2_5cf0f21b-9603212.jpg", "1920x1080_cmsv2_5cf0f21b-9603212.jpg", True),
        ("1200x675_cmsv2_5cf0f21b-9603212.jpg", "1920x1080_cmsv2_028e81e0-9603212.jpg", False),
        ("52/32/15125232_W2040C2040.jpg", "52/32/15125232_M2040x1530.jpg", True),
        ("kopru-acilis.jpg", "kopru-yeni.jpg", False),
    ],
)
def test_pictures_are_the_same_if_their_file_names_differ_only_in_the_size(
    told: str, shown: str, is_same: bool
) -> None:
    head = f"<meta property='og:image' content='/{told}'>"
    found = images(page_of(head, f"<article><img src='/{shown}'></article>"))
    assert found[0].url == f"{BASE}/{shown if is_same else told}"


@pytest.mark.parametrize(
    "picture",
    [
        "<img data-lazyload='https://www.kiyigazetesi.example/wall.jpg' src=''>",
        "<img data-anything='https://www.kiyigazetesi.example/wall.jpg'>",
        '<img data-srcs=\'{"https://www.kiyigazetesi.example/wall.jpg":{"w":1}}\'>',
        "<img data-responsive='{\"src\":\"https:\\/\\/www.kiyigazetesi.example\\/wall.jpg\"}' src=''>",
        "<amp-img src='/wall.jpg'></amp-img>",
    ],
)
def test_the_address_of_a_lazily_loaded_picture_is_found_in_any_data_attribute(picture: str) -> None:
    body = f"<article><figure>{picture}<figcaption>Dalga</figcaption></figure></article>"
    assert [image.url for image in images(body)] == [f"{BASE}/wall.jpg"]


PROSE = f"<p>{'Belediye meclisi kıyı duvarının kıştan önce yenilenmesine karar verdi. ' * 3}</p>"
OG = "<meta property='og:image' content='/foto/kopru.jpg'>"


def lead(body: str, head: str = OG) -> str:
    return images(page_of(head, f"<main>{body}{PROSE * 3}</main>"))[0].url


def test_the_metadata_picture_is_the_lead_picture_even_if_printed_second() -> None:
    two = "<figure><img src='/foto/harita.jpg'></figure><figure><img src='/foto/kopru.jpg'></figure>"
    assert lead(two) == f"{BASE}/foto/kopru.jpg"
    assert lead("<figure><img src='/foto/harita.jpg'></figure>") == f"{BASE}/foto/harita.jpg"


@pytest.mark.parametrize(("times", "head", "wanted"), [(3, OG, "kopru"), (2, OG, "gri"), (3, "", "gri")])
def test_a_picture_shown_three_times_is_ignored_if_the_metadata_name_another(
    times: int, head: str, wanted: str
) -> None:
    assert lead("<figure><img src='/foto/gri.jpg'></figure>" * times, head) == f"{BASE}/foto/{wanted}.jpg"


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("<a href=/baska><figure><img src=/foto/b.jpg><figcaption><h3>Başka haber</h3></figcaption></figure></a>", 0),
        ("<figure><a href=/baska><img src=/foto/b.jpg><h2>Başka haber</h2></a></figure>", 0),
        ("<figure><a href=/foto/b-buyuk.jpg><img src=/foto/b.jpg></a><figcaption>Liman</figcaption></figure>", 1),
        ("<a href=/galeri><figure><img src=/foto/b.jpg><figcaption>Liman</figcaption></figure></a>", 1),
    ],
)
def test_a_picture_in_the_link_of_a_headline_is_not_part_of_the_story(link: str, wanted: int) -> None:
    assert len(images(page_of("", f"<main>{link}{PROSE}</main>"))) == wanted


@pytest.mark.parametrize("service", ["https://boyut.example/w1200/?url={0}", "/boyut/90/?q=7&amp;i={0}%3Fv%3D2"])
def test_a_picture_address_is_found_inside_the_address_of_a_resizing_service(service: str) -> None:
    inner = "https%3A%2F%2Fwww.kiyigazetesi.example%2Ffoto%2Fkopru.jpg"
    printed = f"<figure><img src='{service.format(inner)}'></figure>"
    other = "<meta name='twitter:image' content='/w800/?url=https%3A%2F%2Fcdn.example%2Fbaska.jpg'>"
    assert lead(printed, OG + other) == f"{BASE}/foto/kopru.jpg"


@pytest.mark.parametrize("sources", [1, 9])
def test_a_picture_element_with_many_sources_is_a_picture_of_the_story(sources: int) -> None:
    sizes = "".join(f"<source media='(min-width: {width}px)'>" for width in range(sources))
    assert lead(f"<picture>{sizes}<img src='/foto/harita.jpg'></picture>") == f"{BASE}/foto/harita.jpg"


def test_a_gif_is_accepted_as_picture_only_if_the_metadata_name_it() -> None:
    head = "<meta property='og:image' content='/foto/cizim.gif'>"
    assert [image.url for image in images(page_of(head, "<article><img src=/say.gif></article>"))] == [
        f"{BASE}/foto/cizim.gif"
    ]
