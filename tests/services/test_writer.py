"""Saving in a child process: same results and errors as in this process, and no double save after a kill."""

import asyncio
import math
import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from pickle import PicklingError
from typing import Any

import pytest
from anyio import CancelScope
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlmodel import col, func, select

from app.config import Settings
from app.errors import Gone, NewsError, NotReady, PreconditionFailed
from app.schemas.article import ArticleDraft
from app.schemas.ingest_models import IngestResult
from app.services.ingest_page import store_article
from app.services.page_engine import Extracted
from app.services.writer import TOGETHER, BatchWriter, Writer
from app.store.draft_rows import PackedDraft, packed
from app.store.preconditions import Condition
from app.store.session import make_engine, reading, writing
from app.store.tables import Article
from app.store.writes import delete_article
from tests.builders.pages import harbour_draft
from tests.builders.processes import ended

WHEN = datetime(2026, 5, 4, 9, tzinfo=UTC)


@pytest.fixture
def writer(database_url: str, engine: Engine) -> Iterator[Writer]:
    writer = Writer(Settings(database_url=database_url), engine)
    yield writer
    writer.close()


@pytest.fixture
def sqlite_writer(sqlite_template: Path, tmp_path: Path) -> Iterator[Writer]:
    shutil.copy(sqlite_template, tmp_path / "news.db")
    sqlite_url = f"sqlite:///{tmp_path / 'news.db'}"
    engine = make_engine(sqlite_url)
    writer = Writer(Settings(database_url=sqlite_url), engine)
    yield writer
    writer.close()
    engine.dispose()


def save(writer: Writer, *given: Any, **options: Any) -> IngestResult:
    return asyncio.run(writer.save(*(given or (harbour_draft(), WHEN)), **options))


def articles(engine: Engine) -> int:
    with reading(engine) as session:
        return session.exec(select(func.count()).select_from(Article)).one()


def test_a_save_in_the_writer_process_returns_the_same_result_as_in_the_parent(writer: Writer, engine: Engine) -> None:
    first = save(writer)
    assert (first.outcome, first.revision) == ("created", 1)
    assert (
        save(writer)
        == store_article(engine, harbour_draft(), WHEN)
        == first.model_copy(update={"outcome": "unchanged"})
    )


def test_errors_of_the_writer_process_keep_type_and_members(writer: Writer, engine: Engine) -> None:
    saved = save(writer)
    other = Condition(b"application/json", frozenset({'"other"'}), frozenset())
    with pytest.raises(PreconditionFailed) as refused:
        save(writer, harbour_draft("Another"), precondition=other)
    assert refused.value.detail
    with writing(engine) as session:
        delete_article(session, saved.article.id)
    with pytest.raises(Gone):
        save(writer)
    assert save(writer, harbour_draft(), WHEN, restore=True).outcome == "created"


