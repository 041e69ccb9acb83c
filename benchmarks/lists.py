"""Measure lists of 50 cards through the whole app, relative to a bare handler that sends the same bytes.

Processor time of the app in this process, without a network; and each list's time at a small and a ten times larger
collection. Ratios are comparable between machines, absolute times are not.
"""

import tempfile
import time
from pathlib import Path
from statistics import median

import anyio
from rich.console import Console
from rich.table import Table
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message

from app.config import Settings
from app.main import configure_logging, create_app
from app.store.migrations import migrate
from app.store.session import make_engine, writing
from app.store.writes import save_article
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
    for start in range(0, size, 500):
        with writing(engine) as session:
            for number in range(start, min(size, start + 500)):
                save_article(session, article(number, publisher=f"p{number % 10}.example"))
    engine.dispose()


def call(app: ASGIApp, path: str) -> bytes:
    """Return the body of the app's answer."""
    body = bytearray()
    target, _, query = path.partition("?")
    scope = {
        "type": "http",
        "method": "GET",
        "path": target,
        "raw_path": target.encode(),
        "query_string": query.encode(),
        "headers": [],
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        body.extend(message.get("body", b""))

    async def run() -> None:
        await app(
            {**scope, "http_version": "1.1", "scheme": "http", "server": ("x", 80), "root_path": ""}, receive, send
        )

    anyio.run(run)
    return bytes(body)


def cost(app: ASGIApp, path: str) -> float:
    """Return the median processor seconds of a request."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        call(app, path)
        times.append(time.process_time() - start)
    return median(times)


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
            floor = bare(call(apps[SMALL], path))
            small, large, least = (cost(app, path) for app in (apps[SMALL], apps[LARGE], floor))
            table.add_row(name, f"{small / least:.2f}", f"{large / small:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
