"""Charsets that are wrong, in conflict, unknown, cut or mixed."""

import gzip

from tests.hostile.case import SITE, Article, HostileCase, case
from tests.hostile.story import ENGLISH, TURKISH, page, same

UTF8 = "text/html; charset=utf-8"
REFUSED = ("charset_refused",)
# Where words about a charset declare none.
ELSEWHERE = {
    "description": '<meta name=description content="charset=koi8-r nedir">',
    "script": "<script>var a = '<meta charset=koi8-r>'</script>",
    "comment": "<!-- <meta charset=koi8-r> -->",
    "style": "<style>/* <meta charset=koi8-r> */</style>",
    "value": "<meta name=a content='<meta charset=koi8-r>'>",
    "unknown-label": "<meta charset=x-klingon>",
    "empty-label": "<meta charset=''>",
}
LETTER = "ş".encode()


def declared(label: str) -> str:
    return f"text/html; charset={label}"


def turkish(charset: str = "utf-8") -> bytes:
    """The story in windows-1254, whatever it declares."""
    return page(charset=charset).encode("cp1254")


def replaced(old: bytes, new: bytes, number: int = 0) -> bytes:
    """The page with the bytes of one paragraph changed."""
    before = TURKISH.paragraphs[number].encode()
    assert old in before
    return page().encode().replace(before, before.replace(old, new, 1))


def misdeclared() -> list[HostileCase]:
    """The header, the page or both name a charset that the bytes are not in."""
    utf8 = [
        ("iso-8859-9", REFUSED),
        ("windows-1254", REFUSED),
        ("iso-8859-1", REFUSED),
        ("us-ascii", REFUSED),
        ("utf-16", REFUSED),
        ("utf-16le", REFUSED),
        ("shift_jis", REFUSED),
        ("gb18030", REFUSED),
        ("iso-2022-jp", REFUSED),
        ("utf-7", REFUSED),
        ("x-klingon", REFUSED),
        ("rot13", REFUSED),
        ("unicode_escape", REFUSED),
        ("idna", REFUSED),
        ("../../etc/passwd", REFUSED),
        ("k" * 10_000, REFUSED),
    ]
    return [
        case(
            f"encodings/utf8-as-{label[:20].strip('./').replace('/', '-')}",
            page(),
            same(warnings=codes),
            content_type=declared(label),
        )
        for label, codes in utf8
    ]


def legacy() -> list[HostileCase]:
    return [
        case("encodings/1254-as-utf8", turkish(), same(warnings=REFUSED)),
        case("encodings/1254-as-iso-8859-9", turkish("iso-8859-9"), same(), content_type="text/html"),
        case(
            "encodings/1254-undeclared",
            turkish("").replace(b'<meta charset="">', b""),
            same(),
            content_type="text/html",
        ),
        case("encodings/1254-header-right-meta-wrong", turkish("utf-8"), same(), content_type=declared("windows-1254")),
        case("encodings/1254-header-wrong-meta-right", turkish("windows-1254"), same(warnings=REFUSED)),
        *(
            case(
                f"encodings/utf8-meta-{label}",
                page(charset=label),
                same(warnings=REFUSED),
                content_type="text/html",
            )
            for label in ("cp037", "cp857", "cp866", "utf-7", "utf-32", "hz", "mac-turkish", "rot13", "koi8-r")
        ),
        *(
            case(
                f"encodings/1254-behind-{name}",
                page(charset="").replace('<meta charset="">', f"{front}<meta charset=windows-1254>").encode("cp1254"),
                same(),
                content_type="text/html",
            )
            for name, front in ELSEWHERE.items()
        ),
        case("encodings/utf8-meta-10k", page(charset="k" * 10_000), same(), content_type="text/html"),
        case("encodings/utf8-meta-empty", page(charset=""), same(), content_type="text/html"),
        case("encodings/utf8-meta-utf16", page(charset="utf-16"), same(), content_type="text/html"),
        case(
            "encodings/utf8-meta-late",
            page(charset="").replace("</head>", " " * 9_000 + "<meta charset=utf-8></head>"),
            same(),
            content_type="text/html",
        ),
        case(
            "encodings/xml-declaration-conflict",
            page(doctype='<?xml version="1.0" encoding="iso-8859-9"?><!DOCTYPE html>'),
            same(),
        ),
    ]


