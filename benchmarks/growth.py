"""Measure how lists and searches grow with the collection, and what its tables take on the disk.

    python -m benchmarks.growth [--articles 1000 10000] [--database sqlite] [--folder DIR]

Processor time of this process for whole requests, without sockets, with each collection in turn; on PostgreSQL time by
the clock, because most of the work is its server's. `--folder` keeps SQLite collections for the next run.
Stored pages are not part of a collection.
"""

import argparse
import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import orjson
from fastapi import FastAPI
from rich.console import Console
from rich.table import Table
from sqlalchemy import event, text

from app.config import Settings
from app.main import configure_logging, create_app
from app.store.migrations import migrate
from app.store.schema_version import head_revision
from app.store.session import make_engine
from benchmarks.asgi import call, costs
from benchmarks.collection import Collection, fill
from tests.builders.postgresql import new_database, postgresql

ROUNDS, GOAL, DISK_GOAL = 15, 2.0, 1.6
NEWEST, COMMON_WORD, RANKED = "newest", "common word, by date", "common word, ranked"
COMMON, SECOND, RARE = 0, 3, 5_000  # ranks of words
# SQLite's cache while a collection is stored, and the number of pages after which its log is copied to the database
CACHE_KIB, WAL_PAGES = 2_000_000, 200_000
# PostgreSQL's settings: a cache that a server of this size would have, and nothing that protects against a crash
SERVER = {
    "shared_buffers": "6GB",
    "max_wal_size": "16GB",
    "checkpoint_timeout": "1h",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}
LIST_OF_WORDS = "128MB"  # limit of PostgreSQL's list of words that are not in the search index yet, while storing
OUT = Console(soft_wrap=True)


class Stored(NamedTuple):
    """A stored collection: address of its database, and bytes of its text."""

    url: str
    text_bytes: int


def requests(collection: Collection, app: FastAPI) -> dict[str, str]:
    """Return the measured requests by name. Names, tags and words are the most frequent ones unless called rare."""
    person, other = (quote(name) for name in collection.people[:2])
    common, second, rare = (quote(collection.words[rank]) for rank in (COMMON, SECOND, RARE))
    tag, rare_tag = (quote(tag) for tag in (collection.tags[0], collection.tags[300]))
    found = asyncio.run(call(app, f"/v1/entities?name_prefix={person}&limit=1"))
    person_id = orjson.loads(found.body)["items"][0]["id"]
    return {
        NEWEST: "/v1/articles?limit=50",
        "publisher": "/v1/articles?limit=50&publisher=p0.example",
        "section": "/v1/articles?limit=50&section=bolum-0",
        "tag": f"/v1/articles?limit=50&tag={tag}",
        "rare tag": f"/v1/articles?limit=50&tag={rare_tag}",
        "entity by id": f"/v1/articles?limit=50&entity={person_id}",
        "entity by name": f"/v1/articles?limit=50&entity={person}",
        "two entities": f"/v1/articles?limit=50&entity={person}&entity={other}",
        "quotes of a speaker": f"/v1/quotes?limit=50&speaker={person}",
        "statements of a speaker": f"/v1/statements?limit=50&speaker={person}",
        "changes": "/v1/changes?limit=50",
        "changes of a publisher": "/v1/changes?limit=50&publisher=p0.example",
        "page in the middle": "/v1/articles?limit=50&published_before=2026-07-01T00:00:00Z",
        COMMON_WORD: f"/v1/articles?limit=50&q={common}",
        "rare word, by date": f"/v1/articles?limit=50&q={rare}",
        "two words, by date": f"/v1/articles?limit=50&q={common}+{second}",
        RANKED: f"/v1/articles?limit=50&q={common}&sort=relevance",
        "entities": "/v1/entities?limit=50",
        "names with a prefix": f"/v1/entities?limit=10&name_prefix={person[:3]}",
        "facet of tags": "/v1/stats/facets?by=tag",
        "facet of a publisher's tags": "/v1/stats/facets?by=tag&publisher=p0.example",
        "months": "/v1/stats/timeseries?interval=month",
        "months of a tag": f"/v1/stats/timeseries?interval=month&tag={tag}",
        "timeline of a person": f"/v1/entities/{person_id}/timeline",
        "related entities": f"/v1/entities/{person_id}/related?limit=10",
        "feed": "/v1/feeds/articles.rss",
    }


