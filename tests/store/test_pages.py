"""Pages of articles, read from ranges of indexes, are those of the plain query, in every order and both directions."""

import random
from dataclasses import fields
from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session, col

from app.schemas.article import ArticleDraft
from app.store.conditions import article_conditions
from app.store.cursor import Position
from app.store.filters import ArticleFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.listing import ListRequest
from app.store.session import make_engine, reading, writing
from app.store.tables import Article
from app.store.types import UNDATED_END
from app.store.writes import save_article
from tests.builders.drafts import START, article

ARTICLES, FILTERS, PAGE = 60, 120, 3
PEOPLE, PLACES = ("Demir", "Kaya", "Aksoy"), ("Ankara", "Bursa")
TAGS, AUTHORS = ("Kar", "Yol", "Spor"), ("Elif Şahin", "Can Er")
AGENCIES = (("AA", "Anadolu Ajansı"), ("İHA", "İhlas Haber Ajansı"))
PUBLISHERS, SECTIONS, LANGUAGES = ("a.com", "b.com", "c.com"), ("Dünya", "Spor"), ("tr", "en")
WORDS = ("karlar", "yolcular", "güneş", "deniz", "limandan")
TIMES = (None, *(START + timedelta(hours=n // 3) for n in range(12)))  # many articles have the same time
COPIED = tuple(f"Köprü {n} yılında kapandı ve {n} araç başka yoldan gitti." for n in range(1990, 2020))


def some(dice: random.Random, values: Any, most: int = 2) -> Any:
    return tuple(dice.sample(values, dice.randint(0, min(most, len(values)))))


def drawn(dice: random.Random, number: int) -> ArticleDraft:
    people, places = some(dice, PEOPLE), some(dice, PLACES)
    text = f"{' ve '.join(people + places)} {' '.join(some(dice, WORDS, 3))} haberi.".strip()
    said = ((f"Yol {number} bitti", people[0]),) if people and dice.random() < 0.5 else ()
    told = tuple(f'"{words}" dedi {name}.' for words, name in said)
    return article(
        number,
        paragraphs=(*told, *((text,) if dice.random() < 0.7 else (*COPIED, text))),
        people=people,
        places=places,
        said=said,
        tags=some(dice, TAGS),
        authors=some(dice, AUTHORS),
        agencies=some(dice, AGENCIES),
        publisher=dice.choice(PUBLISHERS),
        section=dice.choice((None, *SECTIONS)),
        language=dice.choice(LANGUAGES),
        published_at=dice.choice(TIMES),
    )


def wanted(dice: random.Random) -> ArticleFilter:
    """A filter of a few members."""
    members: dict[str, Any] = {
        "publisher": some(dice, PUBLISHERS),
        "section": some(dice, SECTIONS),
        "language": some(dice, LANGUAGES),
        "tag": some(dice, TAGS),
        "author": some(dice, AUTHORS),
        "agency": some(dice, [name for pair in AGENCIES for name in pair]),
        "entity": some(dice, (*PEOPLE, *PLACES)),
        "speaker": some(dice, PEOPLE),
        "not_tag": some(dice, TAGS),
        "not_publisher": some(dice, PUBLISHERS, 1),
        "published_after": dice.choice(TIMES),
        "published_before": dice.choice(TIMES),
        "q": dice.choice(("kar", "yol", "karlar", "deniz OR güneş", "liman* -yolcular", '"haberi"', "haberi yolcular")),
        "duplicates": "collapse",
        "has": ("quotes",),
    }
    return ArticleFilter(**{name: members[name] for name in dice.sample(sorted(members), dice.randint(1, 3))})


@pytest.fixture(scope="module")
def filled_url(shared_url: str) -> str:
    dice, engine = random.Random(7), make_engine(shared_url)
    with writing(engine) as session:
        for number in range(ARTICLES):
            save_article(session, drawn(dice, number), now=START + timedelta(days=400, minutes=number))
    engine.dispose()
    return shared_url


def plain(session: Session, filters: ArticleFilter, sort: str) -> list[str]:
    """The ids of all matches, by a query that reads no range of an index."""
    columns = col(Article.sort_at), col(Article.key), col(Article.id)
    rows = session.execute(select(*columns).where(*article_conditions(filters, session))).all()
    if sort == "-published_at":
        return [str(row.id) for row in sorted(rows, key=lambda row: (row.sort_at, row.key), reverse=True)]
    return [str(row.id) for row in sorted(rows, key=lambda row: (row.sort_at < UNDATED_END, row.sort_at, row.key))]


def walked(session: Session, filters: ArticleFilter, sort: str) -> tuple[list[list[str]], list[list[str]]]:
    """The pages of a list from its first to its last, and those read backwards from the last."""
    pages: list[list[str]] = []
    backwards: list[list[str]] = []
    position: Position | None = None
    while True:
        page = list_articles(session, ArticleQuery(filters), ListRequest(sort, position, PAGE))
        pages.append([orjson.loads(item)["id"] for item in page.items])
        if page.next is None:
            break
        position = page.next
    position = page.previous
    while position:
        page = list_articles(session, ArticleQuery(filters), ListRequest(sort, position, PAGE))
        backwards.append([orjson.loads(item)["id"] for item in page.items])
        position = page.previous
    return pages, backwards[::-1]


@pytest.mark.parametrize("sort", ["-published_at", "published_at"])
def test_paging_in_both_directions_finds_all_matches_of_any_filter(filled: Engine, sort: str) -> None:
    dice, matches = random.Random(11), 0
    filters_here = FILTERS if filled.dialect.name == "sqlite" else FILTERS // 3  # the same SQL, run by another database
    for _ in range(filters_here):
        filters = wanted(dice)
        with reading(filled) as session:
            expected = plain(session, filters, sort)
            pages, backwards = walked(session, filters, sort)
            assert [one for page in pages for one in page] == expected, filters
            assert all(len(page) == PAGE for page in pages[:-1])
            assert backwards == pages[:-1], filters
            counted = list_articles(session, ArticleQuery(filters), ListRequest(sort, limit=1, count="exact")).count
            assert counted == len(expected), filters
        matches += len(expected)
    assert matches > filters_here


def test_paging_is_tested_with_every_filter_that_reads_an_index() -> None:
    dice, bare = random.Random(11), ArticleFilter()
    drawn_filters = [wanted(dice) for _ in range(FILTERS)]
    named = {one.name for one in fields(bare) for w in drawn_filters if getattr(w, one.name) != getattr(bare, one.name)}
    assert named >= {
        "publisher",
        "section",
        "language",
        "tag",
        "author",
        "agency",
        "entity",
        "speaker",
        "q",
        "duplicates",
    }
