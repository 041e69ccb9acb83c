"""Variants of the kinds of error in `cases/`: what the story keeps and what it leaves out, in several languages."""

import pytest

from app.extraction import extract
from app.extraction.story.story import find_story
from tests.builders.evidence import evidence_of

URL = "https://www.kiyigazetesi.example/yerel/kopru-4711"
ONE = "Belediye meclisi eski köprünün yaz başına kadar onarılmasına pazartesi günü oy birliğiyle karar verdi."
TWO = "Mühendisler toplantıda, 1931 yılında yapılan ayakların son iki yılda üçte birini yitirdiğini anlattı."
THREE = "Onarımın dokuz milyon liraya mal olacağı, paranın çoğunun bakanlığın fonundan geleceği bildirildi."
FOUR = "Rıhtımdaki esnaf ise yolun ilkbaharda kapanmasının müşterileri uzaklaştırmasından kaygı duyuyor."
COMMENT = "Bence belediye önce bize sormalıydı, çünkü bu köprüden her gün biz geçiyoruz ve bunu herkes biliyor. "


def page(inside: str, title: str = "Köprü yaza yetişecek") -> bytes:
    return (
        f"<html lang=tr><head><title>{title}</title></head><body><main><article><h1>{title}</h1>"
        f"<div class='article-body'>{inside}</div></article></main></body></html>"
    ).encode()


def texts(html: bytes) -> list[str]:
    """Lede and texts of the blocks."""
    found = extract(html, URL)
    return [text for text in (found.lede, *(b.text for b in found.blocks if b.start is not None)) if text]


def texts_in(language: str, inside: str) -> list[str]:
    """Texts of the blocks, read with the words of a language."""
    found = find_story(evidence_of(page(inside).decode(), URL, language), "Köprü yaza yetişecek")
    return [block.text for block in found.blocks if block.start is not None]


STORY = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p>"
WHOLE = [ONE, TWO, THREE, FOUR]
THREAD = "".join(f"<div class='x'><span>okur{n}</span><p>{COMMENT * 3} {n}.</p></div>" for n in range(12))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<h3>Yorumlar</h3>", ""),
        ("<h2>12 yorum</h2>", ""),
        ("<p><strong>Okur Yorumları (12)</strong></p>", ""),
        ("<section aria-label='Yorumlar'>", "</section>"),
        ("<div class='replies'>", "</div>"),
        ("<div id='reader-comments'>", "</div>"),
        ("<ul class='talkback-list'>", "</ul>"),
        ("<h3>Son Yorumlar</h3>", ""),
        ("<h3>Yorum Yap</h3>", ""),
        ("<comment-thread>", "</comment-thread>"),
        ("<section aria-labelledby='comments-title'>", "</section>"),
        ("<div class='usercomments'>", "</div>"),
        ("<div class='discussion-list'>", "</div>"),
    ],
)
def test_comments_longer_than_the_story_are_left_out(before: str, after: str) -> None:
    assert texts(page(f"{STORY}<div>{before}{THREAD}{after}</div>")) == WHOLE


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        ("en", "Comments (12)"),
        ("en", "Join the conversation"),
        ("en", "Leave a comment"),
        ("en", "What do you think?"),
        ("en", "Readers’ letters"),
        ("de", "3 Leserkommentare"),
        ("de", "Diskutieren Sie mit"),
        ("fr", "Commentaires (4)"),
        ("fr", "Laisser un commentaire"),
        ("es", "7 comentarios"),
        ("es", "Deja tu comentario"),
        ("it", "12 commenti"),
    ],
)
def test_titles_of_comment_sections_are_recognised_in_many_forms(language: str, mark: str) -> None:
    assert texts_in(language, f"{STORY}<h3>{mark}</h3>{THREAD}") == WHOLE


@pytest.mark.parametrize(
    "line",
    [
        "Haberin Devamı",
        "REKLAM",
        "İLGİNİZİ ÇEKEBİLİR: <a href='/x'>Feribot seferleri durdu</a>",
        "Ayrıntılar için <a href='/x'>tıklayınız</a>",
        "Kıyı Gazetesi'ni Google Haberler'de takip edin",
        "Kıyı Gazetesi WhatsApp kanalına katılmak için tıklayın!",
        "Haberin tamamını okumak için abone olun",
        "Reklamdan sonra devam ediyor",
    ],
)
def test_turkish_calls_to_click_or_subscribe_and_ad_labels_are_dropped(line: str) -> None:
    inside = f"<p>{ONE}</p><p>{TWO}</p><p>{line}</p><p>{THREE}</p><p>{FOUR}</p>"
    assert texts(page(inside)) == WHOLE


