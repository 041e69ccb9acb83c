"""The newest articles with a label are one range of the key of labels."""

import sqlalchemy as sa

from alembic import op
from app.store.types import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.execute(
        "CREATE TABLE label_copy AS SELECT l.kind, l.value, a.sort_at, l.article_key"
        " FROM article_label l JOIN article a ON a.key = l.article_key"
    )
    time = sa.Column("sort_at", UtcDateTime(), nullable=False)
    _recreate("kind, value, sort_at, article_key", time, sqlite_with_rowid=False)


def downgrade() -> None:
    op.execute("CREATE TABLE label_copy AS SELECT kind, value, article_key FROM article_label")
    _recreate("kind, value, article_key")


def _recreate(names: str, *columns: "sa.Column[object]", **options: bool) -> None:
    """Create the table anew with other columns, and fill it with the copied rows in the order of their key."""
    op.drop_table("article_label")
    op.create_table(
        "article_label",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        *columns,
        sa.Column("article_key", KEY, nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint(*names.split(", ")),
        **options,
    )
    op.execute(f"INSERT INTO article_label ({names}) SELECT {names} FROM label_copy ORDER BY {names}")
    op.create_index("article_label_by_article", "article_label", ["article_key"], unique=False)
    op.drop_table("label_copy")
