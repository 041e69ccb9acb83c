"""Run migrations from code: Alembic changes the tables, then outdated derived rows are rebuilt from the records."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from app.errors import NotReady, SettingsError
from app.schemas.article import ArticleRead
from app.schemas.entity_links import relinked
from app.schemas.record import draft_of
from app.store.locks import lock_articles
from app.store.queries.article_queries import get_article
from app.store.schema_version import ROOT, current_revision, head_revision, known_revisions
from app.store.secrets import cursor_secret
from app.store.session import make_engine, reading, shown, writing
from app.store.tables import INDEX_VERSION, Article
from app.store.writes import rewrite_parts

if TYPE_CHECKING:
    from alembic.config import Config

_BATCH = 50


def migrate(database_url: str, revision: str = "head") -> None:
    """Migrate the database to a revision, up or down.

    Raises:
        SettingsError: the database cannot be opened or written, is of a newer version, or `revision` is unreachable.
    """
    engine = make_engine(database_url)
    try:
        found = current_revision(engine)
        _check_is_known(found)
        if revision != "head" or found != head_revision():
            _run_alembic(engine, revision)
        if revision == "head":
            reindex(engine)
            cursor_secret(engine)
    except (DBAPIError, NotReady) as error:
        raise SettingsError(f"NEWS_DATABASE_URL: {shown(engine)} cannot be used") from error
    finally:
        engine.dispose()


def _run_alembic(engine: Engine, revision: str) -> None:
    # imported here, because a server does not need Alembic if its database is at the newest revision
    from alembic.util import CommandError

    from alembic import command

    config = _config()
    goes_up = revision == "head" or revision.startswith("+")
    try:
        with engine.execution_options(writing=True).connect() as connection:
            config.attributes["connection"] = connection
            (command.upgrade if goes_up else command.downgrade)(config, revision)
    except CommandError as error:
        raise SettingsError(f"the database cannot be taken to {revision}: {error}") from error


def reindex(engine: Engine) -> int:
    """Rebuild the derived rows of articles that an older version of the service indexed. Return their number."""
    done = 0
    while count := _reindex_some(engine):
        done += count
    return done


def _reindex_some(engine: Engine) -> int:
    by_age = col(Article.index_version), col(Article.key)
    outdated = select(Article).where(col(Article.index_version) < INDEX_VERSION).order_by(*by_age).limit(_BATCH)
    with writing(engine) as session:
        lock_articles(session, [article.id for article in session.exec(outdated)])
        session.expire_all()  # another process may have changed the loaded rows before they were locked
        articles = session.exec(outdated).all()
        for article in articles:
            _reindex(session, article)
        return len(articles)


def _reindex(session: Session, article: Article) -> None:
    found = get_article(session, article.id, indirect=True, as_extracted=True)
    assert found
    rewrite_parts(session, article, relinked(draft_of(ArticleRead.model_validate_json(found.json))))


def ready_engine(database_url: str) -> Engine:
    """Return the engine of a database, after checking that it needs no migration.

    Raises:
        SettingsError: the database cannot be reached, or is not at the newest revision.
    """
    engine = make_engine(database_url)
    check_revision(engine)
    return engine


def check_revision(engine: Engine) -> None:
    """Check that the database is at the newest revision, and that the search index of every article is up to date.

    The index of an article is out of date if an older version of the service wrote it.

    Raises:
        SettingsError: the check fails, or the database cannot be reached; the message says what to do.
    """
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file and not Path(file).exists():  # connecting to a missing SQLite file would create it
        raise SettingsError(f"there is no database {file}; make it with: python -m app db upgrade")
    try:
        found = current_revision(engine)
        _check_is_known(found)
        if found != head_revision():
            state = f"the database is at revision {found or 'none'}"
            raise SettingsError(f"{state}; bring it to {head_revision()} with: python -m app db upgrade")
        if _has_outdated(engine):
            raise SettingsError(
                "some articles were indexed by an older version of the service; "
                "to index them again, run: python -m app db upgrade"
            )
    except (DBAPIError, NotReady) as error:
        raise SettingsError(f"NEWS_DATABASE_URL: {shown(engine)} cannot be used") from error


def _has_outdated(engine: Engine) -> bool:
    with reading(engine) as session:
        outdated = select(Article.key).where(col(Article.index_version) < INDEX_VERSION).limit(1)
        return session.exec(outdated).first() is not None


def _check_is_known(revision: str | None) -> None:
    if revision is not None and revision not in known_revisions():
        raise SettingsError(f"the database is at revision {revision}, of a newer version: this code is too old for it")


def _config() -> "Config":
    from alembic.config import Config

    config = Config(str(ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(ROOT / "alembic"))
    return config
