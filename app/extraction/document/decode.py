"""Decode the bytes of a page to text.

The charset comes from the first of these sources that fits the bytes: byte-order mark, header of the response,
declaration anywhere in the page, NUL bytes (UTF-16), UTF-8 with few invalid bytes, a statistical detector. Charset
labels have the meaning that browsers give them (ISO-8859-9 is windows-1254, ISO-8859-1 is windows-1252); unknown labels
are ignored.
"""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import cchardet

from app.errors import EmptyDocument, NotHtml
from app.extraction.document.charsets import codec_of, declared_charset, is_one_byte, national_codec
from app.extraction.document.document_numbers import (
    DECODE_BINARY_SHARE,
    DECODE_CODE_SIZE,
    DECODE_DETECTED_SIZE,
    DECODE_FEW_CONTROLS,
    DECODE_PAGE_SHARE,
    DECODE_UTF_16_HEAD,
    DECODE_UTF_16_SHARE,
)

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
_TEXT = re.compile(rb"[^ \t\r\n\x00\xef\xbb\xbf\xff\xfe]")  # matches what is neither white space nor a byte-order mark
_BINARY = re.compile(
    rb"\A(?:%PDF-|\x89PNG|GIF8|\xff\xd8\xff|PK\x03\x04|\x1f\x8b|RIFF|\x00\x00\x01\x00|BZh|7z\xbc\xaf|OggS|ID3)"
)
# Root elements of XML documents that are not pages, such as feeds and sitemaps.
_OTHER_XML = re.compile(
    r"\A\s*(?:<[?!][^>]*>\s*)*<(?P<root>rss|feed|urlset|sitemapindex|rdf:RDF|opml|svg)\b.*</(?P=root)\s*>\s*\Z", re.S
)
_JSON_START = re.compile(r"\s*[{\[\"]")  # tried first: to strip a long text, Python copies it
_DECLARED_XML = re.compile(r"\A\s*<\?xml\b", re.I)
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.I)
_QUOTED = tuple("\"'`+=({")  # a tag directly after one of these characters is part of a string in program code
# Code directly before the first tag (`html = "`): the text is a program whose strings contain tags.
_CODE = re.compile(r"""(?:=\s*["'`]|\w\(["'`]|\+\s*["'`]|=>\s*\(?)\Z""")
_MAIL = re.compile(r"(?:[\w-]+:[^\n]*\n|[ \t]+\S[^\n]*\n){0,20}?MIME-Version:", re.I)
_CONTROLS = bytes([*range(1, 9), 11, *range(14, 27), *range(28, 32), 127])
_TAG = re.compile(r"<(?:!doctype|!--|[a-z?/])", re.I)


@dataclass(frozen=True)
class PageText:
    """A page converted to UTF-8, without byte-order mark and NUL characters."""

    utf8: bytes
    charset: str
    origin: str  # how the charset was found, such as `header`
    refused: str | None = None  # the first declared charset that does not fit the bytes
    replaced: int = 0  # number of characters U+FFFD that stand for invalid bytes

    @property
    def text(self) -> str:
        """The page as text."""
        return self.utf8.decode()


def decode_page(page: bytes, charset: str | None = None) -> PageText:
    """Decode the bytes of a page; `charset` is the charset that the sender declares.

    Raises:
        EmptyDocument: the page has nothing but white space.
        NotHtml: the page is binary data, JSON, another XML document (such as a feed), a program, or text without a tag.
    """
    if not _TEXT.search(page):
        raise EmptyDocument("the page holds no text")
    if _BINARY.match(page):
        raise NotHtml("the bytes are a binary file, not an HTML page")
    text, used, origin, refused = _decode(page, charset)
    is_clean = used == "utf-8" and b"\x00" not in page and not page.startswith(codecs.BOM_UTF8)
    is_clean = is_clean and "\ufffd" not in text
    shown = text if is_clean else clean(text)
    utf8 = page if is_clean else shown.encode("utf-8", "replace")
    if problem := _is_no_page(shown, utf8):
        raise NotHtml(problem)
    if is_clean:
        return PageText(utf8, used, origin, refused)
    meant = page.count("\ufffd".encode()) if used == "utf-8" else 0
    return PageText(utf8, used, origin, refused, text.count("\ufffd") - meant)


