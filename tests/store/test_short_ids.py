"""Ids: 16 bytes on SQLite, found by lists and by joins, the same after migrating down and up."""

from sqlalchemy import text
from sqlmodel import col, select

from app.store.migrations import migrate
from app.store.session import make_engine, reading, writing
from app.store.tables import Article, Quote
from app.store.writes import delete_article, save_article
from tests.builders.drafts import article

COLUMNS = ("article.id", "article.group_id", "quote.speaker_id", "quote.statement_id", "statement.id", "tombstone.id")
IDS = (
    select(Article.id, Quote.id, Quote.speaker_id, Quote.statement_id)
    .join_from(Article, Quote)
    .order_by(col(Quote.key))
)


def test_ids_of_sixteen_bytes_survive_migrating_down_and_up(database_url: str) -> None:
    engine = make_engine(database_url)
    with writing(engine) as session:
        gone, *_ = [save_article(session, article(number)).article_id for number in range(3)]
        delete_article(session, gone)
    with reading(engine) as session:
        before = session.exec(IDS).all()
        for table, name in (column.split(".") for column in COLUMNS if engine.dialect.name == "sqlite"):
            sizes = session.execute(text(f"SELECT DISTINCT typeof({name}), length({name}) FROM {table}")).all()
            assert [tuple(row) for row in sizes] == [("blob", 16)], (table, name)
    migrate(database_url, "0023")
    migrate(database_url)
    with reading(engine) as session:
        assert session.exec(IDS).all() == before
    engine.dispose()
