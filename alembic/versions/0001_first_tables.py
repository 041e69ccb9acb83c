"""The first tables, and the full-text indexes that stand on them."""

import sqlalchemy as sa

from alembic import op
from app.store.types import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INDEXED = {
    "article": ("article_key", ("headline_exact", "headline_stem", "text_exact", "text_stem")),
    "quote": ("quote_key", ("text_exact", "text_stem")),
}


def sqlite_search(name: str, key: str, columns: tuple[str, ...]) -> list[str]:
    """An FTS5 index over a table of folded words, kept by triggers."""
    listed, new, old = (
        ", ".join(columns),
        ", ".join(f"new.{c}" for c in columns),
        ", ".join(f"old.{c}" for c in columns),
    )
    insert = f"INSERT INTO {name}_fts(rowid, {listed}) VALUES (new.{key}, {new});"
    delete = f"INSERT INTO {name}_fts({name}_fts, rowid, {listed}) VALUES ('delete', old.{key}, {old});"
    tokens = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
    return [
        f"CREATE VIRTUAL TABLE {name}_fts USING fts5("
        f'{listed}, content="{name}_search", content_rowid="{key}", tokenize="{tokens}")',
        f"CREATE TRIGGER {name}_search_insert AFTER INSERT ON {name}_search BEGIN {insert} END",
        f"CREATE TRIGGER {name}_search_delete AFTER DELETE ON {name}_search BEGIN {delete} END",
        f"CREATE TRIGGER {name}_search_update AFTER UPDATE ON {name}_search BEGIN {delete} {insert} END",
    ]


def postgresql_search(name: str, columns: tuple[str, ...]) -> list[str]:
    """Generated vectors of the same words, the headline's with weight A, and their GIN indexes."""
    statements = []
    for form in ("exact", "stem"):
        parts = [
            f"setweight(to_tsvector('simple', {c}), '{'A' if c.startswith('headline') else 'D'}')"
            for c in columns
            if c.endswith(form)
        ]
        statements += [
            f"ALTER TABLE {name}_search ADD COLUMN {form}_vector tsvector"
            f" GENERATED ALWAYS AS ({' || '.join(parts)}) STORED",
            f"CREATE INDEX {name}_{form}_gin ON {name}_search USING gin({form}_vector)",
        ]
    return statements


def create_search() -> None:
    for name, (key, columns) in INDEXED.items():
        on_sqlite = op.get_bind().dialect.name == "sqlite"
        for statement in sqlite_search(name, key, columns) if on_sqlite else postgresql_search(name, columns):
            op.execute(statement)


def drop_search() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in INDEXED:
            op.execute(f"DROP TABLE {name}_fts")


