"""The labels of charsets that browsers know (`charsets.toml`), and the charset that a page declares."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from pydantic import Field

from app.extraction.document.document_numbers import CHARSETS_HEAD, CHARSETS_MISTAKEN
from app.extraction.document.start_tags import metas
from app.lang.detect import language_of_text
from app.lang.knowledge import Knowledge
from app.text.toml import read_toml

_XML = re.compile(rb"""\A\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([^"'>]{1,100})""", re.I)
_LANGUAGE = re.compile(r"""<html\b[^>]{0,500}?\slang\s*=\s*["']?([a-z]{2})\b""", re.I)
_TAGS = re.compile(r"<[^<>]*>")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([^\s"';]+)""", re.I)


class National(Knowledge):
    """A language in which many pages declare the western charset (windows-1252), but use another charset."""

    codec: str
    mistaken: str = Field(description="Letters that appear if text of the language is decoded as western.")


class Charsets(Knowledge):
    """Labels of charsets, grouped by the codec that decodes text in the charset."""

    one_byte: dict[str, tuple[str, ...]]
    more_bytes: dict[str, tuple[str, ...]]
    western: frozenset[str]
    national: dict[str, National]


@cache
def _charsets() -> Charsets:
    return read_toml(Path(__file__).with_name("charsets.toml"), Charsets)


@cache
def _codecs() -> dict[str, str]:
    known = {**_charsets().one_byte, **_charsets().more_bytes}
    return {label: codec for codec, labels in known.items() for label in labels}


def codec_of(label: str) -> str | None:
    """Return the codec for a charset label; None if browsers do not know the label."""
    return _codecs().get(label.strip().lower())


def is_one_byte(codec: str) -> bool:
    """Return whether a codec decodes each byte to one character; such a codec can decode any bytes."""
    return codec in _charsets().one_byte


def national_codec(page: bytes, codec: str, text: str) -> str | None:
    """Return the codec of the page's language if the page wrongly declares the western charset; else None.

    The declaration is wrong if the text has many letters that are typical of wrong decoding: tr `ý` for `ı`. The
    language is taken from `<html lang>`, else detected in the text.
    """
    if codec not in _charsets().western or page.isascii():
        return None
    declared = _LANGUAGE.search(text[:CHARSETS_HEAD])
    language = declared[1].lower() if declared else language_of_text(_TAGS.sub(" ", text[:CHARSETS_HEAD]))
    known = _charsets().national.get(language or "")
    if known is None:
        return None
    beyond = [char for char in text if char.isalpha() and not char.isascii()]
    mistaken = sum(char in known.mistaken for char in beyond)
    return known.codec if mistaken > CHARSETS_MISTAKEN * len(beyond) else None


def declared_charset(page: bytes) -> str | None:
    """Return the first charset label that browsers know, from `meta` elements or the XML declaration.

    If browsers know none of the labels, return the first label.
    """
    unknown = None
    for label in chain(_in_metas(page), _in_xml(page)):
        if codec_of(label):
            return label
        unknown = unknown or label
    return unknown


def _in_metas(page: bytes) -> Iterator[str]:
    for meta in metas(page) if _CHARSET.search(page) else ():
        label = meta.get(b"charset")
        if label is None and meta.get(b"http-equiv", b"").strip().lower() == b"content-type":
            told = _CHARSET.search(meta.get(b"content", b""))
            label = told[1] if told else None
        if label and label.strip():
            yield label.decode("ascii", "replace")


def _in_xml(page: bytes) -> Iterator[str]:
    if found := _XML.match(page):
        yield found[1].decode("ascii", "replace")
