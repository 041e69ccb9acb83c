"""Saves articles in a child process, so that saving does not slow down readers in the server."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Unpack

from anyio import CancelScope
from sqlalchemy import Engine

from app.config import Settings
from app.errors import NewsError, NotReady
from app.schemas.ingest_models import IngestResult
from app.services.child import Child, ChildEnded
from app.services.ingest_page import SaveOptions, store_article
from app.services.pool import Pool
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
        try:
            with turn(self._engine):  # wait for this thread's turn: this process writes to SQLite, too
                result: IngestResult | Exception = child.run(task)
        except ChildEnded as ended:
            if ended.has_crashed:
                raise NewsError("the article could not be stored; the log says why") from ended
            raise NotReady("storing was interrupted; post the page again", headers={"Retry-After": "2"}) from ended
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
