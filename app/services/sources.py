"""Where an import takes its pages from: a folder, the lines of a batch, or a WARC file; read in order, page by page."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from os import SEEK_END
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn, Protocol

from app.config import Settings
from app.errors import NotHtml, PayloadTooLarge
from app.extraction import Hints
from app.schemas.ingest import IngestRequest, PageOptions
from app.services.hints import hints_of

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
WARC_SUFFIXES = (".warc", ".warc.gz")
_RECORD_END = b"\r\n\r\n"
_GZIP_WINDOW = 31  # zlib's window with a gzip header
_CHUNK = 2**20
_HEAD = 2**16  # bytes of header fields that an answer may have
Given = tuple[bytes, str | None, Hints]


@dataclass(frozen=True)
class Item:
    """A page of a source: its name for messages, how far the source is read with it, and what reads it."""

    name: str
    end: int
    read: Callable[[], Given]


class Source(Protocol):
    """Pages in a stable order; `total` and `end` count the same units."""

    @property
    def total(self) -> int:
        """Units of the whole."""

    def items(self, start: int = 0) -> Iterator[Item]:
        """The pages behind the first `start` units."""


def source_of(path: Path, settings: Settings) -> Source:
    """The source that a path is."""
    if path.is_dir():
        return Folder(path, settings.max_page_bytes)
    if path.name.endswith(WARC_SUFFIXES):
        return Warc(path, settings.max_page_bytes)
    return Lines(path, settings.max_envelope_bytes)


@dataclass(frozen=True)
class Folder:
    """The pages below a folder; counted in pages."""

    path: Path
    limit: int

    @cached_property
    def files(self) -> list[Path]:
        """In a stable order."""
        return [p for p in sorted(self.path.rglob("*")) if p.is_file() and _page_suffix(p) in PAGE_SUFFIXES]

    @property
    def total(self) -> int:
        return len(self.files)

    def items(self, start: int = 0) -> Iterator[Item]:
        for end, file in enumerate(self.files[start:], start + 1):
            yield Item(str(file.relative_to(self.path)), end, partial(self._read, file))

    def _read(self, file: Path) -> Given:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
            return _within(stream.read(self.limit + 1), self.limit), None, Hints()


@dataclass(frozen=True)
class Lines:
    """The lines of a batch that are not blank; counted in bytes."""

    path: Path
    limit: int

    @property
    def total(self) -> int:
        return self.path.stat().st_size

    def items(self, start: int = 0) -> Iterator[Item]:
        end = 0
        with self.path.open("rb") as stream:
            for number, (line, size) in enumerate(_lines(stream, self.limit), 1):
                end += size
                if end > start and line.strip():
                    yield Item(f"line {number}", end, partial(self._read, line))

    def _read(self, line: bytes) -> Given:
        request = IngestRequest.model_validate_json(_within(line, self.limit))
        return request.page(), request.url, hints_of(request, charset="utf-8")


@dataclass(frozen=True)
class Warc:
    """The answers of status 200 in a WARC file that are pages; counted in bytes of the file."""

    path: Path
    limit: int

    @property
    def total(self) -> int:
        return self.path.stat().st_size

    def items(self, start: int = 0) -> Iterator[Item]:
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # a server starts without it

        last = 0
        with self.path.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False):
                last = record.stream_pos
                if last >= start and (item := self._item(record)):
                    yield item
            if not _is_whole(stream, last):
                raise OSError("the file is cut off")

    def _item(self, record: "WarcRecord") -> Item | None:
        """The record is gone with the next one: it is read now, and what is wrong with it is told later.

        Raises:
            OSError: its end is missing; the library takes what is there.
        """
        name = record.headers.get("WARC-Target-URI") or f"record at {record.stream_pos:,}"
        length = record.content_length
        if length > self.limit + _HEAD:
            return Item(name, record.stream_pos + 1, partial(_too_large, self.limit))
        record.freeze()
        if record.content_length < length:
            raise OSError("the file is cut off")
        record.parse_http(auto_decode="all")
        return Item(name, record.stream_pos + 1, self._reader(record)) if _is_page(record) else None

    def _reader(self, record: "WarcRecord") -> Callable[[], Given]:
        page = record.reader.read(self.limit + 1)
        options = {"url": record.headers.get("WARC-Target-URI"), "fetched_at": record.headers.get("WARC-Date")}
        charset = record.http_charset

        def read() -> Given:
            known = PageOptions.model_validate({name: value for name, value in options.items() if value})
            return _within(page, self.limit), known.url, hints_of(known, charset)

        return read


def _is_page(record: "WarcRecord") -> bool:
    headers = record.http_headers
    return bool(headers and headers.status_code == 200 and (record.http_content_type or "").lower() in PAGE_TYPES)


def _is_whole(stream: BinaryIO, start: int) -> bool:
    """Whether the last record, from `start` on, has its end."""
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


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[bytes, int]]:
    """Each line, no longer than one byte above the limit, and how long it is."""
    while line := stream.readline(limit + 2):
        size = len(line)
        while not line.endswith(b"\n") and (more := stream.readline(limit + 2)):
            size += len(more)
            if more.endswith(b"\n"):
                break
        yield line, size


def _too_large(limit: int) -> NoReturn:
    raise PayloadTooLarge(f"at most {limit:,} bytes are accepted")


def _within(data: bytes, limit: int) -> bytes:
    if len(data.rstrip(b"\n")) > limit:
        _too_large(limit)
    if not data:
        raise NotHtml("the file is empty")
    return data


def _page_suffix(path: Path) -> str:
    return Path(path.stem).suffix.lower() if path.suffix == ".gz" else path.suffix.lower()
