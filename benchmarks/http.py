"""Measure the cost of answers inside the application: of whole requests, and of each layer of a list request.

Processor time of this process, always without uvicorn and sockets. All are measured in turn in one run. Ratios
are comparable between machines, absolute times are not.
"""

import asyncio
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import orjson
from fastapi import FastAPI
from rich.console import Console
from rich.table import Table
from sqlmodel import Session
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from app.api.request.prepared_route import PreparedRoute
from app.config import Settings
from app.main import configure_logging, create_app
from app.store.migrations import migrate
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.change_queries import last_seq
from app.store.queries.listing import ListRequest
from app.store.session import reading
from benchmarks.asgi import Work, call, costs, scope_of
from benchmarks.lists import fill

ARTICLES, ROUNDS = 300, 100
LIST = "/v1/articles?limit=50"
COLUMNS = (
    *("lower(hex(id))", "url", "publisher", "section", "language", "page_type", "word_count", "modified_at", "sort_at"),
    *("first_seen_at", "changed_at", "revision", "seq", "has_lede", "has_images", "has_quotes", "lower(hex(group_id))"),
)
BARE, HELLO = "bare list", "FastAPI hello"
LIST_OF_50, LIST_KNOWN, ARTICLE_KNOWN = "list of 50", "list of 50, not modified", "article, not modified"
GOAL = 1.8


def bare(path: Path) -> Starlette:
    """Return the floor of a list: Starlette, sqlite3 and orjson, 50 rows of 17 columns."""
    connection = sqlite3.connect(path)
    rows = f"SELECT {', '.join(COLUMNS)} FROM article ORDER BY sort_at DESC, key DESC LIMIT 50"

    async def handler(_request: Request) -> Response:
        items = [dict(zip(COLUMNS, row, strict=True)) for row in connection.execute(rows)]
        return Response(orjson.dumps({"items": items}), media_type="application/json")

    return Starlette(routes=[Route("/items", handler)])


def hello() -> FastAPI:
    """Return the floor of a conditional request: FastAPI as its tutorial shows it, in a thread."""
    app = FastAPI()

    @app.get("/")
    def read_root() -> dict[str, str]:
        return {"Hello": "World"}

    return app


def requests(app: ASGIApp, path: Path) -> dict[str, Work]:
    """Return the requests to compare, by name: first the floors, then those to the application."""
    listed = asyncio.run(call(app, LIST))
    one = f"/v1/articles/{orjson.loads(listed.body)['items'][0]['id']}"
    record = asyncio.run(call(app, one))
    same_list, same_record = ([(b"if-none-match", answer.header("etag"))] for answer in (listed, record))
    floor, greeting = bare(path), hello()
    return {
        BARE: lambda: call(floor, "/items"),
        HELLO: lambda: call(greeting, "/"),
        LIST_OF_50: lambda: call(app, LIST),
        LIST_KNOWN: lambda: call(app, LIST, same_list),
        "article": lambda: call(app, one),
        ARTICLE_KNOWN: lambda: call(app, one, same_record),
    }


def layers(app: FastAPI) -> dict[str, Work]:
    """Return the request for a list of 50 with all layers, then without the outermost layer, the outer two, …"""
    found: dict[str, Work] = {}
    inner: Any = app.middleware_stack
    while inner is not app.router:
        found[type(inner).__name__] = partial(call, inner, LIST, app=app, state={"request_id": "x"})
        inner = inner.app
    route = next(one for one in app.router.routes if isinstance(one, PreparedRoute) and one.name == "list_")
    shared = {"app": app, "route": route, "path_params": {}}
    found["routing"] = lambda: call(app.router, LIST, **shared, state={"request_id": "x"})
    found["operation"] = lambda: call(route.app, LIST, **shared, state={"request_id": "x"})
    return found


def parts(app: FastAPI) -> dict[str, Work]:
    """Return the parts of the list operation, each to be measured alone."""
    engine = cast(Any, app).state.engine
    route = next(one for one in app.router.routes if isinstance(one, PreparedRoute) and one.name == "list_")

    async def check() -> None:
        request = Request({**scope_of(LIST), "app": app, "route": route, "path_params": {}, "state": {}})
        async with AsyncExitStack() as stack:
            await route.plan.arguments(request, stack, [])

    async def hop() -> None:
        await run_in_threadpool(int)

    async def read(work: Callable[[Session], object]) -> None:
        with reading(engine) as session:
            work(session)

    page = ListRequest("-published_at", None, 50)
    return {
        "checks and parameters": check,
        "thread": hop,
        "session": partial(read, Session.connection),
        "session, last change": partial(read, last_seq),
        "session, rows": partial(read, lambda session: list_articles(session, ArticleQuery(), page)),
    }


@contextmanager
def filled_app() -> Iterator[tuple[FastAPI, dict[str, Work]]]:
    """Yield the application over a database with articles, and the requests to compare."""
    configure_logging(Settings(log_level="error"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        url = f"sqlite:///{path}"
        migrate(url)
        fill(url, ARTICLES)
        app = create_app(Settings(database_url=url, rate_limits="off"))
        yield app, requests(app, path)


def main() -> None:
    """Print the ratios of whole requests, and the layers of a list."""
    with filled_app() as (app, whole):
        found = costs({**whole, **layers(app), **parts(app)}, ROUNDS)
        _print_requests(found, whole)
        _print_layers(found, [*layers(app)], [*parts(app)])


def _print_requests(found: Mapping[str, float], names: Iterable[str]) -> None:
    table = Table("request", "µs", f"× {BARE}", f"× {HELLO}", "goal")
    goals = {LIST_OF_50: f"{GOAL} × {BARE}"} | dict.fromkeys((LIST_KNOWN, ARTICLE_KNOWN), f"{GOAL} × {HELLO}")
    for name in names:
        ratios = (f"{found[name] / found[floor]:.2f}" for floor in (BARE, HELLO))
        table.add_row(name, f"{found[name] * 1e6:.0f}", *ratios, goals.get(name, ""))
    Console().print(table)


def _print_layers(found: Mapping[str, float], depths: Sequence[str], alone: Sequence[str]) -> None:
    table = Table("layer of a list of 50", "µs", f"× {BARE}")
    steps = [(name, found[name] - found[inner]) for name, inner in pairwise(depths)]
    for name, seconds in (*steps, (depths[-1], found[depths[-1]]), *((f"  {name}", found[name]) for name in alone)):
        table.add_row(name, f"{seconds * 1e6:.0f}", f"{seconds / found[BARE]:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
