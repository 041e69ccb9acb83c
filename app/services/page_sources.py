"""Read the sources of an import, a folder of pages or an NDJSON file, in order and page by page."""

import gzip
import io
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import NoReturn, Protocol, TypeVar

from pydantic import ValidationError

from app.errors import NewsError, NotHtml, PayloadTooLarge
from app.extraction import Hints
from app.schemas.ingest_models import IngestRequest
from app.services.sender_hints import hints_of

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BROKEN = (OSError, EOFError, zlib.error)
UNREADABLE = (NewsError, ValidationError, *_BROKEN)  # errors that reading one page may raise
Given = tuple[bytes, str | None, Hints]
Begun = TypeVar("Begun")


class SourceBroken(NewsError):
    """Raised if a source breaks off: a damaged archive, or a file that cannot be read."""


@dataclass(frozen=True)
class Item:
    """A page of a source: its name for messages, its end position in the source, and a function that reads the page."""

    name: str
    end: int
    read: Callable[[], Given]


class Source(Protocol):
    """Pages in a stable order. `total` and `Item.end` count the same units: pages or bytes."""

    @property
    def total(self) -> int | None:
        """Size of the source, in pages or bytes; None if unknown in advance."""

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the source: it changes whenever the content may have changed."""

    def items(self, start: int = 0) -> Iterator[Item]:
        """Yield the pages after the first `start` units.

        Raises:
            OSError, EOFError, zlib.error: the source is damaged.
        """


@dataclass(frozen=True)
class Folder:
    """The pages in a folder and its subfolders; positions are counted in pages."""

    path: Path
    limit: int

    @cached_property
    def files(self) -> list[Path]:
        """The paths of the pages, sorted."""
        return [p for p in sorted(self.path.rglob("*")) if p.is_file() and _page_suffix(p) in PAGE_SUFFIXES]

    @property
    def total(self) -> int | None:
        return len(self.files)

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(*self.files)

    def items(self, start: int = 0) -> Iterator[Item]:
        for end, file in enumerate(self.files[start:], start + 1):
            yield Item(str(file.relative_to(self.path)), end, partial(self._read, file))

    def _read(self, file: Path) -> Given:
        with gzip.open(file) if file.suffix.lower() == ".gz" else file.open("rb") as stream:
            return within(stream.read(self.limit + 1), self.limit), None, Hints()


@dataclass(frozen=True)
class Lines:
    """The non-blank lines of an NDJSON file; positions are counted in uncompressed bytes."""

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
                    yield Item(f"line {number}", end, partial(self._read, line))

    @property
    def _is_packed(self) -> bool:
        return self.path.suffix.lower() == ".gz"

    def _read(self, line: bytes) -> Given:
        line = within(line, self.limit).removeprefix(_BYTE_ORDER_MARK)
        request = IngestRequest.model_validate_json(line)
        return request.page(), request.url, hints_of(request, charset="utf-8")


def read_ahead(items: Iterable[Item], begin: Callable[[Item], Begun], ahead: int) -> Iterator[tuple[Item, Begun]]:
    """Yield each page with the result of `begin` for it, in order; `begin` is called up to `ahead` pages in advance.

    Raises:
        SourceBroken: the source is damaged; pages before the damage are yielded first.
    """
    begun = deque[tuple[Item, Begun]]()
    broken: Exception | None = None
    try:
        for item in items:
            begun.append((item, begin(item)))
            if len(begun) > ahead:
                yield begun.popleft()
    except _BROKEN as error:
        broken = error
    yield from begun
    if broken:
        raise SourceBroken(str(broken)) from broken


def _lines(stream: io.BufferedIOBase, limit: int) -> Iterator[tuple[bytes, int]]:
    """Yield each line, cut to one byte more than the limit, and its full length in bytes."""
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


def _page_suffix(path: Path) -> str:
    return Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def fingerprint_of(*paths: Path) -> str:
    """Hash the paths, sizes and modification times of files."""
    digest = sha256()
    for path in paths:
        known = path.stat()
        digest.update(f"{path.absolute()}\0{known.st_size}\0{known.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
