"""Articles are counted by the hour: all, and those with a publisher, a section, a language or a tag."""

import sqlalchemy as sa

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")
LABELS = (
    "SELECT '', '', key FROM article",
    *(f"SELECT '{name}', {name}, key FROM article WHERE {name} <> ''" for name in ("publisher", "section", "language")),
    "SELECT kind, value, article_key FROM article_label WHERE kind = 'tag'",
)


def upgrade() -> None:
    op.create_table(
        "hour_count",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", NAME, nullable=False),
        sa.Column("hour", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "hour"),
        sqlite_with_rowid=False,
    )
    hour = "CAST(floor(extract(epoch FROM a.sort_at) / 3600) AS BIGINT)"
    if op.get_bind().dialect.name == "sqlite":
        seconds = "CAST(strftime('%s', substr(a.sort_at, 1, 19)) AS INTEGER)"
        hour = f"({seconds} - ({seconds} % 3600 + 3600) % 3600) / 3600"  # rounded down before 1970, too
    for labels in LABELS:
        op.execute(
            f"INSERT INTO hour_count (kind, value, hour, article_count) SELECT l.kind, l.value, {hour}, count(*)"
            f" FROM (SELECT '' AS kind, '' AS value, 0 AS key WHERE 1 = 0 UNION ALL {labels}) l"
            " JOIN article a ON a.key = l.key WHERE a.is_dated GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        )


def downgrade() -> None:
    op.drop_table("hour_count")
