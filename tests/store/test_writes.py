"""Outcomes of a save: created, unchanged, revised, stale, duplicate; and the updates of counters and parts."""

import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, func, select, text
from sqlmodel import col

from app.schemas.article import ArticleCard, ArticleDraft, ArticleRead
from app.schemas.entity import EntityRead
from app.schemas.quote import QuoteRead
from app.schemas.record import draft_id, record_of
from app.store import session as sessions
from app.store.filters import ArticleFilter, EntityFilter, LabelFilter, QuoteFilter
from app.store.queries.article_queries import ArticleQuery, get_article, list_articles
from app.store.queries.entity_queries import get_entity, list_entities
from app.store.queries.label_queries import list_labels
from app.store.queries.listing import ListRequest
from app.store.queries.quote_queries import get_quote, list_quotes
from app.store.session import make_engine, reading, turn, writing
from app.store.tables import Article, Mention, Quote, Revision
from app.store.writes import Saved, save_article
from app.text.identity import entity_id
from tests.builders.drafts import START, article


def save(engine: Engine, draft: ArticleDraft, hours: int = 0) -> Saved:
    with writing(engine) as session:
        return save_article(session, draft, fetched_at=START + timedelta(days=30, hours=hours))


def record(engine: Engine, draft: ArticleDraft) -> dict[str, object]:
    with reading(engine) as session:
        found = get_article(session, draft_id(draft))
        assert found
        parsed: dict[str, object] = orjson.loads(found.json)
        return parsed


def count(engine: Engine, table: type) -> int:
    with reading(engine) as session:
        return int(session.execute(select(func.count()).select_from(table)).scalar_one())


def entity_counts(engine: Engine) -> dict[str, tuple[int, int]]:
    with reading(engine) as session:
        items = map(orjson.loads, list_entities(session, EntityFilter(), ListRequest("name")).items)
        return {item["name"]: (item["article_count"], item["mention_count"]) for item in items}


def test_a_created_record_has_the_values_of_its_draft(engine: Engine) -> None:
    draft = article(tags=("Kar",), authors=("Elif Kaya",))
    saved = save(engine, draft)
    assert (saved.outcome, saved.revision, saved.duplicate_of) == ("created", 1, None)
    stored, sent = record(engine, draft), orjson.loads(record_of(draft).model_dump_json())
    assert (stored["revision"], stored["seq"]) == (1, 1)
    for name in ("revision", "seq", "first_seen_at"):
        assert stored.pop(name)
        sent.pop(name)
    quotes: Any = stored["quotes"]
    assert all(quote.pop("statement_id") for quote in quotes)  # given when it is stored
    assert not any(quote.pop("statement_id") for quote in sent["quotes"])
    assert stored == sent


def test_stored_json_fits_the_models_of_articles_quotes_and_entities(engine: Engine) -> None:
    draft = article(authors=("Elif Kaya",))
    save(engine, draft)
    with reading(engine) as session:
        first = ListRequest("-published_at")
        found = get_article(session, draft_id(draft))
        assert found
        full = ArticleRead.model_validate_json(found.json)
        assert ArticleCard.model_validate_json(list_articles(session, ArticleQuery(), first).items[0]).id == full.id
        said = QuoteRead.model_validate_json(list_quotes(session, QuoteFilter(), first).items[0])
        assert said == full.quotes[0]
        one = get_quote(session, said.id)
        assert one
        assert QuoteRead.model_validate_json(one.json) == said
        named = EntityRead.model_validate_json(list_entities(session, EntityFilter(), ListRequest("name")).items[0])
        assert named.name == "Ankara"
        same = get_entity(session, named.id)
        assert same
        assert EntityRead.model_validate_json(same.json) == named
        publishers = list_labels(session, LabelFilter("publisher"), ListRequest("-article_count")).items
        assert orjson.loads(publishers[0]) == {"domain": "ornek.com.tr", "name": "Ornek", "article_count": 1}


def test_posting_a_page_again_changes_only_the_time_when_it_was_last_seen(engine: Engine) -> None:
    draft = article()
    save(engine, draft)
    before = record(engine, draft)
    again = save(engine, draft, hours=1)
    assert (again.outcome, again.revision) == ("unchanged", 1)
    assert record(engine, draft) == before
    assert entity_counts(engine) == {"Ankara": (1, 1), "Demir": (1, 1)}


