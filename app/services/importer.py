"""Import pages of sources as if they were posted. An engine extracts several at a time; articles are stored in batches.

After each transaction, the position in the sources is written to a progress file. An interrupted import resumes at this
position, if sources and database are the same. The articles of one transaction may then be stored again, which changes
nothing.
"""

import json
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import SettingsError
from app.services.dead_letters import DeadLetters
from app.services.page_engine import Extracted, Found, PageEngine, Refused, results
from app.services.source_list import START, Place, Placed, SourceList

MAX_PAGES = 200  # maximum number of pages of a batch; as soon as this many are gathered, they are stored
GATHER_SECONDS = 0.5  # after this many seconds, a batch is stored even if it has fewer pages
Outcomes = Callable[[], Sequence[str | Refused]]
# Function that begins to store the first articles of a sequence, at least one, in a transaction. It returns a function
# that waits for the end of the transaction, and returns the outcome of each stored article.
Save = Callable[[Sequence[Extracted]], Outcomes]


@dataclass
class ImportResult:
    """Number of pages by outcome, and number of refused pages."""

    outcomes: Counter[str] = field(default_factory=Counter)
    failed: int = 0


@dataclass(frozen=True)
class Step:
    """An imported or refused page."""

    # how much of the sources has been read, up to the end of this page: pages or bytes (see `SourceList.total`)
    end: int
    problem: str | None = None  # why the page was refused


@dataclass(frozen=True)
class Reached:
    """State of an import after a page."""

    place: Place = START  # position in the sources
    result: ImportResult = field(default_factory=ImportResult)
    letters: int = 0  # size of the dead-letter file, in bytes
    notice: str | None = None  # why the import starts at the beginning, although it has a progress file


@dataclass
class Progress:
    """The progress file of an import.

    `marks`: fingerprints of the sources and of the database of this import. A file with other fingerprints is not used.
    """

    file: Path
    marks: Mapping[str, str]

    def load(self) -> "Reached":
        """Return the state to resume from. A file that cannot be used gives the start, and its `notice` says why."""
        try:
            known = json.loads(self.file.read_bytes())
            others = [name for name, mark in self.marks.items() if known[name] != mark]
            if not others:
                counts = ImportResult(Counter(known["outcomes"]), int(known["failed"]))
                return Reached(Place(int(known["part"]), int(known["end"])), counts, int(known["letters"]))
            reason = f"is of another {' and another '.join(others)}"
        except FileNotFoundError:
            return Reached()
        except (OSError, ValueError, KeyError, TypeError):
            reason = "cannot be read"
        return Reached(notice=f"{self.file} {reason}: starting at the beginning")

    def save(self, reached: "Reached") -> None:
        """Write the progress file atomically.

        Raises:
            SettingsError: the file cannot be written.
        """
        counts = {"outcomes": reached.result.outcomes, "failed": reached.result.failed, "letters": reached.letters}
        known = {**self.marks, **reached.place._asdict(), **counts}
        written = self.file.with_name(self.file.name + ".new")
        try:
            written.write_text(json.dumps(known), "utf-8")
            written.replace(self.file)
        except OSError as error:
            hint = "name another with --progress FILE"
            raise SettingsError(f"{self.file} cannot be written ({error.strerror}); {hint}") from error

    def forget(self) -> None:
        """Delete the progress file, because the import is complete."""
        self.file.unlink(missing_ok=True)


class Importer:
    """One run of an import over its sources."""

    def __init__(
        self,
        sources: SourceList,
        engine: PageEngine,
        save: Save,
        progress: Progress,
        letters: DeadLetters | None = None,
        most: int = MAX_PAGES,
    ) -> None:
        self.sources, self._engine, self._save, self._progress = sources, engine, save, progress
        self._letters, self._most = letters or DeadLetters(None), most
        reached = progress.load()
        self.place, self.result, self.notice = reached.place, reached.result, reached.notice
        self._storing: tuple[deque[tuple[Placed, Found]], Outcomes] | None = None
        self.start = sources.done(self.place)
        self._letters.resume(reached.letters)

    def run(self) -> Iterator[Step]:
        """Import page by page. A failed page or a damaged source is reported as a step and does not stop the import.

        Raises:
            ServiceError: the service failed, not a page. The next run resumes after the last stored page.
        """
        try:
            yield from self._steps()
        finally:
            self._letters.close()
        self._progress.forget()

    def _steps(self) -> Iterator[Step]:
        """Yield a step for each page. The pages of the next batch are gathered while the batch before it is stored."""
        gathered, begun = deque[tuple[Placed, Found]](), time.monotonic()
        for found in results(self._engine, self.sources, self.place):
            gathered.append(found)
            if len(gathered) >= self._most or time.monotonic() - begun >= GATHER_SECONDS:
                yield from self._stored(gathered)
                self._store(gathered)
                begun = time.monotonic()
        while gathered or self._storing:
            yield from self._stored(gathered)
            self._store(gathered)

    def _store(self, gathered: deque[tuple[Placed, Found]]) -> None:
        """Move the first gathered pages to a new batch, and start to store it."""
        batch = deque(gathered.popleft() for _ in range(min(self._most, len(gathered))))
        drafts = [found for _, found in batch if isinstance(found, Extracted)]
        if batch:
            self._storing = batch, self._save(drafts) if drafts else tuple

    def _stored(self, gathered: deque[tuple[Placed, Found]]) -> list[Step]:
        """Wait until the running batch is stored.

        Pages of the batch that the transaction did not store return to the beginning of `gathered`.
        """
        if self._storing is None:
            return []
        (batch, wait), steps = self._storing, []
        outcomes = iter(wait())
        while batch:
            placed, found = batch[0]
            outcome = next(outcomes, None) if isinstance(found, Extracted) else found
            if outcome is None:
                break
            steps.append(self._done(placed, outcome))
            batch.popleft()
        gathered.extendleft(reversed(batch))
        self._storing = None
        self._letters.flush()
        self._progress.save(Reached(self.place, self.result, self._letters.size))
        return steps

    def _done(self, placed: Placed, outcome: str | Refused) -> Step:
        self.place = placed.place
        end = self.sources.done(placed.place)
        if isinstance(outcome, str):
            self.result.outcomes[outcome] += 1
            return Step(end)
        self.result.failed += 1
        self._letters.add(placed, outcome)
        return Step(end, f"{placed.item.name}: {outcome.detail}" if placed.item.name else outcome.detail)
