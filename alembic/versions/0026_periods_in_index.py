"""Add the period of 32 days of each article to the index of PostgreSQL, so that searches find the newest first."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

PERIOD = "'~' || CAST(floor(extract(epoch FROM a.sort_at) / 86400 / 32) AS BIGINT)"
FORMS = ("exact", "stem")


def upgrade() -> None:
    _rewrite(f"f.stem || array_to_tsvector(ARRAY[{PERIOD}])")


def downgrade() -> None:
    _rewrite(f"ts_delete(f.stem, {PERIOD})")


def _rewrite(stem: str) -> None:
    """Set the stems of all articles; without indexes, because adding each row to them takes far longer."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for form in FORMS:
        op.execute(f"DROP INDEX article_{form}_gin")
    op.execute(f"UPDATE article_fts f SET stem = {stem} FROM article a WHERE a.key = f.article_key")
    for form in FORMS:
        op.execute(f"CREATE INDEX article_{form}_gin ON article_fts USING gin({form})")
