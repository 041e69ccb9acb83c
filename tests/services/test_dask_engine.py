"""The Dask engine on a real cluster of two workers: results as of the local engine; a killed worker loses nothing."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
from sqlmodel import func, select

from app.config import Settings
from app.errors import SettingsError
from app.extraction import Hints
from app.services.dask_engine import DaskEngine, Sent, _Task
from app.services.page_engine import Refused
from app.services.page_sources import Item
from app.store.secrets import database_mark
from app.store.session import make_engine, reading, writing
from app.store.tables import Article, Change
from tests.builders.commands import GOLDEN, run, sqlite_url
from tests.builders.servers import ROOT, environment
from tests.builders.warc_files import record

PAGES = 24


@dataclass
class Cluster:
    """Address of a scheduler, and its two workers, each a process of its own."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with started(tmp_path, environment() | {"PYTHONPATH": str(ROOT)}) as cluster:
        yield cluster


@contextmanager
def started(tmp_path: Path, environ: Mapping[str, str]) -> Iterator[Cluster]:
    known = tmp_path / "scheduler.json"

    def dask(command: str, *options: str) -> subprocess.Popen[bytes]:
        words = [
            sys.executable,
            "-P",
            "-m",
            f"distributed.cli.dask_{command}",
            "--scheduler-file",
            str(known),
            *options,
        ]
        return opened.enter_context(subprocess.Popen(words, cwd=tmp_path, env=environ))

    with ExitStack() as opened:
        scheduler = dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        while not known.exists() and scheduler.poll() is None:
            time.sleep(0.05)
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        workers = [dask("worker", *options) for _ in range(2)]
        try:
            yield Cluster(json.loads(known.read_text("utf-8"))["address"], workers)
        finally:
            for process in (*workers, scheduler):
                process.kill()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with two WARC files of articles, and one page that is no article in each."""
    folder = tmp_path / "archive"
    folder.mkdir()
    page = (GOLDEN / "tr" / "trthaber-kulik" / "page.html").read_bytes()
    for name in ("a", "b"):
        urls = [f"https://www.trthaber.com/haber/dunya/{name}-{number}.html" for number in range(PAGES // 2)]
        records = [record(url, page, kind="text/html; charset=utf-8") for url in urls]
        records.append(record(f"https://www.trthaber.com/{name}.html", b"plain text"))
        (folder / f"{name}.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    return folder


def stored(url: str) -> tuple[int, int]:
    """Return the numbers of articles and of changes."""
    engine = make_engine(url)
    with reading(engine) as session:
        found = session.exec(select(func.count()).select_from(Article)).one()
        changes = session.exec(select(func.count()).select_from(Change)).one()
    engine.dispose()
    return found, changes


@contextmanager
def held(url: str) -> Iterator[None]:
    """Hold the write lock of a SQLite database that has its secret, which an import reads before it begins."""
    engine = make_engine(url)
    database_mark(engine)
    with writing(engine):
        yield
    engine.dispose()


def wait_until_all_workers_extract(cluster: Cluster) -> None:
    from distributed import Client  # only the process that runs this test needs half a second for it

    with Client(cluster.address) as client:
        while sum(bool(keys) for keys in client.processing().values()) < len(cluster.workers):
            time.sleep(0.05)


def test_an_import_stores_every_page_once_even_if_a_worker_is_killed(
    cluster: Cluster, archive: Path, tmp_path: Path
) -> None:
    """The import cannot store a page, and so cannot end, before the worker is killed."""
    url = sqlite_url(tmp_path)
    run("db", "upgrade", DATABASE_URL=url)
    command = [sys.executable, "-m", "app", "import", str(archive / "*.warc.gz"), "--batch", "2"]
    command += ["--engine", "dask", "--scheduler", cluster.address]
    with held(url):
        importing = subprocess.Popen(command, cwd=ROOT, env=environment(DATABASE_URL=url), stderr=subprocess.PIPE)
        wait_until_all_workers_extract(cluster)
        os.kill(cluster.workers[0].pid, signal.SIGKILL)
        assert importing.poll() is None
        assert stored(url) == (0, 0)
    with importing:
        _, said = importing.communicate()
    assert f"{PAGES} created; 2 failed" in " ".join(said.decode().split())
    assert stored(url) == (PAGES, PAGES)
    letters = (archive / ".a.warc.gz.refused.ndjson").read_text("utf-8").splitlines()
    assert [json.loads(letter)["page"][-6:] for letter in letters] == ["a.html", "b.html"]


def test_extraction_on_a_cluster_gives_the_same_records_as_on_one_machine(
    cluster: Cluster, archive: Path, tmp_path: Path
) -> None:
    pattern, found = str(archive / "*.warc.gz"), {}
    for engine in (("dask", "--scheduler", cluster.address), ("local",)):
        file = tmp_path / f"{engine[0]}.ndjson"
        result = run("extract", pattern, "-o", str(file), "--engine", *engine)
        assert f"{PAGES} extracted; 2 failed" in result.stderr
        found[engine[0]] = file.read_bytes()
    assert found["dask"] == found["local"]


def test_dask_runs_on_this_machine_if_no_scheduler_address_is_given(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "articles.parquet"
    result = run("extract", str(archive / "a.warc.gz"), "-f", "parquet", "-o", str(file), "--engine", "dask", "-j", "2")
    assert f"{PAGES // 2} extracted; 1 failed" in result.stderr
    assert file.read_bytes()[:4] == b"PAR1"


class Ended(Future[list[str]]):
    """The future of a task that has ended."""

    def release(self) -> None:
        """Do nothing: the cluster keeps no result."""


def test_only_the_page_that_kills_workers_is_refused() -> None:
    from distributed import KilledWorker

    good, bad = (Item(name, 0, lambda: (b"", None, Hints())) for name in ("good.html", "bad.html"))

    def submit(pages: Sequence[Sent]) -> Any:
        ended = Ended()
        if bad in [item for item, _ in pages]:
            ended.set_exception(KilledWorker("task", None, 3))
        else:
            ended.set_result([item.name for item, _ in pages])
        return ended

    task = _Task(submit)
    task.pages += [(item, Hints()) for item in (good, bad, good)]
    task.send()
    first, refused, third = cast(Any, task.results())
    assert [first, third] == ["good.html", "good.html"]
    assert isinstance(refused, Refused)
    assert "several workers ended" in refused.detail


def test_the_error_for_an_unreachable_scheduler_names_its_address(tmp_path: Path) -> None:
    result = run("extract", str(tmp_path), "--engine", "dask", "--scheduler", "nonsense://x")
    assert result.returncode == 1
    assert "--scheduler nonsense://x" in result.stderr


def test_the_error_without_dask_names_the_extra_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SettingsError, match=r"manset\[dask\]"):
        DaskEngine(Settings(), None)


def test_dask_workers_without_this_package_are_refused_with_advice(tmp_path: Path) -> None:
    other = tmp_path / "other" / "app"  # another package of this name hides one that is installed
    other.mkdir(parents=True)
    (other / "__init__.py").touch()
    elsewhere = environment() | {"PYTHONPATH": str(other.parent)}
    with (
        started(tmp_path, elsewhere) as cluster,
        pytest.raises(SettingsError, match=r"install 'manset\[dask\]' where tcp"),
    ):
        DaskEngine(Settings(), cluster.address)
