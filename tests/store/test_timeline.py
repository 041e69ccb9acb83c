"""The timeline of an entity: articles that name it, quotes by it, quotes about it."""

from datetime import timedelta

from sqlalchemy import Engine

from app.store.filters import ArticleFilter
from app.store.queries.timeline_queries import count_timeline
from app.store.session import reading, writing
from app.store.writes import save_article
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
