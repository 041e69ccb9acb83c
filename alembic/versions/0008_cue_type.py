"""Filter quotes by what the speaker does: ask, deny, promise …"""

import sqlalchemy as sa

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("quote", sa.Column("cue_type", sa.String(), nullable=True))
    op.execute("UPDATE article SET index_version = 0")  # so that the type of stored quotes is written, too


def downgrade() -> None:
    op.drop_column("quote", "cue_type")
