"""Servers share the counts of the rate limits."""

import sqlalchemy as sa

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rate_usage",
        sa.Column("client", sa.String(), primary_key=True),
        sa.Column("policy", sa.String(), primary_key=True),
        sa.Column("minute", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("used", sa.Float(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("rate_usage")
