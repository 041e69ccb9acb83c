"""The process that works on a request under an `Idempotency-Key`: when it is gone, the key is free at once."""

import sqlalchemy as sa

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("kept_answer", sa.Column("owner", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("kept_answer", "owner")
