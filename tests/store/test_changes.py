"""The order of changes: no gap for a follower beside writers; deletion and restoring; paging beside writers."""

import os
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import orjson
import pytest
from sqlalchemy import Engine, func, select
from sqlmodel import SQLModel, col

from app.errors import Gone
from app.schemas.article import ArticleDraft
from app.schemas.record import draft_id
from app.store.cursor import Position
from app.store.filters import ArticleFilter, ChangeFilter, EntityFilter, LabelFilter
from app.store.queries.article_queries import ArticleQuery, get_article, list_articles
from app.store.queries.change_queries import last_seq, list_changes
from app.store.queries.entity_queries import list_entities
from app.store.queries.label_queries import list_labels
from app.store.queries.listing import ListRequest
from app.store.session import reading, writing
from app.store.tables import Article, Change
from app.store.writes import delete_article, is_deleted, save_article
from tests.builders.drafts import START, article

PAGED = int(os.environ.get("PAGED_ROWS", "600"))  # number of articles that are paged; `make fuzz` pages more
# What an article leaves behind when it is deleted: nothing but its changes and its tombstone.
KEPT = {"change", "counter", "day_count", "entity_day", "hour_count", "label", "secret", "tombstone"}


def changes(engine: Engine, after: int = 0, **members: object) -> list[tuple[int, str, int]]:
    wanted = ChangeFilter(after, ArticleFilter(**members))  # type: ignore[arg-type]
    with reading(engine) as session:
        items = [orjson.loads(change.json) for change in list_changes(session, wanted, 1_000)]
    return [(item["seq"], item["type"].removeprefix("article."), item["revision"]) for item in items]


def save(engine: Engine, draft: ArticleDraft, **options: bool) -> str:
    with writing(engine) as session:
        return save_article(session, draft, **options).outcome  # type: ignore[arg-type]


def delete(engine: Engine, draft: ArticleDraft) -> bool:
    with writing(engine) as session:
        return delete_article(session, draft_id(draft))


def test_every_change_is_listed_once(engine: Engine) -> None:
    save(engine, article(0))
    save(engine, article(1, publisher="baska.com"))
    save(engine, article(0, headline="Yeni"))
    save(engine, article(0, headline="Yeni"))  # unchanged
    assert changes(engine) == [(1, "created", 1), (2, "created", 1), (3, "revised", 2)]
    assert changes(engine, 2) == [(3, "revised", 2)]
    assert changes(engine, publisher=("baska.com",)) == [(2, "created", 1)]
    assert changes(engine, q="yeni") == [(1, "created", 1), (3, "revised", 2)]
    with reading(engine) as session:
        assert last_seq(session) == 3


def test_a_deleted_article_leaves_a_tombstone_and_can_be_restored(engine: Engine) -> None:
    draft = article(0, tags=("Kar",), authors=("Elif Kaya",))
    save(engine, draft)
    save(engine, article(0, headline="Yeni", tags=("Kar",)))
    assert delete(engine, draft)
    assert not delete(engine, draft)
    with reading(engine) as session:
        assert get_article(session, draft_id(draft)) is None
        assert is_deleted(session, draft_id(draft))
        rows = {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in SQLModel.metadata.sorted_tables
        }
        assert {name for name, count in rows.items() if count} <= KEPT, rows
        assert not list_labels(session, LabelFilter("tag"), ListRequest("-article_count")).items
        assert not list_entities(session, EntityFilter(), ListRequest("name")).items
        assert not list_articles(session, ArticleQuery(ArticleFilter(q="kar")), ListRequest("-published_at")).items
    with pytest.raises(Gone):
        save(engine, draft)
    assert save(engine, draft, restore=True) == "created"
    assert changes(engine) == [(1, "created", 1), (2, "revised", 2), (3, "deleted", 2), (4, "created", 3)]
    assert save(engine, draft) == "unchanged"


def test_deletions_are_filtered_by_publisher_and_not_by_section(engine: Engine) -> None:
    save(engine, article(0))
    delete(engine, article(0))
    assert changes(engine, section=("spor",)) == [(2, "deleted", 1)]
    assert changes(engine, publisher=("ornek.com.tr",)) == [(2, "deleted", 1)]
    assert changes(engine, publisher=("baska.com",)) == []


