"""The story: container, noise, blocks and offsets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.extraction.findings import Story
from app.extraction.story.story import find_story
from app.text.normalize import letters
from tests.builders.evidence import evidence_of
from tests.builders.pages import FIRST, SECOND, STORY, THIRD, TITLE

OTHER = "Başka bir haberin başlığı burada duruyor"


def story(html: str, headline: str = TITLE, language: str = "tr", **rule: str) -> Story:
    return find_story(evidence_of(html, language=language, **rule), headline)


def page(inside: str = STORY, around: str = "", below: str = "") -> str:
    return f"{around}<div class='x1'><h1>{TITLE}</h1><div class='x2'>{inside}</div></div>{below}"


def prose(found: Story) -> list[str]:
    return [block.text for block in found.blocks if block.start is not None]


def reason(found: Story, text: str) -> str | None:
    return next((dropped.reason for dropped in found.dropped if text in dropped.text), None)


def test_a_plain_story_is_found_whole() -> None:
    found = story(page())
    assert prose(found) == [FIRST, SECOND, THIRD]
    assert found.lede.value is None
    assert found.body == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


@pytest.mark.parametrize(
    ("noise", "why"),
    [
        (f"<div class='related-news'><p>{OTHER}, ayrıntılar birazdan.</p></div>", "related"),
        (f"<div><a href='/x'>{OTHER}</a></div>", "card"),
        (f"<ul><li><a href='/x'>{OTHER}</a></li><li><a href='/y'>{OTHER} dün</a></li></ul>", "link_list"),
        ("<p>Haberin ayrıntıları için <a href='/x'>tıklayınız</a>.</p>", "prompt"),
        ("<p>Bu haber abonelere özel.</p><ul><li>Sınırsız erişim</li><li>Arşiv</li></ul>", "offer"),
        ("<h3>Öne çıkanlar</h3><ul><li>Köprü açılıyor.</li><li>Feribot kalkıyor.</li></ul>", "key_points"),
        (f"<div><h3><a href='/x'>{OTHER}</a></h3><div>Kısa özet burada.</div></div>", "card"),
        ("<p>Reklam</p>", "advertisement"),
        ("<p>İlgili Haber: Feribot seferleri durdu</p>", "related"),
        ("<p>Bültenimize abone olun, haberler kapınıza gelsin.</p>", "prompt"),
        ("<p>Tüm hakları saklıdır. Kıyı Gazetesi</p>", "legal"),
        ("<p>Fotoğraf: Deniz Aksu</p>", "caption"),
        ("<figure><img src='k.jpg'><figcaption>Köprünün bugünkü hali.</figcaption></figure>", "caption"),
        ("<div><img src='k.jpg'><span>Köprünün dünkü hali.</span></div>", "caption"),
        ("<div hidden><p>Görünmeyen bir paragraf burada duruyor.</p></div>", "hidden"),
        ("<div style='display: none'><p>Görünmeyen bir paragraf burada duruyor.</p></div>", "hidden"),
        (f"<p class='again'>{FIRST}</p>", "repeated"),
        (f"<h2>{TITLE}</h2>", "repeated_headline"),
        ("<blockquote class='twitter-tweet'><p>Köprü açılıyor, mutluyuz!</p></blockquote>", "embed"),
        ("<div>Kıyı Gazetesi</div>", "label"),
    ],
)
def test_noise_inside_the_story_is_dropped_with_its_reason(noise: str, why: str) -> None:
    found = story(page(f"<p>{FIRST}</p><p>{SECOND}</p>{noise}<p>{THIRD}</p>"))
    assert prose(found) == [FIRST, SECOND, THIRD]
    assert why in {dropped.reason for dropped in found.dropped}


def test_hidden_words_in_a_line_are_dropped_with_a_reason() -> None:
    found = story(
        page(f"<p>{FIRST}</p><p>{SECOND}<span class='sr-only'> Yeni sekmede açılır.</span></p><p>{THIRD}</p>")
    )
    assert prose(found) == [FIRST, SECOND, THIRD]
    assert ("Yeni sekmede açılır.", "hidden") in {(dropped.text, dropped.reason) for dropped in found.dropped}


@pytest.mark.parametrize("tag", ["video", "audio"])
def test_sentences_around_a_video_are_not_captions(tag: str) -> None:
    inside = f"<p>{FIRST}</p><p>Köprünün eski hali bir filmde<{tag} src=a.mp4></{tag}> görülüyor.</p><p>{SECOND}</p>"
    assert prose(story(page(inside))) == [FIRST, "Köprünün eski hali bir filmde", "görülüyor.", SECOND]


def test_a_line_after_a_video_is_its_caption() -> None:
    inside = f"<p>{FIRST}</p><p><video src=a.mp4></video>Köprünün eski hali</p><p>{SECOND}</p>"
    assert prose(story(page(inside))) == [FIRST, SECOND]


@pytest.mark.parametrize("button", ["<button>Bu haberi sonra okumak için Kaydedin</button>", "<button>Kaydet</button>"])
def test_text_of_a_button_is_dropped(button: str) -> None:
    found = story(page(f"<p>{FIRST}</p>{button}<p>{SECOND} {button}</p><p>{THIRD}</p>"))
    assert prose(found) == [FIRST, SECOND, THIRD]
    assert {dropped.reason for dropped in found.dropped if "Kayde" in dropped.text} == {"widget"}


def test_text_in_an_unclosed_button_is_kept() -> None:
    assert prose(story(page(f"<button>Kaydet{STORY}"))) == [FIRST, SECOND, THIRD]


def test_a_page_without_a_story_has_a_warning() -> None:
    assert [warning.code for warning in story("<h1>x</h1><img src='x.jpg'>").warnings] == ["body_empty"]


def test_text_after_an_end_mark_is_dropped() -> None:
    found = story(page(STORY + f"<div>ETİKETLER</div><p>köprü, ulaşım</p><div>Sıradaki Haber</div><p>{OTHER}.</p>"))
    assert prose(found) == [FIRST, SECOND, THIRD]
    assert reason(found, OTHER) == "after_end"


def test_an_end_mark_above_the_story_does_not_end_it() -> None:
    found = story(page(f"<div>Etiketler</div>{STORY}"))
    assert prose(found) == [FIRST, SECOND, THIRD]


def test_lists_of_cities_are_not_part_of_the_story() -> None:
    cities = "".join(f"<li>{name}</li>" for name in ["Adana", "Ankara", "Bursa", "Sinop", "Van"] * 16)
    found = story(page(around=f"<div class='x9'><span>Puslu 0.7ºC</span><ul>{cities}</ul></div>"))
    assert prose(found) == [FIRST, SECOND, THIRD]


def test_a_story_split_into_two_elements_with_a_body_class_is_joined() -> None:
    half = "<div class='article-body'>"
    found = story(page(f"{half}<p>{FIRST}</p></div><div>Tüm gelişmeler</div>{half}<p>{SECOND}</p><p>{THIRD}</p></div>"))
    assert prose(found) == [FIRST, SECOND, THIRD]


def test_a_noise_class_around_most_of_the_prose_is_ignored() -> None:
    found = story(
        f"<h1>{TITLE}</h1><div class='with-sidebar ads'>{STORY}</div><div class='ads'>Kampanya bitmek üzere.</div>"
    )
    assert prose(found) == [FIRST, SECOND, THIRD]


def test_headings_and_list_items_and_bold_lines_have_their_block_types() -> None:
    rest = "<h2>Geçiş ücretleri</h2><ul><li>Otomobil 20 lira olacak.</li></ul><p><strong>GECE KULLANIMI</strong></p>"
    found = story(page(f"<p>{FIRST}</p><p>{SECOND}</p>{rest}<p>{THIRD}</p>"))
    kinds = [(block.type, block.level) for block in found.blocks]
    assert kinds == [("paragraph", None)] * 2 + [
        ("heading", 2),
        ("list_item", 1),
        ("heading", 3),
        ("paragraph", None),
    ]


FIGURE = "<figure><img src='/k.jpg'><figcaption>Köprünün ayağı. (Fotoğraf: Deniz Aksu)</figcaption></figure>"


@pytest.mark.parametrize(
    ("html", "kind", "url", "text", "credit"),
    [
        (FIGURE, "image", "/k.jpg", "Köprünün ayağı.", "Deniz Aksu"),
        ("<video src='/v.mp4'></video>", "video", "/v.mp4", "", None),
        ("<video><source src='/w.mp4'></video>", "video", "/w.mp4", "", None),
        ("<iframe data-src='/harita'></iframe>", "embed", "/harita", "", None),
        ("<blockquote class='twitter-tweet'>Açıldı <a href='/a/9'>x</a></blockquote>", "embed", "/a/9", "", None),
    ],
)
def test_pictures_videos_and_embeds_become_media_blocks(
    html: str, kind: str, url: str, text: str, credit: str | None
) -> None:
    found = story(page(f"<p>{FIRST}</p>{html}<p>{SECOND}</p><p>{THIRD}</p>"))
    block = next(block for block in found.blocks if block.start is None)
    assert (block.type, block.text, block.credit) == (kind, text, credit)
    assert block.url == f"https://www.kiyigazetesi.example{url}"
    assert [block.index for block in found.blocks] == [0, 1, 2, 3]


@pytest.mark.parametrize("html", ["<img src='logo.png'>", "<img>", "<iframe></iframe>", "<img src='data:image/gif;x'>"])
def test_media_without_an_address_give_no_block(html: str) -> None:
    assert all(block.start is not None for block in story(page(f"<p>{FIRST}</p>{html}<p>{SECOND}</p>")).blocks)


def test_media_blocks_have_no_span_in_the_body() -> None:
    tweet = "<blockquote class='twitter-tweet'>Köprü açılıyor</blockquote>"
    found = story(page(f"<p>{FIRST}</p><img src='a.jpg'><p>{SECOND}</p>{tweet}<p>{THIRD}</p>"))
    assert [block.type for block in found.blocks if block.start is None] == ["image", "embed"]
    assert "Köprü açılıyor" not in found.body


def test_a_publisher_rule_selects_the_body_and_the_parts_to_drop() -> None:
    html = page(f"{STORY}<div class='q'><p>Okur hattı her gün dokuzdan beşe kadar açıktır.</p></div>")
    found = story(html, body="//div[@class='x2']", drop="//div[@class='q']")
    assert prose(found) == [FIRST, SECOND, THIRD]
    assert reason(found, "Okur hattı") == "rule"


def test_the_body_selected_by_a_publisher_rule_is_used_even_with_little_prose() -> None:
    html = f"<div class='a'>{STORY}</div><div class='b'><p>Kısa not, ama haber budur.</p></div>"
    assert prose(story(html, body="//div[@class='b']")) == ["Kısa not, ama haber budur."]


def test_a_body_found_only_in_structured_data_is_used_with_a_warning() -> None:
    data = f'{{"@type": "NewsArticle", "articleBody": "{FIRST}\\n\\n{SECOND}"}}'
    found = story(f"<script type='application/ld+json'>{data}</script><div id='root'></div>")
    assert prose(found) == [FIRST, SECOND]
    assert [warning.code for warning in found.warnings] == ["body_from_jsonld"]


def test_a_japanese_story_is_found() -> None:
    line = "政府は来年度の予算案を閣議決定し、地方の橋の補修に重点を置く方針を示した。"
    found = story(f"<h1>橋</h1><div><p>{line}</p><p>担当の大臣は会見で詳細を説明した。</p></div>", "橋", "ja")
    assert found.body.startswith(line)


def test_an_empty_page_gives_an_empty_story() -> None:
    found = story("<div></div>")
    assert (found.body, found.blocks, found.lede.value) == ("", (), None)


def test_a_deep_and_wide_page_is_read_in_reasonable_time() -> None:
    deep = "<div class='share'>" * 1_500 + STORY + "</div>" * 1_500
    wide = "<div class='ad'><span class='caption'>" + "<span class='ad'>x</span>" * 20_000 + "</span></div>"
    assert prose(story(page() + deep + wide))


TEXT = st.text("abcçğıİ .,!\n\u00a0\u00ad\u200b", max_size=30)
NAME = st.sampled_from(["", "related", "share", "caption", "body", "article-body", "lede", "x1", "nav", "hidden"])
TAG = st.sampled_from(
    ["div", "p", "span", "a", "h1", "h2", "li", "ul", "blockquote", "table", "tr", "td", "pre", "b", "br", "nav"]
)
TREE = st.recursive(
    TEXT,
    lambda inner: st.builds(
        lambda t, n, kids: f"<{t} class='{n}'>{''.join(kids)}</{t}>", TAG, NAME, st.lists(inner, max_size=5)
    ),
    max_leaves=30,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TREE, min_size=1, max_size=8))
def test_every_text_of_a_page_is_either_kept_with_exact_offsets_or_dropped(parts: list[str]) -> None:
    evidence = evidence_of(page() + "".join(parts))
    before = etree.tostring(evidence.document.tree)
    found = find_story(evidence, TITLE)
    assert all(found.body[b.start : b.end] == b.text for b in found.blocks if b.start is not None and b.end is not None)
    assert found.body == "\n\n".join(prose(found))
    apart = ("image", "video", "embed")
    assert all((b.start is None) == (b.type in apart or b.role == "pull_quote") for b in found.blocks)
    kept = letters("".join([found.body, found.lede.value or "", *(dropped.text for dropped in found.dropped)]))
    assert sorted(kept) == sorted(
        letters("".join(evidence.document.tree.itertext()).replace("\u00ad", "").replace("\u200b", ""))
    )
    assert all(dropped.reason for dropped in found.dropped)
    assert find_story(evidence, TITLE) == found
    assert etree.tostring(evidence.document.tree) == before


def test_text_after_the_last_paragraph_of_the_json_ld_body_is_dropped() -> None:
    bio = "Deniz Aksu, kıyı ilçelerinin ulaşım haberlerini izliyor."
    data = f'{{"@type": "NewsArticle", "articleBody": "{FIRST} {SECOND} {THIRD}"}}'
    found = story(page(f"{STORY}<p>{bio}</p>") + f"<script type='application/ld+json'>{data}</script>")
    assert prose(found) == [FIRST, SECOND, THIRD]
    assert reason(found, bio) == "after_end"


def test_sub_headings_above_the_first_paragraph_are_kept() -> None:
    found = story(page(f"<h2>Geçiş bir hafta ücretsiz</h2><h2>Ağır taşıtlar geceleri</h2>{STORY}"))
    assert prose(found)[:2] == ["Geçiş bir hafta ücretsiz", "Ağır taşıtlar geceleri"]


@pytest.mark.parametrize("line", ["20.09.2023 10:08", "Kaynak AA", "Yayınlanma 3 Mayıs"])
def test_credits_above_the_first_paragraph_are_dropped(line: str) -> None:
    assert prose(story(page(f"<p>{line}</p>{STORY}"))) == [FIRST, SECOND, THIRD]


def test_a_dateline_is_dropped_only_if_it_has_a_line_of_its_own() -> None:
    assert prose(story(page(f"<p>SİNOP (AA) - {FIRST}</p><p>{SECOND}</p>")))[0] == f"SİNOP (AA) - {FIRST}"
    assert reason(story(page(f"<p>Sinop</p>{STORY}")), "Sinop") == "label"


@pytest.mark.parametrize("size", [4_000, 16_000])
def test_hostile_pages_give_a_story_without_an_error(size: int) -> None:
    nested = "<span class='caption'>x" * size
    flat = "<td>hücre" * size + "<div class='nav'>y</div>" * size + "<h2><a href='/x'>başlık</a></h2>" * size
    assert story(page() + nested) is not None
    assert prose(story(page(below=f"<footer><p>{flat}</p></footer>")))[0]


def test_a_story_inside_noscript_is_found() -> None:
    assert prose(story(f"<h1>{TITLE}</h1><noscript>{STORY}</noscript>")) == [FIRST, SECOND, THIRD]


def test_the_only_text_of_a_page_is_its_body_rather_than_its_lede() -> None:
    found = story(f"<h1>{TITLE}</h1><p class='lead'>{FIRST}</p>")
    assert (found.lede.value, prose(found)) == (None, [FIRST])


def test_blocks_are_kept_if_otherwise_all_of_them_would_be_dropped() -> None:
    slides = "".join(
        f"<figure><img src='a.jpg'><figcaption><p>{text}</p></figcaption></figure>" for text in (FIRST, SECOND)
    )
    assert prose(story(page(slides))) == [FIRST, SECOND]


def test_a_paragraph_that_repeats_the_whole_story_is_dropped() -> None:
    parts = [f"{number}. {FIRST} {SECOND} {THIRD}" for number in range(6)]
    found = story(page("".join(f"<p>{part}</p>" for part in parts) + f"<div>{' '.join(parts)}</div>"))
    assert prose(found) == parts
    assert reason(found, " ".join(parts)) == "repeated"


def test_a_blockquote_is_dropped_only_if_it_repeats_the_text() -> None:
    drawn = "<blockquote>40 milyon lira yük getirdiğini, buna karşın değdiğini söyledi.</blockquote>"
    own = "<blockquote>Bu köprüyü yapanların elleri dert görmesin, biz bunu unutmayız.</blockquote>"
    found = story(page(f"<p>{FIRST}</p>{drawn}<p>{SECOND}</p>{own}<p>{THIRD}</p>"))
    assert prose(found) == [FIRST, SECOND, "Bu köprüyü yapanların elleri dert görmesin, biz bunu unutmayız.", THIRD]


def test_a_quotation_in_a_figure_is_not_taken_for_a_caption() -> None:
    quote = "Bu köprüyü yapanların elleri dert görmesin, biz bunu unutmayız."
    found = story(
        page(f"<p>{FIRST}</p><figure><blockquote><p>{quote}</p></blockquote></figure><p>{SECOND}</p><p>{THIRD}</p>")
    )
    assert quote in prose(found)


def test_a_note_about_the_author_at_the_end_is_dropped() -> None:
    told = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Elif Korkmaz"}}</script>'
    bio = "Elif Korkmaz on yıldır Kıyı Gazetesi'nde muhabir olarak çalışıyor."
    found = story(told + page(STORY + f"<p>{THIRD} Sonra.</p><p>{THIRD} Daha sonra.</p><p>{bio}</p>"))
    assert reason(found, bio) == "author_bio"
    assert bio not in found.body


def test_sentences_about_the_author_inside_the_story_are_kept() -> None:
    told = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Elif Korkmaz"}}</script>'
    own = "Elif Korkmaz köprüyü geçen ilk yolculardan biriydi ve izlenimlerini yazdı."
    found = story(told + page(f"<p>{FIRST}</p><p>{own}</p>{STORY.replace(FIRST, SECOND + ' Evet.')}"))
    assert own in found.body


@pytest.mark.parametrize(
    "box",
    [
        "<aside><p>{}</p></aside>",
        "<form><p>{}</p><input type='email'></form>",
        "<dialog><p>{}</p></dialog>",
        "<div class='fact-box'><p>{}</p></div>",
        "<div class='faktaboks'><ul><li>{}</li></ul></div>",
        "<div class='image-widget'><img src='k.jpg'><p>{}</p></div>",
    ],
)
def test_boxes_inside_the_story_are_not_in_the_body(box: str) -> None:
    note = "Köprü 1987 yılında yapıldı ve 412 metre uzunluğunda bir çelik yapıdır."
    found = story(page(f"<p>{FIRST}</p>{box.format(note)}<p>{SECOND}</p><p>{THIRD}</p>"))
    assert prose(found) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("frame", ["form", "aside"])
def test_a_page_inside_one_form_or_aside_is_read(frame: str) -> None:
    assert prose(story(f"<{frame} id='aspnetForm'>{page()}</{frame}>")) == [FIRST, SECOND, THIRD]


def test_paragraphs_hidden_by_a_paywall_are_kept() -> None:
    paid = f"<p class='paywall' aria-hidden='true'>{SECOND}</p>"
    assert prose(story(page(f"<p>{FIRST}</p>{paid}<p>{THIRD}</p>"))) == [FIRST, SECOND, THIRD]


def test_the_next_story_of_an_endlessly_scrolling_page_is_left_out() -> None:
    paragraphs = "".join(f"<p>{number}. {THIRD}</p>" for number in range(8))
    longer = f"<article><h1>{OTHER}</h1><div class='article-body'>{paragraphs}</div></article>"
    first = f"<article><h1>{TITLE}</h1><div class='article-body'>{STORY}</div></article>"
    assert prose(story(f"<main>{first}{longer}</main>")) == [FIRST, SECOND, THIRD]


def test_long_prose_beside_a_teaser_is_kept() -> None:
    long = " ".join([FIRST, SECOND, THIRD, FIRST.replace("köprü", "yol")])
    card = f"<div><h3><a href='/x'>{OTHER}</a></h3></div>"
    found = story(page(f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><div>{long}{card}</div><p>{THIRD} Sonra.</p>"))
    assert long in prose(found)


def test_only_one_of_two_equal_long_paragraphs_is_kept() -> None:
    text = " ".join(f"{FIRST} {SECOND} {THIRD}" for _ in range(8))
    found = story(page(f"<p>{text}</p><p>{text}!</p>"))
    assert len(prose(found)) == 1
    assert reason(found, text) == "repeated"
