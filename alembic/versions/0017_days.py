"""Articles are counted by the day, too."""

import sqlalchemy as sa

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "day_count",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", NAME, nullable=False),
        sa.Column("day", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "day"),
        sqlite_with_rowid=False,
    )
    op.execute(  # whole days before 1970 are rounded down, too
        "INSERT INTO day_count (kind, value, day, article_count)"
        " SELECT kind, value, (hour - (hour % 24 + 24) % 24) / 24, sum(article_count) FROM hour_count"
        " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )


def downgrade() -> None:
    op.drop_table("day_count")
