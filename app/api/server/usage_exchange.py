"""Exchange the counts of the rate limits with other servers through the database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool

from app.api.state.rate_limits import RateLimits, Usage
from app.store.session import DATABASE_ERRORS, reason_of

EXCHANGE_SECONDS = 1
_LOG = structlog.get_logger()


@asynccontextmanager
async def usage_exchanged(rates: RateLimits, engine: Engine) -> AsyncIterator[None]:
    """Exchange counts with the other servers on this database while the `with` body runs.

    At its end, wait for a running exchange: its thread holds a connection, which the engine could not close. On SQLite
    this does nothing, because all requests go to one server.
    """
    if engine.dialect.name == "sqlite":
        yield
        return
    ended = asyncio.Event()
    exchanging = asyncio.create_task(_exchange(rates, engine, ended))
    yield
    ended.set()
    await asyncio.wait([exchanging])


async def _exchange(rates: RateLimits, engine: Engine, ended: asyncio.Event) -> None:
    """Exchange counts once a second until `ended` is set. If the database fails, each server counts alone."""
    from app.store.usage import add_usage  # only servers on PostgreSQL need this module

    async def add(minute: int, used: Usage) -> Usage:
        return await run_in_threadpool(add_usage, engine, minute, used)

    while True:
        with suppress(TimeoutError):
            async with asyncio.timeout(EXCHANGE_SECONDS):
                await ended.wait()
                return
        try:
            await rates.exchange(add)
        except DATABASE_ERRORS as error:
            _LOG.warning("rate limits are not shared", reason=reason_of(error))
