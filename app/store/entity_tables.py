"""The tables of entities: their names, the redirects between them, and the decisions of people.

A row of `entity` is one name with one type (or one external id). If `entity_redirect` has a redirect from this row to
another one, no list shows the row, and its mentions count for the row at the end of the redirects. A row without a
redirect is called a record.
"""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Column, ForeignKey, Index
from sqlmodel import Field

from app.store.tables import Key, Name
from app.store.types import Id, Row, UtcDateTime


class EntityName(Row, table=True):
    """A name or alias of an entity in one language."""

    __tablename__ = "entity_name"
    __table_args__ = (
        Index("entity_name_by_entity", "entity_key", "language", "name", unique=True),
        Index("entity_name_by_name", "folded", "entity_key"),
        Index("entity_name_by_short", "short", "language", "article_count"),
    )
    key: int | None = Field(default=None, sa_column=Column(Key, primary_key=True, autoincrement=True))
    entity_key: int = Field(sa_column=Column(Key, ForeignKey("entity.key", ondelete="CASCADE"), nullable=False))
    language: str
    name: str
    folded: str = Field(sa_column=Column(Name, nullable=False))
    # folded short form, such as a person's surname, that articles use instead of the name
    short: str | None = Field(default=None, sa_column=Column(Name, nullable=True))
    name_count: int  # number of articles that use the name as the main name
    article_count: int  # number of articles that use the name


class EntityWord(Row, table=True):
    """A folded word of a name in `entity_name`, for searches by words."""

    __tablename__ = "entity_word"
    __table_args__ = (Index("entity_word_by_name", "name_key"), {"sqlite_with_rowid": False})
    word: str = Field(sa_column=Column(Name, primary_key=True))
    name_key: int = Field(sa_column=Column(Key, ForeignKey("entity_name.key", ondelete="CASCADE"), primary_key=True))


class EntityRedirect(Row, table=True):
    """A redirect: the row `entity_key` of `entity` is merged into another row.

    Mentions of the merged row count for the record, the row at the end of the redirects.
    """

    __tablename__ = "entity_redirect"
    __table_args__ = (Index("entity_redirect_by_target", "target_key"), Index("entity_redirect_by_head", "head_key"))
    entity_key: int = Field(sa_column=Column(Key, ForeignKey("entity.key"), primary_key=True, autoincrement=False))
    own_id: UUID = Field(sa_column=Column(Id, nullable=False, unique=True))
    own_value: str = Field(unique=True)  # `own_id`, the id of the merged entity, as text
    # key of the row into which the entity is merged; that row may itself be merged into another
    target_key: int = Field(sa_column=Column(Key, ForeignKey("entity.key"), nullable=False))
    # key of the record: the row of `entity` at the end of the redirects
    head_key: int = Field(sa_column=Column(Key, ForeignKey("entity.key"), nullable=False))
    head_value: str  # id of the record, as text
    reason: str | None = None
    resolved_by: str | None = None


class EntityDay(Row, table=True):
    """Counts for one record: its articles and quotes published on one day. Indirect speech is not counted."""

    __tablename__ = "entity_day"
    __table_args__: ClassVar = {"sqlite_with_rowid": False}  # a dict: SQLAlchemy accepts no read-only mapping
    entity_key: int = Field(sa_column=Column(Key, primary_key=True, autoincrement=False))
    # number of the day, counted from 1970 in UTC
    day: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    article_count: int  # number of articles that mention the entity of the record
    quotes_by: int  # number of quotes whose speaker is the entity of the record
    quotes_about: int  # number of quotes whose words mention the entity of the record


class Curation(Row, table=True):
    """A decision of a person: to merge an entity into another, to split off a name, or to undo one of these.

    `seq` is the number of the change in `/changes`.
    """

    __table_args__ = (Index("curation_by_entity", "entity_id", "seq"), Index("curation_by_into", "into_id", "seq"))
    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    action: str
    entity_id: UUID = Field(sa_column=Column(Id, nullable=False))
    into_id: UUID = Field(sa_column=Column(Id, nullable=False))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    undone_by: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))
