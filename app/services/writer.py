"""Save articles in child processes, so that saving slows down neither readers of the server nor an import."""

import asyncio
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import datetime
from threading import Lock
from typing import Any, Unpack

from anyio import CancelScope
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app.config import Settings
from app.errors import NewsError, NotReady, Overloaded
from app.schemas.ingest_models import IngestResult
from app.services.child import Child, ChildEnded
from app.services.ingest_page import Posted, SaveOptions, store_article, store_articles
from app.services.page_engine import Extracted, Refused
from app.services.pool import Pool
from app.services.save_batch import save_batch
from app.store.draft_rows import AnyDraft, unpacked
from app.store.session import DATABASE_ERRORS, make_engine, turn

Task = tuple[AnyDraft, datetime | None, SaveOptions]
Answer = IngestResult | Exception
Waiting = tuple[Task, Future[Answer]]
# A save is stopped when it has used this many seconds of processor time, or has waited for this many seconds, for
# example for the database. Most waits for a lock end earlier: on SQLite after 30 s, and in a server on PostgreSQL after
# NEWS_STATEMENT_SECONDS.
_SECONDS = 60
POSTGRESQL_WRITERS = 2  # two processes, so that one prepares a save while the other waits for its commit
TOGETHER = 16  # maximum number of drafts that one transaction saves; further drafts wait for the next one


class Writer:
    """Saves drafts in child processes: one process on SQLite, two on PostgreSQL.

    Drafts that arrive during a save wait. The next save takes all drafts that wait, at most TOGETHER, in one
    transaction.
    """

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self._engine = engine
        count = 1 if engine.dialect.name == "sqlite" else POSTGRESQL_WRITERS
        self.children = [
            Child(_saving, settings.database_url, settings.statement_seconds, seconds=_SECONDS) for _ in range(count)
        ]
        self._pool = Pool(self.children, "writer")
        self._waiting, self._taking = deque[Waiting](), Lock()

    async def save(
        self, draft: AnyDraft, fetched_at: datetime | None = None, **options: Unpack[SaveOptions]
    ) -> IngestResult:
        """Let a child process save a draft with `store_article`, and wait for the result.

        This waits for the end of the save even if the request is cancelled.

        Raises:
            NewsError: any error of `store_article`.
            NotReady: the process was killed twice before it answered; the article may have been saved.
        """
        saving = Future[Answer]()
        self._waiting.append(((draft, fetched_at, options), saving))
        self._pool.submit(self._save_waiting)
        with CancelScope(shield=True):
            result = await asyncio.wrap_future(saving)
        if isinstance(result, IngestResult):
            return result
        raise result

    def close(self) -> None:
        """End the child processes; the database rolls back running saves."""
        self._pool.close()
        for _, saving in self._waiting:
            saving.cancel()

    def _save_waiting(self, child: Child) -> None:
        """Save the drafts that wait, at most TOGETHER. Do nothing if earlier calls have already taken all of them."""
        taken: list[Waiting] = []
        try:
            with turn(self._engine):  # wait behind the other writers of this process, because SQLite has one write lock
                taken = self._take()
                answers = _answers(child, [task for task, _ in taken])
        except NotReady as error:
            taken = taken or self._take()
            answers = [error] * len(taken)
        finally:
            if unexpected := sys.exception():
                for _, saving in taken:  # tell the requests that wait for these drafts; else they would wait for ever
                    saving.set_exception(unexpected)
        for (_, saving), answer in zip(taken, answers, strict=True):
            saving.set_result(answer)

    def _take(self) -> list[Waiting]:
        """Take waiting drafts that may be saved together, the one that has waited longest first."""
        taken: list[Waiting] = []
        with self._taking:
            while self._waiting and len(taken) < TOGETHER:
                if taken and any(_is_alone(one) for one, _ in (taken[0], self._waiting[0])):
                    break
                one = self._waiting.popleft()
                if one[1].set_running_or_notify_cancel():
                    taken.append(one)
        return taken


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


def _is_alone(task: Task) -> bool:
    """Return whether a save needs a transaction of its own: it has a precondition, or may restore a deleted article."""
    _, _, options = task
    return bool(options.get("restore") or options.get("precondition"))


def _answers(child: Child, tasks: Sequence[Task]) -> list[Answer]:
    """Save drafts in the child, and return the answer to each. If they crash the child, save each alone."""
    if not tasks:
        return []
    try:
        answers: list[Answer] = _run(child, tasks, "post the page again")
    except (NotReady, Overloaded) as error:
        return [error] * len(tasks)
    except NewsError as error:
        return [error] if len(tasks) == 1 else [_answers(child, [task])[0] for task in tasks]
    return answers


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
def _saving(database_url: str, statement_seconds: int) -> Iterator[Callable[[Sequence[Task]], list[Answer]]]:
    engine = make_engine(database_url, statement_seconds=statement_seconds)
    yield lambda tasks: _stored_together(engine, tasks) if len(tasks) > 1 else [_stored(engine, tasks[0])]
    engine.dispose()


def _stored_together(engine: Engine, tasks: Sequence[Task]) -> list[Answer]:
    """Save drafts in one transaction. If one of them cannot be saved, save each in a transaction of its own."""
    posted = (Posted(unpacked(draft), at, options.get("page"), options.get("key")) for draft, at, options in tasks)
    try:
        return [*store_articles(engine, list(posted))]
    except DATABASE_ERRORS as error:
        return [error] * len(tasks)
    except (NewsError, DBAPIError):
        return [_stored(engine, task) for task in tasks]


def _stored(engine: Engine, task: Task) -> Answer:
    draft, fetched_at, options = task
    try:
        return store_article(engine, draft, fetched_at, **options)
    except (NewsError, *DATABASE_ERRORS) as error:
        return error


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