def test_a_related_story_label_and_the_link_below_it_are_dropped() -> None:
    link = "<p><strong>İLGİNİZİ ÇEKEBİLİR</strong></p><p><a href='/x'>Feribot seferleri fırtına yüzünden durdu</a></p>"
    assert texts(page(f"<p>{ONE}</p><p>{TWO}</p>{link}<p>{THREE}</p><p>{FOUR}</p>")) == WHOLE


@pytest.mark.parametrize(
    "inside",
    [
        f"{ONE}<br><br>{TWO}<br><br>ESNAF KAYGILI<br><br>{THREE}<br><br>{FOUR}",
        f"{ONE}<br><br>{TWO}<br>ESNAF KAYGILI<br>{THREE}<br><br>{FOUR}",
        f"<p>{ONE}</p><p>{TWO}<br>ESNAF KAYGILI<br>{THREE}</p><p>{FOUR}</p>",
        f"<p>{ONE}</p><p>{TWO}</p><p><b>ESNAF KAYGILI</b></p><p>{THREE}</p><p>{FOUR}</p>",
        f"<p>{ONE}</p><p>{TWO}</p><p>ESNAF KAYGILI</p><p>{THREE}</p><p>{FOUR}</p>",
        f"<p>{ONE}</p><p>{TWO}</p><h3 class='widget-title'>ESNAF KAYGILI</h3><p>{THREE}</p><p>{FOUR}</p>",
        f"<p>{ONE}</p><p>{TWO}</p><h2 class='related-title'>ESNAF KAYGILI</h2><p>{THREE}</p><p>{FOUR}</p>",
    ],
)
def test_short_lines_between_paragraphs_become_headings(inside: str) -> None:
    found = extract(page(inside), URL)
    assert [(b.type, b.text) for b in found.blocks if b.text == "ESNAF KAYGILI"] == [("heading", "ESNAF KAYGILI")]
    assert texts(page(inside)) == [ONE, TWO, "ESNAF KAYGILI", THREE, FOUR]


@pytest.mark.parametrize("first", ["Ankara", "ANKARA", "ANKARA (AA) -", "İSTANBUL (DHA)", "Ankara / AA"])
def test_a_line_that_is_only_a_dateline_is_dropped(first: str) -> None:
    assert texts(page(f"<p>{first}</p>{STORY}")) == WHOLE


@pytest.mark.parametrize(
    "caption",
    [
        "<img src='a.jpg' alt='Başkan Deniz Aksu konuşuyor'><p>Başkan Deniz Aksu konuşuyor</p>",
        "<p><img src='a.jpg'></p><p>Başkan Deniz Aksu konuşuyor</p>",
        "<figure><img src='a.jpg'></figure><p>Başkan Deniz Aksu konuşuyor</p>",
    ],
)
def test_a_caption_in_a_paragraph_directly_after_the_first_picture_is_dropped(caption: str) -> None:
    assert texts(page(caption + STORY)) == WHOLE


def test_a_menu_of_provinces_is_dropped() -> None:
    provinces = "".join(f"<li>{name} {n}</li>" for n in range(27) for name in ("Adana", "Bolu", "Çorum"))
    assert texts(page(f"<ul>{provinces}</ul>{STORY}")) == WHOLE


def test_prose_beside_a_table_of_a_thousand_rows_is_kept() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>Sandık {n % 7}</td><td>Oy oranı yüzde {n % 90}.</td></tr>" for n in range(1000)
    )
    found = texts(page(f"<p>{ONE}</p><p>{TWO}</p><div><table>{rows}</table></div><p>{THREE}</p><p>{FOUR}</p>"))
    assert [text for text in found if "|" not in text] == WHOLE
    assert len(found) == 1004


def test_equal_table_rows_and_lines_of_a_refrain_are_kept() -> None:
    row = "<tr><td>Köprü ayağının onarımı için ayrılan ödenek</td><td>dokuz milyon lira</td></tr>"
    line = "Köprüden geçtim, köprüden geçtim, yine de sana varamadım ben"
    found = texts(
        page(f"{STORY}<table>{row * 4}</table><p>{line}</p><p>Deniz sustu.</p><p>{line}</p><p>{ONE} Bitti.</p>")
    )
    assert (sum("|" in text for text in found), found.count(line)) == (4, 2)


