"""Extraction in child processes: the same drafts and errors as here, limits that hold, no child that stays."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import Settings
from app.errors import EmptyDocument, ExtractionFailed, ExtractionLimit, NotAnArticle, Overloaded
from app.extraction import Hints, extract
from app.schemas.article import ArticleDraft
from app.services import extractor as module
from app.services.extractor import WALL_FACTOR, Extractor
from tests.builders.pages import long_page
from tests.builders.processes import ended, is_alive, parent_of
from tests.builders.servers import ROOT, environment

SHORT, LONG = long_page(3), long_page(100_000)


def child_of(extractor: Extractor) -> int:
    """The process that takes the next page, where there is one only."""
    extractor.start(SHORT, None, Hints())()
    pid = extractor.children[0].pid
    assert pid
    return pid


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    extractor = Extractor(Settings(extraction_workers=1))
    yield extractor
    extractor.close()


def test_the_draft_is_that_of_this_process(extractor: Extractor) -> None:
    hints = Hints(language="en")
    url = "https://www.portcourier.example/council"
    assert extractor.start(SHORT, url, hints)() == extract(SHORT, url, **hints)


def test_errors_come_back_whole(extractor: Extractor) -> None:
    with pytest.raises(EmptyDocument):
        extractor.start(b"", None, Hints())()
    with pytest.raises(NotAnArticle) as caught:
        extractor.start(b"<title>404 Not Found</title><h1>404 Not Found</h1>", None, Hints())()
    assert caught.value.detail
    assert caught.value.members["page_type"] == "error"
    assert caught.value.outcome == "not_article"


def test_children_are_polite(extractor: Extractor) -> None:
    pid = child_of(extractor)
    assert pid != os.getpid()
    assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)


@pytest.mark.parametrize("limit", [{"extraction_seconds": 1}, {"extraction_memory_mib": 256}], ids=str)
def test_a_page_over_a_limit_costs_itself_only(limit: dict[str, int]) -> None:
    extractor = Extractor(Settings(extraction_workers=1).model_copy(update=limit))
    try:
        with pytest.raises(ExtractionLimit):
            extractor.start(long_page(300_000), None, Hints())()
        assert extractor.start(SHORT, None, Hints())().headline == "Council meets"
    finally:
        extractor.close()


def killed(extractor: Extractor, long: bytes, times: int) -> ArticleDraft:
    """What comes out of a page whose process is killed this often, each time another one."""
    child_of(extractor)

    async def kill() -> ArticleDraft:
        running, seen = asyncio.create_task(extractor.extract(long, None, Hints())), set[int | None]({None})
        while len(seen) <= times and not running.done():
            await asyncio.sleep(0.3)
            pid = extractor.children[0].pid
            if pid and pid not in seen:
                os.kill(pid, signal.SIGKILL)
                seen.add(pid)
        return await running

    return asyncio.run(kill())


def test_a_page_whose_child_is_killed_is_extracted_by_the_next(extractor: Extractor) -> None:
    assert killed(extractor, long_page(3_000), times=1).headline == "Council meets"


def test_a_page_whose_child_is_killed_twice_is_given_up(extractor: Extractor) -> None:
    with pytest.raises(ExtractionLimit):
        killed(extractor, LONG, times=2)
    assert extractor.start(SHORT, None, Hints())().headline == "Council meets"


def test_a_page_over_a_limit_is_not_tried_again() -> None:
    extractor = Extractor(Settings(extraction_workers=1, extraction_seconds=1))
    try:
        started = time.monotonic()
        with pytest.raises(ExtractionLimit):
            extractor.start(long_page(300_000), None, Hints())()
        assert time.monotonic() - started < 2 * WALL_FACTOR
        os.kill(child_of(extractor), signal.SIGSTOP)
        started = time.monotonic()
        with pytest.raises(ExtractionLimit):
            extractor.start(SHORT, None, Hints())()
        assert time.monotonic() - started < 2 * WALL_FACTOR
    finally:
        extractor.close()


def test_children_that_are_killed_while_nothing_runs_cost_nothing(extractor: Extractor) -> None:
    for _ in range(3):
        os.kill(child_of(extractor), signal.SIGKILL)
        time.sleep(0.05)
        assert extractor.start(SHORT, None, Hints())().headline == "Council meets"


def test_a_child_that_hangs_is_ended_by_the_clock() -> None:
    extractor = Extractor(Settings(extraction_workers=1, extraction_seconds=1))
    try:
        os.kill(child_of(extractor), signal.SIGSTOP)
        with pytest.raises(ExtractionLimit):
            extractor.start(b"<p>" + b"x" * 2**22, None, Hints())()  # more than the pipe holds
        assert extractor.start(SHORT, None, Hints())().headline == "Council meets"
    finally:
        extractor.close()


def test_who_loses_all_children_and_their_server_gets_new_ones(extractor: Extractor) -> None:
    parent = parent_of(child_of(extractor))
    os.kill(parent, signal.SIGKILL)
    assert ended(parent)
    time.sleep(0.1)
    assert extractor.start(SHORT, None, Hints())().headline == "Council meets"


def test_a_fault_of_ours_is_told_from_a_limit(extractor: Extractor) -> None:
    with pytest.raises(ExtractionFailed):
        extractor.start("no bytes", None, Hints())()  # type: ignore[arg-type]
    assert extractor.start(SHORT, None, Hints())().headline == "Council meets"


def test_a_child_is_replaced_after_some_hundred_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGES_PER_PROCESS", 2)
    extractor = Extractor(Settings(extraction_workers=1))
    try:
        assert len({child_of(extractor) for _ in range(6)}) == 3
    finally:
        extractor.close()


def test_more_than_may_wait_are_refused_at_once() -> None:
    extractor = Extractor(Settings(extraction_workers=1, extraction_waiting=1))

    async def crowded() -> None:
        taken = [asyncio.create_task(extractor.extract(long_page(2_000), None, Hints())) for _ in range(3)]
        await asyncio.sleep(0)
        started = time.monotonic()
        with pytest.raises(Overloaded) as caught:
            await extractor.extract(SHORT, None, Hints())
        assert time.monotonic() - started < 5
        assert int(caught.value.headers["Retry-After"]) > 0
        assert len(await asyncio.gather(*taken)) == 3
        assert (await extractor.extract(SHORT, None, Hints())).headline == "Council meets"

    try:
        asyncio.run(crowded())
    finally:
        extractor.close()


def test_a_request_that_is_given_up_frees_its_place(extractor: Extractor) -> None:
    async def given_up() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(extractor.extract(LONG, None, Hints()), 0.2)
        assert (await extractor.extract(SHORT, None, Hints())).headline == "Council meets"

    asyncio.run(given_up())


def test_close_ends_the_children() -> None:
    extractor = Extractor(Settings(extraction_workers=1))
    pid = child_of(extractor)
    extractor.close()
    assert ended(pid)


OWNER = """
import os, time
from app.config import Settings
from app.services.extractor import Extractor

