"""Models of the query parameters: one model per list or operation; unknown names are refused.

`app.api.request.filter_parameters` holds the parameters that lists share.
"""

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic.json_schema import WithJsonSchema

from app.api.request.filter_parameters import (
    ArticleFilters,
    CommonFilters,
    Ids,
    LanguageCode,
    Paged,
    Search,
    SelectedArticles,
    Word,
    Words,
)
from app.schemas.base import Model
from app.schemas.entity import EntityRead, EntityType
from app.schemas.ingest_models import PageOptions, SafeText
from app.schemas.lists import ArticleItem
from app.schemas.preview import Preview
from app.schemas.sample import SAMPLE_ENTITY_ID, SAMPLE_SPEAKER
from app.store.filters import EntityFilter
from app.store.queries.members import EVERYTHING, Wanted
from app.text.offsets import Unit

ArticleMember = Literal["body", "blocks", "quotes", "entities", "provenance", "snippets", "indirect"]
RecordMember = Literal["body", "blocks", "quotes", "entities", "provenance", "indirect"]
INCLUDE_INDIRECT = "`indirect`: also indirect speech, which has no quotation marks."
INCLUDE = (
    "Members beyond the card; repeatable. `snippets`: passages around the words that `q` found, with highlights. "
    + INCLUDE_INDIRECT
)
FIELDS = (
    "Members to return, and `id`; repeatable. Members beyond the card need no `include`. All others are left out, "
    "also those that the schema requires."
)
OFFSETS = "Unit of all offsets: code points, UTF-16 code units (JavaScript) or UTF-8 bytes."


def member_of(model: type[BaseModel]) -> tuple[AfterValidator, WithJsonSchema]:
    """Return Pydantic annotations for a string that must be the name of a field of `model`."""
    known = list(model.model_fields)

    def check(name: str) -> str:
        if name not in known:
            raise ValueError(f"must be one of {', '.join(known)}")
        return name

    return AfterValidator(check), WithJsonSchema({"type": "string", "enum": known})


ArticleField = Annotated[SafeText, *member_of(ArticleItem)]
PreviewField = Annotated[SafeText, *member_of(Preview)]
EntityField = Annotated[SafeText, *member_of(EntityRead)]


class NoParameters(Model):
    """Model of operations without parameters: it refuses every query parameter."""

    model_config = ConfigDict(extra="forbid")


class ItemParameters(Model):
    """Parameters of one article: the members to show, and the unit of offsets."""

    model_config = ConfigDict(extra="forbid")

    include: tuple[RecordMember, ...] = Field(
        default=(), description="The record has all members already; only `indirect` adds to it. " + INCLUDE_INDIRECT
    )
    fields: tuple[ArticleField, ...] = Field(default=(), description=FIELDS)
    offsets: Unit = Field(default="codepoint", description=OFFSETS)


class IngestParameters(PageOptions):
    """Parameters of posting one page: what the sender knows about the page, and how to store it."""

    restore: bool = Field(default=False, description="Store an article again that was deleted.")


class BatchParameters(Model):
    """Parameters of a batch: how to store its pages."""

    model_config = ConfigDict(extra="forbid")

    restore: bool = Field(default=False, description="Store articles again that were deleted.")


class PreviewParameters(PageOptions):
    """Parameters of a preview: what the sender knows about the page, and the members to return."""

    include: tuple[Literal["indirect", "dropped"], ...] = Field(
        default=(),
        description=f"{INCLUDE_INDIRECT} `dropped`: the blocks of the page that are not part of the article, and why.",
    )
    fields: tuple[PreviewField, ...] = Field(default=(), description=FIELDS)
    offsets: Unit = Field(default="codepoint", description=OFFSETS)

    @property
    def has_dropped(self) -> bool:
        """Return whether the request asks for the member `dropped`: the blocks that extraction left out."""
        return "dropped" in self.include or "dropped" in self.fields

    @property
    def shown(self) -> frozenset[str]:
        """Return the members that `fields` selects; empty if all are selected."""
        return frozenset({*self.fields, "dropped"} if self.fields and self.has_dropped else self.fields)


class ArticleParameters(SelectedArticles, Paged):
    """Parameters of a list of articles: filters, members to show, order."""

    include: tuple[ArticleMember, ...] = Field(default=(), description=INCLUDE)
    fields: tuple[ArticleField, ...] = Field(default=(), description=FIELDS)
    offsets: Unit = Field(default="codepoint", description=OFFSETS)
    sort: Literal["-published_at", "published_at", "-first_seen_at", "relevance"] = Field(
        default="-published_at",
        description="Order. `relevance` needs `q`: exact words first, then stems, then prefixes; of equals the newest.",
    )

    @model_validator(mode="after")
    def _relevance_needs_words(self) -> "ArticleParameters":
        if self.sort == "relevance" and self.q is None:
            raise ValueError("sort=relevance needs q")
        return self

    def members(self) -> Wanted:
        """Return the long members (`body`, `quotes` …) that `include` or `fields` names; cards lack them."""
        named = {*self.include, *self.fields}
        return Wanted(frozenset(member for member in EVERYTHING if member in named), "indirect" in self.include)

    @property
    def has_snippets(self) -> bool:
        """Return whether the request asks for the member `snippets`: passages around the words that match."""
        return "snippets" in self.include or "snippets" in self.fields


