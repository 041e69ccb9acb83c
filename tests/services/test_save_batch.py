"""Batches: many articles in one transaction, stored all or not at all, short enough for other writers."""

from threading import Thread

import pytest
from sqlalchemy import Engine, event

from app.errors import NewsError
from app.schemas.record import draft_id
from app.services.ingest_page import store_article
from app.services.page_engine import Extracted, Refused
from app.services.save_batch import save_batch
from app.store.draft_rows import packed
from app.store.raw_pages import Page, compressed, get_page
from app.store.session import reading, writing
from app.store.writes import delete_article
from tests.builders.drafts import article

pytestmark = pytest.mark.postgresql


def batch_of(*numbers: int, paragraphs: tuple[str, ...] = ("Ankara'da kar var.",)) -> list[Extracted]:
    return [
        Extracted(packed(article(number, said=(), paragraphs=paragraphs)), page=Page(compressed(b"<p>%d" % number)))
        for number in numbers
    ]


def commits_of(engine: Engine) -> list[str]:
    found: list[str] = []
    event.listen(engine, "commit", lambda _: found.append("commit"))
    return found


def test_a_batch_saved_in_one_transaction_has_an_outcome_for_each_page(engine: Engine) -> None:
    commits, batch = commits_of(engine), batch_of(1, 2, 3, 2)
    assert save_batch(engine, batch, seconds=60) == ["created", "created", "created", "unchanged"]
    assert save_batch(engine, batch, seconds=60) == ["unchanged"] * 4
    assert len(commits) == 2


def test_a_batch_stores_the_page_and_all_revisions_of_each_article(engine: Engine) -> None:
    batch = batch_of(1, 2)
    save_batch(engine, [*batch, *batch_of(1, paragraphs=("Kar Ankara'ya yağdı.",))], seconds=60)
    (first, second) = (draft_id(extracted.draft) for extracted in batch)
    with reading(engine) as session:
        assert [page and page.content for page in (get_page(session, first), get_page(session, second))] == [
            b"<p>1",
            b"<p>2",
        ]
    again = store_article(engine, batch[0].draft)
    assert (again.outcome, again.revision) == ("revised", 3)


def test_a_deleted_article_in_a_batch_is_refused_and_the_others_are_stored(engine: Engine) -> None:
    batch = batch_of(1, 2, 3)
    save_batch(engine, batch, seconds=60)
    with writing(engine) as session:
        delete_article(session, draft_id(batch[1].draft))
    first, deleted, last = save_batch(engine, batch, seconds=60)
    assert (first, last) == ("unchanged", "unchanged")
    assert isinstance(deleted, Refused)
    assert (deleted.slug, deleted.url) == ("gone", batch[1].draft.url)


def test_a_batch_saves_only_as_many_drafts_as_its_time_limit_allows(engine: Engine) -> None:
    assert save_batch(engine, batch_of(1, 2, 3), seconds=0) == ["created"]


def test_a_batch_that_even_a_slow_database_saves_in_time_is_saved_at_once(engine: Engine) -> None:
    inserts: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_others: object) -> None:
        inserts.extend([sql] if sql.startswith("INSERT INTO revision") else [])

    event.listen(engine, "before_cursor_execute", note)
    assert save_batch(engine, batch_of(1, 2, 3, 4), seconds=60) == ["created"] * 4
    assert len(inserts) == 1


def test_a_batch_whose_save_fails_stores_nothing(engine: Engine) -> None:
    """The database fails when it has written most rows of the articles."""
    batch = batch_of(1, 2, 3)
    written: list[str] = []

    def fail(_connection: object, _cursor: object, sql: str, *_others: object) -> None:
        if sql.startswith("INSERT INTO revision"):
            written.append(sql)
            raise NewsError("the database failed")

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(NewsError):
        save_batch(engine, batch, seconds=60)
    assert len(written) == 1
    event.remove(engine, "before_cursor_execute", fail)
    assert save_batch(engine, batch, seconds=60) == ["created"] * 3


def test_batches_that_share_articles_do_not_block_each_other(engine: Engine) -> None:
    outcomes: list[list[str | Refused]] = []

    def save(*numbers: int) -> None:
        outcomes.append(save_batch(engine, batch_of(*numbers), seconds=60))

    both = [Thread(target=save, args=numbers) for numbers in ((1, 2, 3, 4), (4, 3, 2, 1), (2, 4, 1, 3))]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    found = [outcome for batch in outcomes for outcome in batch]
    assert sorted(map(str, found)) == ["created"] * 4 + ["unchanged"] * 8
