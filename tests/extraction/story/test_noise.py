"""Every reason to drop a block, by the file that gives it; the table of `noise/__init__.py` names them all."""

import inspect
import pkgutil
from importlib import import_module

import pytest

from app.extraction.story import noise
from app.extraction.story.story import find_story
from tests.builders.evidence import evidence_of

TITLE = "Köprü on yıl sonra yeniden açılıyor"
PROSE = [f"Köprüden {n}. gün geçenler, yeni yolun eskisinden çok daha rahat olduğunu söyledi." for n in range(8)]
WHOLE = "".join(f"<p>{text}</p>" for text in PROSE)
LD = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Elif Korkmaz"}}</script>'
FINDERS = ("reason", "find_repeats", "find_empty_headings")  # functions by which a file drops blocks
# The file, the reason in the trace, markup that it drops, and a part of the dropped text.
REASONS = [
    (
        "outside_container",
        "outside_container",
        "</div></article><p>Kıyı Gazetesi, her gün.</p><article><div>",
        "her gün",
    ),
    ("after_end", "after_end", "<h3>Yorumlar (3)</h3><p>Ben de geçtim, çok beğendim doğrusu.</p>", "beğendim"),
    ("embed", "embed", "<blockquote class='twitter-tweet'><p>Köprü açıldı!</p></blockquote>", "açıldı!"),
    ("class_name", "newsletter", "<div class='newsletter'><p>Her sabah kapınıza gelsin.</p></div>", "kapınıza"),
    ("class_name", "key_points", "<div class='KeyPoints-list'><p>Köprü açıldı ve herkes geçti.</p></div>", "herkes"),
    ("class_name", "popup", "<div class='tooltip'><p>Köprü nedir, kısaca açıklaması.</p></div>", "nedir"),
    ("class_name", "hidden", "<p style='text-indent:-9999px'>Görünmeyen bir satır burada.</p>", "Görünmeyen"),
    ("repeated_headline", "repeated_headline", f"<h1>{TITLE}</h1>", TITLE),
    ("caption", "caption", "<figure><img src='a.jpg'><figcaption>Eski köprü.</figcaption></figure>", "Eski köprü"),
    ("wording", "advertisement", "<p>REKLAM</p>", "REKLAM"),
    ("wording", "related", "<p>Ayrıca okuyun: Feribot durdu</p>", "Feribot"),
    ("wording", "prompt", "<p>Gazetemizi her gün evinize getirmek için tıklayın</p>", "evinize"),
    ("wording", "prompt", "<p>Sabahları ilk siz okuyun diye e-bültenimizi hazırlıyoruz.</p>", "hazırlıyoruz"),
    ("wording", "legal", "<p>Tüm hakları saklıdır. 2026</p>", "saklıdır"),
    ("box", "offer", "<p>Bu haber abonelere özel.</p>", "abonelere"),
    ("box", "key_points", "<h3>Öne çıkanlar</h3><ul><li>Köprü açıldı.</li></ul>", "Köprü açıldı"),
    ("card", "card", "<div><h3><a href='/x'>Feribot seferleri durdu</a></h3><p>Kısa.</p></div>", "Feribot"),
    ("link_list", "link_list", "<ul><li><a href='/x'>Feribot seferleri durdu</a></li></ul>", "Feribot"),
    ("label", "label", "<div>Kıyı Gazetesi</div>", "Kıyı Gazetesi"),
    ("author_bio", "author_bio", "<p>Elif Korkmaz on yıldır bu gazetede çalışıyor.</p>", "on yıldır"),
    ("author_bio", "author_bio", "<p>Yazıları on yıldır çıkan Elif Korkmaz kıyıda yaşıyor.</p>", "kıyıda yaşıyor"),
    (
        "empty_headings",
        "link_list",
        "<section><h3>Dosyalar</h3><ul><li><a href='/x'>Feribot durdu</a></li></ul></section>",
        "Dosyalar",
    ),
    ("repeated", "repeated", f"<section><p>{PROSE[0]} {PROSE[1]}</p></section>", PROSE[0]),
]


