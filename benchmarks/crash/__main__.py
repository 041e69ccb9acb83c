"""`python -m benchmarks.crash`: 10,000 acknowledged writes under 20 kills, on SQLite and on PostgreSQL."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from benchmarks.crash.harness import Report, run
from tests.builders.postgresql import administer, durable_postgresql

READY_SECONDS = 2.0


def main() -> int:
    """Run the test, print a line per database; return 1 if a write is lost, doubled or torn, or a restart slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writes", type=int, default=10_000, help="acknowledged writes (default 10,000)")
    parser.add_argument("--kills", type=int, default=20, help="kills among them (default 20)")
    parser.add_argument(
        "--database", choices=("sqlite", "postgresql"), action="append", help="both where none is given"
    )
    given = parser.parse_args()
    reports = []
    for name in given.database or ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as folder, database(name, Path(folder)) as url:
            if url is None:
                sys.stdout.write(f"{name}: cannot be run here\n")
                continue
            report = run(url, given.writes, given.kills)
            sys.stdout.write(f"{name}: {report}\n")
            sys.stdout.flush()
            reports.append(report)
    return 0 if reports and all(is_good(report) for report in reports) else 1


def is_good(report: Report) -> bool:
    """Return whether nothing is damaged and the server was ready in time after each kill."""
    return not report.damage and max(report.ready_seconds, default=0) <= READY_SECONDS


@contextmanager
def database(name: str, folder: Path) -> Iterator[str | None]:
    """Yield the URL of an empty database that syncs to the disk; None if its server cannot be run here."""
    if name == "sqlite":
        yield f"sqlite:///{folder / 'news.db'}"
        return
    with durable_postgresql(()) as server:
        if server is None:
            yield None
            return
        database = f"news_{uuid4().hex[:12]}"
        administer(server, f"CREATE DATABASE {database} ENCODING 'UTF8' TEMPLATE template0")
        yield f"{server}/{database}"


if __name__ == "__main__":
    sys.exit(main())
