"""What the complete read API stands on: labels with counts, changes, tombstones, sketches, words by field."""

import sqlalchemy as sa

from alembic import op
from app.store.types import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")
FIELDS = {"article": ("headline", "lede", "quotes", "body"), "quote": ("body",)}


def on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def create_search() -> None:
    """SQLite: an FTS5 table, a column for each field and form. PostgreSQL: vectors written as they are."""
    for name, fields in FIELDS.items():
        if on_sqlite():
            columns = ", ".join(f"{field}_{form}" for field in fields for form in ("exact", "stem"))
            op.execute(f"CREATE VIRTUAL TABLE {name}_fts USING fts5({columns}, tokenize='ascii')")
            continue
        op.execute(
            f"CREATE TABLE {name}_fts ({name}_key BIGINT PRIMARY KEY REFERENCES {name} (key) ON DELETE CASCADE,"
            " exact TSVECTOR NOT NULL, stem TSVECTOR NOT NULL)"
        )
        for form in ("exact", "stem"):
            op.execute(f"CREATE INDEX {name}_{form}_gin ON {name}_fts USING gin({form})")


def drop_first_search() -> None:
    if on_sqlite():
        op.execute("DROP TABLE article_fts")
        op.execute("DROP TABLE quote_fts")
    op.drop_table("quote_search")
    op.drop_table("article_search")


def create_first_search() -> None:
    """The tables of the first revision, empty: what goes back to it searches what is posted from then on."""
    for name, fields in (("article", ("headline", "text")), ("quote", ("text",))):
        columns = [
            sa.Column(f"{field}_{form}", sa.Text(), nullable=False) for field in fields for form in ("exact", "stem")
        ]
        op.create_table(
            f"{name}_search",
            sa.Column(f"{name}_key", KEY, nullable=False),
            *columns,
            sa.ForeignKeyConstraint([f"{name}_key"], [f"{name}.key"], ondelete="CASCADE"),
            sa.PrimaryKeyConstraint(f"{name}_key"),
        )
    op.get_context().opts["script"].get_revision("0001").module.create_search()


def upgrade() -> None:
    drop_first_search()
    create_search()
    create_tables()
    nothing = "00000000000000000000000000000000"
    op.add_column("article", sa.Column("page_type", sa.String(), nullable=False, server_default="article"))
    op.add_column("article", sa.Column("word_count", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("article", sa.Column("modified_at", UtcDateTime(), nullable=True))
    op.add_column("article", sa.Column("group_id", sa.Uuid(), nullable=False, server_default=nothing))
    op.add_column("article", sa.Column("index_version", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("article_by_group", "article", ["group_id", "key"], unique=False)
    op.add_column("quote", sa.Column("is_dated", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute("UPDATE article SET group_id = id")
    fill_tables()
    op.drop_index("publisher_by_count", table_name="publisher")
    op.drop_table("publisher")


def create_tables() -> None:
    op.create_table(
        "label",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", NAME, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("article_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "value"),
    )
    op.create_index("label_by_count", "label", ["kind", "article_count", "value"], unique=False)

    op.create_table(
        "change",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_table(
        "tombstone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("deleted_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "article_sketch",
        sa.Column("article_key", KEY, nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_key"),
    )
    op.create_table(
        "article_band",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article_key", KEY, nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("band", "article_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("article_band_by_article", "article_band", ["article_key"], unique=False)

    op.create_table(
        "quote_mention",
        sa.Column("entity_key", KEY, nullable=False),
        sa.Column("quote_key", KEY, nullable=False),
        sa.ForeignKeyConstraint(["quote_key"], ["quote.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entity_key", "quote_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("quote_mention_by_quote", "quote_mention", ["quote_key"], unique=False)


def fill_tables() -> None:
    """Counts as far as SQL knows them; names, words and sketches come with the reindexing that follows."""
    counted = "INSERT INTO label (kind, value, name, article_count) SELECT"
    op.execute(f"{counted} 'publisher', domain, name, article_count FROM publisher")
    op.execute(f"{counted} kind, value, value, count(*) FROM article_label GROUP BY kind, value")
    for column in ("section", "language"):
        op.execute(
            f"{counted} '{column}', {column}, {column}, count(*) FROM article WHERE {column} IS NOT NULL"
            f" GROUP BY {column}"
        )
    op.execute(
        "INSERT INTO change (seq, type, article_id, revision, publisher, at) SELECT seq,"
        " CASE revision WHEN 1 THEN 'article.created' ELSE 'article.revised' END, id, revision, publisher, changed_at"
        " FROM article"
    )


def downgrade() -> None:
    op.create_table(
        "publisher",
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("article_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("domain"),
    )
    op.create_index("publisher_by_count", "publisher", ["article_count", "domain"], unique=False)
    op.execute(
        "INSERT INTO publisher (domain, name, article_count)"
        " SELECT value, name, article_count FROM label WHERE kind = 'publisher'"
    )
    op.execute("DELETE FROM article_label WHERE kind = 'speaker'")
    op.execute("UPDATE article_label SET kind = 'agency' WHERE kind = 'agency_name'")
    for table in ("quote_mention", "article_band", "article_sketch", "tombstone", "change", "label"):
        op.drop_table(table)
    for name in FIELDS:
        op.execute(f"DROP TABLE {name}_fts")
    op.drop_index("article_by_group", table_name="article")
    # Not by a batch: it would drop the table, and with it by cascade what belongs to the articles.
    op.execute("ALTER TABLE quote DROP COLUMN is_dated")
    for column in ("page_type", "word_count", "modified_at", "group_id", "index_version"):
        op.execute(f"ALTER TABLE article DROP COLUMN {column}")
    create_first_search()
