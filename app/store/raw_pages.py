"""Store the page of each article's newest revision as posted, compressed, so that it can be extracted again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
import zstandard
from sqlalchemy import bindparam, delete, select
from sqlmodel import Session, col

from app.store.prepared import Prepared, rows_of
from app.store.session import insert_rows
from app.store.tables import Article, StoredPage

_LEVEL = 3  # compression level of zstd: three times as fast as level 6, while pages take 8 % more space
_KEYS = Prepared(
    select(col(Article.id), col(Article.key)).where(col(Article.id).in_(bindparam("articles", expanding=True)))
)
_DELETED = Prepared(delete(StoredPage).where(col(StoredPage.article_key).in_(bindparam("keys", expanding=True))))


@dataclass(frozen=True)
class Page:
    """A posted page."""

    compressed: bytes
    url: str | None = None  # address with which the page was posted
    hints: dict[str, Any] = field(default_factory=dict)  # hints of the sender, as JSON values
    fetched_at: datetime | None = None

    @property
    def content(self) -> bytes:
        """The bytes of the page."""
        return zstandard.ZstdDecompressor().decompress(self.compressed)


def compressed(content: bytes) -> bytes:
    """Compress the bytes of a page. This takes long, so extraction processes do it."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(content)


def keep_pages(session: Session, pages: Mapping[UUID, Page | None]) -> None:
    """Replace the stored pages of articles, by id. None deletes an article's page. The caller commits."""
    if not pages:
        return
    keys = {row.id: row.key for row in rows_of(session, _KEYS, articles=pages)}
    rows_of(session, _DELETED, keys=keys.values())
    rows = [
        {
            "article_key": keys[article],
            "content": p.compressed,
            "url": p.url,
            "hints_json": orjson.dumps(p.hints).decode(),
        }
        for article, p in pages.items()
        if p
    ]
    insert_rows(session, StoredPage, rows)


def get_page(session: Session, article_id: UUID) -> Page | None:
    """Return the stored page of an article, or None."""
    columns: tuple[Any, ...] = (
        *(col(StoredPage.content), col(StoredPage.url), col(StoredPage.hints_json)),
        col(Article.fetched_at),
    )
    statement = select(*columns).join_from(StoredPage, Article).where(col(Article.id) == article_id)
    row = session.execute(statement).first()
    if row is None:
        return None
    return Page(row.content, row.url, orjson.loads(row.hints_json), row.fetched_at)


def stored_ids(session: Session, publisher: str | None = None) -> list[UUID]:
    """Return the ids of the articles with a stored page, in the order they were stored."""
    statement = select(col(Article.id)).join(StoredPage).order_by(col(Article.key))
    if publisher:
        statement = statement.where(col(Article.publisher) == publisher)
    return list(session.execute(statement).scalars())