@pytest.mark.parametrize(("file", "why", "markup", "part"), REASONS, ids=lambda value: str(value)[:20])
def test_each_example_of_noise_is_dropped_with_its_expected_reason(file: str, why: str, markup: str, part: str) -> None:
    title = "" if file == "repeated_headline" else f"<h1>{TITLE}</h1>"
    first = markup if file == "repeated_headline" else ""
    last = f"<section><p>{PROSE[0]} {PROSE[1]}</p></section>" if file == "repeated" else ""
    body = first + WHOLE + last + (markup if file != "repeated_headline" else "")
    html = f"<html><body>{LD}<article>{title}<div>{body}</div></article></body></html>"
    found = find_story(evidence_of(html), TITLE)
    assert why in {dropped.reason for dropped in found.dropped if part in dropped.text}
    assert all(text in found.body for text in PROSE)


def test_every_module_that_drops_blocks_is_tested() -> None:
    modules = {
        found.name: import_module(f"{noise.__name__}.{found.name}") for found in pkgutil.iter_modules(noise.__path__)
    }
    named = {name for name, module in modules.items() if any(hasattr(module, finder) for finder in FINDERS)}
    assert named == {file for file, *_ in REASONS}
    documented = inspect.getdoc(noise) or ""
    assert all(f"`{file}.py`" in documented for file in named)


def kept(markup: str, after: str = "") -> str:
    html = f"<html><body><article><h1>{TITLE}</h1><div>{WHOLE}{markup}{after}</div></article></body></html>"
    return find_story(evidence_of(html), TITLE).body


LINKS = "<ul><li><a href='/x'>Feribot seferleri durdu</a></li></ul>"


@pytest.mark.parametrize(
    ("markup", "after", "is_kept"),
    [
        (f"<section><h3>Dosyalar</h3>{LINKS}</section>", "", False),
        (f"<section><h2>Dosyalar</h2></section><section><h3>Ulaşım</h3>{LINKS}</section>", "", False),
        (f"<h3>Dosyalar</h3>{LINKS}", "", True),
        (f"<section><h3>Dosyalar</h3>{LINKS}</section>", f"<h3>Sonrası</h3><p>{PROSE[0]} Yine.</p>", False),
        (f"<h3>Dosyalar</h3>{LINKS}", f"<p>{PROSE[0]} Yine.</p>", True),
        (f"<h3>Dosyalar</h3><h4>Ulaşım</h4><p>{PROSE[0]} Yine.</p>{LINKS}", "", True),
        ("<h3>Dosyalar</h3><figure><img src='/k.jpg'></figure>", "", True),
    ],
)
def test_a_heading_in_a_section_of_links_near_the_end_is_dropped(markup: str, after: str, is_kept: bool) -> None:
    assert ("Dosyalar" in kept(markup, after)) is is_kept


def test_japanese_prose_is_kept_and_the_teasers_beside_it_are_dropped() -> None:
    prose = (
        "橋は来年の春に再び開通する予定だと市長が月曜日の会見で発表し、工事の費用と日程についても詳しく説明した。" * 4
    )
    last = prose.replace("市長", "知事")
    card = "<div><a href='/x'>フェリーの運航が週末から全面的に停止される見通しになった</a></div>"
    story = "".join(f"<p>{n}番目の発表で、{prose}</p>" for n in range(9))
    story += f"<div class='q'><p>{last}</p><p>また、{last}</p>{card * 3}</div>"
    html = f"<html lang=ja><body><article><h1>橋が開通</h1><div class='z'>{story}</div></article></body></html>"
    found = find_story(evidence_of(html, language="ja"), "橋が開通")
    assert last in found.body
    assert "フェリー" not in found.body


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("Eski iskele ve yeni köprü. \u00a9 AA / Ada Yılmaz", False),
        ("\u00a9 Kıyı Arşivi", False),
        ("Das alte Ufer im Winter \u00a9 dpa | Jan Petersen", False),
        ("Bu metinde \u00a9 işareti de geçiyor, ama bir cümlenin ortasında duruyor.", True),
        ("Belge için \u00a9 2019 sürümüne bakılması gerektiği söylendi", True),
        ("Köprüyü gösteren harita \u00a9 işaretiyle birlikte basıldı ve uzun bir süre boyunca herkese dağıtıldı", True),
    ],
)
def test_a_line_that_ends_with_a_copyright_sign_and_a_name_is_a_caption(line: str, is_kept: bool) -> None:
    assert (line in kept(f"<p>{line}</p>", f"<p>{PROSE[0]} Yine.</p>")) is is_kept


