"""Measure lists of 50 cards through the whole app, relative to a bare handler that sends the same bytes.

Processor time of the app in this process, without a network; and each list's time at a small and a ten times larger
collection. Ratios are comparable between machines, absolute times are not.
"""

import asyncio
import tempfile
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.config import Settings
from app.main import configure_logging, create_app
from app.store.migrations import migrate
from app.store.session import make_engine
from benchmarks import collection
from benchmarks.asgi import call, costs
from tests.builders.drafts import article

SMALL, LARGE, RUNS = 300, 3_000, 40
PATHS = {
    "newest 50": "/v1/articles?limit=50",
    "publisher": "/v1/articles?limit=50&publisher=p1.example",
    "entity": "/v1/articles?limit=50&entity=Demir",
    "search": "/v1/articles?limit=50&q=kar",
    "quotes of a speaker": "/v1/quotes?limit=50&speaker=Demir",
    "entities": "/v1/entities?limit=50",
}


def fill(database_url: str, size: int) -> None:
    """Store `size` small articles of ten publishers."""
    engine = make_engine(database_url)
    collection.fill(
        engine, (collection.made(article(number, publisher=f"p{number % 10}.example")) for number in range(size))
    )
    engine.dispose()


def bare(body: bytes) -> Starlette:
    def handler(_request: Request) -> Response:
        return Response(body, media_type="application/json")

    return Starlette(routes=[Route("/{path:path}", handler)])


def main() -> None:
    table = Table("list", f"× bare handler at {SMALL}", f"{LARGE} over {SMALL} articles")
    configure_logging(Settings(log_level="error"))
    with tempfile.TemporaryDirectory() as folder:
        apps = {}
        for size in (SMALL, LARGE):
            url = f"sqlite:///{Path(folder) / f'{size}.db'}"
            migrate(url)
            fill(url, size)
            apps[size] = create_app(Settings(database_url=url))
        for name, path in PATHS.items():
            floor = bare(asyncio.run(call(apps[SMALL], path)).body)
            every = {"small": apps[SMALL], "large": apps[LARGE], "floor": floor}
            found = costs({one: partial(call, app, path) for one, app in every.items()}, RUNS)
            table.add_row(name, *(f"{found[a] / found[b]:.2f}" for a, b in (("small", "floor"), ("large", "small"))))
    Console().print(table)


if __name__ == "__main__":
    main()
