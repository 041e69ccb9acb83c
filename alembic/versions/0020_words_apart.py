"""On SQLite, the search index reads its words from compressed rows instead of storing them once more."""

import zlib

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

FIELDS = {"article": ("headline", "lede", "quotes", "body"), "quote": ("body",)}


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    connection.connection.driver_connection.create_function("packed_words", -1, packed_words, deterministic=True)
    connection.connection.driver_connection.create_function("word_column", 2, word_column, deterministic=True)
    for name in FIELDS:
        columns = _columns(name)
        op.execute(f"CREATE TABLE {name}_fts_words (id INTEGER PRIMARY KEY, words BLOB NOT NULL)")
        op.execute(f"INSERT INTO {name}_fts_words SELECT rowid, packed_words({', '.join(columns)}) FROM {name}_fts")
        values = ", ".join(f"word_column(words, {number}) AS {column}" for number, column in enumerate(columns))
        op.execute(f"CREATE VIEW {name}_fts_view AS SELECT id, {values} FROM {name}_fts_words")
        _move(name, f", content='{name}_fts_view', content_rowid='id'")


def downgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    connection.connection.driver_connection.create_function("word_column", 2, word_column, deterministic=True)
    for name in FIELDS:
        _move(name, "")
        op.execute(f"DROP VIEW {name}_fts_view")
        op.execute(f"DROP TABLE {name}_fts_words")


def packed_words(*columns: str) -> bytes:
    return zlib.compress("\n".join(columns).encode())


def word_column(packed: bytes, number: int) -> str:
    return zlib.decompress(packed).decode().split("\n")[number]


def _columns(name: str) -> list[str]:
    return [f"{field}_{form}" for field in FIELDS[name] for form in ("exact", "stem")]


def _move(name: str, options: str) -> None:
    """Copy the index of articles or quotes to one with other options."""
    columns = ", ".join(_columns(name))
    op.execute(f"CREATE VIRTUAL TABLE moved_fts USING fts5({columns}, tokenize='ascii'{options})")
    op.execute(f"INSERT INTO moved_fts (rowid, {columns}) SELECT rowid, {columns} FROM {name}_fts ORDER BY rowid")
    op.execute(f"DROP TABLE {name}_fts")
    op.execute(f"ALTER TABLE moved_fts RENAME TO {name}_fts")