APPEALS = {
    "tr": "Haberlerimizi okuyorsanız, bağımsız gazeteciliği desteklemenin tam zamanı.",
    "en": "The Shore Post asks nobody for a fee. It is read for nothing because reader donations pay for it.",
    "de": "Hat Ihnen der Text gefallen? Dann folgen Sie uns doch im Netz.",
    "fr": "Pour en lire davantage chaque matin, inscrivez-vous à notre lettre.",
    "es": "Si le gusta leer estas historias, síganos en las redes.",
    "it": "Per leggere altre storie come questa, iscriviti alla newsletter.",
}


@pytest.mark.parametrize("language", APPEALS)
def test_an_appeal_to_the_readers_is_dropped_after_the_story_unless_quoted(language: str) -> None:
    appeal = f"<p>{APPEALS[language]}</p>"
    quoted = f"<p>«{APPEALS[language]}» Mina Arslan.</p>"
    html = f"<article><h1>{TITLE}</h1><div>{appeal}{WHOLE}{quoted}{appeal}</div></article>"
    body = find_story(evidence_of(html, language=language), TITLE).body
    assert body.count(APPEALS[language]) == 2
    assert body.endswith("» Mina Arslan.")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("tr", "<h6>Yayınlanma 13.05.2026 15:44</h6>"),
        ("tr", "<li>3 dakikalık okuma</li>"),
        ("en", "<h6>By Mina Arslan</h6>"),
        ("en", "<p>3 MIN. READ</p>"),
        ("de", "<ul><li>Veröffentlicht am 13. Mai 2026 um 15:44</li><li>3 Minuten Lesezeit</li></ul>"),
        ("fr", "<h3>Par Mina Arslan</h3>"),
        ("es", "<p>4 min de lectura</p>"),
        ("en", "<h4 class='byline'>Mina Arslan, Kıyı</h4>"),
    ],
)
def test_a_byline_or_date_or_reading_time_near_the_first_paragraph_is_dropped(language: str, line: str) -> None:
    html = f"<article><h1>{TITLE}</h1><div><p>{PROSE[0]} {PROSE[1]}</p>{line}{WHOLE}</div></article>"
    found = find_story(evidence_of(html, language=language), TITLE)
    assert found.body.startswith(PROSE[0])
    assert {block.text for block in found.blocks} <= {f"{PROSE[0]} {PROSE[1]}", *PROSE}


def test_a_line_that_introduces_links_is_dropped_with_them() -> None:
    line = "<p>Köprüyle ilgili haberler:</p>"
    assert "ilgili haberler" not in kept(f"<section>{line}{LINKS}</section>")
    assert "ilgili haberler" in kept(line, LINKS)
    assert "ilgili haberler" in kept(line, f"<p>{PROSE[0]} Yine.</p>")
    assert "ilgili haberler" in kept(line, "<iframe src='https://www.youtube.com/embed/kopru12'></iframe>")


def test_a_heading_above_links_is_kept_if_the_page_has_no_other_text() -> None:
    items = "<li><h2>Dosyalar</h2></li><li><a href='/x'>Feribot</a></li><li><a href='/y'>Liman</a></li>"
    html = f"<html><body><ul>{items}</ul></body></html>"
    assert find_story(evidence_of(html), TITLE).body == "Dosyalar"