def test_a_database_error_in_the_writer_process_is_raised_in_the_parent(writer: Writer, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE revision RENAME TO elsewhere")
    with pytest.raises((OperationalError, NewsError)):
        save(writer)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO revision")
    assert save(writer).outcome == "created"


async def together(writer: Writer, engine: Engine, drafts: Sequence[Any]) -> list[IngestResult | BaseException]:
    """Post drafts at a time while another transaction keeps the first from its end, and return the answers."""
    with engine.connect().execution_options(writing=True) as other:
        other.execute(text("UPDATE counter SET value = value WHERE name = 'seq'"))
        saving = [asyncio.create_task(writer.save(draft, WHEN)) for draft in drafts]
        await asyncio.sleep(0)  # each task posts its draft
        other.rollback()
    return await asyncio.gather(*saving, return_exceptions=True)


def numbered(number: int) -> ArticleDraft:
    return harbour_draft(f"Harbour {number}", f"https://www.portcourier.example/{number}")


def test_drafts_that_wait_are_saved_together_in_their_order(writer: Writer, engine: Engine) -> None:
    """Articles of one transaction have the same time of change. The first transactions may save fewer than TOGETHER."""
    drafts = [numbered(number) for number in range(3 * TOGETHER)]
    answers = asyncio.run(together(writer, engine, drafts))
    assert [isinstance(one, IngestResult) and one.outcome for one in answers] == ["created"] * len(drafts)
    with reading(engine) as session:
        listed = session.exec(select(Article.url, Article.changed_at).order_by(col(Article.seq))).all()
    assert len({changed_at for _, changed_at in listed}) <= 3 + len(writer.children)
    if len(writer.children) == 1:
        assert [url for url, _ in listed] == [draft.url for draft in drafts]


def test_an_invalid_draft_does_not_affect_drafts_saved_together_with_it(writer: Writer, engine: Engine) -> None:
    gone = save(writer, numbered(4))
    with writing(engine) as session:
        delete_article(session, gone.article.id)
    posted: list[Any] = [numbered(number) for number in range(8)]
    posted[6] = "no draft"
    answers = asyncio.run(together(writer, engine, posted))
    assert isinstance(answers[4], Gone)
    assert isinstance(answers[6], NewsError)
    others = [one for number, one in enumerate(answers) if number not in (4, 6)]
    assert [isinstance(one, IngestResult) and one.outcome for one in others] == ["created"] * 6


def test_a_draft_that_cannot_be_sent_to_the_writer_process_fails_at_once(writer: Writer) -> None:
    with pytest.raises((TypeError, AttributeError, PicklingError)):
        save(writer, lambda: "a function without a name cannot be pickled")
    assert save(writer).outcome == "created"


def test_a_crashed_writer_process_affects_only_its_save(writer: Writer, engine: Engine) -> None:
    with pytest.raises(NewsError) as failed:
        save(writer, "no draft")
    assert failed.value.status == 500
    assert save(writer).outcome == "created"
    assert articles(engine) == 1


def killed(writer: Writer, times: float) -> IngestResult:
    """Save a draft, and kill as many processes that save it while another connection keeps them from their end."""
    url = make_url(str(writer._engine.url)).database
    assert url
    save(writer, harbour_draft("First", "https://www.portcourier.example/first"))

    async def kill() -> IngestResult:
        with closing(sqlite3.connect(url, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            saving, seen = asyncio.create_task(writer.save(harbour_draft(), WHEN)), set[int]()
            while len(seen) < times and not saving.done():
                await asyncio.sleep(0)
                if (pid := writer.children[0].pid) and pid not in seen:
                    os.kill(pid, signal.SIGKILL)
                    seen.add(pid)
        return await saving

    return asyncio.run(kill())


def test_a_save_whose_writer_process_is_killed_is_repeated_by_a_new_process(sqlite_writer: Writer) -> None:
    assert killed(sqlite_writer, times=1).outcome == "created"
    assert articles(sqlite_writer._engine) == 2


def test_a_save_fails_if_the_new_writer_process_is_killed_too(sqlite_writer: Writer) -> None:
    with pytest.raises(NotReady) as caught:
        killed(sqlite_writer, times=math.inf)
    assert int(caught.value.headers["Retry-After"]) > 0
    assert save(sqlite_writer).outcome == "created"
    assert articles(sqlite_writer._engine) == 2


def test_a_writer_killed_between_two_saves_is_replaced(sqlite_writer: Writer) -> None:
    for number in range(3):
        assert save(sqlite_writer, harbour_draft(url=f"https://www.portcourier.example/{number}")).outcome == "created"
        pid = sqlite_writer.children[0].pid
        assert pid
        os.kill(pid, signal.SIGKILL)
        assert ended(pid)


def test_a_save_completes_even_if_its_request_is_cancelled(sqlite_writer: Writer) -> None:
    async def leave() -> None:
        with CancelScope() as scope:
            asyncio.get_running_loop().call_soon(scope.cancel)
            await sqlite_writer.save(harbour_draft(), WHEN)
        assert articles(sqlite_writer._engine) == 1

    asyncio.run(leave())


def test_the_server_can_save_while_saves_wait_for_the_writer_process(sqlite_writer: Writer) -> None:
    """SQLite polls for its lock: without turns, a writer here might wait until all others are done."""

    async def both() -> None:
        url = "https://www.portcourier.example/{}"
        saving = [asyncio.create_task(sqlite_writer.save(harbour_draft(url=url.format(n)), WHEN)) for n in range(60)]
        await saving[0]
        await asyncio.to_thread(store_article, sqlite_writer._engine, harbour_draft(), WHEN)
        assert not all(save.done() for save in saving)
        await asyncio.gather(*saving)

    asyncio.run(both())
    assert articles(sqlite_writer._engine) == 61


def test_a_writer_process_has_low_priority_and_ends_when_closed(sqlite_writer: Writer) -> None:
    save(sqlite_writer)
    pid = sqlite_writer.children[0].pid
    assert pid
    assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)
    sqlite_writer.close()
    assert ended(pid)


@pytest.fixture
def batches(database_url: str, engine: Engine) -> Iterator[BatchWriter]:
    assert articles(engine) == 0
    writer = BatchWriter(database_url)
    yield writer
    writer.close()


def test_a_draft_packed_in_another_process_is_stored_like_one_packed_by_the_writer(
    batches: BatchWriter, engine: Engine
) -> None:
    """The rows of the first draft were computed when it was packed, those of the second are computed in the writer."""
    first, second = harbour_draft(), harbour_draft("Another", "https://www.portcourier.example/another")
    for draft in (packed(first), PackedDraft(second)):
        assert batches.start([Extracted(draft, WHEN)])() == ["created"]
    assert [store_article(engine, draft, WHEN).outcome for draft in (first, second)] == ["unchanged"] * 2
    revised = packed(first.model_copy(update={"headline": "Later"}))
    assert batches.start([Extracted(revised, WHEN + timedelta(hours=1))])() == ["revised"]
    assert store_article(engine, first, WHEN + timedelta(hours=2)).changed_fields == ("headline",)


def test_a_failed_batch_raises_its_error_when_its_outcomes_are_requested(batches: BatchWriter, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE revision RENAME TO elsewhere")
    failing = batches.start([Extracted(packed(harbour_draft()), WHEN)])
    with pytest.raises(NewsError):
        failing()
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO revision")
    assert batches.start([Extracted(packed(harbour_draft()), WHEN)])() == ["created"]
