"""Define the tables of articles.

Lists read narrow rows: long texts have tables of their own, and tables that are sorted by time have a copy of the
publication time. Columns named `…_json` hold JSON as the API answers it; those of type `PackedText` are compressed.
"""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlmodel import Field

from app.store.packed_text import PackedText
from app.store.types import Id, Row, UtcDateTime

# Version of the derived data: search words, sketches, labels, groups and entities. If stored articles have a lower
# version, `db upgrade` rebuilds their derived data.
INDEX_VERSION = 8
# type of texts that PostgreSQL must sort as SQLite does
Name = String().with_variant(String(collation="C"), "postgresql")
Key = BigInteger().with_variant(Integer(), "sqlite")  # type of keys; SQLite requires INTEGER for a row id


def article_key() -> int:
    """Return a column with the key of an article; deleting the article deletes the rows with its key."""
    return Field(sa_column=Column(Key, ForeignKey("article.key", ondelete="CASCADE"), primary_key=True))  # type: ignore[no-any-return]


class Article(Row, table=True):
    """An article: the columns that lists filter and sort by, and the card as JSON."""

    __table_args__ = (
        Index("article_by_time", "sort_at", "key"),
        Index("article_by_first_seen", "first_seen_at", "key"),
        Index("article_by_publisher", "publisher", "sort_at", "key"),
        Index("article_by_section", "section", "sort_at", "key"),
        Index("article_by_language", "language", "sort_at", "key"),
        Index("article_by_body", "body_hash"),
        Index("article_by_group", "group_id", "key"),
        Index("article_by_index_version", "index_version", "key"),
    )
    key: int | None = Field(default=None, sa_column=Column(Key, primary_key=True, autoincrement=True))
    id: UUID = Field(sa_column=Column(Id, nullable=False, unique=True))
    url: str | None = Field(default=None, unique=True)
    publisher: str | None = None
    section: str | None = None
    language: str
    page_type: str
    word_count: int
    modified_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
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
    group_id: UUID = Field(sa_column=Column(Id, nullable=False))
    index_version: int
    card_json: str = Field(sa_column=Column(Text, nullable=False))


class ArticleText(Row, table=True):
    """Long texts of an article. In `blocks_json`, a block has its text only if it has no offsets in `body`."""

    __tablename__ = "article_text"
    article_key: int = article_key()
    body: str = Field(sa_column=Column(PackedText, nullable=False))
    blocks_json: str = Field(sa_column=Column(PackedText, nullable=False))
    provenance_json: str = Field(sa_column=Column(PackedText, nullable=False))


class StoredPage(Row, table=True):
    """The page of an article's newest revision as posted, compressed, with the sender's hints."""

    __tablename__ = "stored_page"
    article_key: int = article_key()
    url: str | None = None
    hints_json: str = Field(sa_column=Column(Text, nullable=False))
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ArticleSketch(Row, table=True):
    """Sketch of an article's body: hashes of its words, names and numbers, which show how similar two bodies are."""

    __tablename__ = "article_sketch"
    article_key: int = article_key()
    sketch: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ArticleBand(Row, table=True):
    """A band of an article's sketch: a hash of a part of the sketch. Similar bodies share at least one band.

    No index by article is needed to delete bands: the stored sketch contains them.
    """

    __tablename__ = "article_band"
    __table_args__: ClassVar = {"sqlite_with_rowid": False}  # a dict: SQLAlchemy accepts no read-only mapping
    band: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    article_key: int = Field(sa_column=Column(Key, primary_key=True, autoincrement=False))


class ArticleLabel(Row, table=True):
    """A label of an article: an author, tag, agency (by code and by name) or speaker, folded for comparison.

    The articles with a label, sorted by time, are one range of the primary key.
    """

    __tablename__ = "article_label"
    __table_args__ = (Index("article_label_by_article", "article_key"), {"sqlite_with_rowid": False})
    kind: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    sort_at: datetime = Field(sa_column=Column(UtcDateTime, primary_key=True))
    article_key: int = article_key()


class Revision(Row, table=True):
    """A revision of an article: one version of its record. A change of the article adds a revision."""

    __table_args__ = (Index("revision_by_article", "article_key", "number", unique=True),)
    key: int | None = Field(default=None, sa_column=Column(Key, primary_key=True, autoincrement=True))
    article_key: int = Field(sa_column=Column(Key, ForeignKey("article.key", ondelete="CASCADE"), nullable=False))
    number: int
    fetched_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    last_seen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_fields: str  # names of the changed fields, separated by commas
    # record of the revision, compressed; None for the current revision, whose record is in `article`
    record: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))


class Quote(Row, table=True):
    """A quote: the columns that lists filter by, and its JSON."""

    __table_args__ = (
        Index("quote_by_time", "sort_at", "key"),
        Index("quote_by_speaker", "speaker_id", "sort_at", "key"),
        Index("quote_by_speaker_name", "speaker_name", "sort_at", "key"),
        Index("quote_by_article", "article_key", "key"),
        Index("quote_by_statement", "statement_id", "key"),
    )
    key: int | None = Field(default=None, sa_column=Column(Key, primary_key=True, autoincrement=True))
    id: UUID = Field(sa_column=Column(Id, nullable=False, unique=True))
    article_key: int = Field(sa_column=Column(Key, ForeignKey("article.key", ondelete="CASCADE"), nullable=False))
    sort_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    is_dated: bool
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    seq: int = Field(sa_column=Column(BigInteger, nullable=False))
    speaker_id: UUID | None = Field(default=None, sa_column=Column(Id, nullable=True))
    speaker_name: str | None = None
    statement_id: UUID | None = Field(default=None, sa_column=Column(Id, nullable=True))
    kind: str
    cue_type: str | None = None
    language: str
    publisher: str | None = None
    confidence: float
    quote_json: str = Field(sa_column=Column(PackedText, nullable=False))


