"""Reads about entities use indexes: no statement scans a table that grows with the collection."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from app.store.filters import ArticleFilter, ChangeFilter, QuoteFilter, RelatedFilter, StatementFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.change_queries import list_changes
from app.store.queries.entity_queries import find_record, get_entity, list_related_entities
from app.store.queries.listing import ListRequest
from app.store.queries.matched import matched_entities
from app.store.queries.quote_queries import list_quotes
from app.store.queries.quote_stats import count_quote_values
from app.store.queries.statement_queries import list_statements
from app.store.queries.stats_queries import count_values, find_range
from app.store.queries.timeline_queries import articles_about, count_timeline
from app.store.session import reading
from app.text.identity import entity_id
from tests.builders.drafts import START
from tests.store.test_entity_records import US
from tests.store.test_filters import plan_of
from tests.store.test_found_as_typed import filled_url

TRUMP, USA = entity_id("person", "Donald Trump"), entity_id("location", "", US)
NAMED, SAID = ArticleFilter(entity=("trump",)), QuoteFilter(speaker=("trump",), mentions=("wikidata:Q30",))
NEWEST = ListRequest("-published_at")
DAYS = [START + timedelta(days=day) for day in range(3)]
TABLES = "article|quote|mention|entity|entity_name|entity_word|entity_redirect|quote_mention|statement|change|label"
SCAN = re.compile(rf"Seq Scan on ({TABLES})\b|SCAN ({TABLES})(_\d+)?'")
READS: dict[str, Callable[[Session], Any]] = {
    "articles by further id": lambda s: list_articles(s, ArticleQuery(ArticleFilter(entity=("wikidata:Q30",))), NEWEST),
    "quotes by whom about whom": lambda s: list_quotes(s, SAID, NEWEST),
    "statements": lambda s: list_statements(s, StatementFilter(SAID), NEWEST),
    "changes": lambda s: list_changes(s, ChangeFilter(0, NAMED), 10, with_articles=True),
    "related, most often": lambda s: list_related_entities(s, RelatedFilter(TRUMP), ListRequest("-co_mention_count")),
    "related, last": lambda s: list_related_entities(s, RelatedFilter(TRUMP), NEWEST),
    "related since": lambda s: list_related_entities(
        s, RelatedFilter(TRUMP, ArticleFilter(published_after=START)), ListRequest("-published_at")
    ),
    "timeline": lambda s: count_timeline(s, ArticleFilter(), TRUMP, DAYS),
    "range": lambda s: find_range(s, articles_about(ArticleFilter(), TRUMP)),
    "facet": lambda s: count_values(s, NAMED, "entity", 10),
    "mentions": lambda s: count_quote_values(s, SAID, "mentions", 10),
    "matched": lambda s: matched_entities(s, SAID),
    "record": lambda s: (find_record(s, USA), get_entity(s, USA, language="tr")),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_no_read_about_an_entity_scans_a_whole_table(filled: Engine, read: Callable[[Session], Any]) -> None:
    asked: list[tuple[str, Any]] = []
    event.listen(filled, "before_cursor_execute", lambda *args: asked.append((args[2], args[3])))
    with reading(filled) as session:
        read(session)
    selects = [pair for pair in asked if pair[0].lstrip().startswith(("SELECT", "WITH"))]
    assert selects
    for statement, values in selects:
        plan = plan_of(filled, statement, values)
        assert not [step for step in plan if SCAN.search(step)], (statement, plan)


__all__ = ["filled_url"]  # a fixture
