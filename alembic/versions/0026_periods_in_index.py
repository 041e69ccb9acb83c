"""Add periods of 32 days to the search indexes of PostgreSQL, so that searches find the newest matches first."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

PERIOD = "'~' || CAST(floor(extract(epoch FROM o.sort_at) / 86400 / 32) AS BIGINT)"
NAMES, FORMS = ("article", "quote"), ("exact", "stem")


def upgrade() -> None:
    _rewrite(f"{{form}} = f.{{form}} || array_to_tsvector(ARRAY[{PERIOD}])")


def downgrade() -> None:
    _rewrite(f"{{form}} = ts_delete(f.{{form}}, {PERIOD})")


def _rewrite(change: str) -> None:
    """Change the words of all rows. Build the indexes again, because adding each row to them takes far longer."""
    if op.get_bind().dialect.name != "postgresql":
        return
    changes = ", ".join(change.format(form=form) for form in FORMS)
    for name in NAMES:
        for form in FORMS:
            op.execute(f"DROP INDEX {name}_{form}_gin")
        op.execute(f"UPDATE {name}_fts f SET {changes} FROM {name} o WHERE o.key = f.{name}_key")
        for form in FORMS:
            op.execute(f"CREATE INDEX {name}_{form}_gin ON {name}_fts USING gin({form})")
        op.execute(f"ANALYZE {name}_fts")  # so that plans do not take the new words for rare ones