class QuoteMention(Row, table=True):
    """A pair of a quote and an entity: the quoted words name the entity."""

    __tablename__ = "quote_mention"
    __table_args__ = (Index("quote_mention_by_quote", "quote_key"), {"sqlite_with_rowid": False})
    entity_key: int = Field(sa_column=Column(Key, primary_key=True))
    quote_key: int = Field(sa_column=Column(Key, ForeignKey("quote.key", ondelete="CASCADE"), primary_key=True))


class Entity(Row, table=True):
    """A person, organization or place named in articles. Its counts are updated with every write to such an article."""

    __table_args__ = (
        Index("entity_by_count", "article_count", "key"),
        Index("entity_by_name", "folded_name", "key"),
    )
    key: int | None = Field(default=None, sa_column=Column(Key, primary_key=True, autoincrement=True))
    id: UUID = Field(sa_column=Column(Id, nullable=False, unique=True))
    type: str
    name: str
    folded_name: str = Field(sa_column=Column(Name, nullable=False))
    aliases_json: str = Field(sa_column=Column(Text, nullable=False))
    external_ids_json: str = Field(sa_column=Column(Text, nullable=False))
    names_json: str = Field(sa_column=Column(Text, nullable=False))
    # A short name (a surname, an acronym) has one row for each language, with that language here, and one for all
    # languages together, with None. Any other name has one row, with None.
    language: str | None = None
    # Number of articles whose mentions refer to this row. The mentions of a short name refer to its rows for single
    # languages; its row for all languages has the sum of the numbers of these rows.
    own_articles: int
    article_count: int  # number of articles that name the entity; 0 if it was merged (see `entity_tables`)
    mention_count: int
    seq: int = Field(sa_column=Column(BigInteger, nullable=False))
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Mention(Row, table=True):
    """Mentions of an entity in an article. An entity's articles, sorted by time, are one range of the primary key."""

    __table_args__ = (Index("mention_by_article", "article_key", "ordinal"), {"sqlite_with_rowid": False})
    entity_key: int = Field(sa_column=Column(Key, ForeignKey("entity.key"), primary_key=True))
    sort_at: datetime = Field(sa_column=Column(UtcDateTime, primary_key=True))
    article_key: int = article_key()
    ordinal: int
    mention_count: int
    entity_json: str = Field(sa_column=Column(PackedText, nullable=False))


class Label(Row, table=True):
    """A publisher, section, tag, agency, author, language or speaker, with its number of articles."""

    __table_args__ = (Index("label_by_count", "kind", "article_count", "value"),)
    kind: str = Field(primary_key=True)
    value: str = Field(sa_column=Column(Name, primary_key=True))
    name: str
    article_count: int


class Change(Row, table=True):
    """A change of an article, numbered in the order of commits."""

    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    type: str
    article_id: UUID = Field(sa_column=Column(Id, nullable=False))
    revision: int
    publisher: str | None = None
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Tombstone(Row, table=True):
    """A deleted article: its id, its address, and the number of its last revision."""

    id: UUID = Field(sa_column=Column(Id, primary_key=True))
    url: str | None = None
    revision: int
    deleted_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class KeptAnswer(Row, table=True):
    """The answer to a request with an `Idempotency-Key`, kept for the case that the request is repeated."""

    __tablename__ = "kept_answer"
    __table_args__ = (Index("kept_answer_by_time", "begun_at"),)
    key: str = Field(primary_key=True)
    payload: str
    begun_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    owner: str | None = None  # identity of the process that handles the request
    status: int | None = None  # status of the answer; None until the request is answered
    headers_json: str = Field(sa_column=Column(Text, nullable=False))
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Counter(Row, table=True):
    """The counter that numbers the changes.

    A writer locks it until it commits, so that readers see the changes appear in the order of their numbers.
    """

    name: str = Field(primary_key=True)
    value: int = Field(sa_column=Column(BigInteger, nullable=False))


class RateUsage(Row, table=True):
    """How much of one rate limit (`policy`) a client used in one minute, on all servers together."""

    __tablename__ = "rate_usage"
    client: str = Field(primary_key=True)
    policy: str = Field(primary_key=True)
    minute: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    used: float


class Secret(Row, table=True):
    """A random secret that all processes of the service share. Its name states its purpose."""

    name: str = Field(primary_key=True)
    value: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ApiKey(Row, table=True):
    """An API key: its id, the SHA-256 of its secret, its scopes and times. It ends at `expires_at` or `revoked_at`."""

    __tablename__ = "api_key"
    id: str = Field(primary_key=True)
    name: str
    scopes: str
    secret_hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    expires_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    last_used_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime, nullable=True))
