"""The tables of statements."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Column, Index
from sqlmodel import Field

from app.store.packed_text import PackedText
from app.store.tables import Key
from app.store.types import Id, Row, UtcDateTime


class Statement(Row, table=True):
    """A statement: the quotes of the same words by the same speaker, in many articles.

    Each write updates its numbers of quotes and articles.
    """

    __table_args__ = (
        Index("statement_by_time", "sort_at", "key"),
        Index("statement_by_count", "article_count", "key"),
    )
    key: int | None = Field(default=None, sa_column=Column(Key, primary_key=True, autoincrement=True))
    id: UUID = Field(sa_column=Column(Id, nullable=False, unique=True))
    # key and time of the head, the quote with which new quotes are compared
    head_key: int | None = Field(default=None, sa_column=Column(Key, nullable=True))
    said_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    speaker_id: UUID | None = Field(default=None, sa_column=Column(Id, nullable=True))
    speaker_name: str | None = None
    speaker_json: str = Field(sa_column=Column(PackedText, nullable=False))
    # key and time of the quote that was published first
    first_key: int | None = Field(default=None, sa_column=Column(Key, nullable=True))
    sort_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    quote_count: int
    article_count: int
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class StatementBand(Row, table=True):
    """A band of a statement: a hash of a part of its words. Quotes of the same words share at least one band.

    To delete the bands of a statement, they are computed again from the words of its head, the quote with which
    new quotes are compared. So the table is never searched by statement, and needs no index for that.
    """

    __tablename__ = "statement_band"
    __table_args__: ClassVar = {"sqlite_with_rowid": False}  # a dict: SQLAlchemy accepts no read-only mapping
    band: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    statement_key: int = Field(sa_column=Column(Key, primary_key=True, autoincrement=False))
