"""The table of hours."""

from sqlalchemy import BigInteger, Column, String
from sqlmodel import Field, SQLModel

from app.store.tables import Name


class HourCount(SQLModel, table=True):
    """The number of articles published in an hour: those with a label, or all if `kind` and `value` are empty.

    `hour`: number of the hour, counted from 1970 in UTC. Every write updates the counts.
    """

    __tablename__ = "hour_count"
    __table_args__ = {"sqlite_with_rowid": False}  # not typed as a mapping: SQLAlchemy needs a dict
    kind: str = Field(sa_column=Column(String, primary_key=True))
    value: str = Field(sa_column=Column(Name, primary_key=True))
    hour: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    article_count: int
