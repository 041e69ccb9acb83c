"""The server: builds the application from its routers and runs it."""

import asyncio
import errno
import gc
import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import FrameType
from typing import Any, cast

import structlog
import uvicorn
from fastapi import FastAPI
from sqlalchemy import Engine
from structlog.typing import Processor

from app.api.openapi.described_app import DescribedApp
from app.api.response import problems
from app.api.routes import (
    articles,
    batch,
    changes,
    curations,
    entities,
    feeds,
    ingest,
    ops,
    previews,
    publishers,
    quotes,
    revisions,
    statements,
    stats,
    timelines,
)
from app.api.server.cors import EXPOSED, METHODS, NamedOrigins
from app.api.server.hang_up import HangUp
from app.api.server.http_guard import guarded_protocol
from app.api.server.observability import Observe
from app.api.server.telemetry import telemetry
from app.api.server.usage_exchange import usage_exchanged
from app.api.state.application import AppState
from app.api.state.metrics import Metrics
from app.api.state.outgoing import Outgoing
from app.api.state.rate_limits import RateLimits
from app.config import Settings
from app.errors import SettingsError
from app.services.child import stop_forkserver
from app.services.extractor import Extractor
from app.services.writer import Writer
from app.store.loop_reader import LoopReader
from app.store.migrations import check_revision
from app.store.session import durability_faults, make_engine
from app.version import VERSION
from app.web import views

DRAIN_SECONDS = 20
# size of the send buffer of a connection; by default the kernel would buffer 4 MiB for each slow reader
SEND_BUFFER_BYTES = 256 * 2**10
# maximum number of requests with `include` or `fields` at the same time, because each may need much memory; others wait
MAX_LARGE_READS = 4
_PORT_ERRORS = (errno.EADDRINUSE, errno.EACCES)
_LOG = structlog.get_logger("app")
ABOUT = """\
Manşet: news pages in, typed records out. A record is an article with its quotes (who said what, in which words, and
exactly where) and its entities.

Offsets are half-open and count Unicode code points: `article[field][start:end] == text`. Times are RFC 3339, in UTC on
output. Unknown parameters are refused. Errors are `application/problem+json`; each `type` is a page that explains it.

Keys: `Authorization: Bearer nk_…`, with scopes. On loopback no key is needed. Elsewhere reading needs none unless the
operator says so.

Limits: a page 10 MiB, a JSON envelope 12 MiB, a batch 64 MiB and 1,000 lines, as sent and as decoded; a head 32 KiB and
100 fields, an address 8 KiB; 10 s for the head and 60 s for the body of a request, with at least 1 KiB/s; 10 s of
processor time and 1 GiB of memory for an extraction; 600 pages, 60 s of extraction and 6,000 reads a minute for a key;
200 items in a list page; 50 values of a repeated parameter; 400 or 2,000 intervals in a time series.

An article keeps a body of 1,000,000 characters, 50 authors, 100 tags, 1,000 quotes and 2,000 entities; quotes and names
are searched in 200,000 characters of it. `warnings` of the article name what was cut.
"""
TAGS = [
    {"name": "ingest", "description": "Post pages: store their articles, or preview what extraction finds."},
    {"name": "articles", "description": "Read articles, as JSON, schema.org NewsArticle, ninjs or Markdown."},
    {"name": "revisions", "description": "What an article said when, and what changed."},
    {"name": "quotes", "description": "Who said what."},
    {"name": "entities", "description": "People, organizations and places, one record each across all articles."},
    {"name": "publishers", "description": "Sites that carry the pages, their sections and their tags."},
    {"name": "stats", "description": "Counts by value and over time."},
    {"name": "changes", "description": "The order of all changes, to keep a copy up to date."},
    {"name": "feeds", "description": "RSS, Atom and JSON Feed."},
    {"name": "ops", "description": "For operators."},
]


ROUTERS = (
    *(module.router for module in (ingest, previews, batch, articles)),
    *(articles.admin_router, articles.raw_router),
    *(module.router for module in (revisions, quotes, statements, entities, timelines, curations, publishers)),
    *(module.router for module in (stats, changes, feeds, ops, views)),
)


