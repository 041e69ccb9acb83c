"""Pages as they were posted."""

import sqlalchemy as sa

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "stored_page",
        sa.Column("article_key", KEY, nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("hints_json", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_key"),
    )


def downgrade() -> None:
    op.drop_table("stored_page")
