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
from app.store.loop_reader import LoopReader
from app.store.secrets import cursor_secret


@dataclass
class AppState:
    """The state that requests share. `extractor` and `writer` exist only while the server runs."""

    settings: Settings
    engine: Engine
    read_engine: Engine  # engine of the replica; without a replica, the same as `engine`
    loop_reader: LoopReader
    # engine with its own connection for `/readyz`, so that a check never waits for connections of requests
    probe_engine: Engine
    metrics: Metrics
    rate_limits: RateLimits
    change_streams: asyncio.Semaphore  # limits how many streams of changes are open at the same time
    outgoing: Outgoing
    large_reads: asyncio.Semaphore  # limits how many requests with `include` or `fields` run at the same time
    stopping: asyncio.Event  # event that is set when the server begins to shut down
    probe_threads: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(2))
    cursor_secret: bytes | None = None  # cached by `cursor_key`
    extractor: Extractor = field(init=False)
    writer: Writer = field(init=False)


def state_of(request: Request) -> AppState:
    """Return the state of the application that answers this request."""
    state: AppState = request.app.state
    return state


def reading_engine(request: Request) -> Engine:
    """Return the engine of the database to read from: the primary for clients that may write, else the replica.

    A client must find what it has just written, which the replica may not have yet.
    """
    state = state_of(request)
    return state.engine if request.state.client.may_write else state.read_engine


def cursor_key(state: AppState) -> bytes:
    """Return the key that signs cursors; the key is read from the database once."""
    if state.cursor_secret is None:
        state.cursor_secret = cursor_secret(state.engine)
    return state.cursor_secret
