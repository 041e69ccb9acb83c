"""Full databases and read-only databases."""

import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError

from app.errors import NewsError, NotReady, StorageFull
from app.store.secrets import cursor_secret
from app.store.session import database_error, make_engine, reading, writing
from app.store.writes import save_article
from tests.builders.drafts import article
from tests.builders.postgresql import new_database


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """No file of this process may grow beyond this size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_size_limit_is_reported_as_a_full_disk(sqlite_template: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sqlite_template, tmp_path / "news.db"))
    engine = make_engine(f"sqlite:///{path}")
    words = " ".join(f"haber{number * 7_919 % 100_003}" for number in range(20_000))  # compression hardly shrinks them
    large = article(paragraphs=(words,), people=(), places=(), said=())
    with pytest.raises(OperationalError) as failed, files_up_to(path.stat().st_size), writing(engine) as session:
        save_article(session, large)
    assert isinstance(database_error(failed.value), StorageFull)
    with writing(engine) as session:
        assert save_article(session, article()).outcome == "created"
    engine.dispose()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (errors.DiskFull("could not extend file: No space left on device"), StorageFull),
        (errors.IoError('could not write to file "pg_wal/x": Disk quota exceeded'), StorageFull),
        (errors.InternalError_('could not extend file "base/1/2": File too large'), StorageFull),
        (errors.IoError('could not read file "base/1/2": Input/output error'), NotReady),
        (errors.QueryCanceled("canceling statement due to statement timeout"), NotReady),
        (errors.AdminShutdown("terminating connection"), NotReady),
        (errors.InternalError_("cache lookup failed"), NewsError),
    ],
    ids=lambda value: str(value)[:40],
)
def test_errors_of_postgresql_become_errors_of_the_service(error: psycopg.Error, expected: type[NewsError]) -> None:
    kind = InternalError if isinstance(error, psycopg.InternalError) else OperationalError
    assert type(database_error(kind("INSERT", {}, error))) is expected


@pytest.fixture(params=["sqlite", "postgresql"])
def read_only_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a database with one article that may only be read and never had a secret."""
    if request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "news.db")
        forget_secret(f"sqlite:///{path}")
        yield f"sqlite:///file:{path}?mode=ro&uri=true"
        return
    server, template = request.getfixturevalue("postgresql_template")
    with new_database(server, template) as name:
        forget_secret(f"{server}/{name}")
        yield f"{server}/{name}?options=-c%20default_transaction_read_only%3Don"


def forget_secret(url: str) -> None:
    engine = make_engine(url)
    with writing(engine) as session:
        save_article(session, article())
        session.execute(text("DELETE FROM secret"))
    engine.dispose()


def test_cursors_work_on_a_read_only_database(read_only_url: str) -> None:
    """Every worker signs with the same secret, though none can store one."""
    engines = [make_engine(read_only_url) for _ in range(2)]
    with pytest.raises(DBAPIError), writing(engines[0]) as session:
        save_article(session, article(1))
    one, other = map(cursor_secret, engines)
    assert one == other
    assert len(one) >= 32
    with reading(engines[0]) as session:
        assert not session.execute(text("SELECT count(*) FROM secret")).scalar()
    for engine in engines:
        engine.dispose()


def test_the_stored_secret_that_signs_cursors_does_not_change(database_url: str) -> None:
    engine = make_engine(database_url)
    with reading(engine) as session:
        stored = session.execute(text("SELECT value FROM secret WHERE name = 'cursor'")).scalar_one()
    assert cursor_secret(engine) == cursor_secret(engine) == bytes(stored)
    engine.dispose()
