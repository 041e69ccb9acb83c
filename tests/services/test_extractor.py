"""Extraction in child processes: same drafts and errors as in this process, limits, refusals. See also `test_child`."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from app.config import Settings
from app.errors import EmptyDocument, ExtractionFailed, ExtractionLimit, NewsError, NotAnArticle, Overloaded
from app.extraction import Hints, extract
from app.services.child import Child
from app.services.extractor import Extractor, Task, _extracted, with_rows
from tests.builders.pages import long_page
from tests.builders.processes import ended, parent_of

SHORT, TOO_LONG = long_page(3), long_page(300_000)


def child_of(extractor: Extractor) -> int:
    """Process id of the only child, which is started if need be."""
    extractor.start(SHORT, None, Hints())()
    pid = extractor.children[0].pid
    assert pid
    return pid


@contextmanager
def stopped(pid: int) -> Iterator[None]:
    """Suspend a process, so that tasks sent to it wait."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    with closing(Extractor(Settings(extraction_workers=1, extraction_seconds=200))) as extractor:
        yield extractor


def test_a_draft_made_in_a_child_process_equals_one_made_in_the_parent(extractor: Extractor) -> None:
    hints = Hints(language="en")
    url = "https://www.portcourier.example/council"
    assert extractor.start(SHORT, url, hints)().draft == extract(SHORT, url, **hints)


def test_an_error_in_a_child_process_is_raised_unchanged_in_the_parent(extractor: Extractor) -> None:
    with pytest.raises(EmptyDocument):
        extractor.start(b"", None, Hints())()
    with pytest.raises(NotAnArticle) as caught:
        extractor.start(b"<title>404 Not Found</title><h1>404 Not Found</h1>", None, Hints())()
    assert caught.value.detail
    assert caught.value.members["page_type"] == "error"
    assert caught.value.outcome == "not_article"


@pytest.mark.parametrize("limit", [{"extraction_seconds": 1}, {"extraction_memory_mib": 256}], ids=str)
def test_a_page_over_the_time_or_memory_limit_does_not_affect_other_pages(limit: dict[str, int]) -> None:
    with closing(Extractor(Settings(extraction_workers=1).model_copy(update=limit))) as extractor:
        with pytest.raises(ExtractionLimit):
            extractor.start(TOO_LONG, None, Hints())()
        extractor.children[0]._seconds = 600  # for a busy machine to start the next process
        assert extractor.start(SHORT, None, Hints())().draft.headline == "Council meets"


@pytest.mark.parametrize("victim", [lambda pid: pid, parent_of], ids=["child", "forkserver"])
def test_a_page_whose_process_is_killed_is_extracted_by_a_new_process(
    extractor: Extractor, victim: Callable[[int], int]
) -> None:
    pid = child_of(extractor)
    with stopped(pid):
        draft = extractor.start(SHORT, None, Hints())
        os.kill(victim(pid), signal.SIGKILL)
        assert ended(pid)
    assert draft().draft.headline == "Council meets"


@contextmanager
def killing(victim: Callable[[], int]) -> Iterator[Callable[[Task], None]]:
    """Run tasks that kill a process before they answer."""

    def kill(_task: Task) -> None:
        os.kill(victim(), signal.SIGKILL)
        signal.pause()

    yield kill


@contextmanager
def crashing() -> Iterator[Callable[[Task], None]]:
    def crash(_task: Task) -> None:
        raise ZeroDivisionError

    yield crash


@pytest.mark.parametrize(
    ("child", "error"),
    [
        (Child(killing, os.getpid, seconds=600), ExtractionLimit),
        (Child(killing, os.getppid, seconds=600), Overloaded),
        (Child(crashing, seconds=600), ExtractionFailed),
    ],
    ids=["kills itself", "kills the forkserver", "crashes"],
)
def test_the_error_for_a_dead_child_process_says_how_it_ended(
    child: Child, error: type[NewsError], capfd: pytest.CaptureFixture[str]
) -> None:
    """A page can make its process crash or be killed, but never its forkserver."""
    with closing(child), pytest.raises(error):
        _extracted(child, (SHORT, None, Hints(), with_rows))
    capfd.readouterr()  # the traceback of the crash


def test_a_crashed_child_process_affects_only_the_page_it_extracted(
    extractor: Extractor, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ExtractionFailed):
        extractor.start(7, None, Hints(rule=None))()  # type: ignore[arg-type, typeddict-item]
    assert extractor.start(SHORT, None, Hints())().draft.headline == "Council meets"
    capfd.readouterr()


async def headline_of_short(extractor: Extractor) -> str:
    return (await extractor.trace(SHORT, None, Hints(), lambda _seconds: None, with_dropped=False)).draft.headline


def test_pages_are_refused_while_the_queue_of_waiting_pages_is_full() -> None:
    settings = Settings(extraction_workers=1, extraction_waiting=1, extraction_seconds=200)

    async def crowd(extractor: Extractor) -> None:
        with stopped(child_of(extractor)):
            waiting = [asyncio.create_task(headline_of_short(extractor)) for _ in range(3)]
            await asyncio.sleep(0)
            with pytest.raises(Overloaded) as caught:
                await headline_of_short(extractor)
            assert int(caught.value.headers["Retry-After"]) > 0
            assert not any(task.done() for task in waiting)
        assert len(await asyncio.gather(*waiting)) == 3
        assert await headline_of_short(extractor) == "Council meets"

    with closing(Extractor(settings)) as extractor:
        asyncio.run(crowd(extractor))


def test_a_cancelled_request_frees_its_place_in_the_queue() -> None:
    settings = Settings(extraction_workers=1, extraction_waiting=0, extraction_seconds=200)

    async def leave(extractor: Extractor) -> None:
        with stopped(child_of(extractor)):
            for _ in range(2 * extractor.ahead):
                request = asyncio.create_task(headline_of_short(extractor))
                await asyncio.sleep(0)
                request.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await request
        assert await headline_of_short(extractor) == "Council meets"

    with closing(Extractor(settings)) as extractor:
        asyncio.run(leave(extractor))


def test_closing_the_extractor_ends_its_processes() -> None:
    with closing(Extractor(Settings(extraction_workers=1))) as extractor:
        pid = child_of(extractor)
    assert ended(pid)
