"""Of each band of articles, only the newest 50 articles are stored; searches for similar articles read no others."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

MOST = 50
OLDER = (
    "SELECT band, article_key FROM ("
    "SELECT band, article_key, row_number() OVER (PARTITION BY band ORDER BY article_key DESC) AS number"
    " FROM article_band WHERE band IN (SELECT band FROM article_band GROUP BY band HAVING count(*) > {most})"
    ") AS numbered WHERE number > {most}"
)


def upgrade() -> None:
    op.execute(f"DELETE FROM article_band WHERE (band, article_key) IN ({OLDER.format(most=MOST)})")


def downgrade() -> None:
    """Change nothing: the earlier version reads the same articles of each band."""
