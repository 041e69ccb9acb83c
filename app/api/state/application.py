"""The typed state of the application, shared by all of its requests."""

import asyncio
from dataclasses import dataclass, field

from anyio import CapacityLimiter
from sqlalchemy import Engine
from starlette.requests import Request

from app.api.state.metrics import Metrics
from app.api.state.outgoing import Outgoing
from app.api.state.rate_limits import RateLimits
from app.config import Settings
from app.services.extractor import Extractor
from app.services.writer import Writer
from app.store.secrets import cursor_secret


@dataclass
class AppState:
    """Everything that outlives a request. `extractor` and `writer` exist from start-up to shutdown only."""

    settings: Settings
    engine: Engine
    probe_engine: Engine  # of `/readyz`: it waits neither for the pool nor for the threads of requests
    metrics: Metrics
    rate_limits: RateLimits
    change_streams: asyncio.Semaphore  # one place for each stream of changes
    outgoing: Outgoing
    large_reads: asyncio.Semaphore  # one place for each list of whole articles that is being read
    stopping: asyncio.Event  # set when the server begins to shut down
    probe_threads: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(2))
    cursor_secret: bytes | None = None  # cached by `cursor_key`
    extractor: Extractor = field(init=False)
    writer: Writer = field(init=False)


def state_of(request: Request) -> AppState:
    """Return the state of the application that answers this request."""
    state: AppState = request.app.state
    return state


def cursor_key(state: AppState) -> bytes:
    """Return the key that signs cursors. It is read from the database once."""
    if state.cursor_secret is None:
        state.cursor_secret = cursor_secret(state.engine)
    return state.cursor_secret
