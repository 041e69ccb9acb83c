"""Articles without a date come after all dated ones, in both directions of every list by time."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import orjson
import pytest
from sqlalchemy import Engine, event

from app.schemas.record import draft_id
from app.store.filters import ArticleFilter, QuoteFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.listing import ListRequest, Slice
from app.store.queries.quote_queries import list_quotes
from app.store.queries.similar import SimilarFilter, list_similar_articles
from app.store.session import reading, writing
from app.store.writes import save_article
from app.text.identity import entity_id
from tests.builders.drafts import START, article
from tests.store.test_filters import BARE, COPIED, plan_of

SEEN = datetime(2025, 1, 1, tzinfo=UTC)
# Dated: 0, 2, 4 … by hour. Undated: 1, 3, 5 …, seen one day after the other.
NEWEST_FIRST = "8642097531"
OLDEST_FIRST = "0246813579"
TURKISH = ArticleFilter(language=("tr",))
DEMIR = ArticleFilter(entity=(str(entity_id("person", "Demir")),))


@pytest.fixture
def filled(engine: Engine) -> Engine:
    with writing(engine) as session:
        for number in range(10):
            at = START + timedelta(hours=number) if number % 2 == 0 else None
            save_article(session, article(number, published_at=at), now=SEEN + timedelta(days=number))
    return engine


def walk(engine: Engine, sort: str, filters: ArticleFilter, of_quotes: bool) -> list[Slice]:
    with reading(engine) as session:

        def read(page: ListRequest) -> Slice:
            if of_quotes:
                return list_quotes(session, QuoteFilter(filters), page)
            return list_articles(session, ArticleQuery(filters), page)

        pages = [read(ListRequest(sort, None, 3))]
        while following := pages[-1].next:
            pages.append(read(ListRequest(sort, following, 3)))
        back = [pages[-1]]
        while before := back[0].previous:
            back.insert(0, read(ListRequest(sort, before, 3)))
        assert [page.items for page in back] == [page.items for page in pages]
        return pages


@pytest.mark.parametrize(("sort", "expected"), [("-published_at", NEWEST_FIRST), ("published_at", OLDEST_FIRST)])
@pytest.mark.parametrize(
    "filters", [ArticleFilter(), DEMIR, ArticleFilter(language=("tr",))], ids=["all", "entity", "tr"]
)
@pytest.mark.parametrize("of_quotes", [False, True])
def test_articles_without_a_date_come_last_in_lists(
    filled: Engine, sort: str, expected: str, filters: ArticleFilter, of_quotes: bool
) -> None:
    numbers = {draft_id(article(number)): str(number) for number in range(10)}
    items = [orjson.loads(item) for page in walk(filled, sort, filters, of_quotes) for item in page.items]
    assert "".join(numbers[UUID(item["article_id" if of_quotes else "id"])] for item in items) == expected


def test_the_list_of_oldest_articles_is_read_in_index_order(filled: Engine) -> None:
    """Dated and undated articles are each read from the index; only the rows of a page are sorted."""
    asked: list[tuple[str, object]] = []
    event.listen(filled, "before_cursor_execute", lambda *args: asked.append((args[2], args[3])))
    with reading(filled) as session:
        list_articles(session, ArticleQuery(), ListRequest("published_at"))
    plan = plan_of(filled, *next(pair for pair in asked if pair[0].startswith("SELECT")))
    assert sum("article_by_time" in step for step in plan) == 2, plan


def test_an_undated_article_is_a_near_duplicate_of_a_dated_copy(engine: Engine) -> None:
    with writing(engine) as session:
        dated = article(1, paragraphs=COPIED, published_at=SEEN, **BARE)
        undated = article(2, paragraphs=COPIED, published_at=None, **BARE)
        for draft in (dated, undated):
            save_article(session, draft, now=SEEN + timedelta(days=1))
    with reading(engine) as session:
        found = list_similar_articles(session, SimilarFilter(draft_id(dated)), ListRequest("-similarity")).items
    assert [orjson.loads(item)["id"] for item in found] == [str(draft_id(undated))]
