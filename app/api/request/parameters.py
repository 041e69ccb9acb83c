"""The parameters of each list: one model per list, unknown names refused.

`app.api.request.filter_parameters` holds what they share.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic.json_schema import WithJsonSchema

from app.api.request.filter_parameters import ArticleFilters, CommonFilters, Paged, Search, Word, Words
from app.schemas.entity import EntityRead, EntityType
from app.schemas.ingest_models import PageOptions, SafeText, Zone
from app.schemas.lists import ArticleItem
from app.schemas.quote import QuoteKind, QuoteRead
from app.store.filters import EntityFilter, QuoteFilter
from app.store.queries.members import EVERYTHING, Wanted
from app.store.queries.stats_queries import Facet
from app.store.search.query import SearchMode
from app.text.intervals import Interval
from app.text.offsets import Unit

ArticleMember = Literal["body", "blocks", "quotes", "entities", "provenance", "snippets", "indirect"]
RecordMember = Literal["body", "blocks", "quotes", "entities", "provenance", "indirect"]
INCLUDE_INDIRECT = "`indirect`: also what is passed on without quotation marks."
INCLUDE = (
    "Members beyond the card; repeatable. `snippets`: pieces around what `q` found, with highlights. "
    + INCLUDE_INDIRECT
)
FIELDS = "Members to return, and `id`; repeatable. Those beyond the card are included by being named."
OFFSETS = "Unit of all offsets: code points, UTF-16 code units (JavaScript) or UTF-8 bytes."


def member_of(model: type[BaseModel]) -> tuple[AfterValidator, WithJsonSchema]:
    """Annotations of a string that names a member of the model."""
    known = list(model.model_fields)

    def check(name: str) -> str:
        if name not in known:
            raise ValueError(f"must be one of {', '.join(known)}")
        return name

    return AfterValidator(check), WithJsonSchema({"type": "string", "enum": known})


ArticleField = Annotated[SafeText, *member_of(ArticleItem)]
QuoteField = Annotated[SafeText, *member_of(QuoteRead)]
EntityField = Annotated[SafeText, *member_of(EntityRead)]


class NoParameters(BaseModel):
    """An operation without parameters refuses all."""

    model_config = ConfigDict(extra="forbid")


class ItemParameters(BaseModel):
    """What an article brings along."""

    model_config = ConfigDict(extra="forbid")

    include: list[RecordMember] = Field(
        default=[], description="The record has all members; only `indirect` adds to it. " + INCLUDE_INDIRECT
    )
    fields: list[ArticleField] = Field(default=[], description=FIELDS)
    offsets: Unit = Field(default="codepoint", description=OFFSETS)


class QuoteItemParameters(BaseModel):
    """What of a quote is shown, and how."""

    model_config = ConfigDict(extra="forbid")

    fields: list[QuoteField] = Field(default=[], description=FIELDS)
    offsets: Unit = Field(default="codepoint", description=OFFSETS)


class IngestParameters(PageOptions):
    """What is known of the page, and what is done with it."""

    restore: bool = Field(default=False, description="Whether an article that was deleted is stored again.")


class BatchParameters(BaseModel):
    """What is done with all pages of a batch."""

    model_config = ConfigDict(extra="forbid")

    restore: bool = Field(default=False, description="Whether articles that were deleted are stored again.")


class PreviewParameters(PageOptions, ItemParameters):
    """What is known of the page, and what its record brings along."""


class ArticleParameters(ArticleFilters, Paged):
    """Repeated parameters are alternatives, but all values of `entity` and `has` must hold."""

    include: list[ArticleMember] = Field(default=[], description=INCLUDE)
    fields: list[ArticleField] = Field(default=[], description=FIELDS)
    offsets: Unit = Field(default="codepoint", description=OFFSETS)
    sort: Literal["-published_at", "published_at", "-first_seen_at", "relevance"] = Field(
        default="-published_at",
        description="Order; `relevance` only with `q`: words as met, then stems; newest first.",
    )

    @model_validator(mode="after")
    def _relevance_needs_words(self) -> "ArticleParameters":
        if self.sort == "relevance" and self.q is None:
            raise ValueError("sort=relevance needs q")
        return self

    def members(self) -> Wanted:
        """The long members asked for, by `include` or by `fields`."""
        named = {*self.include, *self.fields}
        return Wanted(frozenset(member for member in EVERYTHING if member in named), "indirect" in self.include)

    @property
    def has_snippets(self) -> bool:
        """Whether pieces around the hits are asked for."""
        return "snippets" in self.include or "snippets" in self.fields


class QuoteParameters(CommonFilters, Paged):
    """Quotes of the articles that the filter names. Repeated parameters are alternatives."""

    speaker: Words = Field(
        default=[], description="Id or name of who is credited; repeatable.", examples=[["Margaret Oyelaran"]]
    )
    mentions: Words = Field(
        default=[],
        description="Id or exact name of an entity named inside the quote; repeated = all of them.",
        examples=[["Ankara"]],
    )
    article: UUID | None = Field(
        default=None, description="Id of the article.", examples=["4f0a5b8e-3c1d-5e57-9a55-0d4a6a3b9c11"]
    )
    kind: list[QuoteKind] = Field(default=[], description="Kind of quote; repeatable.")
    include: list[Literal["indirect"]] = Field(default=[], description=INCLUDE_INDIRECT)
    min_confidence: float | None = Field(default=None, ge=0, le=1, description="Least confidence.", examples=[0.8])
    q: Search | None = Field(
        default=None,
        description="Words of the quote; the syntax of the articles' `q`.",
        examples=['bridge "road works" -feribot'],
    )
    q_mode: SearchMode = Field(
        default="stem", description="`stem`: inflected forms are found, too; `exact`: words as they stand, folded."
    )
    fields: list[QuoteField] = Field(default=[], description=FIELDS)
    offsets: Unit = Field(default="codepoint", description=OFFSETS)
    sort: Literal["-published_at", "published_at"] = Field(default="-published_at", description="Order.")

    def wanted(self) -> QuoteFilter:
        """The filter of the store."""
        return QuoteFilter(
            articles=self.articles(),
            article=self.article,
            speaker=tuple(self.speaker),
            mentions=tuple(self.mentions),
            kind=tuple(self.kind),
            indirect="indirect" in self.include,
            min_confidence=self.min_confidence,
            q=self.q,
            q_mode=self.q_mode,
        )


class EntityParameters(ArticleFilters, Paged):
    """Entities that the articles of the filter name."""

    type: list[EntityType] = Field(default=[], description="Type of entity; repeatable.")
    name_prefix: Word | None = Field(
        default=None, description="Beginning of the name, for autocompletion.", examples=["mar"]
    )
    min_articles: int | None = Field(
        default=None, ge=1, le=2**31 - 1, description="Named by at least so many articles.", examples=[2]
    )
    fields: list[EntityField] = Field(default=[], description=FIELDS)
    sort: Literal["-article_count", "name"] = Field(default="-article_count", description="Order.")

    def wanted(self) -> EntityFilter:
        """The filter of the store."""
        return EntityFilter(self.articles(), tuple(self.type), self.name_prefix, self.min_articles)


class EntityItemParameters(BaseModel):
    """What of an entity is shown."""

    model_config = ConfigDict(extra="forbid")

    fields: list[EntityField] = Field(default=[], description=FIELDS)


class RelatedParameters(ArticleFilters, Paged):
    """In which articles entities are named together."""

    type: list[EntityType] = Field(default=[], description="Type of entity; repeatable.")
    sort: Literal["-co_mention_count"] = Field(default="-co_mention_count", description="Order.")


class CountedParameters(Paged):
    """Which page of publishers, sections or tags."""

    sort: Literal["-article_count"] = Field(default="-article_count", description="Order.")


class SimilarParameters(Paged):
    """Which page of near-duplicates."""

    sort: Literal["-similarity"] = Field(default="-similarity", description="Order.")


class RevisionParameters(Paged):
    """Which page of revisions."""

    sort: Literal["-number", "number"] = Field(default="-number", description="Order.")


class FacetParameters(ArticleFilters):
    """Which articles are counted, by what."""

    by: list[Facet] = Field(min_length=1, max_length=5, description="What to count by; repeatable, at most 5.")
    size: int = Field(default=10, ge=1, le=100, description="Most values of each.")


class TimeseriesParameters(ArticleFilters):
    """Which articles are counted, over which intervals."""

    interval: Interval = Field(default="day", description="Length of an interval; weeks begin on Monday.")
    timezone: Zone = Field(
        default="UTC", description="IANA time zone whose days and hours are meant.", examples=["Europe/Istanbul"]
    )


class ChangeParameters(ArticleFilters):
    """Which changes."""

    after: int = Field(
        default=0, ge=0, le=2**63 - 1, description="Number of the last change known; 0 = from the start."
    )
    limit: int = Field(default=25, ge=1, le=200, description="Most items of a page.")


class StreamParameters(ArticleFilters):
    """Which changes are streamed."""

    after: int | None = Field(
        default=None,
        ge=0,
        le=2**63 - 1,
        description="Number of the last change known; from now on unless given.",
        examples=[0],
    )


class FeedParameters(ArticleFilters):
    """Which articles a feed holds."""

    limit: int = Field(default=25, ge=1, le=200, description="Most items of the feed.")


class DiffParameters(BaseModel):
    """What a revision is compared with."""

    model_config = ConfigDict(extra="forbid")

    against: int | None = Field(
        default=None,
        ge=1,
        le=2**31 - 1,
        description="Revision to compare with; the one before unless given.",
        examples=[1],
    )
