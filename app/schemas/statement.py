"""Statements: words of one speaker that occur in many articles, listed once."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Record
from app.schemas.envelope import NamingPage
from app.schemas.lists import ArticleSummary
from app.schemas.quote import QuoteKind, SpeakerType


class StatementSpeaker(Record):
    """The speaker of a statement: the person, organization or document credited with the words."""

    name: str = Field(description="Name as the first article that credits the words has it.")
    type: SpeakerType = Field(description="Type of the speaker.")
    entity_id: UUID | None = Field(description="Id of the entity; null for documents and unnamed speakers.")


class StatementRead(Record):
    """A statement: the same words of the same speaker, in one or many articles."""

    id: UUID = Field(description="Id of the statement; quotes name it as `statement_id`.")
    text: str = Field(description="The words as they were published first.")
    kind: QuoteKind = Field(description="Kind of the quote that was published first.")
    language: str = Field(description="Language of the article that was published first.")
    quote_id: UUID = Field(description="Id of the quote that was published first.")
    speaker: StatementSpeaker | None = Field(description="Credited speaker; null if no article names one.")
    first_article: ArticleSummary
    quote_count: int = Field(ge=1, description="Number of quotes with these words.")
    article_count: int = Field(ge=1, description="Number of articles with these words.")


class Difference(Record):
    """A step in the change from the first wording to another wording: words to keep, to delete or to insert."""

    type: Literal["equal", "delete", "insert"] = Field(description="What the other wording does with the text.")
    text: str = Field(description="Words of the first wording, or with `insert` of the other one.")


class StatementWording(Record):
    """A wording of a statement. Quotes that differ only in case, accents or spaces have the same wording."""

    text: str = Field(description="The words.")
    quote_ids: tuple[UUID, ...] = Field(description="Ids of the quotes with this wording.")
    differences: tuple[Difference, ...] = Field(description="Steps from the first wording; empty for that one.")


class StatementArticle(ArticleSummary):
    """An article that contains a statement, with the ids of the article's quotes that belong to the statement."""

    quote_ids: tuple[UUID, ...] = Field(description="Ids of the article's quotes that belong to the statement.")


class StatementDetail(StatementRead):
    """A statement with the wordings and the articles of its first 1,000 quotes."""

    wordings: tuple[StatementWording, ...] = Field(description="Different wordings, at most 100, the first one first.")
    articles: tuple[StatementArticle, ...] = Field(description="Articles with these words, the first one first.")


class StatementPage(NamingPage[StatementRead]):
    """A page of results: statements, in the order of `sort`."""