def times(collection: Collection, stored: Mapping[int, Stored]) -> dict[str, list[float]]:
    """Return the seconds of each request, by the size of the collection in ascending order."""
    apps = {size: create_app(Settings(database_url=one.url, rate_limits="off")) for size, one in stored.items()}
    wanted = requests(collection, apps[min(apps)])
    for name, path in wanted.items():
        for app in apps.values():
            status = asyncio.run(call(app, path)).head["status"]
            assert status == 200, (name, path, status)
    works = {(name, size): partial(call, app, path) for name, path in wanted.items() for size, app in apps.items()}
    clock = time.process_time if next(iter(stored.values())).url.startswith("sqlite") else time.perf_counter
    found = costs({f"{name}\n{size}": work for (name, size), work in works.items()}, ROUNDS, clock)
    return {name: [found[f"{name}\n{size}"] for size in sorted(apps)] for name in wanted}


@contextmanager
def collections(collection: Collection, sizes: list[int], kind: str, folder: Path) -> Iterator[dict[int, Stored]]:
    """Store a collection of each size, or find it in the folder; PostgreSQL's are removed at the end."""
    with ExitStack() as stack:
        server = stack.enter_context(postgresql(**SERVER)) if kind == "postgresql" else ""
        found = {}
        for size in sorted(sizes):
            file = folder / f"{size}-{head_revision()}.db"
            url = f"{server}/{stack.enter_context(new_database(server))}" if server else f"sqlite:///{file}"
            found[size] = _kept(url, file) or _filled(collection, size, url, file)
        yield found


def _kept(url: str, file: Path) -> Stored | None:
    """Return the collection that an earlier run stored completely in this file."""
    note = file.with_suffix(".bytes")
    return Stored(url, int(note.read_text())) if url.startswith("sqlite") and note.is_file() else None


def _filled(collection: Collection, size: int, url: str, file: Path) -> Stored:
    file.unlink(missing_ok=True)  # of a run that was stopped
    migrate(url)
    engine = make_engine(url)
    event.listen(engine, "connect", _write_fast)
    OUT.print(f"storing {size:,} articles")
    text_bytes = fill(engine, collection.articles(size))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE"))
    engine.dispose()
    file.with_suffix(".bytes").write_text(str(text_bytes))
    return Stored(url, text_bytes)


def _write_fast(connection: Any, _record: object) -> None:
    """Let a database write without waiting for the disk, and gather in memory: storing is not measured."""
    if isinstance(connection, sqlite3.Connection):
        for setting in ("synchronous=OFF", f"cache_size=-{CACHE_KIB}", f"wal_autocheckpoint={WAL_PAGES}"):
            connection.execute(f"PRAGMA {setting}")
    else:
        connection.execute(f"SET gin_pending_list_limit = '{LIST_OF_WORDS}'")
        connection.commit()


def disk(stored: Stored) -> dict[str, int]:
    """Return the bytes of each table with its indexes, the largest first."""
    engine = make_engine(stored.url)
    statement = (
        "SELECT coalesce(m.tbl_name, d.name), sum(d.pgsize) FROM dbstat d LEFT JOIN sqlite_schema m ON m.name = d.name"
        " GROUP BY 1 ORDER BY 2 DESC"
        if engine.dialect.name == "sqlite"
        else "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r'"
        " AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC"
    )
    with engine.connect() as connection:
        found = {str(name): int(size) for name, size in connection.execute(text(statement))}
    engine.dispose()
    return found


def print_times(found: Mapping[str, list[float]], sizes: list[int]) -> None:
    table = Table("request", *(f"ms, {size:,}" for size in sorted(sizes)), "growth", "× newest page")
    newest = found[NEWEST][-1]
    for name, seconds in found.items():
        growth = seconds[-1] / seconds[0]
        mark = "" if growth <= GOAL else f" (goal {GOAL:g})"
        each = (f"{one * 1000:.2f}" for one in seconds)
        table.add_row(name, *each, f"{growth:.2f}{mark}", f"{seconds[-1] / newest:.1f}")
    OUT.print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000], help="sizes of collections")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--folder", type=Path, help="where SQLite collections are kept")
    given, collection = parser.parse_args(), Collection()
    configure_logging(Settings(log_level="error"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.folder or Path(temporary)).resolve()
        folder.mkdir(exist_ok=True)
        with collections(collection, given.articles, given.database, folder) as stored:
            print_times(times(collection, stored), given.articles)
            largest = stored[max(stored)]
            sizes = disk(largest)
    OUT.print(f"disk: {sum(sizes.values()) / largest.text_bytes:.2f} × the text (goal {DISK_GOAL})")
    for name, size in list(sizes.items())[:12]:
        OUT.print(f"  {size / largest.text_bytes:5.2f} × {name}")


if __name__ == "__main__":
    main()
