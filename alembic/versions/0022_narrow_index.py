"""SQLite's search index has one column for each field, and quotes by their keys; its words are packed with the body."""

import zlib
from collections.abc import Callable

from alembic import op
from app.store.packed_text import unpacked_text
from app.store.packed_words import dictionary_of, packed_words, unpacked_words, word_column

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

FIELDS = {"article": ("headline", "lede", "quotes", "body"), "quote": ("body",)}
COLUMNS = {"article": ("body", "quotes", "lede", "headline"), "quote": ("body",)}  # the first takes least room
OLD_KEY, KEY = 2**28 - 1, 2**26 - 1
SECONDS = "((q.sort_at - ((q.sort_at % 1000000) + 1000000) % 1000000) / 1000000)"
# the body of a row of kept words, whose id is the old one or the new one
OLD_BODY = {
    "article": f"article_text t ON t.article_key = (w.id & {OLD_KEY})",
    "quote": f"quote q ON q.key = (w.id & {OLD_KEY}) JOIN article_text t ON t.article_key = q.article_key",
}
BODY = {
    "article": f"article_text t ON t.article_key = (w.id & {KEY})",
    "quote": "quote q ON q.key = w.id JOIN article_text t ON t.article_key = q.article_key",
}
NEW_ID = {"article": f"((w.id >> 28) << 26) | (w.id & {OLD_KEY})", "quote": f"w.id & {OLD_KEY}"}
OLD_ID = {"article": f"((w.id >> 26) << 28) | (w.id & {KEY})", "quote": f"({SECONDS} << 28) + q.key"}


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    _define("changed_words", 2, _packed_with_body)
    _define("word_column", 3, word_column)
    for name, fields in FIELDS.items():
        _move_words(name, NEW_ID[name], OLD_BODY[name])
        values = ", ".join(f"word_column(w.words, t.body, {n}) AS {field}" for n, field in enumerate(fields))
        op.execute(
            f"CREATE VIEW {name}_fts_view AS SELECT w.id, {values} FROM {name}_fts_words w CROSS JOIN {BODY[name]}"
        )
        _index(name, COLUMNS[name])


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    _define("changed_words", 2, _packed_alone)
    _define("word_column", 2, _old_column)
    for name, fields in FIELDS.items():
        _move_words(name, OLD_ID[name], BODY[name])
        columns = [f"{field}_{form}" for field in fields for form in ("exact", "stem")]
        values = ", ".join(f"word_column(words, {number}) AS {column}" for number, column in enumerate(columns))
        op.execute(f"CREATE VIEW {name}_fts_view AS SELECT id, {values} FROM {name}_fts_words")
        _index(name, columns)


def _define(name: str, arguments: int, function: Callable[..., object]) -> None:
    """Define an SQL function."""
    op.get_bind().connection.driver_connection.create_function(name, arguments, function, deterministic=True)


def _move_words(name: str, row_id: str, body: str) -> None:
    """Copy the kept words to a table with other row ids and another packing, and drop the index."""
    op.execute(f"DROP VIEW {name}_fts_view")
    op.execute(f"DROP TABLE {name}_fts")
    op.execute(
        f"CREATE TEMP TABLE moved AS SELECT {row_id} AS id, changed_words(w.words, t.body) AS words"
        f" FROM {name}_fts_words w CROSS JOIN {body}"
    )
    op.execute(f"DELETE FROM {name}_fts_words")
    op.execute(f"INSERT INTO {name}_fts_words SELECT id, words FROM moved ORDER BY id")
    op.execute("DROP TABLE moved")


def _index(name: str, columns: list[str] | tuple[str, ...]) -> None:
    """Make the index from the view of its words."""
    listed = ", ".join(columns)
    options = f"tokenize='ascii', content='{name}_fts_view', content_rowid='id', columnsize=0"
    op.execute(f"CREATE VIRTUAL TABLE {name}_fts USING fts5({listed}, {options})")
    op.execute(f"INSERT INTO {name}_fts (rowid, {listed}) SELECT id, {listed} FROM {name}_fts_view ORDER BY id")


def _packed_with_body(words: bytes, body: bytes) -> bytes:
    columns = zlib.decompress(words).decode().split("\n")
    return packed_words(list(zip(columns[::2], columns[1::2], strict=True)), dictionary_of(unpacked_text(body)))


def _packed_alone(words: bytes, body: bytes) -> bytes:
    fields = unpacked_words(words, dictionary_of(unpacked_text(body)))
    return zlib.compress("\n".join(form for field in fields for form in field).encode())


def _old_column(words: bytes, number: int) -> str:
    return zlib.decompress(words).decode().split("\n")[number]
