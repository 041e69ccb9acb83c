"""Read sources of pages (a folder, a single page, or an NDJSON file) in order and page by page."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import NoReturn, Protocol

from pydantic import ValidationError

from app.errors import NewsError, NotHtml, PayloadTooLarge
from app.extraction import Hints
from app.schemas.ingest_models import IngestRequest
from app.services.sender_hints import hints_of

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
DAMAGED = (OSError, EOFError, zlib.error)  # exceptions that reading a damaged archive or page may raise
UNREADABLE = (NewsError, ValidationError, *DAMAGED)  # exceptions that reading one page may raise
Given = tuple[bytes, str | None, Hints]


@dataclass(frozen=True)
class Item:
    """A page of a source that is not read yet. It can be pickled and read in another process."""

    name: str  # shown in messages
    end: int  # position after the page in the source
    read: Callable[[], Given]
    url: str | None = None  # URL of the page; None if it is only known when the page is read


class Source(Protocol):
    """A source of pages, in an order that does not change. Positions and sizes are counted in pages or in bytes."""

    @property
    def total(self) -> int | None:
        """Size of the source, in pages or bytes; None if unknown in advance."""

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the source: it changes whenever the content may have changed."""

    def items(self, start: int = 0) -> Iterator[Item]:
        """Yield the pages that come after the first `start` units (pages or bytes) of the source.

        Raises:
            OSError, EOFError, zlib.error: the source is damaged.
        """


@dataclass(frozen=True)
class Folder:
    """Source of the pages below a folder, or of a single page. Its progress is counted in pages."""

    path: Path
    limit: int

    @cached_property
    def files(self) -> list[Path]:
        """The files of the pages, sorted."""
        if self.path.is_file():
            return [self.path]
        return [p for p in sorted(self.path.rglob("*")) if p.is_file() and is_page(p)]

    @property
    def total(self) -> int | None:
        return len(self.files)

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(*self.files)

    def items(self, start: int = 0) -> Iterator[Item]:
        above = self.path.parent if self.path.is_file() else self.path
        for end, file in enumerate(self.files[start:], start + 1):
            yield Item(str(file.relative_to(above)), end, partial(_read_page, file, self.limit))


@dataclass(frozen=True)
class Lines:
    """Source of the pages in the lines of an NDJSON file.

    Its progress is counted in uncompressed bytes. Blank lines are skipped.
    """

    path: Path
    limit: int

    @property
    def total(self) -> int | None:
        return None if self._is_packed else self.path.stat().st_size

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.path)

    def items(self, start: int = 0) -> Iterator[Item]:
        end = 0
        with gzip.open(self.path) if self._is_packed else self.path.open("rb") as stream:
            for number, (line, size) in enumerate(_lines(stream, self.limit), 1):
                end += size
                if end > start and line.removeprefix(_BYTE_ORDER_MARK).strip():
                    yield Item(f"line {number}", end, partial(_read_line, line, self.limit))

    @property
    def _is_packed(self) -> bool:
        return self.path.suffix.lower() == ".gz"


def _read_page(file: Path, limit: int) -> Given:
    with gzip.open(file) if file.suffix.lower() == ".gz" else file.open("rb") as stream:
        return within(stream.read(limit + 1), limit), None, Hints()


def _read_line(line: bytes, limit: int) -> Given:
    line = within(line, limit).removeprefix(_BYTE_ORDER_MARK)
    request = IngestRequest.model_validate_json(line)
    return request.page(), request.url, hints_of(request, charset="utf-8")


def _lines(stream: io.BufferedIOBase, limit: int) -> Iterator[tuple[bytes, int]]:
    """Yield each line of a file with its length in bytes.

    A line longer than `limit` is cut to a little more than `limit` bytes.
    """
    while line := stream.readline(limit + 2):
        size = len(line)
        while not line.endswith(b"\n") and (more := stream.readline(limit + 2)):
            size += len(more)
            if more.endswith(b"\n"):
                break
        yield line, size


def too_large(limit: int) -> NoReturn:
    """Raise PayloadTooLarge for a page or line above `limit` bytes."""
    raise PayloadTooLarge(f"at most {limit:,} bytes are accepted")


def within(data: bytes, limit: int) -> bytes:
    """Return `data` unchanged. Raises NotHtml if it is empty, PayloadTooLarge if it exceeds `limit`."""
    if len(data.rstrip(b"\n")) > limit:
        too_large(limit)
    if not data:
        raise NotHtml("the file is empty")
    return data


def is_page(path: Path) -> bool:
    """Return whether a file has the name of a page, such as `a.html` or `a.html.gz`."""
    name = Path(path.stem) if path.suffix.lower() == ".gz" else path
    return name.suffix.lower() in PAGE_SUFFIXES


def fingerprint_of(*paths: Path) -> str:
    """Return a hash of the paths, sizes and modification times of files."""
    digest = sha256()
    for path in paths:
        known = path.stat()
        digest.update(f"{path.absolute()}\0{known.st_size}\0{known.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
