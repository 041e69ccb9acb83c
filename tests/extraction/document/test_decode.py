"""Decoding: every charset of the web, whether declared late, wrongly or not at all."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import EmptyDocument, ExtractionError, NotHtml
from app.extraction.document.decode import clean, decode_page

TURKISH = "Iğdır'da düzenlenen törende çağrı yapıldı; İçişleri Bakanlığı yetkilileri şehir dışındaydı. "
GERMAN = "Übermorgen öffnet die größte Straße für ältere Fußgänger. "


def page(text: str, head: str = "") -> str:
    return f"<html><head>{head}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("charset", ["windows-1254", "iso-8859-9"])
def test_a_turkish_page_without_a_declared_charset_is_decoded(charset: str) -> None:
    read = decode_page(page(TURKISH * 5).encode(charset))
    assert TURKISH in read.text
    assert read.origin == "detector"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_a_german_page_without_a_declared_charset_is_decoded(charset: str) -> None:
    assert GERMAN in decode_page(page(GERMAN * 5).encode(charset)).text


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("shift_jis", "今日は良い天気ですね"),
        ("euc-kr", "안녕하세요 반갑습니다"),
        ("gb2312", "今天天气很好"),
        ("windows-1251", "Привет мир"),
        ("big5", "今天天氣很好"),
    ],
)
def test_a_page_is_decoded_with_its_declared_charset(charset: str, text: str) -> None:
    assert text in decode_page(page(text, f'<meta charset="{charset}">').encode(charset)).text
    assert text in decode_page(page(text).encode(charset), charset).text


def test_a_charset_declared_after_the_first_kilobytes_is_used() -> None:
    late = f"<!-- {'x' * 5000} --><meta http-equiv='Content-Type' content='text/html; charset=windows-1254'>"
    read = decode_page(page("Şimdi", late).encode("windows-1254"))
    assert "Şimdi" in read.text
    assert read.origin == "meta"


def test_iso_8859_9_is_read_as_windows_1254() -> None:
    head = '<meta charset="iso-8859-9">'
    assert "“Şimdi”" in decode_page(page("“Şimdi”", head).encode("windows-1254")).text


@pytest.mark.parametrize("wrong", ["windows-1254", "iso-8859-1", "no-such-charset", "base64", "utf-16"])
def test_a_declared_charset_that_does_not_fit_the_bytes_is_ignored(wrong: str) -> None:
    read = decode_page(page(TURKISH, f'<meta charset="{wrong}">').encode("utf-8"))
    assert TURKISH in read.text


@pytest.mark.parametrize(
    ("mark", "charset"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_decides_the_charset(mark: bytes, charset: str) -> None:
    read = decode_page(mark + page(TURKISH).encode(charset), "windows-1252")
    assert TURKISH in read.text
    assert not read.text.startswith("\ufeff")


def test_repeated_byte_order_marks_are_removed() -> None:
    assert (
        decode_page("\ufeff\ufeff<p>x".encode("utf-16")).text == decode_page("\ufeff\ufeff<p>x".encode()).text == "<p>x"
    )


def test_utf_16_without_a_byte_order_mark_is_decoded() -> None:
    assert TURKISH in decode_page(page(TURKISH).encode("utf-16-le")).text


def test_an_invalid_byte_affects_no_other_character_of_the_page() -> None:
    read = decode_page(page(TURKISH * 20).encode() + b"\xff<p>son")
    assert read.charset == "utf-8"
    assert TURKISH in read.text


@pytest.mark.parametrize("empty", [b"", b"  \n", codecs.BOM_UTF8, b"\x00\x00"])
def test_a_page_without_text_is_refused_as_empty(empty: bytes) -> None:
    with pytest.raises(EmptyDocument):
        decode_page(empty)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"PK\x03\x04", b'{"a": 1}', b"just words"]
)
def test_binary_data_json_and_text_without_tags_are_refused(data: bytes) -> None:
    with pytest.raises(NotHtml):
        decode_page(data)


@pytest.mark.parametrize(
    "data",
    [
        b"(function(){var a='<p>hi</p>';document.write(a);})();",
        b"document.write('<p>hi</p>')",
        b'const page = "<p>hi</p>"',
        b"export default () => <div>hi</div>",
        b'{"html": "<!doctype html><p>hi", broken',
        b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<soap:Envelope><soap:Body>Hi</soap:Body></soap:Envelope>",
        b"Subject: x\r\nMIME-Version: 1.0\r\n\r\n<html><body>x",
    ],
)
def test_emails_program_code_and_xml_other_than_xhtml_are_refused(data: bytes) -> None:
    with pytest.raises(NotHtml):
        decode_page(data)


@pytest.mark.parametrize(
    "data",
    [
        "Some text <p>and a paragraph of it",
        'He said, "<b>no</b>" (and "<i>yes</i>") to all of it',
        "The formula is E = <i>mc</i> squared",
        'Notice: undefined index {x} in a.php <br><!DOCTYPE html><html lang="tr"><p>x',
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html><body><p>x',
        "<div onclick='a({b: 1})'>x</div>",
        "\n<script>var a = '<p>';</script><p>x",
    ],
)
def test_html_without_a_root_element_or_with_text_before_it_is_accepted(data: str) -> None:
    assert decode_page(data.encode()).text == data


WALL = "Karasu dalgakıranı kıştan önce yeniden yapılacak; İlçe Belediyesi bu işi üstlendi, gün için söz verdi."
LATIN = "Þór Ásgeirsson sá hvalinn í gær og sagði frá því við höfnina"


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "latin1", "iso-8859-15"])
@pytest.mark.parametrize("lang", ["<html lang=tr>", "<html>"])
def test_a_turkish_page_that_declares_a_western_charset_is_decoded_as_turkish(label: str, lang: str) -> None:
    text = WALL + " ve bir bu için de olarak ile daha çok gibi sonra kadar en" * 3
    data = f"{lang}<head><meta charset={label}></head><body><p>{text}</p>".encode("windows-1254")
    read = decode_page(data)
    assert WALL in read.text
    assert (read.charset, read.refused) == ("cp1254", label)
    assert WALL in decode_page(f"{lang}<body><p>{text}</p>".encode("windows-1254"), label).text


@pytest.mark.parametrize("lang", ["tr", "is", "en"])
def test_western_pages_are_not_decoded_as_turkish(lang: str) -> None:
    text = LATIN if lang != "tr" else "Gün için söz: Ýmir Þór, çöl, gül, üç, köy, öç, süt, kül, dört, göl, iç, güç, tüy"
    data = f"<html lang={lang}><meta charset=iso-8859-1><p>{text}</p>".encode("windows-1252")
    assert text in decode_page(data).text


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "windows-1254", "idna", "\x00", "x" * 50]))
def test_any_bytes_are_decoded_or_raise_an_extraction_error(data: bytes, charset: str | None) -> None:
    try:
        text = decode_page(b"<p>" + data, charset).text
    except ExtractionError:
        return
    assert "\x00" not in text
    text.encode("utf-8")


@given(st.text())
def test_cleaning_a_text_a_second_time_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert "\x00" not in clean(text)