def upgrade() -> None:
    op.create_table(
        "article",
        sa.Column("key", KEY, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("section", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("sort_at", UtcDateTime(), nullable=False),
        sa.Column("first_seen_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("fetched_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("has_lede", sa.Boolean(), nullable=False),
        sa.Column("has_images", sa.Boolean(), nullable=False),
        sa.Column("has_authors", sa.Boolean(), nullable=False),
        sa.Column("has_quotes", sa.Boolean(), nullable=False),
        sa.Column("is_modified", sa.Boolean(), nullable=False),
        sa.Column("is_dated", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("body_hash", sa.String(), nullable=False),
        sa.Column("card_json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("seq"),
        sa.UniqueConstraint("url"),
    )
    op.create_index("article_by_body", "article", ["body_hash"], unique=False)
    op.create_index("article_by_first_seen", "article", ["first_seen_at", "key"], unique=False)
    op.create_index("article_by_language", "article", ["language", "sort_at", "key"], unique=False)
    op.create_index("article_by_publisher", "article", ["publisher", "sort_at", "key"], unique=False)
    op.create_index("article_by_section", "article", ["section", "sort_at", "key"], unique=False)
    op.create_index("article_by_time", "article", ["sort_at", "key"], unique=False)

    op.create_table(
        "counter",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "entity",
        sa.Column("key", KEY, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded_name", NAME, nullable=False),
        sa.Column("aliases_json", sa.Text(), nullable=False),
        sa.Column("external_ids_json", sa.Text(), nullable=False),
        sa.Column("article_count", sa.Integer(), nullable=False),
        sa.Column("mention_count", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("entity_by_count", "entity", ["article_count", "key"], unique=False)
    op.create_index("entity_by_name", "entity", ["folded_name", "key"], unique=False)

    op.create_table(
        "publisher",
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("article_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("domain"),
    )
    op.create_index("publisher_by_count", "publisher", ["article_count", "domain"], unique=False)

    op.create_table(
        "secret",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "article_label",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("article_key", KEY, nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("kind", "value", "article_key"),
    )
    op.create_index("article_label_by_article", "article_label", ["article_key"], unique=False)

    op.create_table(
        "article_search",
        sa.Column("article_key", KEY, nullable=False),
        sa.Column("headline_exact", sa.Text(), nullable=False),
        sa.Column("headline_stem", sa.Text(), nullable=False),
        sa.Column("text_exact", sa.Text(), nullable=False),
        sa.Column("text_stem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_key"),
    )
    op.create_table(
        "article_text",
        sa.Column("article_key", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("blocks_json", sa.Text(), nullable=False),
        sa.Column("provenance_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_key"),
    )
    op.create_table(
        "mention",
        sa.Column("entity_key", KEY, nullable=False),
        sa.Column("sort_at", UtcDateTime(), nullable=False),
        sa.Column("article_key", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("mention_count", sa.Integer(), nullable=False),
        sa.Column("entity_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["entity_key"],
            ["entity.key"],
        ),
        sa.PrimaryKeyConstraint("entity_key", "sort_at", "article_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("mention_by_article", "mention", ["article_key", "ordinal"], unique=False)

    op.create_table(
        "quote",
        sa.Column("key", KEY, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("article_key", KEY, nullable=False),
        sa.Column("sort_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("speaker_id", sa.Uuid(), nullable=True),
        sa.Column("speaker_name", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("quote_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("quote_by_article", "quote", ["article_key", "key"], unique=False)
    op.create_index("quote_by_speaker", "quote", ["speaker_id", "sort_at", "key"], unique=False)
    op.create_index("quote_by_speaker_name", "quote", ["speaker_name", "sort_at", "key"], unique=False)
    op.create_index("quote_by_time", "quote", ["sort_at", "key"], unique=False)

    op.create_table(
        "revision",
        sa.Column("key", KEY, autoincrement=True, nullable=False),
        sa.Column("article_key", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fetched_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("changed_fields", sa.String(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("revision_by_article", "revision", ["article_key", "number"], unique=True)

    op.create_table(
        "quote_search",
        sa.Column("quote_key", KEY, nullable=False),
        sa.Column("text_exact", sa.Text(), nullable=False),
        sa.Column("text_stem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["quote_key"], ["quote.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("quote_key"),
    )
    op.execute("INSERT INTO counter (name, value) VALUES ('seq', 0)")
    create_search()


def downgrade() -> None:
    drop_search()
    op.drop_table("quote_search")
    op.drop_index("revision_by_article", table_name="revision")

    op.drop_table("revision")
    op.drop_index("quote_by_time", table_name="quote")
    op.drop_index("quote_by_speaker_name", table_name="quote")
    op.drop_index("quote_by_speaker", table_name="quote")
    op.drop_index("quote_by_article", table_name="quote")

    op.drop_table("quote")
    op.drop_index("mention_by_article", table_name="mention")

    op.drop_table("mention")
    op.drop_table("article_text")
    op.drop_table("article_search")
    op.drop_index("article_label_by_article", table_name="article_label")

    op.drop_table("article_label")
    op.drop_table("secret")
    op.drop_index("publisher_by_count", table_name="publisher")

    op.drop_table("publisher")
    op.drop_index("entity_by_name", table_name="entity")
    op.drop_index("entity_by_count", table_name="entity")

    op.drop_table("entity")
    op.drop_table("counter")
    op.drop_index("article_by_time", table_name="article")
    op.drop_index("article_by_section", table_name="article")
    op.drop_index("article_by_publisher", table_name="article")
    op.drop_index("article_by_language", table_name="article")
    op.drop_index("article_by_first_seen", table_name="article")
    op.drop_index("article_by_body", table_name="article")

    op.drop_table("article")
