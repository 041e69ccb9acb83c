"""List articles without a date after all dated ones."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE article SET index_version = 0")  # so that their place is written anew, everywhere


def downgrade() -> None:
    op.execute("UPDATE article SET index_version = 0")
