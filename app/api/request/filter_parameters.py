"""The filter of articles as every list, feed, figure and stream of changes takes it; and which page of a list."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from app.schemas.article import PageTypeName
from app.schemas.ingest_models import Moment, SafeText
from app.store.filters import ArticleFilter, Duplicates, Having
from app.store.queries.listing import Counting
from app.store.search.query import SearchField, SearchMode

Word = Annotated[SafeText, Field(max_length=500)]
Words = Annotated[list[Word], Field(max_length=50)]
Search = Annotated[SafeText, Field(max_length=1_000)]
Number = Annotated[int, Field(ge=0, le=2**31 - 1)]


class CommonFilters(BaseModel):
    """What narrows articles, and with them their quotes, entities and changes."""

    model_config = ConfigDict(extra="forbid")

    publisher: Words = Field(
        default=[], description="Registrable domain of the publisher; repeatable.", examples=[["trthaber.com"]]
    )
    not_publisher: Words = Field(
        default=[], description="Publisher to leave out; repeatable.", examples=[["ornek.com.tr"]]
    )
    agency: Words = Field(default=[], description="Code or name of a wire service; repeatable.", examples=[["AA"]])
    section: Words = Field(default=[], description="Slug or name of a section; repeatable.", examples=[["dunya"]])
    not_section: Words = Field(default=[], description="Section to leave out; repeatable.", examples=[["spor"]])
    tag: Words = Field(default=[], description="Slug or name of a tag; repeatable.", examples=[["deprem"]])
    not_tag: Words = Field(default=[], description="Tag to leave out; repeatable.", examples=[["galeri"]])
    author: Words = Field(default=[], description="Name of an author; repeatable.", examples=[["Priya Nair"]])
    language: Words = Field(default=[], description="ISO 639-1 code; repeatable.", examples=[["tr"]])
    page_type: list[PageTypeName] = Field(default=[], description="Kind of page; repeatable.")
    entity: Words = Field(
        default=[], description="Id or exact name of an entity; repeated = all of them.", examples=[["Rusya"]]
    )
    url: Annotated[SafeText, Field(max_length=8_000)] | None = Field(
        default=None,
        description="Address, made canonical and compared exactly.",
        examples=["https://www.portcourier.example/local/bridge"],
    )
    published_after: Moment | None = Field(
        default=None, description="Published at this time or later; RFC 3339.", examples=["2024-03-01T00:00:00Z"]
    )
    published_before: Moment | None = Field(
        default=None, description="Published before this time; RFC 3339.", examples=["2024-04-01T00:00:00Z"]
    )
    first_seen_after: Moment | None = Field(
        default=None, description="First posted at this time or later; RFC 3339.", examples=["2024-03-01T00:00:00Z"]
    )
    first_seen_before: Moment | None = Field(
        default=None, description="First posted before this time; RFC 3339.", examples=["2024-04-01T00:00:00Z"]
    )
    modified_after: Moment | None = Field(
        default=None,
        description="Changed by the publisher at this time or later; RFC 3339.",
        examples=["2024-03-01T00:00:00Z"],
    )
    has: list[Having] = Field(default=[], description="What the article must have; repeated = all of them.")
    min_words: Number | None = Field(default=None, description="Least number of words of the body.", examples=[100])
    max_words: Number | None = Field(default=None, description="Greatest number of words of the body.", examples=[2000])
    duplicates: Duplicates = Field(
        default="show", description="`collapse`: of near-duplicates that match, only the one stored first."
    )

    def articles(self) -> ArticleFilter:
        """The filter of the store."""
        return ArticleFilter(**_given(self, CommonFilters))


class ArticleFilters(CommonFilters):
    """The whole filter of articles: with who speaks in them, and with their words."""

    speaker: Words = Field(
        default=[],
        description="Id or name: articles with a quote by them; repeatable.",
        examples=[["Margaret Oyelaran"]],
    )
    q: Search | None = Field(
        default=None,
        description='Words (and), `"a phrase"`, `-not`, `OR`, `prefix*`, `headline:word`.',
        examples=['bridge "road works" -feribot'],
    )
    q_in: list[SearchField] = Field(
        default=[], description="Where `q` is looked for; repeatable; all texts unless named."
    )
    q_mode: SearchMode = Field(
        default="stem", description="`stem`: inflected forms are found, too; `exact`: words as they stand, folded."
    )

    def articles(self) -> ArticleFilter:
        """The filter of the store."""
        return ArticleFilter(**_given(self, ArticleFilters))


class Paged(BaseModel):
    """Which page of a list."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=25, ge=1, le=200, description="Most items of a page.")
    cursor: SafeText | None = Field(
        default=None,
        description="`page.next_cursor` or `page.prev_cursor` as it came, with the same filters and sort.",
        examples=["kWmc2nKc3gDn0pZcWzEsWyIyMDI0LTAxLTE1VDA3OjMwOjAwKzAwOjAwIiwxXSxmYWxzZV0"],
    )
    count: Counting = Field(
        default="none", description="Whether all matches are counted: not, up to 10,000, or exactly (slow)."
    )


def _given(parameters: BaseModel, model: type[BaseModel]) -> dict[str, Any]:
    """The members of `model`, whatever else the parameters hold."""
    values = ((name, getattr(parameters, name)) for name in model.model_fields)
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values}
