"""Statements: the same words of the same speaker in many articles."""

import sqlalchemy as sa

from alembic import op
from app.store.types import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "statement",
        sa.Column("key", KEY, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("head_key", KEY, nullable=True),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.Column("speaker_id", sa.Uuid(), nullable=True),
        sa.Column("speaker_name", sa.String(), nullable=True),
        sa.Column("speaker_json", sa.Text(), nullable=False),
        sa.Column("first_key", KEY, nullable=True),
        sa.Column("sort_at", UtcDateTime(), nullable=False),
        sa.Column("quote_count", sa.Integer(), nullable=False),
        sa.Column("article_count", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("statement_by_time", "statement", ["sort_at", "key"])
    op.create_index("statement_by_count", "statement", ["article_count", "key"])
    op.create_table(
        "statement_band",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("statement_key", KEY, nullable=False),
        sa.ForeignKeyConstraint(["statement_key"], ["statement.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("band", "statement_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("statement_band_by_statement", "statement_band", ["statement_key"])
    op.add_column("quote", sa.Column("statement_id", sa.Uuid(), nullable=True))
    op.create_index("quote_by_statement", "quote", ["statement_id", "key"])
    op.execute("UPDATE article SET index_version = 0")  # so that stored quotes find their statements


def downgrade() -> None:
    op.drop_index("quote_by_statement", table_name="quote")
    op.drop_column("quote", "statement_id")
    op.drop_table("statement_band")
    op.drop_table("statement")
    op.execute("UPDATE article SET index_version = 0")