def test_a_revision_replaces_every_part_of_an_article_and_keeps_the_old_record(engine: Engine) -> None:
    old = article()
    new = article(
        paragraphs=('Kaya, "Yol kapandı" dedi. Kaya gitti.',),
        people=("Kaya",),
        places=(),
        said=(("Yol kapandı", "Kaya"),),
        tags=("Yol",),
    )
    save(engine, old)
    before = record(engine, old)
    saved = save(engine, new, hours=1)
    assert (saved.outcome, saved.revision) == ("revised", 2)
    assert set(saved.changed_fields) == {"tags", "word_count", "body", "blocks", "quotes", "entities"}
    after = record(engine, new)
    assert (after["revision"], after["seq"], after["first_seen_at"]) == (2, 2, before["first_seen_at"])
    assert entity_counts(engine) == {"Kaya": (1, 2)}
    assert (count(engine, Quote), count(engine, Mention), count(engine, Article)) == (1, 1, 1)
    with reading(engine) as session:
        kept = session.execute(select(col(Revision.record)).where(col(Revision.number) == 1)).scalar_one()
    assert kept is not None
    assert orjson.loads(zlib.decompress(kept)) == before


def test_a_page_fetched_before_the_stored_one_becomes_an_older_revision(engine: Engine) -> None:
    save(engine, article(), hours=2)
    saved = save(engine, article(headline="Eski"), hours=1)
    assert saved.outcome == "stale"
    assert record(engine, article())["headline"] == "Haber 0"
    assert save(engine, article(headline="Yeni"), hours=3).revision == 3


def test_an_equal_body_of_another_publisher_is_linked_as_duplicate(engine: Engine) -> None:
    first, second = article(1), article(2, publisher="baska.com.tr")
    save(engine, first)
    assert save(engine, second).duplicate_of == draft_id(first)
    assert record(engine, second)["duplicate_of"] == str(draft_id(first))


def test_the_id_of_a_draft_without_a_url_depends_on_its_content(engine: Engine) -> None:
    assert save(engine, article(url=None)).outcome == "created"
    assert save(engine, article(url=None)).outcome == "unchanged"
    assert save(engine, article(url=None, headline="Başka")).outcome == "created"


def test_an_entity_named_in_several_articles_is_stored_once(engine: Engine) -> None:
    for number in range(3):
        save(engine, article(number))
    assert entity_counts(engine) == {"Ankara": (3, 3), "Demir": (3, 3)}
    with reading(engine) as session:
        cards = list_articles(
            session,
            ArticleQuery(ArticleFilter(entity=(str(entity_id("person", "Demir")),))),
            ListRequest("-published_at"),
        )
    assert len(cards.items) == 3


def test_parallel_saves_of_one_address_store_one_article(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda n: save(engine, article(n % 4)).outcome, range(32)))
    assert sorted(outcomes) == ["created"] * 4 + ["unchanged"] * 28
    assert entity_counts(engine) == {"Ankara": (4, 4), "Demir": (4, 4)}


def test_sequence_numbers_of_changes_have_no_gap_after_parallel_writes(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: save(engine, article(n)), range(24)))
    with reading(engine) as session:
        assert sorted(session.execute(select(col(Article.seq))).scalars()) == list(range(1, 25))


def test_a_waiting_writer_comes_before_the_writer_that_has_just_written() -> None:
    """A plain lock would go to the running thread, which is the thread that has just released the lock."""
    engine = make_engine("sqlite://")
    order: list[str] = []

    def wait() -> None:
        with turn(engine):
            order.append("waited")

    with ThreadPoolExecutor(1) as pool:
        for _ in range(30):
            with turn(engine):
                waiting = pool.submit(wait)
                while not sessions._SQLITE_NEXT.locked():  # the other thread has not come to wait yet
                    pass
            with turn(engine):
                order.append("wrote before")
            waiting.result()
    assert order == ["waited", "wrote before"] * 30


def test_a_post_without_a_time_of_fetching_is_never_stale(engine: Engine) -> None:
    """The clock of the server was set back by a day: what arrives later is not older."""
    first = START + timedelta(days=30)
    with writing(engine) as session:
        save_article(session, article(), now=first)
    with writing(engine) as session:
        saved = save_article(session, article(headline="Yeni"), now=first - timedelta(days=1))
    assert (saved.outcome, saved.revision) == ("revised", 2)
    assert record(engine, article())["headline"] == "Yeni"
    with writing(engine) as session:  # a time that the sender gave still counts
        given = save_article(session, article(headline="Eski"), fetched_at=first - timedelta(hours=1), now=first)
    assert given.outcome == "stale"


def test_a_failed_save_leaves_no_rows(engine: Engine) -> None:
    def fails() -> None:
        with writing(engine) as session:
            save_article(session, article())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert count(engine, Article) == count(engine, Quote) == 0
    assert not entity_counts(engine)


def test_sqlite_runs_with_full_sync_and_foreign_keys(tmp_path: object) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/news.db")
    with engine.connect() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    engine.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