def test_hidden_text_is_kept_if_an_accordion_can_show_it() -> None:
    answer = f"<h3><button aria-expanded=false>Onarım ne zaman bitecek?</button></h3><div hidden><p>{TWO}</p></div>"
    trap = f"<div style='display:none'><p>{COMMENT}</p></div>"
    found = texts(page(f"<p>{ONE}</p>{answer}{trap}<p>{THREE}</p><p>{FOUR}</p>"))
    assert TWO in found
    assert COMMENT.strip() not in found


@pytest.mark.parametrize(
    "style",
    [
        "position:fixed;top:-10000px",
        "clip-path:inset(100%)",
        "clip: rect(0, 0, 0, 0)",
        "opacity:0;height:0",
        "height:0;overflow:hidden",
        "font-size: 0px !important",
        "text-indent:-9999em",
        "VISIBILITY: Hidden",
        "content-visibility:hidden",
        "transform:translateX(-9999px)",
        "font-size:1px;color:#fff",
        "position:absolute;width:1px;height:1px;overflow:hidden",
        "text-decoration:line-through",
    ],
)
def test_text_hidden_by_a_style_is_dropped(style: str) -> None:
    assert texts(page(f"<p>{ONE}</p><p>{TWO}</p><p style='{style}'>{COMMENT}</p><p>{THREE}</p><p>{FOUR}</p>")) == WHOLE


def test_text_with_a_harmless_style_is_kept() -> None:
    styled = f"<p style='margin-left:-10px;opacity:.9;height:0'>{ONE}</p><p style='font-size:0.9em'>{TWO}</p>"
    assert texts(page(f"{styled}<p>{THREE}</p><p>{FOUR}</p>")) == WHOLE


def test_text_in_an_unclosed_figure_is_kept() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>Eski köprü.</figcaption>"
    more = f"<p>{COMMENT * 2}</p><p>{COMMENT * 3}</p>"
    found = texts(page(f"<p>{ONE}</p>{figure}<p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p>{more}"))
    assert found[:4] == WHOLE
    assert "Eski köprü." not in found


def test_streamed_parts_of_a_story_are_moved_to_their_placeholders() -> None:
    calls = "<script>$RC=function(a,b){};$RC('B:0','S:0');$RS(\"S:1\",\"P:1\")</script>"
    inside = f"<p>{ONE}</p><template id='B:0'></template><p>{THREE}</p><template id='P:1'></template>"
    after = f"<div hidden id='S:0'><p>{TWO}</p></div><div hidden id='S:1'><p>{FOUR}</p></div>{calls}"
    assert texts(page(inside).replace(b"</main>", f"</main>{after}".encode())) == WHOLE


def test_streamed_parts_are_moved_to_their_placeholders_if_the_page_has_no_scripts() -> None:
    inside = f"<p>{ONE}</p><template id='P:1'></template><p>{THREE}</p><template id='P:2'></template>"
    after = f"<div hidden id='S:2'><p>{FOUR}</p></div><div hidden id='S:1'><p>{TWO}</p></div>"
    assert texts(page(inside).replace(b"</main>", f"</main>{after}".encode())) == WHOLE


def test_slots_of_a_shadow_root_are_filled_with_the_children_of_its_host() -> None:
    root = f"<template shadowrootmode='open'><p>{ONE}</p><slot></slot><p>{FOUR}</p></template>"
    assert texts(page(f"<x-story>{root}<p>{TWO}</p><p>{THREE}</p></x-story>")) == WHOLE


def test_the_story_ends_where_an_endless_page_begins_the_next_story() -> None:
    more = f"<article><h1>Feribot seferleri durdu</h1><div><p>{COMMENT * 2}</p><p>{COMMENT * 3}</p></div></article>"
    html = (
        page(STORY)
        .replace(b"<div class='article-body'>", b"<div>")
        .replace(b"</main>", f"{more}{more}</main>".encode())
    )
    assert texts(html) == WHOLE


def test_an_element_around_the_whole_story_is_kept_despite_its_noise_class() -> None:
    html = page(STORY).decode().replace("<main>", "<main class='content has-sidebar comments-open'>")
    html = html.replace("<article>", "<div class='toc-sidebar-grid'><article>").replace(
        "</article>", "</article></div>"
    )
    assert texts(html.encode()) == WHOLE


