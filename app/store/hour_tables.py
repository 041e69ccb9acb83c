"""The tables that count the articles published in each hour and each day (UTC).

Rows with an empty `kind` and `value` count all articles. Other rows count the articles with a label: `kind` is the
kind of the label, such as `publisher`, `value` its value. Writes update the counts.
"""

from typing import ClassVar

from sqlalchemy import BigInteger, Column, String
from sqlmodel import Field

from app.store.tables import Name
from app.store.types import Row


class HourCount(Row, table=True):
    """The number of articles published in an hour. `hour`: number of the hour, counted from 1970 in UTC."""

    __tablename__ = "hour_count"
    __table_args__: ClassVar = {"sqlite_with_rowid": False}  # a dict: SQLAlchemy accepts no read-only mapping
    kind: str = Field(sa_column=Column(String, primary_key=True))
    value: str = Field(sa_column=Column(Name, primary_key=True))
    hour: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    article_count: int


class DayCount(Row, table=True):
    """The number of articles published in a day. `day`: number of the day, counted from 1970 in UTC."""

    __tablename__ = "day_count"
    __table_args__: ClassVar = {"sqlite_with_rowid": False}
    kind: str = Field(sa_column=Column(String, primary_key=True))
    value: str = Field(sa_column=Column(Name, primary_key=True))
    day: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    article_count: int
