"""Find articles that an older version indexed, without reading all articles."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("article_by_index_version", "article", ["index_version", "key"])


def downgrade() -> None:
    op.drop_index("article_by_index_version", table_name="article")
    op.execute("UPDATE article SET index_version = 0")  # the older code indexes every article in its own way