@contextmanager
def beside(writers: list[Callable[[], None]]) -> Iterator[Callable[[], bool]]:
    """Run functions over and over in threads of their own; gives whether one has failed."""
    stop = threading.Event()

    def run(write: Callable[[], None]) -> None:
        while not stop.is_set():
            write()

    with ThreadPoolExecutor(len(writers)) as pool:
        running = [pool.submit(run, write) for write in writers]
        try:
            yield lambda: any(one.done() for one in running)
        finally:
            stop.set()
    for one in running:
        one.result()


def test_a_reader_of_changes_misses_no_change_while_eight_writers_commit(engine: Engine) -> None:
    """A database's own sequence would show n before n - 1 is committed. The follower reads after each commit."""
    numbers, committed = iter(range(1_000_000)), threading.Semaphore(0)

    def write() -> None:
        try:
            with writing(engine) as session:
                for _ in range(random.randint(1, 3)):
                    save_article(session, article(next(numbers), people=(), places=(), said=()))
        finally:
            committed.release()

    seen: list[int] = []
    with beside([write] * 8) as has_failed:
        while len(seen) < 400 and not has_failed():
            committed.acquire()
            seen += [seq for seq, _, _ in changes(engine, seen[-1] if seen else 0)]
    seen += [seq for seq, _, _ in changes(engine, seen[-1])]
    with reading(engine) as session:
        stored = session.execute(select(col(Change.seq)).order_by(col(Change.seq))).scalars().all()
        last = last_seq(session)
    assert seen == list(stored) == list(range(1, last + 1))


@pytest.mark.parametrize(("sort", "size"), [("-published_at", PAGED), ("published_at", 200), ("-first_seen_at", 200)])
def test_paging_while_four_writers_commit_returns_every_unchanged_row_once(
    engine: Engine, sort: str, size: int
) -> None:
    small = {"people": (), "places": (), "said": ()}
    stays = [article(number, **small) for number in range(0, 2 * size, 2)]  # type: ignore[arg-type]
    for first in range(0, size, 100):  # PostgreSQL reads every version of a row that one transaction has left
        with writing(engine) as session:
            for draft in stays[first : first + 100]:
                save_article(session, draft)
    chance = random.Random(3)

    def insert() -> None:
        number = chance.randrange(1, 2 * size, 2)
        save(engine, article(number, **small), restore=True)  # type: ignore[arg-type]

    def revise() -> None:
        number = chance.randrange(0, 2 * size, 2)
        moved = {"headline": f"Haber {chance.random()}", "published_at": START + timedelta(hours=number)}
        save(engine, article(number, **small, **moved))  # type: ignore[arg-type]

    def remove() -> None:
        delete(engine, article(chance.randrange(1, 2 * size, 2)))

    with beside([insert, insert, revise, remove]) as has_failed:
        for _ in range(3):
            forth, last = walk(engine, sort, None, size // 12)
            back, _ = walk(engine, sort, last, size // 12)
            for met in (forth, back):
                expected = {str(draft_id(draft)) for draft in stays}
                assert expected <= set(met)
                assert len(met) == len(set(met))
            assert not has_failed()
    with reading(engine) as session:
        assert session.execute(select(func.count()).select_from(Article)).scalar_one() >= size


def walk(engine: Engine, sort: str, position: Position | None, limit: int) -> tuple[list[str], Position | None]:
    """Return the ids on the pages up to one end of the list, and the position after the last."""
    met: list[str] = []
    while True:
        with reading(engine) as session:
            page = list_articles(session, ArticleQuery(), ListRequest(sort, position, limit))
        met += [orjson.loads(item)["id"] for item in page.items]
        is_backwards = position is not None and position.backwards
        following = page.previous if is_backwards else page.next
        if following is None:
            return met, end_of(sort)
        position = following


def end_of(sort: str) -> Position:
    """Return a position after every article, for reading backwards."""
    if sort.startswith("-"):
        return Position(("0001-01-01T00:00:00+00:00", 0), backwards=True)
    return Position((1, "9999-01-01T00:00:00+00:00", 2**62), backwards=True)  # 1: undated articles, which come last
