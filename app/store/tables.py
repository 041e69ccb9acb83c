"""The tables. Narrow rows that lists read; long text apart; the time of publication copied to where lists filter by it.

Members named `…_json` hold JSON exactly as the API answers it: reads join bytes.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlmodel import Field, SQLModel

from app.store.types import UtcDateTime

Name = String().with_variant(String(collation="C"), "postgresql")  # ordered alike on both databases
Key = BigInteger().with_variant(Integer(), "sqlite")  # only INTEGER is SQLite's row id


def article_key() -> int:
    """Column of a row that goes with its article."""
    return Field(sa_column=Column(Key, ForeignKey("article.key", ondelete="CASCADE"), primary_key=True))  # type: ignore[no-any-return]


class Article(SQLModel, table=True):
    """What lists filter and order by, and the card they answer."""

    __table_args__ = (
        Index("article_by_time", "sort_at", "key"),
        Index("article_by_first_seen", "first_seen_at", "key"),
        Index("article_by_publisher", "publisher", "sort_at", "key"),
        Index("article_by_section", "section", "sort_at", "key"),
        Index("article_by_language", "language", "sort_at", "key"),
        Index("article_by_body", "body_hash"),
    )
    key: int | None = Field(default=None, sa_column=Column(Key, primary_key=True, autoincrement=True))
    id: UUID = Field(unique=True)
    url: str | None = Field(default=None, unique=True)
    publisher: str | None = None
    section: str | None = None
    language: str
    sort_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    first_seen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    last_seen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    fetched_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    has_lede: bool
    has_images: bool
    has_authors: bool
    has_quotes: bool
    is_modified: bool
    is_dated: bool
    revision: int
    seq: int = Field(sa_column=Column(BigInteger, nullable=False, unique=True))
    fingerprint: str
    body_hash: str
    card_json: str = Field(sa_column=Column(Text, nullable=False))


class ArticleText(SQLModel, table=True):
    """The long text of an article; `blocks_json` holds no text but of blocks without a span in `body`."""

    __tablename__ = "article_text"
    article_key: int = article_key()
    body: str = Field(sa_column=Column(Text, nullable=False))
    blocks_json: str = Field(sa_column=Column(Text, nullable=False))
    provenance_json: str = Field(sa_column=Column(Text, nullable=False))


class ArticleSearch(SQLModel, table=True):
    """The folded words of an article, as met and stemmed; the database's own index stands on this table."""

    __tablename__ = "article_search"
    article_key: int = article_key()
    headline_exact: str = Field(sa_column=Column(Text, nullable=False))
    headline_stem: str = Field(sa_column=Column(Text, nullable=False))
    text_exact: str = Field(sa_column=Column(Text, nullable=False))
    text_stem: str = Field(sa_column=Column(Text, nullable=False))


class ArticleLabel(SQLModel, table=True):
    """An author, tag or agency of an article, folded for comparison."""

    __tablename__ = "article_label"
    __table_args__ = (Index("article_label_by_article", "article_key"),)
    kind: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    article_key: int = article_key()


class Revision(SQLModel, table=True):
    """A revision of an article; the record of every one but the head, compressed."""

    __table_args__ = (Index("revision_by_article", "article_key", "number", unique=True),)
    key: int | None = Field(default=None, sa_column=Column(Key, primary_key=True, autoincrement=True))
    article_key: int = Field(sa_column=Column(Key, ForeignKey("article.key", ondelete="CASCADE"), nullable=False))
    number: int
    fetched_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    last_seen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_fields: str
    record: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))


class Quote(SQLModel, table=True):
    """A quote as lists filter it, and its JSON."""

    __table_args__ = (
        Index("quote_by_time", "sort_at", "key"),
        Index("quote_by_speaker", "speaker_id", "sort_at", "key"),
        Index("quote_by_speaker_name", "speaker_name", "sort_at", "key"),
        Index("quote_by_article", "article_key", "key"),
    )
    key: int | None = Field(default=None, sa_column=Column(Key, primary_key=True, autoincrement=True))
    id: UUID = Field(unique=True)
    article_key: int = Field(sa_column=Column(Key, ForeignKey("article.key", ondelete="CASCADE"), nullable=False))
    sort_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    seq: int = Field(sa_column=Column(BigInteger, nullable=False))
    speaker_id: UUID | None = None
    speaker_name: str | None = None
    kind: str
    language: str
    publisher: str | None = None
    confidence: float
    quote_json: str = Field(sa_column=Column(Text, nullable=False))


class QuoteSearch(SQLModel, table=True):
    """The folded words of a quote."""

    __tablename__ = "quote_search"
    quote_key: int = Field(sa_column=Column(Key, ForeignKey("quote.key", ondelete="CASCADE"), primary_key=True))
    text_exact: str = Field(sa_column=Column(Text, nullable=False))
    text_stem: str = Field(sa_column=Column(Text, nullable=False))


class Entity(SQLModel, table=True):
    """A person, organization or place across all articles, with counters kept by every write."""

    __table_args__ = (
        Index("entity_by_count", "article_count", "key"),
        Index("entity_by_name", "folded_name", "key"),
    )
    key: int | None = Field(default=None, sa_column=Column(Key, primary_key=True, autoincrement=True))
    id: UUID = Field(unique=True)
    type: str
    name: str
    folded_name: str = Field(sa_column=Column(Name, nullable=False))
    aliases_json: str = Field(sa_column=Column(Text, nullable=False))
    external_ids_json: str = Field(sa_column=Column(Text, nullable=False))
    article_count: int
    mention_count: int
    seq: int = Field(sa_column=Column(BigInteger, nullable=False))
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Mention(SQLModel, table=True):
    """The mentions of one entity in one article; ordered so that an entity's newest articles are one range."""

    __table_args__ = (Index("mention_by_article", "article_key", "ordinal"), {"sqlite_with_rowid": False})
    entity_key: int = Field(sa_column=Column(Key, ForeignKey("entity.key"), primary_key=True))
    sort_at: datetime = Field(sa_column=Column(UtcDateTime, primary_key=True))
    article_key: int = article_key()
    ordinal: int
    mention_count: int
    entity_json: str = Field(sa_column=Column(Text, nullable=False))


class PublisherCount(SQLModel, table=True):
    """A publisher and how many articles it has, kept by every write."""

    __tablename__ = "publisher"
    __table_args__ = (Index("publisher_by_count", "article_count", "domain"),)
    domain: str = Field(primary_key=True)
    name: str
    article_count: int


class Counter(SQLModel, table=True):
    """A number taken inside the writing transaction: a reader who saw n never misses n - 1."""

    name: str = Field(primary_key=True)
    value: int = Field(sa_column=Column(BigInteger, nullable=False))


class Secret(SQLModel, table=True):
    """A random secret that all workers share."""

    name: str = Field(primary_key=True)
    value: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