def marks() -> list[HostileCase]:
    """Byte-order marks, with and without what they announce."""
    text = page(charset="windows-1254")
    return [
        case(
            "encodings/bom-beats-header-and-meta",
            b"\xef\xbb\xbf" + text.encode(),
            same(),
            content_type=declared("iso-8859-9"),
        ),
        case(
            "encodings/bom-of-utf8-before-1254",
            b"\xef\xbb\xbf" + turkish("windows-1254"),
            same(),
            content_type="text/html",
        ),
        case("encodings/bom-twice", b"\xef\xbb\xbf" * 2 + page().encode(), same()),
        case("encodings/utf16le-bom", b"\xff\xfe" + text.encode("utf-16-le"), same()),
        case("encodings/utf16be-bom", b"\xfe\xff" + text.encode("utf-16-be"), same()),
        case("encodings/utf16le-bare", text.encode("utf-16-le"), same(), content_type="text/html"),
        case("encodings/utf16be-bare", text.encode("utf-16-be"), same(), content_type="text/html"),
        case("encodings/utf16le-as-utf8", text.encode("utf-16-le"), same()),
        case("encodings/utf16le-odd-length", b"\xff\xfe" + text.encode("utf-16-le") + b"\x20", same()),
        case("encodings/bom-of-utf16-before-utf8", b"\xff\xfe" + page().encode(), same(), content_type="text/html"),
        case(
            "encodings/utf16le-lone-surrogate",
            b"\xff\xfe" + page(ENGLISH, after="<p>x</p>").encode("utf-16-le") + b"\x00\xd8",
            same(ENGLISH, body=None, holds=ENGLISH.paragraphs),
        ),
    ]


def broken() -> list[HostileCase]:
    """Bytes that are no text of any charset, or of two at once."""
    mixed = page().encode().replace(TURKISH.paragraphs[3].encode(), TURKISH.paragraphs[3].encode("cp1254"))
    rest = TURKISH.paragraphs[:3] + TURKISH.paragraphs[4:]
    doubled = page().encode().decode("latin-1").encode()
    mojibake = TURKISH.headline.encode().decode("latin-1")
    first, *others = ENGLISH.paragraphs
    quiet = [f"{first} +ADw-script+AD4-alert(1)", *others]
    cut = same(body=TURKISH.body.replace("karanlık", "karanl\ufffdk", 1))
    return [
        case(
            "encodings/letter-cut-in-half",
            replaced("ı duran".encode()[:0] + "karanlık".encode(), b"karanl" + b"\xc4k"),
            cut,
        ),
        case("encodings/page-cut-in-a-letter", page().encode() + LETTER[:1], same()),
        case(
            "encodings/overlong",
            replaced(b"Belediye,", b"\xc0\xbcscript\xc0\xbe Belediye,"),
            same(body=None, holds=TURKISH.paragraphs[1:], lacks=("<script",)),
        ),
        case(
            "encodings/surrogates-in-utf8",
            replaced(b"Belediye,", b"\xed\xa0\x80 Belediye,"),
            same(body=None, holds=TURKISH.paragraphs[1:]),
        ),
        case(
            "encodings/beyond-unicode",
            replaced(b"Belediye,", b"\xf4\x90\x80\x80 Belediye,"),
            same(body=None, holds=TURKISH.paragraphs[1:]),
        ),
        case("encodings/one-paragraph-in-1254", mixed, same(body=None, holds=rest)),
        case("encodings/encoded-twice", doubled, Article(headline=mojibake)),
        case(
            "encodings/utf7-script",
            page(ENGLISH, paragraphs=quiet),
            same(ENGLISH, body="\n\n".join(quiet)),
            content_type=declared("utf-7"),
        ),
        case("encodings/gzip", gzip.compress(page().encode(), mtime=0), "not-html"),
        case(
            "encodings/header-with-injection",
            page(),
            same(),
            content_type='text/html; charset="utf-8\\"; x=y"; charset=utf-8',
            url=f"{SITE}/haber/ek",
        ),
    ]


def cases() -> list[HostileCase]:
    return [*misdeclared(), *legacy(), *marks(), *broken()]
