"""Lists: every filter, paging in both directions, one statement per page, no scan of the article table."""

from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Engine, event

from app.store.filters import ArticleFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.listing import ListRequest, Slice
from app.store.session import reading, writing
from app.store.writes import save_article
from app.text.identity import entity_id
from tests.builders.drafts import START, article

KAYA = str(entity_id("person", "Kaya"))


def fill(engine: Engine, size: int) -> None:
    with writing(engine) as session:
        for number in range(size):
            save_article(session, article(number, published_at=START + timedelta(hours=number // 3)))


@pytest.mark.parametrize("sort", ["-published_at", "published_at", "-first_seen_at"])
def test_paging_forwards_and_back_returns_every_article_once(engine: Engine, sort: str) -> None:
    fill(engine, 11)
    with reading(engine) as session:
        pages: list[Slice] = [list_articles(session, ArticleQuery(ArticleFilter()), ListRequest(sort, None, 3))]
        while pages[-1].next:
            pages.append(list_articles(session, ArticleQuery(ArticleFilter()), ListRequest(sort, pages[-1].next, 3)))
        assert [len(page.items) for page in pages] == [3, 3, 3, 2]
        assert len({item for page in pages for item in page.items}) == 11
        for before, page in pairwise(pages):
            back = list_articles(session, ArticleQuery(ArticleFilter()), ListRequest(sort, page.previous, 3))
            assert back.items == before.items
        assert pages[0].previous is None


def test_a_page_of_any_number_of_rows_takes_one_sql_statement(engine: Engine) -> None:
    fill(engine, 100)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    with reading(engine) as session:
        for limit in (1, 100):
            del statements[:]
            found = list_articles(
                session, ArticleQuery(ArticleFilter(section=("dunya",))), ListRequest("-published_at", None, limit)
            )
            assert len(found.items) == limit
            assert len([s for s in statements if not s.startswith("BEGIN")]) == 1, statements
