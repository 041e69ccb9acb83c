"""Bands have no index by article or statement: they are deleted by the hashes of the stored sketch or quote."""

import sqlalchemy as sa

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

OWNERS = ("article", "statement")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for owner in OWNERS:
        op.drop_index(f"{owner}_band_by_{owner}", f"{owner}_band")
        if op.get_bind().dialect.name == "sqlite":
            _copy(owner)
        else:  # the database would search all bands for those of a deleted row
            op.drop_constraint(f"{owner}_band_{owner}_key_fkey", f"{owner}_band", type_="foreignkey")


def downgrade() -> None:
    for owner in OWNERS:
        op.execute(f"DELETE FROM {owner}_band WHERE {owner}_key NOT IN (SELECT key FROM {owner})")
        if op.get_bind().dialect.name == "sqlite":
            _copy(owner, sa.ForeignKeyConstraint([f"{owner}_key"], [f"{owner}.key"], ondelete="CASCADE"))
        else:
            name = f"{owner}_band_{owner}_key_fkey"
            op.create_foreign_key(name, f"{owner}_band", owner, [f"{owner}_key"], ["key"], ondelete="CASCADE")
        op.create_index(f"{owner}_band_by_{owner}", f"{owner}_band", [f"{owner}_key"])


def _copy(owner: str, *constraints: sa.ForeignKeyConstraint) -> None:
    """Copy the bands to a table with other constraints, because SQLite cannot drop or add one."""
    op.create_table(
        "moved_band",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column(f"{owner}_key", KEY, nullable=False),
        *constraints,
        sa.PrimaryKeyConstraint("band", f"{owner}_key"),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO moved_band SELECT band, {owner}_key FROM {owner}_band ORDER BY 1, 2")
    op.drop_table(f"{owner}_band")
    op.rename_table("moved_band", f"{owner}_band")
