"""The exchange of the counts of rate limits: its end."""

import asyncio
import threading
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine

from app.api.server import usage_exchange
from app.api.server.usage_exchange import usage_exchanged
from app.api.state.rate_limits import RateLimits, Usage
from app.config import Settings
from app.store import usage
from app.store.session import make_engine

HOPS = 100  # turns of the event loop in which a context that does not wait has ended long ago


def test_leaving_the_with_block_waits_for_a_running_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the engine is disposed while a thread uses a connection, which nobody closes then."""
    begun, release, ended = threading.Event(), threading.Event(), threading.Event()
    request: Any = SimpleNamespace(state=SimpleNamespace(client=SimpleNamespace(name="address:127.0.0.1")))

    def add_usage(_engine: Engine, _minute: int, used: Usage) -> Usage:
        begun.set()
        release.wait()
        ended.set()
        return used

    async def release_later() -> None:
        for _ in range(HOPS):
            await asyncio.sleep(0)
        release.set()

    async def exchange() -> None:
        rates = RateLimits(Settings())
        rates.charge(request, 1)
        async with usage_exchanged(rates, make_engine("postgresql://nowhere.example/news")):
            await asyncio.to_thread(begun.wait)
            releasing = asyncio.create_task(release_later())
        was_ended = ended.is_set()
        await releasing
        assert was_ended

    monkeypatch.setattr(usage, "add_usage", add_usage)
    monkeypatch.setattr(usage_exchange, "EXCHANGE_SECONDS", 0)
    asyncio.run(exchange())
