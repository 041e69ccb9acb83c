"""Labels of charsets as browsers read them, and where a page declares one."""

import codecs

import pytest

from app.extraction.document.charsets import _codecs, codec_of, declared_charset, is_one_byte


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-9", "cp1254"),
        (" latin5 ", "cp1254"),
        ("iso-8859-1", "cp1252"),
        ("US-ASCII", "cp1252"),
        ("UTF8", "utf-8"),
        ("gb2312", "gb18030"),
        ("tis-620", "cp874"),
        ("x-sjis", "cp932"),
        ("cp037", None),
        ("cp857", None),
        ("utf-7", None),
        ("hz-gb-2312", None),
        ("rot13", None),
        ("", None),
    ],
)
def test_each_charset_label_has_the_expected_codec(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


def test_codecs_with_one_byte_per_character_are_told_from_the_others() -> None:
    beyond = bytes(range(0x80, 0x100))
    for codec in set(_codecs().values()):
        assert codecs.lookup(codec)
        replaced = sum(beyond[at : at + 1].decode(codec, "replace") == "\ufffd" for at in range(len(beyond)))
        assert is_one_byte(codec) == (replaced < 55), codec


@pytest.mark.parametrize(
    ("page", "label"),
    [
        ("<meta charset=a><meta charset=koi8-r>", "koi8-r"),
        ("<META CharSet = 'koi8-r' >", "koi8-r"),
        ("<meta content='text/html; Charset = \"koi8-r\"' http-equiv=' Content-Type'>", "koi8-r"),
        ("<meta charset=a>", "a"),
        ("<meta charset=greek charset=koi8-r>", "greek"),
        ("<meta name=description content='text/html; charset=koi8-r'>", None),
        ("<meta-x charset=koi8-r><a charset=koi8-r>", None),
        ("<title><meta charset=koi8-r></title>", None),
        ("<p title='<meta charset=koi8-r>'>", None),
        ("\n<?xml version='1.0' encoding='koi8-r'?><html>", "koi8-r"),
        ("<?xml version='1.0' encoding='koi8-r'?><meta charset=greek>", "greek"),
        ("<p>x</p><?xml version='1.0' encoding='koi8-r'?>", None),
        ("<meta" * 100_000 + " charset", None),
    ],
)
def test_the_declared_charset_is_read_from_every_valid_form_of_declaration(page: str, label: str | None) -> None:
    assert declared_charset(page.encode()) == label
