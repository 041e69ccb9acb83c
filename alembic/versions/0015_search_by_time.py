"""On SQLite, the row id of an article or quote in the search index is its place in the order of lists."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

FIELDS = {"article": ("headline", "lede", "quotes", "body"), "quote": ("body",)}
PLACE = "CAST(strftime('%s', substr(sort_at, 1, 19)) AS INTEGER) * 268435456 + key"


def upgrade() -> None:
    for name in FIELDS:
        _move(name, PLACE, f"old.rowid = {name}.key")


def downgrade() -> None:
    for name in FIELDS:
        _move(name, "key", f"old.rowid = {PLACE}")


def _move(name: str, row_id: str, is_same: str) -> None:
    """Copy the index of articles or quotes to one with other row ids."""
    if op.get_bind().dialect.name != "sqlite":
        return
    columns = ", ".join(f"{field}_{form}" for field in FIELDS[name] for form in ("exact", "stem"))
    op.execute(f"CREATE VIRTUAL TABLE moved_fts USING fts5({columns}, tokenize='ascii')")
    op.execute(
        f"INSERT INTO moved_fts (rowid, {columns}) SELECT {row_id}, {columns}"
        f" FROM {name} CROSS JOIN {name}_fts AS old ON {is_same}"
    )
    op.execute(f"DROP TABLE {name}_fts")
    op.execute(f"ALTER TABLE moved_fts RENAME TO {name}_fts")
