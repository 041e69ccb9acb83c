"""Read WARC files as a source of an import: every HTTP response with status 200 and an HTML media type is a page."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from os import SEEK_END
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from app.schemas.ingest_models import PageOptions
from app.services.page_sources import Given, Item, fingerprint_of, too_large, within
from app.services.sender_hints import hints_of

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_RECORD_END = b"\r\n\r\n"
_GZIP_WINDOW = 31  # value of zlib's `wbits` to decode gzip
_CHUNK = 2**20
# maximum size of an HTTP response's status line and headers, in bytes: a response may be this much larger than a page
_HEAD = 2**16


@dataclass(frozen=True)
class Warc:
    """Source of the pages of a WARC file. Its progress is counted in bytes of the file."""

    path: Path
    limit: int

    @property
    def total(self) -> int | None:
        return self.path.stat().st_size

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.path)

    def items(self, start: int = 0) -> Iterator[Item]:
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # imported here: servers do not need it

        last = 0
        with self.path.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False):
                last = record.stream_pos
                if last >= start and record.is_http and (item := self._item(record)):
                    yield item
            if not _is_whole(stream, last):
                raise OSError("the file is cut off")

    def _item(self, record: "WarcRecord") -> Item | None:
        """Return the page of a record, or None if the record is not a page.

        The bytes of the record are read at once, because the library frees them when it moves to the next record. A
        damaged page is reported later, when the item is read.

        Raises:
            OSError: the record is cut off. The library itself does not report this.
        """
        url = _bare(record.headers.get("WARC-Target-URI"))
        name, end, length = url or f"record at {record.stream_pos:,}", record.stream_pos + 1, record.content_length
        if length > self.limit + _HEAD:
            return Item(name, end, partial(too_large, self.limit), url)
        block = record.reader.read(length)
        if len(block) < length:
            raise OSError("the file is cut off")
        if not _is_page(block):
            return None
        answer = Answer(block, url, record.headers.get("WARC-Date"), record.headers.get("WARC-Truncated"))
        return Item(name, end, partial(answer.read, self.limit), url)


@dataclass(frozen=True)
class Answer:
    """An HTTP response in a WARC record, and the headers of the record."""

    block: bytes
    url: str | None
    fetched_at: str | None
    truncated: str | None

    def read(self, limit: int) -> Given:
        """Return the page, decoded, with its URL and the hints about it.

        Raises:
            OSError, EOFError, zlib.error: the body does not match its `Content-Encoding`, or is cut off.
        """
        if self.truncated:
            raise EOFError(f"the page was cut when it was fetched ({self.truncated})")
        given = {"url": self.url, "fetched_at": self.fetched_at}
        known = PageOptions.model_validate({name: value for name, value in given.items() if value})
        charset = _parsed(self.block, "none").http_charset
        return within(_body(self.block, limit), limit), known.url, hints_of(known, charset)


def _bare(address: str | None) -> str | None:
    """Strip the angle brackets that GNU wget puts around addresses."""
    return address and address.strip().removeprefix("<").removesuffix(">")


def _parsed(block: bytes, decode: Literal["none", "transfer", "all"]) -> "WarcRecord":
    """Parse the response of one record by itself: a damaged response must not end the iteration over the file."""
    from fastwarc.warc import WarcRecord

    record = WarcRecord()
    record.set_bytes_content(block)
    record.is_http = True
    record.parse_http(auto_decode=decode)
    return record


def _is_page(block: bytes) -> bool:
    try:
        record = _parsed(block, "none")
    except OSError:
        return True  # treat a damaged response as a page: the error is reported when the item is read
    headers = record.http_headers
    return bool(headers and headers.status_code == 200 and (record.http_content_type or "").lower() in PAGE_TYPES)


def _body(block: bytes, limit: int) -> bytes:
    """Return at most `limit` + 1 bytes of the decoded body: one byte too many shows that the body is too large.

    The code here decodes gzip and deflate, because the library would accept truncated bodies.
    """
    record = _parsed(block, "transfer")
    coding = (record.http_headers.get("Content-Encoding") or "").strip().lower()
    if coding in ("gzip", "x-gzip"):
        return gzip.open(BytesIO(record.reader.read())).read(limit + 1)
    if coding == "deflate":
        decoder = zlib.decompressobj()
        page = decoder.decompress(record.reader.read(), limit + 1)
        if len(page) <= limit and not decoder.eof:
            raise EOFError("the deflate body is cut off")
        return page
    return _parsed(block, "all").reader.read(limit + 1)


def _is_whole(stream: BinaryIO, start: int) -> bool:
    """Return whether the file's last record, which begins at `start`, is complete."""
    stream.seek(start)
    if stream.read(2) != b"\x1f\x8b":
        stream.seek(max(start, stream.seek(0, SEEK_END) - len(_RECORD_END)))
        return stream.read() in (_RECORD_END, b"")
    stream.seek(start)
    member = zlib.decompressobj(_GZIP_WINDOW)
    while data := stream.read(_CHUNK):
        while data:
            member = zlib.decompressobj(_GZIP_WINDOW) if member.eof else member
            member.decompress(data)
            data = member.unused_data
    return member.eof