def clean(text: str) -> str:
    """Remove all byte-order marks at the start of a text (joined pages have several) and all NUL characters."""
    return (text.replace("\x00", "") if "\x00" in text else text).lstrip("\ufeff")


def _is_no_page(text: str, utf8: bytes) -> str | None:
    """Return why a text is not an HTML page; None if it is one. `utf8` is the same text in UTF-8."""
    sample = utf8[:DECODE_DETECTED_SIZE]
    page = _PAGE.search(text)
    share = DECODE_PAGE_SHARE if page and page.start() < len(sample) else DECODE_BINARY_SHARE
    if _controls(sample) > max(DECODE_FEW_CONTROLS, share * len(sample)):
        return "the bytes are a binary file, not an HTML page"
    first = _TAG.search(text)
    if first is None:
        return "the text holds no HTML tag"
    is_page = page is not None and not text.endswith(_QUOTED, 0, page.start())
    if _OTHER_XML.match(text) or (not is_page and _DECLARED_XML.match(text)):
        return "the text is an XML document, not an HTML page"
    if _MAIL.match(text) or (not is_page and _is_code(text[: first.start()])):
        return "the text is a message or a program that holds HTML; post the page itself"
    return "the text is JSON; post the page itself" if _JSON_START.match(text) and _is_json(text.strip()) else None


def _controls(utf8: bytes) -> int:
    """Return the number of control characters in a text in UTF-8."""
    if not any(control in utf8 for control in _CONTROLS):  # for speed: most pages have none
        return 0
    return len(utf8) - len(utf8.translate(None, _CONTROLS))


def _is_code(text: str) -> bool:
    return "{" in text or "}" in text or _CODE.search(text.rstrip()[-DECODE_CODE_SIZE:]) is not None


def _is_json(text: str) -> bool:
    if text[:1] + text[-1:] not in ("{}", "[]", '""'):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _decode(page: bytes, charset: str | None) -> tuple[str, str, str, str | None]:
    refused = None
    for label, origin in _claims(page, charset):
        codec = codec_of(label)
        text = _strictly(page, codec) if codec else None
        if codec and text is not None and not _is_mistaken(page, codec, text):
            national = national_codec(page, codec, text)
            if national:
                return page.decode(national, "replace"), national, "language", refused or label
            return text, codec, origin, refused
        refused = refused or label
    name = _detected(page)
    return page.decode(name, "replace"), name, "detector", refused


def _claims(page: bytes, charset: str | None) -> Iterator[tuple[str, str]]:
    for mark, name in _MARKS:
        if page.startswith(mark):
            yield name, "byte-order mark"
    if charset:
        yield charset, "header"
    if declared := declared_charset(page):
        # UTF-16 is wrong here, because the declaration itself could be read as ASCII: try UTF-8 instead
        yield ("utf-8" if (codec_of(declared) or "").startswith("utf-16") else declared), "meta"
    if page.count(b"\x00", 0, DECODE_UTF_16_HEAD) * DECODE_UTF_16_SHARE > len(page[:DECODE_UTF_16_HEAD]):
        yield ("utf-16le" if page[1:2] == b"\x00" else "utf-16be"), "zero bytes"
    yield "utf-8", "valid utf-8"


def _strictly(page: bytes, codec: str) -> str | None:
    if codec.startswith("utf-16"):
        return page.decode(codec, "replace")
    try:
        return page.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return _almost(page) if codec == "utf-8" else None


def _almost(page: bytes) -> str | None:
    """Decode UTF-8 that has some invalid bytes, as in cut or joined pages. Return None if too many bytes are invalid.

    This is safe, because text in another charset hardly ever looks like UTF-8 by chance.
    """
    text = page.decode("utf-8", "replace")
    broken, beyond = text.count("\ufffd"), sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
    return text if broken * 2 < beyond else None


def _is_mistaken(page: bytes, name: str, text: str) -> bool:
    """Return whether a codec is wrong for a page although it decodes the bytes.

    A one-byte charset is wrong if the bytes are also valid UTF-8 with letters beyond ASCII. UTF-16 is wrong if the
    decoded text has no tag.
    """
    if name.startswith("utf-16"):
        return not _TAG.search(text)
    if not is_one_byte(name) or page.isascii():
        return False
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _detected(page: bytes) -> str:
    found = cchardet.detect(page[:DECODE_DETECTED_SIZE])["encoding"]
    return codec_of(found or "") or "cp1254"
