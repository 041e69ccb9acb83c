"""Import a folder of pages or an NDJSON file, one article at a time, through the same ingest as the API."""

import gzip
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from app.errors import NewsError
from app.extraction import Hints
from app.schemas.ingest import IngestRequest
from app.services.hints import hints_of

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
Ingest = Callable[[bytes, str | None, Hints], str]


@dataclass
class ImportResult:
    """How many pages had which outcome, and how many failed."""

    outcomes: Counter[str] = field(default_factory=Counter)
    failed: int = 0


@dataclass
class Importer:
    """One run over a path; `ingest` stores a page durably and returns the outcome."""

    path: Path
    ingest: Ingest
    result: ImportResult = field(default_factory=ImportResult)

    @property
    def total(self) -> int:
        """Pages to import."""
        if self.path.is_dir():
            return sum(1 for _ in page_files(self.path))
        with self.path.open("rb") as lines:
            return sum(1 for line in lines if line.strip())

    def run(self) -> Iterator[str | None]:
        """Import page by page; each step gives the problem of that page, or None. A bad page fails alone."""
        for name, read in self._sources():
            try:
                page, url, hints = read()
                self.result.outcomes[self.ingest(page, url, hints)] += 1
                yield None
            except (NewsError, ValidationError, OSError, EOFError, zlib.error) as error:
                self.result.failed += 1
                yield f"{name}: {_reason(error)}"

    def _sources(self) -> Iterator[tuple[str, Callable[[], tuple[bytes, str | None, Hints]]]]:
        if self.path.is_dir():
            for file in page_files(self.path):
                yield file.name, lambda file=file: (read_page(file), None, Hints())  # type: ignore[misc]
        else:
            with self.path.open("rb") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield f"line {number}", lambda line=line: read_line(line)  # type: ignore[misc]


def page_files(folder: Path) -> Iterator[Path]:
    """Pages below a folder, in a stable order."""
    return (p for p in sorted(folder.rglob("*")) if p.is_file() and _page_suffix(p) in PAGE_SUFFIXES)


def read_page(file: Path) -> bytes:
    """The bytes of a page; `.gz` is unpacked."""
    data = file.read_bytes()
    return gzip.decompress(data) if file.suffix == ".gz" else data


def read_line(line: bytes) -> tuple[bytes, str | None, Hints]:
    """Page, address and hints of one NDJSON line."""
    request = IngestRequest.model_validate_json(line)
    return request.page(), request.url, hints_of(request, charset="utf-8")


def _page_suffix(path: Path) -> str:
    return Path(path.stem).suffix.lower() if path.suffix == ".gz" else path.suffix.lower()


def _reason(error: Exception) -> str:
    if isinstance(error, NewsError):
        return error.detail
    if isinstance(error, ValidationError):
        return "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg']}" for e in error.errors(include_input=False)
        )
    return str(error)
