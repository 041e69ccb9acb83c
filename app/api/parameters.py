"""The parameters of each list: one model a list, unknown names refused."""

from collections.abc import Iterable
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.schemas.entity import EntityType
from app.schemas.ingest import Moment, PageOptions, SafeText
from app.schemas.quote import QuoteKind
from app.store.filters import ArticleFilter, EntityFilter, Having, PublisherFilter, QuoteFilter

Word = Annotated[SafeText, Field(max_length=500)]
Words = Annotated[list[Word], Field(max_length=50)]
Search = Annotated[SafeText, Field(max_length=1_000)]


QuoteMember = Literal["indirect"]
INCLUDE_INDIRECT = "`indirect`: also what is passed on without quotation marks."


class ItemParameters(BaseModel):
    """What an article brings along."""

    model_config = ConfigDict(extra="forbid")

    include: list[QuoteMember] = Field(default=[], description=INCLUDE_INDIRECT)


class PreviewParameters(PageOptions, ItemParameters):
    """What is known of the page, and what its record brings along."""


class ListParameters(BaseModel):
    """Which page of a list."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=25, ge=1, le=200, description="Most items of a page.")
    cursor: SafeText | None = Field(
        default=None, description="`page.next_cursor` or `page.prev_cursor` as it came, with the same filters and sort."
    )


class Dated(ListParameters):
    """A list that time narrows; the range is half-open."""

    published_after: Moment | None = Field(default=None, description="Published at this time or later; RFC 3339.")
    published_before: Moment | None = Field(default=None, description="Published before this time; RFC 3339.")


class ArticleParameters(Dated):
    """Repeated parameters are alternatives, but all values of `entity` and `has` must hold."""

    publisher: Words = Field(default=[], description="Registrable domain of the publisher; repeatable.")
    agency: Words = Field(default=[], description="Code or name of a wire service; repeatable.")
    section: Words = Field(default=[], description="Slug or name of a section; repeatable.")
    tag: Words = Field(default=[], description="Slug or name of a tag; repeatable.")
    author: Words = Field(default=[], description="Name of an author; repeatable.")
    language: Words = Field(default=[], description="ISO 639-1 code; repeatable.")
    entity: Words = Field(default=[], description="Id or exact name of an entity; repeated = all of them.")
    speaker: Words = Field(default=[], description="Id or name: articles with a quote by them; repeatable.")
    url: Annotated[SafeText, Field(max_length=8_000)] | None = Field(
        default=None, description="Address, made canonical and compared exactly."
    )
    q: Search | None = Field(
        default=None, description='Words (and), `"a phrase"`, `-not`, `OR`, `prefix*`, `headline:word`.'
    )
    has: list[Having] = Field(default=[], description="What the article must have; repeated = all of them.")
    sort: Literal["-published_at", "published_at", "-first_seen_at", "relevance"] = Field(
        default="-published_at", description="Order; `relevance` only with `q`."
    )

    @model_validator(mode="after")
    def _relevance_needs_words(self) -> "ArticleParameters":
        if self.sort == "relevance" and self.q is None:
            raise ValueError("sort=relevance needs q")
        return self

    def wanted(self) -> ArticleFilter:
        """The filter of the store."""
        return ArticleFilter(**_filter_of(self, ArticleFilter.__dataclass_fields__))  # type: ignore[arg-type]


class QuoteParameters(Dated):
    """Repeated parameters are alternatives."""

    speaker: Words = Field(default=[], description="Id or name of who is credited; repeatable.")
    article: UUID | None = Field(default=None, description="Id of the article.")
    kind: list[QuoteKind] = Field(default=[], description="Kind of quote; repeatable.")
    include: list[QuoteMember] = Field(default=[], description=INCLUDE_INDIRECT)
    language: Words = Field(default=[], description="ISO 639-1 code; repeatable.")
    publisher: Words = Field(default=[], description="Registrable domain of the publisher; repeatable.")
    min_confidence: float | None = Field(default=None, ge=0, le=1, description="Least confidence.")
    q: Search | None = Field(default=None, description="Words of the quote; the syntax of the articles' `q`.")
    sort: Literal["-published_at", "published_at"] = Field(default="-published_at", description="Order.")

    def wanted(self) -> QuoteFilter:
        """The filter of the store."""
        values = _filter_of(self, QuoteFilter.__dataclass_fields__.keys() - {"indirect"})
        return QuoteFilter(**values, indirect="indirect" in self.include)  # type: ignore[arg-type]


class EntityParameters(ListParameters):
    """Which entities."""

    type: list[EntityType] = Field(default=[], description="Type of entity; repeatable.")
    name_prefix: Word | None = Field(default=None, description="Beginning of the name, for autocompletion.")
    min_articles: int | None = Field(
        default=None, ge=1, le=2**31 - 1, description="Named by at least so many articles."
    )
    sort: Literal["-article_count", "name"] = Field(default="-article_count", description="Order.")

    def wanted(self) -> EntityFilter:
        """The filter of the store."""
        return EntityFilter(**_filter_of(self, EntityFilter.__dataclass_fields__))  # type: ignore[arg-type]


class PublisherParameters(ListParameters):
    """Which page of the publishers."""

    sort: Literal["-article_count"] = Field(default="-article_count", description="Order.")

    def wanted(self) -> PublisherFilter:
        """The filter of the store."""
        return PublisherFilter()


def _filter_of(parameters: BaseModel, names: Iterable[str]) -> dict[str, object]:
    values = ((name, getattr(parameters, name)) for name in names)
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values}
