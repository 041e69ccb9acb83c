"""Import the pages of a source as the API would ingest them: all child processes extract ahead, pages are stored in
order.

After each page, its position is written to a progress file beside the source. An interrupted import resumes at this
position if source and database are unchanged; its last page may be ingested twice, which changes nothing.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from app.config import Settings
from app.errors import ExtractionFailed, NewsError, ServiceError, SettingsError
from app.extraction import Hints
from app.services.page_sources import UNREADABLE, Folder, Item, Lines, Source, SourceBroken, read_ahead
from app.services.warc import Warc

WARC_SUFFIXES = (".warc", ".warc.gz")
Finish = Callable[[], str]
Begin = Callable[[bytes, str | None, Hints], Finish]


def source_of(path: Path, settings: Settings) -> Source:
    """Return the source for a folder, a WARC file, or an NDJSON file."""
    if path.is_dir():
        return Folder(path, settings.max_page_bytes)
    if path.name.lower().endswith(WARC_SUFFIXES):
        return Warc(path, settings.max_page_bytes)
    return Lines(path, settings.max_envelope_bytes)


@dataclass
class ImportResult:
    """Number of pages by outcome, and number of failures."""

    outcomes: Counter[str] = field(default_factory=Counter)
    failed: int = 0


@dataclass(frozen=True)
class Step:
    """An imported or failed page: its end position in the source, and the problem if it failed."""

    end: int
    problem: str | None = None


@dataclass
class Progress:
    """The progress file of an import: position, counts so far, and fingerprints of source and database."""

    file: Path
    marks: Mapping[str, str]

    def load(self) -> tuple[int, ImportResult, str | None]:
        """Return the position and the counts to resume with, and a notice if a progress file had to be ignored."""
        try:
            known = json.loads(self.file.read_bytes())
            others = [name for name, mark in self.marks.items() if known[name] != mark]
            if not others:
                return int(known["end"]), ImportResult(Counter(known["outcomes"]), int(known["failed"])), None
            reason = f"is of another {' and another '.join(others)}"
        except FileNotFoundError:
            return 0, ImportResult(), None
        except (OSError, ValueError, KeyError, TypeError):
            reason = "cannot be read"
        return 0, ImportResult(), f"{self.file} {reason}: starting at the beginning"

    def save(self, end: int, result: ImportResult) -> None:
        """Write the progress file atomically.

        Raises:
            SettingsError: the file cannot be written.
        """
        known = {**self.marks, "end": end, "outcomes": result.outcomes, "failed": result.failed}
        written = self.file.with_name(self.file.name + ".new")
        try:
            written.write_text(json.dumps(known), "utf-8")
            written.replace(self.file)
        except OSError as error:
            hint = "name another with --progress FILE"
            raise SettingsError(f"{self.file} cannot be written ({error.strerror}); {hint}") from error

    def forget(self) -> None:
        """Delete the progress file after the last page."""
        self.file.unlink(missing_ok=True)


class Importer:
    """One run of an import. `begin` starts the extraction of a page and returns a function that stores the page."""

    def __init__(self, source: Source, begin: Begin, progress: Progress, ahead: int = 1) -> None:
        self.source, self.progress, self.ahead = source, progress, ahead
        self.start, self.result, self.notice = progress.load()
        self.is_whole = False  # whether the whole source was read
        self._begin = begin

    def run(self) -> Iterator[Step]:
        """Import page by page.

        A page that fails does not stop the run; a damaged source ends the run with a problem.
        """
        end = self.start
        try:
            for item, begun in read_ahead(self.source.items(self.start), self._started, self.ahead):
                end = item.end
                yield self._done(item, begun)
        except SourceBroken as broken:
            self.result.failed += 1
            yield Step(end, f"the source cannot be read after {end:,}: {broken.detail}")
        else:
            self.is_whole = True
            self.progress.forget()

    def _started(self, item: Item) -> Finish | str:
        try:
            return self._begin(*item.read())
        except UNREADABLE as error:
            return reason(error)

    def _done(self, item: Item, finish: Finish | str) -> Step:
        problem = finish if isinstance(finish, str) else None
        if not isinstance(finish, str):
            try:
                self.result.outcomes[finish()] += 1
            except NewsError as error:
                if isinstance(error, ServiceError) and not isinstance(error, ExtractionFailed):
                    raise  # stop: the error is of the service, not of the page; a later run resumes at this page
                problem = error.detail
        self.result.failed += problem is not None
        self.progress.save(item.end, self.result)
        return Step(item.end, f"{item.name}: {problem}" if problem else None)


def reason(error: Exception) -> str:
    """Say in one line why a page could not be read."""
    if isinstance(error, NewsError):
        return error.detail
    if isinstance(error, ValidationError):
        return "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg']}" for e in error.errors(include_input=False)
        )
    return str(error)
