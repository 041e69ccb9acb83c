"""How Alembic reaches the database: over the connection given by the code, or over NEWS_DATABASE_URL."""

from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from alembic import context
from app.config import settings
from app.store import entity_tables, hour_tables, statement_tables, tables
from app.store.session import make_engine

MIGRATION_LOCK = 0x6D616E736574  # any number that no article's lock has; two migrations wait for each other

for module_table in (tables.Article, entity_tables.EntityName, hour_tables.HourCount, statement_tables.Statement):
    assert module_table.__table__ is not None  # type: ignore[attr-defined]  # the tables are in the metadata


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Hide the shadow tables and indexes of full-text search, which migrations make by hand."""
    return not (kind == "table" and name is not None and "_fts" in name) and not (
        kind == "index" and (name or "").endswith("_gin")
    )


def include_object(_thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """PostgreSQL's generated search vectors are the migrations' own."""
    return not (kind == "column" and (name or "").endswith("_vector"))


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        include_name=include_name,
        include_object=include_object,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,  # one transaction for all migrations: between two, another server could run the next
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":  # SQLite takes its lock as the transaction begins
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        context.run_migrations()
    connection.commit()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(settings().database_url).execution_options(writing=True).connect() as opened:
        run(opened)
