"""On SQLite, times are stored as microseconds since 1970 instead of texts."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

COLUMNS = {
    "article": ("modified_at", "sort_at", "first_seen_at", "last_seen_at", "fetched_at", "changed_at"),
    "article_label": ("sort_at",),
    "revision": ("fetched_at", "last_seen_at"),
    "quote": ("sort_at", "changed_at"),
    "statement": ("said_at", "sort_at", "changed_at"),
    "mention": ("sort_at",),
    "entity": ("changed_at",),
    "change": ("at",),
    "curation": ("at",),
    "tombstone": ("deleted_at",),
    "kept_answer": ("begun_at",),
    "api_key": ("created_at", "expires_at", "last_used_at", "revoked_at"),
}
NUMBER = (
    "CAST(strftime('%s', substr({at}, 1, 19)) AS INTEGER) * 1000000"
    " + CAST(substr(substr({at}, 21) || '000000', 1, 6) AS INTEGER)"
)
FRACTION = "(({at} % 1000000 + 1000000) % 1000000)"
SECONDS = f"({{at}} - {FRACTION}) / 1000000"
TEXT = f"strftime('%Y-%m-%d %H:%M:%S', {SECONDS}, 'unixepoch') || printf('.%06d', {FRACTION})"


def upgrade() -> None:
    _change(NUMBER)


def downgrade() -> None:
    _change(TEXT)


def _change(form: str) -> None:
    connection = op.get_bind()
    for table, columns in COLUMNS.items() if connection.dialect.name == "sqlite" else ():
        values = ", ".join(f"{at} = {form.format(at=at)}" for at in columns)
        connection.exec_driver_sql(f"UPDATE {table} SET {values}")
