"""The timeline of an entity: articles that name it, quotes by it, quotes about it."""

from collections import Counter
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine
from sqlmodel import select

from app.schemas.article import ArticleDraft
from app.schemas.record import draft_id
from app.store.entities.curation import merge_entities, undo_curation
from app.store.filters import ArticleFilter
from app.store.migrations import migrate
from app.store.queries.timeline_queries import count_timeline
from app.store.session import reading, writing
from app.store.tables import Entity
from app.store.writes import delete_article, save_article
from app.text.identity import entity_id
from tests.builders.drafts import START, article

DEMIR, BURSA = entity_id("person", "Elif Demir"), entity_id("location", "Bursa")
DAYS = [START + timedelta(days=day) for day in range(4)]


def test_the_timeline_counts_articles_and_quotes_of_an_entity_by_day(engine: Engine) -> None:
    said = {"paragraphs": ('Elif Demir, "Yarın Bursa yolunu açacağız" dedi.',), "people": ("Elif Demir",)}
    quoted = {**said, "places": ("Bursa",), "said": (("Yarın Bursa yolunu açacağız", "Elif Demir"),)}
    named = {"paragraphs": ("Elif Demir geldi.",), "people": ("Elif Demir",), "places": (), "said": ()}
    with writing(engine) as session:
        for number, (parts, day) in enumerate(((quoted, 0), (quoted, 2), (named, 2), (named, None))):
            at = None if day is None else START + timedelta(days=day)
            language = "en" if number == 1 else "tr"
            save_article(session, article(number, published_at=at, language=language, **parts))  # type: ignore[arg-type]
    with reading(engine) as session:
        demir = count_timeline(session, ArticleFilter(), DEMIR, DAYS)
        bursa = count_timeline(session, ArticleFilter(language=("tr",)), BURSA, DAYS)
        assert count_timeline(session, ArticleFilter(), DEMIR, []) == []
    assert [tuple(day.values()) for day in demir] == [(1, 1, 0), (0, 0, 0), (2, 1, 0)]
    assert [tuple(day.values()) for day in bursa] == [(1, 0, 1), (0, 0, 0), (0, 0, 0)]
    assert list(demir[0]) == ["article_count", "quotes_by", "quotes_about"]


def quoting(number: int, name: str, about: str, day: int | None) -> ArticleDraft:
    """An article in which a person says something about another one."""
    said = f"we met {about} on day {number}"
    at = None if day is None else START + timedelta(days=day, hours=number % 24)
    paragraphs = (f'{name}, "{said}" said.',)
    return article(
        number,
        paragraphs=paragraphs,
        people=(name, about),
        places=(),
        said=((said, name),),
        published_at=at,
        language="en",
    )


def assert_stored_counts_hold(engine: Engine) -> None:
    """For each entity, the stored counts of days are those of its articles and quotes."""
    starts = [START + timedelta(days=day) for day in range(-1, 9, 2)]
    bounds: dict[str, Any] = {
        "published_after": START + timedelta(days=1),
        "published_before": START + timedelta(days=6),
    }
    total: Counter[str] = Counter()
    with reading(engine) as session:
        for entity in session.exec(select(Entity.id)).all():
            for within in ({}, bounds):
                stored = count_timeline(session, ArticleFilter(**within), entity, starts)
                assert stored == count_timeline(session, ArticleFilter(**within, min_words=0), entity, starts), entity
                total.update({name: sum(day[name] for day in stored) for name in stored[0]})
    assert all(total[name] for name in ("article_count", "quotes_by", "quotes_about"))


def test_stored_counts_per_day_are_correct_after_merges_revisions_and_deletions(engine: Engine) -> None:
    names = ("Donald Trump", "Ann Lee", "Trump", "Bob Roe")
    drafts = [quoting(n, names[n % 4], names[(n + 1 + n // 4) % 4], None if n == 5 else n % 8) for n in range(16)]
    for draft in drafts:
        with writing(engine) as session:
            save_article(session, draft)
    assert_stored_counts_hold(engine)
    with writing(engine) as session:
        save_article(session, quoting(3, "Ann Lee", "Trump", 7))
        save_article(session, quoting(6, "Bob Roe", "Donald Trump", None))
        delete_article(session, draft_id(drafts[8]))
    assert_stored_counts_hold(engine)
    with writing(engine) as session:
        merged = merge_entities(session, entity_id("person", "Bob Roe"), entity_id("person", "Donald Trump"))
    assert_stored_counts_hold(engine)
    with writing(engine) as session:
        delete_article(session, draft_id(drafts[7]))
        save_article(session, quoting(20, "Bob Roe", "Donald Trump", 2))
    assert_stored_counts_hold(engine)
    with writing(engine) as session:
        undo_curation(session, merged.number)
    assert_stored_counts_hold(engine)


def test_the_migration_computes_the_counts_per_day_of_stored_articles(engine: Engine, database_url: str) -> None:
    names = ("Donald Trump", "Ann Lee", "Trump", "Bob Roe")
    with writing(engine) as session:
        for n in range(12):
            save_article(session, quoting(n, names[n % 4], names[(n + 1 + n // 4) % 4], None if n == 5 else n % 8))
    migrate(database_url, "0018")
    migrate(database_url)
    assert_stored_counts_hold(engine)