class EntityParameters(CommonFilters, Paged):
    """Parameters of a list of entities: filters, members to show, order."""

    id: Ids = Field(default=(), description="Id of an entity; repeatable, at most 200.", examples=[[SAMPLE_ENTITY_ID]])
    speaker: Words = Field(
        default=(),
        description="Id, name or alias of a speaker: entities of articles with a quote by them; repeatable.",
        examples=[[SAMPLE_SPEAKER]],
    )
    q: Search | None = Field(
        default=None,
        description="Words of the name or of an alias; all must match, in any order. A word of five letters or more "
        "that nobody has finds those that differ by one letter.",
        examples=["oyelaran margaret"],
    )
    type: tuple[EntityType, ...] = Field(default=(), description="Type of entity; repeatable.")
    name_prefix: Word | None = Field(
        default=None,
        description="Beginning of a word of the name or of an alias, for autocompletion; of several words, each "
        "begins a word. Five letters or more that nobody has find those that differ by one letter.",
        examples=["mar"],
    )
    min_articles: int | None = Field(
        default=None, ge=1, le=2**31 - 1, description="Minimum number of articles that name the entity.", examples=[2]
    )
    lang: LanguageCode | None = Field(
        default=None,
        description="Language of the names: an ISO 639 code or a tag. By default, and where no article of the language "
        "names an entity, its name in the language of most articles. All other names are aliases.",
        examples=["tr"],
    )
    fields: tuple[EntityField, ...] = Field(default=(), description=FIELDS)
    sort: Literal["-article_count", "name"] = Field(default="-article_count", description="Order.")

    def entities(self) -> EntityFilter:
        """Return these parameters as a filter of the store's queries."""
        articles = replace(self.articles(), speaker=self.speaker)
        return EntityFilter(articles, self.id, self.type, self.name_prefix, self.q, self.min_articles)


class EntityItemParameters(Model):
    """Parameters of one entity: the language of its names, and the members to show."""

    model_config = ConfigDict(extra="forbid")

    lang: LanguageCode | None = Field(
        default=None,
        description="Language of the names: an ISO 639 code or a tag. By default, and where no article of the language "
        "names an entity, its name in the language of most articles. All other names are aliases.",
        examples=["tr"],
    )
    fields: tuple[EntityField, ...] = Field(default=(), description=FIELDS)


class RelatedParameters(ArticleFilters, Paged):
    """Parameters of a list of related entities (named in the same articles): filters and order."""

    id: Ids = Field(default=(), description="Id of an entity; repeatable, at most 200.", examples=[[SAMPLE_ENTITY_ID]])
    type: tuple[EntityType, ...] = Field(default=(), description="Type of entity; repeatable.")
    sort: Literal["-co_mention_count", "-published_at"] = Field(
        default="-co_mention_count", description="Order: most articles that name both, or the newest such article."
    )


class CountedParameters(Paged):
    """Parameters of a list of publishers, sections or tags with their number of articles: paging and order."""

    sort: Literal["-article_count"] = Field(default="-article_count", description="Order.")


class SimilarParameters(Paged):
    """Parameters of a list of near-duplicates: paging and order."""

    sort: Literal["-similarity"] = Field(default="-similarity", description="Order.")


class CurationParameters(Paged):
    """Parameters of the list of merges and splits that people decided: paging and order."""

    sort: Literal["-number"] = Field(default="-number", description="Order.")


class RevisionParameters(Paged):
    """Parameters of a list of an article's revisions: paging and order."""

    sort: Literal["-number", "number"] = Field(default="-number", description="Order.")


class ChangeParameters(SelectedArticles):
    """Parameters of a list of changes: the last change that the client knows, and filters of the articles."""

    after: int = Field(
        default=0, ge=0, le=2**63 - 1, description="Number of the last change that is known; 0: from the beginning."
    )
    include: tuple[Literal["article"], ...] = Field(
        default=(), description="`article`: the headline, address, publisher and time of the article as it is now."
    )
    limit: int = Field(default=25, ge=1, le=200, description="Maximum number of items, 1 to 200.")


class StreamParameters(SelectedArticles):
    """Parameters of a stream of changes: the last change that the client knows, and filters of the articles."""

    after: int | None = Field(
        default=None,
        ge=0,
        le=2**63 - 1,
        description="Number of the last change that is known; by default the newest.",
        examples=[0],
    )
    include: tuple[Literal["article"], ...] = Field(
        default=(), description="`article`: the headline, address, publisher and time of the article as it is now."
    )


class FeedParameters(SelectedArticles):
    """Parameters of a feed: the filters of its articles."""

    limit: int = Field(default=25, ge=1, le=200, description="Maximum number of items, 1 to 200.")


class DiffParameters(Model):
    """Parameter of a comparison of two revisions: the number of the revision to compare with."""

    model_config = ConfigDict(extra="forbid")

    against: int | None = Field(
        default=None,
        ge=1,
        le=2**31 - 1,
        description="Number of the revision to compare with; by default the one before.",
        examples=[1],
    )
