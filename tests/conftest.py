"""Databases for tests: SQLite files, and one PostgreSQL server a run, which the processes of the run share.

Each test has a database of its own, copied from a migrated template. By default PostgreSQL is used by `tests/store`,
`tests/migrations` and what is marked `postgresql`; with `--every-database` by every test that takes a database.
With `--quick`, the long proofs are left out.
"""

import functools
import gc
import os
import shutil
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from app.store.migrations import migrate
from app.store.session import make_engine
from tests.builders.forked_commands import start_forked
from tests.builders.postgresql import migrated_template, new_database, postgresql
from tests.builders.servers import Starting, start_anew

# Hypothesis measures by the wall clock, and a busy machine is not a fault of the code.
settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")
# httpx reads all certificates of this machine for each request outside of a client; no test asks over TLS.
ssl.create_default_context = functools.cache(ssl.create_default_context)  # type: ignore[assignment]
Starting.by = staticmethod(start_forked)
# Modules with tests of a minute, most of which wait for servers: begun last, one would run alone at the end.
BEGUN_FIRST = (
    "tests/test_crash.py",
    "tests/api/test_under_load.py",
    "tests/test_many_servers.py",
    "tests/api/test_generated_clients.py",
    "tests/services/test_dask_engine.py",
)
# Proofs that take minutes together: crashes, random requests, growth, whole collections, all pages of a browser.
# `make test` leaves them out, `make test-all` and CI do not.
LONG_PROOFS = (
    "tests/test_crash.py",
    "tests/test_fuzz.py",
    "tests/test_many_servers.py",
    "tests/test_package.py",
    "tests/api/test_client.py",
    "tests/api/test_generated_clients.py",
    "tests/api/test_ingest_contract.py",
    "tests/api/test_schema.py::test_an_operation_answers_random_requests_as_its_schema_says",
    "tests/api/test_under_load.py",
    "tests/browser/test_accessibility.py",
    "tests/browser/test_api_docs.py",
    "tests/browser/test_hostile_pages.py",
    "tests/browser/test_injection.py",
    "tests/browser/test_large_views.py",
    "tests/clients/test_typescript_client.py",
    "tests/migrations/test_upgrade.py",
    "tests/services/test_dask_engine.py",
    "tests/store/test_changes.py",
    "tests/store/test_durability.py",
    "tests/store/test_growth.py",
    "tests/store/test_pages.py",
    "tests/store/test_save_many.py::test_articles_stored_together_have_the_same_rows_as_articles_stored_one_by_one",
    "tests/store/test_search_turkish.py",
    "tests/store/test_similar.py",
    "tests/store/test_statements.py::test_three_hundred_variants_of_quotes_are_grouped_into_statements_with_few_errors",
    "tests/store/test_templates.py::test_a_copy_joins_only_its_original_among_reports_from_one_template",
)
ALWAYS_BOTH = ("tests/store/", "tests/migrations/")
_SERVER = pytest.StashKey[dict[str, str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every-database", action="store_true", help="run tests of both databases on PostgreSQL, too")
    parser.addoption("--quick", action="store_true", help="leave out the long proofs, such as crashes and fuzzing")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(BEGUN_FIRST))
    every, quick = config.getoption("--every-database"), config.getoption("--quick")
    left_out = {item: None for item in items if (not every and _is_second(item)) or (quick and _is_long(item))}
    config.hook.pytest_deselected(items=[*left_out])
    items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    """Collect garbage seldom, and never the collected tests: some tests then take seven eighths of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out whole modules of long proofs before they are imported, which takes seconds in each process."""
    path = collection_path.relative_to(config.rootpath).as_posix()
    return True if config.getoption("--quick") and path in LONG_PROOFS else None


def _is_long(item: pytest.Item) -> bool:
    return item.nodeid.startswith(LONG_PROOFS)


def _is_second(item: pytest.Item) -> bool:
    """Whether a test repeats on PostgreSQL what it does on SQLite, outside of the folders that always do."""
    call = getattr(item, "callspec", None)
    repeats = call is not None and "postgresql" in call.params.values()
    return repeats and not item.get_closest_marker("postgresql") and not item.nodeid.startswith(ALWAYS_BOTH)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two processes more than cores: for a quarter of their time tests wait for servers and browsers."""
    return (os.cpu_count() or 1) + 2


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Start the server in the main process of a parallel run, and tell each worker where it is."""
    config: pytest.Config = node.config
    if _SERVER not in config.stash:
        stack = ExitStack()
        server = stack.enter_context(postgresql())
        config.stash[_SERVER] = {"server": server, "template": stack.enter_context(migrated_template(server))}
        config.add_cleanup(stack.close)
    node.workerinput["postgresql"] = config.stash[_SERVER]


@pytest.fixture(scope="session")
def postgresql_template(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """Address of the PostgreSQL server, and name of a migrated database without connections."""
    if shared := getattr(request.config, "workerinput", {}).get("postgresql"):
        yield shared["server"], shared["template"]
        return
    with postgresql() as server, migrated_template(server) as template:
        yield server, template


@pytest.fixture(scope="session")
def postgresql_server(postgresql_template: tuple[str, str]) -> str:
    """Address of the PostgreSQL server, without a database."""
    return postgresql_template[0]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "news.db"
    migrate(f"sqlite:///{path}")
    return path


@contextmanager
def _migrated(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Address of a new, migrated and empty database of this kind (`sqlite`, `postgresql`)."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "news.db")
        yield f"sqlite:///{folder / 'news.db'}"
        return
    server, template = request.getfixturevalue("postgresql_template")
    with new_database(server, template) as name:
        yield f"{server}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a migrated, empty database of this test's own."""
    with _migrated(request.param, request, tmp_path) as address:
        yield address


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a migrated database for all tests of a module: a fixture fills it, and no test writes to it."""
    with _migrated(request.param, request, tmp_path_factory.mktemp("shared")) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server = request.getfixturevalue("postgresql_server")
    with new_database(server) as name:
        yield f"{server}/{name}"


@pytest.fixture
def new_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start the servers of this test in a Python of their own, for tests of what happens while a server starts."""
    monkeypatch.setattr(Starting, "by", staticmethod(start_anew))


@pytest.fixture
def postgresql_url(postgresql_template: tuple[str, str]) -> Iterator[str]:
    """Address of a migrated, empty PostgreSQL database of this test's own, for tests of nothing else."""
    server, template = postgresql_template
    with new_database(server, template) as name:
        yield f"{server}/{name}"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def other_engine(engine: Engine, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Engine of a second migrated, empty database of the same kind."""
    folder = tmp_path / "other"
    folder.mkdir()
    with _migrated(engine.dialect.name, request, folder) as url:
        other = make_engine(url)
        yield other
        other.dispose()


@pytest.fixture
def filled(filled_url: str) -> Iterator[Engine]:
    """Engine of the database that the module's fixture `filled_url` has filled, for a test that only reads."""
    engine = make_engine(filled_url)
    yield engine
    engine.dispose()
