"""Migrations: up, down, up on a filled database; nothing left to migrate."""

from sqlalchemy import inspect

from alembic import command
from app.store.filters import ArticleFilter
from app.store.migrations import _config, current_revision, head_revision, migrate
from app.store.queries.articles import ArticleQuery, list_articles
from app.store.queries.listing import PageRequest
from app.store.session import make_engine, reading, writing
from app.store.writes import save_article
from tests.drafts import article


def test_up_down_up_on_a_filled_database(database_url: str) -> None:
    engine = make_engine(database_url)
    with writing(engine) as session:
        save_article(session, article())
    migrate(database_url, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    migrate(database_url)
    assert current_revision(engine) == head_revision()
    with writing(engine) as session:
        assert save_article(session, article()).outcome == "created"
    with reading(engine) as session:
        assert (
            len(list_articles(session, ArticleQuery(ArticleFilter(q="kar")), PageRequest("-published_at")).items) == 1
        )
    engine.dispose()


def test_an_empty_database_has_no_revision(empty_database_url: str) -> None:
    engine = make_engine(empty_database_url)
    assert current_revision(engine) is None
    engine.dispose()


def test_tables_and_migrations_agree(database_url: str) -> None:
    engine = make_engine(database_url)
    config = _config()
    with engine.execution_options(writing=True).connect() as connection:
        config.attributes["connection"] = connection
        command.check(config)
    engine.dispose()
