"""Bodies, quotes, mentions and speakers are stored compressed; a statement has no copy of the text of its head."""

from collections.abc import Callable, Iterator
from typing import Any

import orjson
import sqlalchemy as sa

from alembic import op
from app.store.packed_text import packed_text, unpacked_text

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEYS = {
    "article_text": ("article_key",),
    "quote": ("key",),
    "mention": ("entity_key", "sort_at", "article_key"),
    "statement": ("key",),
}
COLUMNS = [
    *(("article_text", name) for name in ("body", "blocks_json", "provenance_json")),
    *(("quote", "quote_json"), ("mention", "entity_json"), ("statement", "speaker_json")),
]
ROWS = 1_000  # rows of one round trip to PostgreSQL


def upgrade() -> None:
    for table, name in COLUMNS:
        _change(table, name, sa.LargeBinary(), packed_text)
    op.drop_column("statement", "text")


def downgrade() -> None:
    for table, name in reversed(COLUMNS):
        _change(table, name, sa.Text(), unpacked_text)
    _add("statement", "text", sa.Text())
    connection = op.get_bind()
    heads = "SELECT s.key, q.quote_json FROM statement s JOIN quote q ON q.key = s.head_key"
    texts = [{"key": key, "text": orjson.loads(quote)["text"]} for key, quote in connection.execute(sa.text(heads))]
    if texts:
        connection.execute(sa.text("UPDATE statement SET text = :text WHERE key = :key"), texts)


def _change(table: str, name: str, kind: sa.types.TypeEngine[Any], change: Callable[[Any], object]) -> None:
    """Change the type of a column, and each of its values by a function."""
    _add(table, "changed", kind)
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        connection.connection.driver_connection.create_function("changed_value", 1, change, deterministic=True)
        op.execute(f"UPDATE {table} SET changed = changed_value({name})")
    else:
        same = " AND ".join(f"{key} = :{key}" for key in KEYS[table])
        update = sa.text(f"UPDATE {table} SET changed = :changed WHERE {same}")
        for rows in _batches(table, name):
            values = [{**dict(zip(KEYS[table], row[1:], strict=True)), "changed": change(row[0])} for row in rows]
            connection.execute(update, values)
    op.drop_column(table, name)
    op.alter_column(table, "changed", new_column_name=name)


def _add(table: str, name: str, kind: sa.types.TypeEngine[Any]) -> None:
    """Add a column that is never null; until it is filled, its values are empty."""
    op.add_column(table, sa.Column(name, kind, nullable=False, server_default=""))
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column(table, name, server_default=None)


def _batches(table: str, name: str) -> Iterator[list[Any]]:
    every = sa.text(f"SELECT {name}, {', '.join(KEYS[table])} FROM {table}").execution_options(yield_per=ROWS)
    with op.get_bind().execute(every) as found:
        for rows in found.partitions():
            yield list(rows)
