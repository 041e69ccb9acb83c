"""Target: dates in text, and the times of a page decided from them."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from lxml import etree

from app.extraction.document.document import Document
from app.extraction.document.layout import Layout
from app.extraction.fields.date_names import date_names
from app.extraction.fields.date_parser import ReadDate, read_dates, read_epoch
from app.extraction.fields.dates import find_dates, find_modified, find_published
from app.extraction.fields.field_numbers import DATE_PARSER_FIRST_YEAR, DATE_PARSER_LAST_YEAR
from app.extraction.fields.printed_dates import labelled_dates
from app.extraction.findings import Evidence
from app.extraction.hints import Hints
from app.lang.pack import all_packs
from app.publishers.rule import GENERIC
from benchmarks.fuzz.pages import matches

_FETCHED = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
_ZONES = ("Europe/Istanbul", "America/St_Johns", "no such zone", "../x", "", "\x00")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # in a tree
_PACKS = all_packs()


def check(data: bytes) -> None:
    """Check dates: the first byte chooses the language and the sender's hints; the rest is text."""
    choice, text = (data[0] if data else 0), data[1:].decode("utf-8", "ignore")
    pack = _PACKS[choice % len(_PACKS)]
    found = list(read_dates(text, pack.dates, month_first=choice >= 128))
    _check_dates(text, found)
    epoch = read_epoch(text)
    assert epoch is None or epoch.tzinfo is UTC
    list(labelled_dates(text, pack.dates))
    hints: Hints = {"fetched_at": _FETCHED} if choice & 64 else {}
    if choice & 32:
        hints["timezone"] = _ZONES[choice % len(_ZONES)]
    _check_decided(Evidence(_document(text), Layout(), GENERIC, pack, hints=hints))


def _check_dates(text: str, found: list[ReadDate]) -> None:
    at = 0
    for date in found:
        assert 0 <= date.start < date.end <= len(text), f"{date.start} to {date.end} of {len(text)}"
        assert date.end > at, f"{date.end} is not behind {at}"
        assert DATE_PARSER_FIRST_YEAR <= date.moment.year <= DATE_PARSER_LAST_YEAR, date.moment
        assert date.precision != "day" or date.moment.time() == datetime.min.time(), date
        at = date.end


def _document(text: str) -> Document:
    """Return a page with the first half of the text in its head and the second half in its body."""
    root, names = etree.Element("html"), date_names()
    middle = len(text) // 2
    for name in (names.published.metas[0], names.modified.metas[0]):
        for part in (text, text[:middle], text[middle:]):
            etree.SubElement(root, "meta", {"property": name, "content": _FORBIDDEN.sub("", part)})
    return Document(root)


def _check_decided(evidence: Evidence) -> None:
    dates = find_dates(evidence)
    published = find_published(evidence, dates)
    modified = find_modified(evidence, dates, published.value)
    for moment in (published.value.local if published.value else None, modified.value):
        assert moment is None or moment.astimezone(UTC).isoformat()
    if published.value and modified.value:
        assert modified.value > published.value.local


def seeds(pages: Iterable[bytes]) -> Iterator[bytes]:
    """Yield attributes and short lines of pages that have digits."""
    for page in pages:
        for number, text in enumerate(
            matches(r"[^<>\"\n]{0,30}\d{1,4}[^<>\"\d\n]{1,20}\d{2,4}[^<>\"\n]{0,30}", page, 8)
        ):
            yield bytes([number * 37 % 256]) + text


def tokens() -> Iterable[str]:
    """Return names of months and days, fillers and labels of the packs."""
    yield from ("2024-05-06T07:08:09Z", "20240506T0708", "+03:00", "-1200", "GMT", "24:00", "p.m.", "1700000000")
    for pack in (pack.dates for pack in _PACKS):
        yield from (name for names in (*pack.months, *pack.weekdays[:2]) for name in names[:2])
        yield from (*pack.fillers[:4], *pack.published[:4], *pack.modified[:4])
