"""Query parameters of quotes and statements: filters, and the members to show."""

from dataclasses import replace
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from app.api.request.filter_parameters import CommonFilters, Ids, Paged, Search, SelectedArticles, Words
from app.api.request.parameters import FIELDS, INCLUDE_INDIRECT, OFFSETS, member_of
from app.schemas.base import Model
from app.schemas.ingest_models import SafeText
from app.schemas.lists import QuoteItem
from app.schemas.quote import CueType, QuoteKind
from app.schemas.sample import SAMPLE_ARTICLE_ID, SAMPLE_QUOTE_ID, SAMPLE_SPEAKER, SAMPLE_STATEMENT_ID
from app.schemas.statement import StatementRead
from app.store.filters import Duplicates, QuoteFilter, StatementFilter
from app.store.queries.quote_queries import QuoteExtras
from app.store.search.query import SearchMode
from app.text.offsets import Unit

QuoteField = Annotated[SafeText, *member_of(QuoteItem)]
StatementField = Annotated[SafeText, *member_of(StatementRead)]
INCLUDE_ARTICLE = "`article`: the headline, address, publisher and time of the article."


class QuoteOnlyFilters(Model):
    """Filter parameters that lists of quotes and statements have, and lists of articles do not have."""

    mentions: Words = Field(
        default=(),
        description="Id, external id, name or alias of an entity named inside the quote; repeatable: all must match.",
        examples=[["Ankara"]],
    )
    article: UUID | None = Field(
        default=None, description="Id of the article that the quote stands in.", examples=[SAMPLE_ARTICLE_ID]
    )
    about: Search | None = Field(
        default=None,
        description="Full text of the article that the quote stands in, in the syntax of `q` of articles.",
        examples=["deprem"],
    )
    kind: tuple[QuoteKind, ...] = Field(default=(), description="Kind of quote; repeatable.")
    cue_type: tuple[CueType, ...] = Field(
        default=(), description="What the speaker does by the reporting expression; repeatable.", examples=[["deny"]]
    )
    min_confidence: float | None = Field(
        default=None, ge=0, le=1, description="Minimum confidence, 0 to 1.", examples=[0.8]
    )


class OfStatements(Model):
    """Filter parameter of quotes: the statement to which the quotes belong."""

    statement: Ids = Field(
        default=(), description="Id of a statement; repeatable, at most 200.", examples=[[SAMPLE_STATEMENT_ID]]
    )


class SpokenFilters(CommonFilters, QuoteOnlyFilters):
    """Filter parameters that lists of quotes and statements share."""

    speaker: Words = Field(
        default=(), description="Id, name or alias of the speaker; repeatable.", examples=[[SAMPLE_SPEAKER]]
    )
    q: Search | None = Field(
        default=None,
        description="Words of the quote, in the syntax of `q` of articles.",
        examples=['bridge "road works" -feribot'],
    )
    q_mode: SearchMode = Field(
        default="stem", description="`stem`: also inflected forms; `exact`: words as typed, without case and accents."
    )


class QuoteParameters(SpokenFilters, OfStatements, Paged):
    """Parameters of a list of quotes: the filter, which members of each quote to return, and the order."""

    id: Ids = Field(default=(), description="Id of a quote; repeatable, at most 200.", examples=[[SAMPLE_QUOTE_ID]])
    duplicates: Duplicates = Field(
        default="show",
        description="`collapse`: list only one of the matching quotes of a statement, the one stored first.",
    )
    include: tuple[Literal["article", "snippets", "indirect"], ...] = Field(
        default=(),
        description=f"Members beyond the quote; repeatable. {INCLUDE_ARTICLE} `snippets`: the quote with the matches "
        f"of `q` highlighted. {INCLUDE_INDIRECT}",
    )
    fields: tuple[QuoteField, ...] = Field(default=(), description=FIELDS)
    offsets: Unit = Field(default="codepoint", description=OFFSETS)
    sort: Literal["-published_at", "published_at"] = Field(default="-published_at", description="Order.")

    def quotes(self) -> QuoteFilter:
        """Return these parameters as a filter of the store's queries."""
        more = {"id": self.id, "statement": self.statement, "indirect": "indirect" in self.include}
        return replace(quote_filter(self), **more, duplicates=self.duplicates)  # type: ignore[arg-type]

    @property
    def extras(self) -> QuoteExtras:
        """Return the requested members that the stored quote does not have: `article`, `snippets`."""
        named = {*self.include, *self.fields}
        return QuoteExtras("article" in named, "snippets" in named)

    @property
    def shown(self) -> frozenset[str]:
        """Return the names of the members of a quote that are shown; an empty set stands for all members."""
        return frozenset({*self.fields, *self.include} if self.fields else ())


class StatementParameters(SpokenFilters, Paged):
    """Parameters of a list of statements: filters, members to show, order."""

    id: Ids = Field(
        default=(), description="Id of a statement; repeatable, at most 200.", examples=[[SAMPLE_STATEMENT_ID]]
    )
    min_articles: int | None = Field(
        default=None, ge=1, le=2**31 - 1, description="Minimum number of articles with the words.", examples=[2]
    )
    fields: tuple[StatementField, ...] = Field(default=(), description=FIELDS)
    sort: Literal["-published_at", "published_at", "-article_count"] = Field(
        default="-published_at", description="Order: by the first publication, or by the number of articles."
    )

    def statements(self) -> StatementFilter:
        """Return these parameters as a filter of the store's queries."""
        return StatementFilter(quote_filter(self), self.id, self.min_articles)


class QuoteItemParameters(Model):
    """Parameters of one quote: the members to show, and the unit of offsets."""

    model_config = ConfigDict(extra="forbid")

    include: tuple[Literal["article"], ...] = Field(
        default=(), description=f"Members beyond the quote. {INCLUDE_ARTICLE}"
    )
    fields: tuple[QuoteField, ...] = Field(default=(), description=FIELDS)
    offsets: Unit = Field(default="codepoint", description=OFFSETS)

    @property
    def has_article(self) -> bool:
        """Return whether the request asks for the card of the quote's article."""
        return "article" in self.include or "article" in self.fields

    @property
    def shown(self) -> frozenset[str]:
        """Return the names of the members of a quote that are shown; an empty set stands for all members."""
        return frozenset({*self.fields, *self.include} if self.fields else ())


class QuotesCounted(SelectedArticles, QuoteOnlyFilters, OfStatements):
    """Filter parameters of statistics that count either articles or quotes."""

    def quotes(self) -> QuoteFilter:
        """Return these parameters as a filter of the store's queries."""
        more = {"id": self.id, "statement": self.statement}
        return replace(quote_filter(self), **more, duplicates=self.duplicates)  # type: ignore[arg-type]


def quote_filter(query: SpokenFilters | QuotesCounted) -> QuoteFilter:
    """Return the parameters as a filter of the store's queries, without `id`, `statement` and `duplicates`."""
    return QuoteFilter(
        articles=replace(CommonFilters.articles(query), duplicates="show"),
        article=query.article,
        about=query.about,
        speaker=query.speaker,
        mentions=query.mentions,
        kind=query.kind,
        cue_type=query.cue_type,
        min_confidence=query.min_confidence,
        q=query.q,
        q_mode=query.q_mode,
    )