def create_app(settings: Settings) -> FastAPI:
    """Build the application from its settings, which name the database that it reads and writes."""
    engine, read_engine = _engines(settings)
    state = AppState(
        settings=settings,
        engine=engine,
        read_engine=read_engine,
        loop_reader=LoopReader(engine),
        probe_engine=make_engine(settings.database_url, statement_seconds=1, connections=0),
        metrics=Metrics(),
        rate_limits=RateLimits(settings),
        change_streams=asyncio.Semaphore(settings.max_streams),
        outgoing=Outgoing(settings.max_exports, settings.max_unsent_mib * 2**20),
        large_reads=asyncio.Semaphore(MAX_LARGE_READS),
        stopping=asyncio.Event(),
    )
    app = DescribedApp(
        state,
        ROUTERS,
        title="Manset",  # generated clients derive their package names from the title
        version=VERSION,
        description=ABOUT,
        openapi_tags=TAGS,
        openapi_url=None,  # FastAPI's own route is off: `routes/ops.py` serves the document, compressed and cached
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry=telemetry(settings),
        lifespan=_lifespan,
        license_info={"name": "MIT", "identifier": "MIT"},
    )
    problems.install(app)
    views.mount_static(app)
    if origins := [origin.strip() for origin in settings.cors_origins.split(",") if origin.strip()]:
        app.add_middleware(
            NamedOrigins, allow_origins=origins, allow_methods=METHODS, allow_headers=["*"], expose_headers=EXPOSED
        )
    app.add_middleware(HangUp, bearable=settings.max_page_bytes * 3 // 2, stopping=state.stopping)
    app.add_middleware(Observe, metrics=state.metrics)
    return app


def _engines(settings: Settings) -> tuple[Engine, Engine]:
    """Return the engines of the database and of its replica; without a replica, the same engine twice.

    Raises:
        SettingsError: an address is wrong, or there is a replica of a database that is not PostgreSQL.
    """
    limits = {"statement_seconds": settings.statement_seconds, "connections": settings.max_database_connections}
    engine = make_engine(settings.database_url, **limits)
    if not settings.read_database_url:
        return engine, engine
    replica = make_engine(settings.read_database_url, **limits)
    if {engine.dialect.name, replica.dialect.name} != {"postgresql"}:
        raise SettingsError("NEWS_READ_DATABASE_URL: only a PostgreSQL database can have a replica")
    return engine, replica


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    state: AppState = cast(Any, app).state
    state.extractor, state.writer = Extractor(state.settings), Writer(state.settings, state.engine)
    async with usage_exchanged(state.rate_limits, state.engine):
        yield
    state.extractor.close()
    state.writer.close()
    state.loop_reader.close()
    state.engine.dispose()
    state.read_engine.dispose()


def bind(settings: Settings) -> socket.socket:
    """Bind a socket to the address of the settings, before any slower step of the start.

    Raises:
        SettingsError: the port is in use, or the address does not belong to this machine.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # connections inherit the size of the buffer from this socket
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
    try:
        listener.bind((settings.host, settings.port))
    except (OSError, UnicodeError) as error:
        listener.close()
        reason = error.strerror if isinstance(error, OSError) else "not a host name"
        is_taken = isinstance(error, OSError) and error.errno in _PORT_ERRORS
        hint = (
            "choose another with NEWS_PORT, or PORT=8001 make run"
            if is_taken
            else "NEWS_HOST is not an address of this machine"
        )
        raise SettingsError(f"cannot listen on {settings.host}:{settings.port} ({reason}); {hint}") from error
    listener.set_inheritable(True)
    return listener


def run_server(settings: Settings, listener: socket.socket) -> None:
    """Serve until SIGTERM or Ctrl-C, then let running requests end.

    Raises:
        SettingsError: the database cannot be used, or is not at the newest revision.
    """
    configure_logging(settings)
    app = create_app(settings)
    _check_database(app.state.engine)
    config = uvicorn.Config(
        app,
        http=guarded_protocol(settings, app.state.metrics),
        ws="none",
        forwarded_allow_ips=settings.trusted_proxies,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        lifespan="on",
    )
    gc.collect()
    gc.freeze()  # garbage collections skip all present objects, because these live as long as the server
    gc.enable()
    _Server(config, app).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Uvicorn server that ends the open streams of changes when it stops; they would never end by themselves."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self.app = app

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen for connections, and log the address of the server."""
        await super().startup(sockets)
        if sockets and self.started:
            host, port = sockets[0].getsockname()[:2]
            kind, workers = self.app.state.engine.dialect.name, self.app.state.extractor.workers
            _LOG.info("started", host=host, port=port, version=VERSION, database=kind, workers=workers)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let running requests end, then stop all child processes."""
        await super().shutdown(sockets)
        stop_forkserver()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop: uvicorn calls this in the event loop's thread on SIGTERM or Ctrl-C.

        From now on `/readyz` answers 503, so that a load balancer sends requests elsewhere before the port is closed.
        """
        is_first = not self.app.state.stopping.is_set()
        self.app.state.stopping.set()
        _LOG.info("stopping", signal=signal.Signals(sig).name)
        delay = self.app.state.settings.drain_seconds if sig == signal.SIGTERM and is_first else 0
        asyncio.get_running_loop().call_later(delay, super().handle_exit, sig, frame)


def _check_database(engine: Engine) -> None:
    check_revision(engine)
    for fault in durability_faults(engine):
        _LOG.warning("a power failure may lose acknowledged articles", reason=fault)


def configure_logging(settings: Settings) -> None:
    """Set up logs with one line per event, also for libraries: JSON, or coloured text in a terminal."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    renderer = structlog.processors.JSONRenderer() if settings.log_format == "json" else structlog.dev.ConsoleRenderer()
    shared: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Processor] = [structlog.processors.format_exc_info, renderer]
    handler = logging.StreamHandler(sys.stdout)
    handler.setLevel(level)  # the root logger's level is not enough: a library may give its own loggers a lower one
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last], foreign_pre_chain=shared
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # without this level, Alembic would log each check of the revision
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").addFilter(_has_no_exception)
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )


def _has_no_exception(record: logging.LogRecord) -> bool:
    """Return whether a message of uvicorn has no exception; the application logs exceptions itself."""
    return not record.exc_info
