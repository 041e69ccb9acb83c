"""From a draft or a page to what is stored, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine

from app.schemas.article import ArticleRead
from app.schemas.record import record_of
from app.services.ingest_page import store_article
from app.store.queries.article_queries import get_article
from app.store.session import reading
from tests.builders.pages import harbour_draft


def stored(engine: Engine, article_id: UUID) -> ArticleRead:
    with reading(engine) as session:
        found = get_article(session, article_id)
    assert found
    return ArticleRead.model_validate_json(found.json)


def test_a_stored_record_equals_its_preview(engine: Engine) -> None:
    result = store_article(engine, harbour_draft())
    assert (result.outcome, result.revision, result.changed_fields) == ("created", 1, ())
    record, preview = stored(engine, result.article.id), record_of(harbour_draft())
    assert record.first_seen_at
    assert record.seq
    placed = {"revision": 1, "seq": record.seq, "first_seen_at": record.first_seen_at}
    assert all(quote.statement_id for quote in record.quotes)  # given when it is stored
    quotes = tuple(quote.model_copy(update={"statement_id": None}) for quote in record.quotes)
    assert record.model_copy(update={"quotes": quotes}) == preview.model_copy(update=placed)


def test_a_stored_article_has_as_many_blocks_quotes_and_entities_as_its_draft(engine: Engine) -> None:
    taken = harbour_draft()
    counts = store_article(engine, taken).counts
    assert counts.blocks == sum(block.start is not None for block in taken.blocks) == 2
    assert (counts.quotes, counts.entities) == (len(taken.quotes), len(taken.entities))
    assert counts.quotes


def test_the_time_of_fetching_decides_whether_a_changed_page_is_stale(engine: Engine) -> None:
    noon = datetime(2024, 5, 1, 12, tzinfo=UTC)
    posts = [("One", 0), ("One", 1), ("Two", 2), ("Three", 1)]
    results = [store_article(engine, harbour_draft(f"{name} council"), noon + timedelta(hours=h)) for name, h in posts]
    assert [result.outcome for result in results] == ["created", "unchanged", "revised", "stale"]
    assert "headline" in results[2].changed_fields
    record = stored(engine, results[0].article.id)
    assert (record.headline, record.revision) == ("Two council", 2)


def test_parallel_posts_of_one_address_store_one_article(engine: Engine) -> None:
    taken = harbour_draft()
    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(lambda _: store_article(engine, taken), range(16)))
    assert sorted(result.outcome for result in results) == ["created"] + ["unchanged"] * 15
    assert len({result.article.id for result in results}) == 1


def test_a_page_without_url_is_unchanged_if_it_is_posted_again(engine: Engine) -> None:
    first, second = store_article(engine, harbour_draft(url=None)), store_article(engine, harbour_draft(url=None))
    assert (first.outcome, second.outcome) == ("created", "unchanged")
    assert first.article.id == second.article.id
    assert first.article.url is None
