"""Save articles in child processes, so that saving slows down neither readers of the server nor an import."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Unpack

from anyio import CancelScope
from sqlalchemy import Engine

from app.config import Settings
from app.errors import NewsError, NotReady
from app.schemas.ingest_models import IngestResult
from app.services.child import Child, ChildEnded
from app.services.ingest_page import SaveOptions, store_article
from app.services.page_engine import Extracted, Refused
from app.services.pool import Pool
from app.services.save_batch import save_batch
from app.store.draft_rows import AnyDraft
from app.store.session import DATABASE_ERRORS, make_engine, turn

Task = tuple[AnyDraft, datetime | None, SaveOptions]
_SECONDS = 60  # time limit of a save, in seconds; longer than the maximum wait for a database lock
POSTGRESQL_WRITERS = 4


class Writer:
    """Saves drafts in child processes: one at a time on SQLite, four at a time on PostgreSQL."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self._engine = engine
        count = 1 if engine.dialect.name == "sqlite" else POSTGRESQL_WRITERS
        self.children = [
            Child(_saving, settings.database_url, settings.statement_seconds, seconds=_SECONDS) for _ in range(count)
        ]
        self._pool = Pool(self.children, "writer")

    async def save(
        self, draft: AnyDraft, fetched_at: datetime | None = None, **options: Unpack[SaveOptions]
    ) -> IngestResult:
        """Save a draft by `store_article` in a child process, and wait for the result.

        If the request is cancelled, this still waits until the save ends.

        Raises:
            NewsError: any error of `store_article`.
            NotReady: the process was killed twice before it answered; the article may have been saved.
        """
        saving = self._pool.submit(lambda child: self._saved(child, (draft, fetched_at, options)))
        with CancelScope(shield=True):
            result = await asyncio.wrap_future(saving)
        if isinstance(result, IngestResult):
            return result
        raise result

    def close(self) -> None:
        """End the child processes; the database rolls back running saves."""
        self._pool.close()

    def _saved(self, child: Child, task: Task) -> IngestResult | Exception:
        with turn(self._engine):  # wait for this thread's turn, because this process writes to SQLite, too
            result: IngestResult | Exception = _run(child, task, "post the page again")
        return result


class BatchWriter:
    """Saves batches of articles in a child process, one batch after another."""

    def __init__(self, database_url: str) -> None:
        self._pool = Pool([Child(_saving_batches, database_url, seconds=_SECONDS)], "writer")

    def start(self, batch: Sequence[Extracted]) -> Callable[[], list[str | Refused]]:
        """Start to save a batch by `save_batch`, and return a function that waits for the outcomes.

        The function raises the errors of `save_batch`, and NotReady if the process was killed twice.
        """
        saving = self._pool.submit(lambda child: _run(child, batch, "start the command again to resume"))
        return lambda: _raised(saving.result())

    def close(self) -> None:
        """End the child process; a running batch is rolled back."""
        self._pool.close()


def _run(child: Child, task: object, advice: str) -> Any:
    try:
        return child.run(task)
    except ChildEnded as ended:
        if ended.has_crashed:
            raise NewsError("the article could not be stored; the log says why") from ended
        raise NotReady(f"storing was interrupted; {advice}", headers={"Retry-After": "2"}) from ended


def _raised(result: list[str | Refused] | Exception) -> list[str | Refused]:
    if isinstance(result, Exception):
        raise result
    return result


@contextmanager
def _saving(database_url: str, statement_seconds: int) -> Iterator[Callable[[Task], IngestResult | Exception]]:
    engine = make_engine(database_url, statement_seconds=statement_seconds)

    def answer(task: Task) -> IngestResult | Exception:
        draft, fetched_at, options = task
        try:
            return store_article(engine, draft, fetched_at, **options)
        except (NewsError, *DATABASE_ERRORS) as error:
            return error

    yield answer
    engine.dispose()


@contextmanager
def _saving_batches(database_url: str) -> Iterator[Callable[[Sequence[Extracted]], list[str | Refused] | Exception]]:
    engine = make_engine(database_url)

    def answer(batch: Sequence[Extracted]) -> list[str | Refused] | Exception:
        try:
            return save_batch(engine, batch)
        except NewsError as error:
            return error

    yield answer
    engine.dispose()
