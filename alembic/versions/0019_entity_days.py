"""The articles and quotes of each entity are counted by the day."""

import sqlalchemy as sa

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DAYS = {
    "sqlite": "CAST(strftime('%s', substr({at}, 1, 10)) AS INTEGER) / 86400",
    "postgresql": "CAST(floor(extract(epoch FROM {at}) / 86400) AS BIGINT)",
}
COUNTS = """
INSERT INTO entity_day (entity_key, day, article_count, quotes_by, quotes_about)
SELECT record, day, sum(articles), sum(said), sum(named) FROM (
    SELECT coalesce(r.head_key, m.entity_key) AS record, {mentioned} AS day,
        count(DISTINCT m.article_key) AS articles, 0 AS said, 0 AS named
    FROM mention m JOIN article a ON a.key = m.article_key
    LEFT JOIN entity_redirect r ON r.entity_key = m.entity_key WHERE a.is_dated GROUP BY 1, 2
    UNION ALL
    SELECT coalesce(r.head_key, e.key), {quoted}, 0, count(*), 0
    FROM quote q JOIN entity e ON e.id = q.speaker_id LEFT JOIN entity_redirect r ON r.entity_key = e.key
    WHERE q.is_dated AND q.kind <> 'indirect' GROUP BY 1, 2
    UNION ALL
    SELECT coalesce(r.head_key, n.entity_key), {quoted}, 0, 0, count(DISTINCT q.key)
    FROM quote_mention n JOIN quote q ON q.key = n.quote_key
    LEFT JOIN entity_redirect r ON r.entity_key = n.entity_key
    WHERE q.is_dated AND q.kind <> 'indirect' GROUP BY 1, 2
) AS counted GROUP BY 1, 2 ORDER BY 1, 2
"""


def upgrade() -> None:
    op.create_table(
        "entity_day",
        sa.Column("entity_key", KEY, autoincrement=False, nullable=False),
        sa.Column("day", sa.BigInteger(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("article_count", "quotes_by", "quotes_about")),
        sa.PrimaryKeyConstraint("entity_key", "day"),
        sqlite_with_rowid=False,
    )
    day = DAYS[op.get_bind().dialect.name]
    op.execute(sa.text(COUNTS.format(mentioned=day.format(at="m.sort_at"), quoted=day.format(at="q.sort_at"))))


def downgrade() -> None:
    op.drop_table("entity_day")
