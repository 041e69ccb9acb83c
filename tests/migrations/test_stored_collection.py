"""A collection that version 0008 wrote: it comes out right, forwards and backwards, without extracting anew.

`stored/collection_0008.json.gz` holds the rows of its tables: 27 articles in English, Turkish, German and French about
Donald Trump (by full name, by surname, once taken for an organization), the United States under four names, Moscow.
"""

import base64
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, MetaData, insert, text
from sqlmodel import Session

from app.store.filters import ArticleFilter, EntityFilter, QuoteFilter, StatementFilter
from app.store.migrations import migrate
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.entity_queries import find_record, list_entities
from app.store.queries.listing import ListRequest
from app.store.queries.members import Wanted
from app.store.queries.quote_queries import list_quotes
from app.store.queries.statement_queries import list_statements
from app.store.session import make_engine, reading
from app.text.identity import entity_id

STORED = Path(__file__).parent / "stored" / "collection_0008.json.gz"
TRUMP, USA = entity_id("person", "Donald Trump"), entity_id("location", "", {"iso3166": "US"})
Json = dict[str, Any]


@pytest.fixture
def migrated(empty_database_url: str) -> Iterator[Engine]:
    migrate(empty_database_url, "+8")
    engine = make_engine(empty_database_url)
    fill(engine)
    migrate(empty_database_url)
    yield engine
    engine.dispose()


def fill(engine: Engine) -> None:
    """Insert the stored rows as they are: with the tables of that version, not with those of today."""
    tables = MetaData()
    rows: dict[str, list[Json]] = json.loads(gzip.decompress(STORED.read_bytes()))
    with engine.execution_options(writing=True).begin() as connection:
        tables.reflect(connection, only=list(rows))
        connection.execute(text("DELETE FROM counter"))
        for table in (one for one in tables.sorted_tables if rows[one.name]):
            connection.execute(insert(table), [restored(row, engine) for row in rows[table.name]])
        if engine.dialect.name == "postgresql":
            for name in ("article", "quote", "entity", "revision"):
                sequence = f"pg_get_serial_sequence('{name}', 'key')"
                connection.execute(text(f"SELECT setval({sequence}, (SELECT max(key) FROM {name}))"))


def restored(row: Json, engine: Engine) -> Json:
    return {name: value_of(value, engine) for name, value in row.items()}


def value_of(value: Any, engine: Engine) -> Any:
    on_sqlite = engine.dialect.name == "sqlite"
    match value:
        case {"bytes": text}:
            return base64.b64decode(text)
        case {"uuid": text}:
            return UUID(text).hex if on_sqlite else UUID(text)
        case {"time": text}:
            moment = datetime.fromisoformat(text)
            return moment.replace(tzinfo=None) if on_sqlite else moment
    return value


def entities(session: Session, **members: Any) -> list[Json]:
    found = list_entities(session, EntityFilter(**members), ListRequest("-article_count", limit=100))
    return [json.loads(item) for item in found.items]


def test_the_migration_merges_rows_that_name_the_same_entity_into_one_record(migrated: Engine) -> None:
    with reading(migrated) as session:
        counted = {one["name"]: (one["type"], one["article_count"]) for one in entities(session)}
        usa = next(one for one in entities(session) if "US" in one["external_ids"].values())
    assert counted == {
        "Donald Trump": ("person", 24),
        "Trump": ("person", 1),
        "United States": ("location", 25),
        "Moskau": ("location", 3),
        "İstanbul": ("location", 1),
        "Ayşe Demir": ("person", 1),
    }
    assert usa["id"] == str(USA)
    assert usa["external_ids"] == {"iso3166": "US", "geonames": "6252001", "wikidata": "Q30"}
    assert usa["aliases"] == ["USA", "ABD", "États-Unis", "Vereinigte Staaten"]


def test_after_the_migration_mentions_and_speakers_refer_to_the_merged_entities(migrated: Engine) -> None:
    with reading(migrated) as session:
        named = ArticleQuery(ArticleFilter(entity=("ABD",)), Wanted(frozenset({"entities"})))
        articles = [json.loads(one) for one in list_articles(session, named, ListRequest("published_at")).items]
        said = list_quotes(session, QuoteFilter(speaker=("Trump",)), ListRequest("published_at", limit=50)).items
    speakers = Counter(json.loads(one)["speaker"]["entity_id"] for one in said)
    assert speakers == {str(TRUMP): 22}
    seen = [next(one for one in article["entities"] if one["id"] == str(USA)) for article in articles]
    assert {one["external_ids"]["wikidata"] for one in seen} == {"Q30"}
    assert [one["headline"] for one in articles] == [f"Haber {n}" for n in (*range(21), 31, 32, 33, 34)]


def test_the_migration_marks_names_that_were_resolved_through_other_articles(migrated: Engine) -> None:
    with reading(migrated) as session:
        named = ArticleQuery(ArticleFilter(entity=(str(TRUMP),)), Wanted(frozenset({"entities"})))
        found = [json.loads(one) for one in list_articles(session, named, ListRequest("published_at")).items]
        assert find_record(session, entity_id("organization", "Donald Trump")) == TRUMP
    seen = [
        (entity["name"], entity["type"])
        for one in found
        for entity in one["entities"]
        if entity["resolved_by"] == "collection"
    ]
    assert seen == [("Trump", "person"), ("Donald Trump", "organization")]


def test_migrating_down_and_up_again_changes_no_answer(migrated: Engine, empty_database_url: str) -> None:
    with reading(migrated) as session:
        before = entities(session)
    migrate(empty_database_url, "0008")
    with migrated.connect() as connection:
        ids = {str(UUID(str(row[0]))) for row in connection.execute(text("SELECT id FROM entity"))}
        mentions = connection.execute(text("SELECT entity_json FROM mention")).scalars().all()
    assert {json.loads(one)["id"] for one in mentions} == {
        str(entity_id(one["type"], one["name"])) for one in map(json.loads, mentions)
    }
    assert str(entity_id("person", "Donald Trump")) in ids
    assert {system for one in mentions for system in json.loads(one)["external_ids"]} == {
        "iso3166",
        "iso3166_2",
        "geonames",
    }
    migrate(empty_database_url)
    with reading(migrated) as session:
        assert entities(session) == before


def test_a_migration_groups_stored_quotes_into_statements(migrated: Engine) -> None:
    with reading(migrated) as session:
        found = list_quotes(session, QuoteFilter(indirect=True), ListRequest("-published_at", limit=200)).items
        listed = list_statements(session, StatementFilter(), ListRequest("-published_at", limit=200)).items
    quotes = [json.loads(item) for item in found]
    assert {bool(quote["statement_id"]) for quote in quotes if quote["kind"] != "indirect"} == {True}
    counted = {one["id"]: one["quote_count"] for one in map(json.loads, listed)}
    assert counted == Counter(quote["statement_id"] for quote in quotes if quote["statement_id"])
