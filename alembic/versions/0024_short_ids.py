"""On SQLite, ids are stored as 16 bytes instead of 32 letters."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

COLUMNS = {
    "article": ("id", "group_id"),
    "quote": ("id", "speaker_id", "statement_id"),
    "statement": ("id", "speaker_id"),
    "entity": ("id",),
    "entity_redirect": ("own_id",),
    "change": ("article_id",),
    "curation": ("entity_id", "into_id"),
    "tombstone": ("id",),
}


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        connection.connection.driver_connection.create_function("id_bytes", 1, bytes.fromhex, deterministic=True)
        _change("id_bytes({id})")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _change("lower(hex({id}))")


def _change(form: str) -> None:
    for table, columns in COLUMNS.items():
        values = (f"{name} = CASE WHEN {name} IS NOT NULL THEN {form.format(id=name)} END" for name in columns)
        op.execute(f"UPDATE {table} SET {', '.join(values)}")
