"""The app over a database without a server and without child processes, for tests that ask thousands of times."""

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, Unpack

import httpx
import structlog
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI
from sqlalchemy import event
from starlette.concurrency import run_in_threadpool

from app.config import Settings
from app.extraction import Hints, Trace, trace
from app.main import create_app
from app.schemas.ingest_models import IngestResult
from app.services.extractor import with_rows, with_rows_and_page
from app.services.ingest_page import SaveOptions, store_article
from app.store.draft_rows import AnyDraft, PackedDraft
from app.store.session import make_engine

T = TypeVar("T")


class Extractor:
    """Extraction in this process; it can be held."""

    def __init__(self) -> None:
        self.begun, self.free = asyncio.Event(), asyncio.Event()
        self.free.set()

    def check_free(self) -> None:
        """Never refuse a page."""

    async def trace(self, page: bytes, url: str | None, hints: Hints, _spent: object, *, with_dropped: bool) -> Trace:
        self.begun.set()
        await self.free.wait()
        found = trace(page, url, **hints)
        return found if with_dropped else replace(found, dropped=())

    async def pack(self, page: bytes, url: str | None, hints: Hints, spent: object, *, with_page: bool) -> PackedDraft:
        traced = await self.trace(page, url, hints, spent, with_dropped=False)
        return (with_rows_and_page if with_page else with_rows)(traced, page)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Make extractions wait until the end of the block."""
        self.begun.clear()
        self.free.clear()
        try:
            yield
        finally:
            self.free.set()


class Writer:
    """Saving in a thread of this process."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    async def save(
        self, draft: AnyDraft, fetched_at: datetime | None = None, **options: Unpack[SaveOptions]
    ) -> IngestResult:
        saving = partial(store_article, self._app.state.engine, draft, fetched_at, **options)
        return await run_in_threadpool(saving)

    def close(self) -> None:
        """Do nothing: there are no processes to stop."""


class Service:
    """The app behind a client; `open` gives it a new database."""

    def __init__(self, new_database: Callable[[], str]) -> None:
        self._new_database = new_database
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
        self._portal_context = start_blocking_portal()  # one loop for all requests, which keeps its threads
        self._portal = self._portal_context.__enter__()
        self.app = create_app(Settings(database_url="sqlite://", rate_limits="off"))
        self.app.state.extractor = self.extractor = Extractor()
        self.app.state.writer = Writer(self.app)
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app), base_url="http://service", headers={"Accept-Encoding": "identity"}
        )

    def open(self) -> None:
        state = self.app.state
        state.engine.dispose()
        state.engine, state.cursor_secret = make_engine(self._new_database()), None
        if state.engine.dialect.name == "sqlite":
            event.listen(state.engine, "connect", _in_a_hurry)

    def close(self) -> None:
        self._portal.call(self._client.aclose)
        self._portal_context.__exit__(None, None, None)
        self.app.state.engine.dispose()
        structlog.reset_defaults()

    def run(self, work: Callable[[], Awaitable[T]]) -> T:
        """Run work that sends several requests in parallel, and return its result."""
        return self._portal.call(work)

    async def ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        return await self._client.request(method, path, **request)

    def __call__(self, method: str, path: str, **request: Any) -> httpx.Response:
        return self.run(partial(self.ask, method, path, **request))


def _in_a_hurry(connection: Any, _record: object) -> None:
    """These databases need not outlive the machine."""
    connection.execute("PRAGMA synchronous=OFF")


def sqlite_databases(template: Path, folder: Path) -> Callable[[], str]:
    """Makes new, migrated databases; each replaces the previous one."""

    def new() -> str:
        for ending in ("-wal", "-shm"):
            (folder / f"news.db{ending}").unlink(missing_ok=True)
        shutil.copy(template, folder / "news.db")
        return f"sqlite:///{folder / 'news.db'}"

    return new
