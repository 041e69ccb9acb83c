"""Migrations from code: the tables by Alembic, then what is derived from the records."""

from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from alembic import command
from app.errors import NotReady, SettingsError
from app.schemas.article import ArticleRead
from app.schemas.record import draft_of
from app.store.queries.articles import get_article
from app.store.session import make_engine, writing
from app.store.tables import Article
from app.store.writes import INDEX_VERSION, rewrite_parts

ROOT = Path(__file__).parent.parent.parent
_BATCH = 50


def migrate(database_url: str, revision: str = "head") -> None:
    """Take the database to a revision, forwards or backwards.

    Raises:
        SettingsError: the database cannot be opened or written.
    """
    engine = make_engine(database_url)
    config = _config()
    try:
        with engine.execution_options(writing=True).connect() as connection:
            config.attributes["connection"] = connection
            goes_up = revision == "head" or revision.startswith("+")
            (command.upgrade if goes_up else command.downgrade)(config, revision)
        if revision == "head":
            reindex(engine)
    except OperationalError as error:
        reason = str(error.orig).splitlines()[0]
        raise SettingsError(f"NEWS_DATABASE_URL: {engine.url.render_as_string()} cannot be used: {reason}") from error
    finally:
        engine.dispose()


def reindex(engine: Engine) -> int:
    """Write anew what an older version derived from the records, some articles a transaction; how many it were."""
    done = 0
    while count := _reindex_some(engine):
        done += count
    return done


def _reindex_some(engine: Engine) -> int:
    old = select(Article).where(col(Article.index_version) < INDEX_VERSION).order_by(col(Article.key)).limit(_BATCH)
    with writing(engine) as session:
        articles = session.exec(old).all()
        for article in articles:
            _reindex(session, article)
        return len(articles)


def _reindex(session: Session, article: Article) -> None:
    found = get_article(session, article.id, indirect=True)
    assert found
    rewrite_parts(session, article, draft_of(ArticleRead.model_validate_json(found.json)))


def head_revision() -> str:
    """The newest revision the code knows."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def current_revision(engine: Engine) -> str | None:
    """The revision of the database; None when it is empty.

    Raises:
        NotReady: it cannot be reached.
    """
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except OperationalError as error:
        raise NotReady("the database cannot be reached", headers={"Retry-After": "5"}) from error


def _config() -> Config:
    config = Config(str(ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(ROOT / "alembic"))
    return config
