"""Answers kept for requests that are sent again."""

import sqlalchemy as sa

from alembic import op
from app.store.types import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_answer",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers_json", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("kept_answer_by_time", "kept_answer", ["begun_at"], unique=False)


def downgrade() -> None:
    op.drop_index("kept_answer_by_time", table_name="kept_answer")
    op.drop_table("kept_answer")
