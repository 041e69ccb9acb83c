"""One record per entity: names with languages and words, redirects between records, decisions of people.

Going back, mentions get the ids of the earlier version, which writes its entities anew from them.
"""

import json
from typing import Any

import sqlalchemy as sa

from alembic import op
from app.store.types import UtcDateTime
from app.text.identity import entity_id

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("entity", sa.Column("names_json", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("entity", sa.Column("language", sa.String(), nullable=True))
    op.add_column("entity", sa.Column("own_articles", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE entity SET own_articles = article_count")
    create_names()
    create_redirects()
    # Every article links its entities anew. Until the last has, the rows of before must not be taken for the new ones.
    unlike = "lower(hex(randomblob(16)))" if op.get_bind().dialect.name == "sqlite" else "gen_random_uuid()"
    op.execute(f"UPDATE entity SET id = {unlike}, folded_name = ''")
    op.execute("UPDATE article SET index_version = 0")


def create_names() -> None:
    op.create_table(
        "entity_name",
        sa.Column("key", KEY, autoincrement=True, nullable=False),
        sa.Column("entity_key", KEY, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", NAME, nullable=False),
        sa.Column("short", NAME, nullable=True),
        sa.Column("name_count", sa.Integer(), nullable=False),
        sa.Column("article_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entity_key"], ["entity.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("entity_name_by_entity", "entity_name", ["entity_key", "language", "name"], unique=True)
    op.create_index("entity_name_by_name", "entity_name", ["folded", "entity_key"])
    op.create_index("entity_name_by_short", "entity_name", ["short", "language", "article_count"])
    op.create_table(
        "entity_word",
        sa.Column("word", NAME, nullable=False),
        sa.Column("name_key", KEY, nullable=False),
        sa.ForeignKeyConstraint(["name_key"], ["entity_name.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("word", "name_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("entity_word_by_name", "entity_word", ["name_key"])


def create_redirects() -> None:
    op.create_table(
        "entity_redirect",
        sa.Column("entity_key", KEY, autoincrement=False, nullable=False),
        sa.Column("own_id", sa.Uuid(), nullable=False),
        sa.Column("own_value", sa.String(), nullable=False),
        sa.Column("target_key", KEY, nullable=False),
        sa.Column("head_key", KEY, nullable=False),
        sa.Column("head_value", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("resolved_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["entity_key"], ["entity.key"]),
        sa.ForeignKeyConstraint(["target_key"], ["entity.key"]),
        sa.ForeignKeyConstraint(["head_key"], ["entity.key"]),
        sa.PrimaryKeyConstraint("entity_key"),
        sa.UniqueConstraint("own_id"),
        sa.UniqueConstraint("own_value"),
    )
    op.create_index("entity_redirect_by_target", "entity_redirect", ["target_key"])
    op.create_index("entity_redirect_by_head", "entity_redirect", ["head_key"])
    op.create_table(
        "curation",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("into_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("undone_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("curation_by_entity", "curation", ["entity_id", "seq"])
    op.create_index("curation_by_into", "curation", ["into_id", "seq"])


def downgrade() -> None:
    restore_ids()
    for table in ("curation", "entity_redirect", "entity_word", "entity_name"):
        op.drop_table(table)
    counted = "SELECT {} FROM mention WHERE mention.entity_key = entity.key"
    op.execute(
        f"UPDATE entity SET article_count = ({counted.format('count(*)')}),"
        f" mention_count = ({counted.format('coalesce(sum(mention_count), 0)')})"
    )
    op.execute("DELETE FROM entity WHERE article_count < 1")
    for column in ("own_articles", "language", "names_json"):  # not by a batch, which would drop the table
        op.execute(f"ALTER TABLE entity DROP COLUMN {column}")
    op.execute("UPDATE article SET index_version = 0")  # the older code writes its entities anew, by these ids


def restore_ids() -> None:
    """Write the ids of types and names into mentions and quotes, where an external id made them."""
    mention = sa.table("mention", *map(sa.column, ("entity_key", "sort_at", "article_key", "entity_json")))
    quote = sa.table("quote", *map(sa.column, ("key", "article_key", "quote_json")))
    rows = op.get_bind().execute(sa.select(mention).where(mention.c.entity_json.not_like('%"external_ids":{}%'))).all()
    for row in rows:
        entity = json.loads(row.entity_json)
        new, old = entity["id"], str(entity_id(entity["type"], entity["name"]))
        same = mention.c.entity_key == row.entity_key, mention.c.article_key == row.article_key
        set_json(mention, same, "entity_json", {**entity, "id": old})
        said = sa.select(quote).where(quote.c.article_key == row.article_key, quote.c.quote_json.like(f"%{new}%"))
        for one in op.get_bind().execute(said).all():
            replaced = json.loads(one.quote_json.replace(new, old))
            set_json(quote, (quote.c.key == one.key,), "quote_json", replaced)


def set_json(table: sa.TableClause, where: tuple[Any, ...], column: str, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    op.get_bind().execute(sa.update(table).where(*where).values({column: text}))