if __name__ == "__main__":
    extractor = Extractor(Settings(extraction_workers=1))
    extractor.start(b"<html><article><h1>Council meets</h1><p>The council met.</p></article>", None, {"force": True})()
    print(extractor.children[0].pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_no_child_outlives_its_owner(ending: signal.Signals, tmp_path: Path) -> None:
    """Whatever ends the owner, and though it has no chance to clean up."""
    script = tmp_path / "owner.py"
    script.write_text(OWNER)
    variables = environment() | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=variables) as owner:
        assert owner.stdout
        pid = int(owner.stdout.readline())
        assert is_alive(pid)
        owner.send_signal(ending)
        owner.wait(10)
    assert ended(pid)


BUSY_OWNER = """
import time
from app.config import Settings
from app.services.extractor import Extractor
from tests.builders.pages import long_page

if __name__ == "__main__":
    extractor = Extractor(Settings(extraction_workers=1))
    extractor.start(long_page(3), None, {})()
    extractor.start(long_page(3_000), None, {})
    print(extractor.children[0].pid, flush=True)
    time.sleep(60)
"""


def test_a_child_whose_owner_is_killed_goes_without_a_word(tmp_path: Path) -> None:
    """Its answer finds nobody; that is no fault to look into."""
    script, said = tmp_path / "owner.py", tmp_path / "stderr"
    script.write_text(BUSY_OWNER)
    variables = environment() | {"PYTHONPATH": str(ROOT)}
    with (
        said.open("w") as stderr,
        subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=stderr, env=variables) as owner,
    ):
        assert owner.stdout
        pid = int(owner.stdout.readline())
        parent = parent_of(pid)
        os.kill(parent, signal.SIGSTOP)  # it would take the child with it
        owner.kill()
    try:
        assert ended(pid, 60)
    finally:
        os.kill(parent, signal.SIGKILL)
    assert said.read_text() == ""
