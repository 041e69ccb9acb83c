"""Migrations: up, down, up on a filled database; nothing left to migrate."""

from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, inspect, text
from sqlmodel import Session

from alembic import command
from app.errors import SettingsError
from app.store.filters import ArticleFilter, ChangeFilter, EntityFilter, LabelFilter, QuoteFilter
from app.store.migrations import _config, _run_alembic, check_revision, migrate
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.change_queries import list_changes
from app.store.queries.entity_queries import list_entities
from app.store.queries.label_queries import list_labels
from app.store.queries.listing import ListRequest
from app.store.queries.quote_queries import list_quotes
from app.store.queries.stats_queries import count_values
from app.store.schema_version import VERSIONS, current_revision, head_revision, known_revisions
from app.store.session import make_engine, reading, writing
from app.store.writes import save_article
from tests.builders.drafts import article


def test_a_filled_database_can_be_migrated_up_down_and_up_again(database_url: str) -> None:
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
            len(list_articles(session, ArticleQuery(ArticleFilter(q="kar")), ListRequest("-published_at")).items) == 1
        )
    engine.dispose()


def test_migrations_have_unique_numbers_and_form_one_chain() -> None:
    scripts = list(ScriptDirectory.from_config(_config()).walk_revisions())
    assert len(scripts) == len(list(VERSIONS.glob("*.py")))
    assert len({script.down_revision for script in scripts}) == len(scripts)


def test_an_empty_database_has_no_revision(empty_database_url: str) -> None:
    engine = make_engine(empty_database_url)
    assert current_revision(engine) is None
    engine.dispose()


def test_the_migrated_schema_equals_the_table_models(database_url: str) -> None:
    engine = make_engine(database_url)
    config = _config()
    with engine.execution_options(writing=True).connect() as connection:
        config.attributes["connection"] = connection
        command.check(config)
    engine.dispose()


def test_the_file_names_of_migrations_give_the_same_revisions_as_alembic() -> None:
    scripts = ScriptDirectory.from_config(_config())
    assert head_revision() == scripts.get_current_head()
    assert known_revisions() == {script.revision for script in scripts.walk_revisions()}


def test_an_upgrade_rebuilds_derived_data_of_an_older_database(database_url: str) -> None:
    """Back to the first revision and forth: the same answers, from the records alone."""
    engine = make_engine(database_url)
    drafts = [article(n, tags=("Kar",), agencies=(("AA", "Anadolu Ajansı"),)) for n in range(3)]
    with writing(engine) as session:
        for draft in drafts:
            save_article(session, draft)
    before = _answers(engine)
    migrate(database_url, "0001")
    assert "label" not in inspect(engine).get_table_names()
    migrate(database_url)
    assert _answers(engine) == before
    with writing(engine) as session:
        assert [save_article(session, draft).outcome for draft in drafts] == ["unchanged"] * 3
    engine.dispose()


def test_a_database_with_an_older_search_index_is_refused_until_it_is_upgraded(database_url: str) -> None:
    engine = make_engine(database_url)
    with writing(engine) as session:
        for number in range(120):
            save_article(session, article(number))
        before = _index(session)
        session.execute(text("UPDATE article SET index_version = 1"))
        session.execute(text("DELETE FROM article_fts"))
        if engine.dialect.name == "sqlite":
            session.execute(text("DELETE FROM article_fts_words"))
    with pytest.raises(SettingsError, match="db upgrade"):
        check_revision(engine)
    migrate(database_url)
    check_revision(engine)
    with reading(engine) as session:
        assert _index(session) == before
    engine.dispose()


def _index(session: Session) -> list[tuple[object, ...]]:
    return [tuple(row) for row in session.execute(text("SELECT * FROM article_fts ORDER BY 1"))]


def test_two_servers_that_migrate_the_same_empty_database_both_start(empty_database_url: str) -> None:
    context = get_context("spawn")  # as two servers: Alembic runs once in a process
    both_began = context.Barrier(2)
    servers = [context.Process(target=_start, args=(empty_database_url, both_began)) for _ in range(2)]
    for server in servers:
        server.start()
    for server in servers:
        server.join()
    assert [server.exitcode for server in servers] == [0, 0]
    engine = make_engine(empty_database_url)
    assert current_revision(engine) == head_revision()
    engine.dispose()


def test_all_migrations_of_an_upgrade_run_in_one_transaction(empty_database_url: str) -> None:
    engine = make_engine(empty_database_url)
    commits: list[object] = []
    event.listen(engine, "commit", commits.append)
    _run_alembic(engine, "head")
    assert current_revision(engine) == head_revision()
    assert len(commits) == 1, "another server could begin between two migrations"
    engine.dispose()


def _start(database_url: str, both_began: Barrier) -> None:
    """Migrate once both servers have seen an empty database."""
    engine = make_engine(database_url)
    assert current_revision(engine) is None
    engine.dispose()
    both_began.wait()
    migrate(database_url)


def _answers(engine: Engine) -> list[object]:
    with reading(engine) as session:
        page = ListRequest("-published_at")
        return [
            list_articles(session, ArticleQuery(ArticleFilter(q="kar")), page),
            list_articles(session, ArticleQuery(ArticleFilter(duplicates="collapse")), page),
            list_articles(session, ArticleQuery(ArticleFilter(min_words=1, agency=("aa",))), page),
            [change.json for change in list_changes(session, ChangeFilter(), 10)],
            *(list_labels(session, LabelFilter(kind), ListRequest("-article_count")) for kind in ("tag", "publisher")),
            count_values(session, ArticleFilter(), "speaker", 5),
            list_quotes(session, QuoteFilter(q="bitti"), page),
            list_entities(session, EntityFilter(), ListRequest("name")),
        ]