@pytest.mark.parametrize(
    ("language", "offer"),
    [
        ("en", "<p>Get unlimited access to the Post.</p><p>Cancel anytime.</p>"),
        ("de", "<p>Jetzt weiterlesen mit PLUS</p><ul><li>Monatlich kündbar</li><li>Alle Inhalte</li></ul>"),
        ("fr", "<p>Cet article est réservé aux abonnés.</p><ul><li>Accès illimité</li><li>Le journal</li></ul>"),
        ("es", "<p>Para seguir leyendo, suscríbete.</p><ul><li>Sin permanencia</li><li>Acceso total</li></ul>"),
        ("tr", "<p>Bu haber abonelere özel.</p><ul><li>Sınırsız erişim</li><li>Reklamsız okuma</li></ul>"),
    ],
)
def test_a_subscription_offer_is_dropped(language: str, offer: str) -> None:
    assert texts_in(language, f"{STORY}<div class='b'>{offer}</div>") == WHOLE


def test_a_short_page_with_a_few_control_characters_is_accepted() -> None:
    assert texts(page(STORY).replace(b"</h1>", b"\x07" * 29 + b"</h1>")) == WHOLE


def test_a_permalink_sign_is_removed_from_a_heading() -> None:
    heading = "<h2 id='ne'>Şimdi ne olacak?<a class='anchor' href='#ne'>#</a></h2>"
    assert "Şimdi ne olacak?" in texts(page(f"<p>{ONE}</p><p>{TWO}</p>{heading}<p>{THREE}</p><p>{FOUR}</p>"))


MODAL = "".join(f"<p>{COMMENT * 3} Çerezleri kabul et, {n}.</p>" for n in range(12))


@pytest.mark.parametrize(
    "box",
    [
        "<div role='dialog' aria-label='Çerez'>",
        "<div class='didomi-popup'>",
        "<div class='qc-cmp2-container'>",
        "<div id='sp_message_container_12'>",
        "<div class='privacy-manager'>",
    ],
)
def test_a_consent_dialog_longer_than_the_story_is_dropped(box: str) -> None:
    assert texts(page(f"{box}{MODAL}</div><article>{STORY}</article>")) == WHOLE


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/m'>Ada Yılmaz<span class='tooltip'>Ada Yılmaz 2010 yılından beri başkan.</span></a>",
        "<a href='/m'>Ada Yılmaz<span role='tooltip'>Ada Yılmaz 2010 yılından beri başkan.</span></a>",
        "<span class='tooltip'>Ada Yılmaz<span class='tooltiptext'>2010 yılından beri başkan.</span></span>",
        "<a href='/m'><b>Ada Yılmaz</b><span class='hover-card'>2010 yılından beri başkan.</span></a>",
    ],
)
def test_the_text_of_a_tooltip_is_dropped_from_its_paragraph(link: str) -> None:
    said = "Belediye başkanı {}, köprünün yaz başında trafiğe açılacağını pazartesi günü duyurdu."
    assert texts(page(f"<p>{ONE}</p><p>{said.format(link)}</p><p>{TWO}</p><p>{THREE}</p>")) == [
        ONE,
        said.format("Ada Yılmaz"),
        TWO,
        THREE,
    ]


SAID = "Belediye başkanı pazartesi günü {} dedi ve köprünün yaz başında trafiğe açılacağını duyurdu."


@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        ("<q>köprü bitti</q>", "“köprü bitti”"),
        ("<q>“köprü bitti”</q>", "“köprü bitti”"),
        ("“<q>köprü bitti</q>”", "“köprü bitti”"),
        ("<q><b>“köprü</b> bitti”</q>", "“köprü bitti”"),
        ("<q>köprü <q>nihayet</q> bitti</q>", "“köprü ‘nihayet’ bitti”"),
    ],
)
def test_a_quotation_element_is_shown_in_one_pair_of_quotation_marks(inside: str, printed: str) -> None:
    assert SAID.format(printed) in texts(page(f"<p>{SAID.format(inside)}</p>{STORY}"))


def test_struck_words_are_dropped_from_their_sentence() -> None:
    inside = "<span style='text-decoration:line-through'>iki</span> dört"
    assert SAID.format("dört") in texts(page(f"<p>{SAID.format(inside)}</p>{STORY}"))
