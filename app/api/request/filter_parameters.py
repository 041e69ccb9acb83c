"""Query parameters that lists share: the filter of articles, and paging."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.lang.language_codes import language_code
from app.schemas.article import PageTypeName
from app.schemas.base import Model
from app.schemas.ingest_models import Moment, SafeText
from app.schemas.sample import SAMPLE_ARTICLE_ID, SAMPLE_SPEAKER, SAMPLE_URL
from app.store.filters import ArticleFilter, Duplicates, Having
from app.store.queries.listing import Counting
from app.store.search.query import SearchField, SearchMode
from app.text.url import registrable_domain

MAX_VALUES = 50  # maximum number of values of one repeated parameter; a request with more is refused
MAX_IDS = 200
Word = Annotated[SafeText, Field(max_length=500)]
Words = Annotated[tuple[Word, ...], Field(max_length=MAX_VALUES)]
Search = Annotated[SafeText, Field(max_length=1_000)]
Ids = Annotated[tuple[UUID, ...], Field(max_length=MAX_IDS)]
Number = Annotated[int, Field(ge=0, le=2**31 - 1)]


def _domain(value: str) -> str:
    domain = registrable_domain(value.strip())
    if domain is None:
        raise ValueError("must be the domain of a publisher, for example trthaber.com")
    return domain


def _language(tag: str) -> str:
    code = language_code(tag)
    if code is None:
        raise ValueError("must be a language code, for example tr for Turkish")
    return code


Domains = Annotated[tuple[Annotated[Word, AfterValidator(_domain)], ...], Field(max_length=MAX_VALUES)]
LanguageCode = Annotated[Word, AfterValidator(_language)]
Languages = Annotated[tuple[Annotated[Word, AfterValidator(_language)], ...], Field(max_length=MAX_VALUES)]


class CommonFilters(Model):
    """Filter parameters of articles; lists of quotes, entities and changes take them, too."""

    model_config = ConfigDict(extra="forbid")

    publisher: Domains = Field(
        default=(),
        description="Domain of the publisher, also with `www.` or another subdomain; repeatable, at most 50. "
        "A publisher without stored articles matches nothing, and `unknown_publishers` of the answer lists it.",
        examples=[["trthaber.com"]],
    )
    not_publisher: Domains = Field(
        default=(),
        description="Domain of a publisher whose articles are left out; repeatable.",
        examples=[["ornek.com.tr"]],
    )
    agency: Words = Field(default=(), description="Code or name of a wire service; repeatable.", examples=[["AA"]])
    section: Words = Field(default=(), description="Slug or name of a section; repeatable.", examples=[["dunya"]])
    not_section: Words = Field(
        default=(), description="Section whose articles are left out; repeatable.", examples=[["spor"]]
    )
    tag: Words = Field(default=(), description="Slug or name of a tag; repeatable.", examples=[["deprem"]])
    not_tag: Words = Field(
        default=(), description="Tag whose articles are left out; repeatable.", examples=[["galeri"]]
    )
    author: Words = Field(default=(), description="Name of an author; repeatable.", examples=[["Priya Nair"]])
    language: Languages = Field(
        default=(),
        description="Language of the article: an ISO 639 code or a tag (`tr`, `tr-TR`, `tur`); repeatable. "
        "What is not a language is refused.",
        examples=[["tr"]],
    )
    page_type: tuple[PageTypeName, ...] = Field(default=(), description="Type of page; repeatable.")
    entity: Words = Field(
        default=(),
        description="Id, external id, name or alias of an entity; repeatable: all must match.",
        examples=[["Rusya"]],
    )
    url: Annotated[SafeText, Field(max_length=8_000)] | None = Field(
        default=None,
        description="Address of the article; compared in its canonical form.",
        examples=[SAMPLE_URL],
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
        description="Modified by the publisher at this time or later; RFC 3339.",
        examples=["2024-03-01T00:00:00Z"],
    )
    has: tuple[Having, ...] = Field(default=(), description="What the article must have; repeatable: all must match.")
    min_words: Number | None = Field(default=None, description="Minimum number of words of the body.", examples=[100])
    max_words: Number | None = Field(default=None, description="Maximum number of words of the body.", examples=[2000])
    duplicates: Duplicates = Field(
        default="show", description="`collapse`: list only one of the near-duplicates that match, the one stored first."
    )

    def articles(self) -> ArticleFilter:
        """Return these parameters as a filter of the store's queries."""
        return ArticleFilter(**_given(self, CommonFilters))


class ArticleFilters(CommonFilters):
    """Filter parameters of articles, including those for speakers and full text."""

    speaker: Words = Field(
        default=(),
        description="Id, name or alias of a speaker: articles with a quote by them; repeatable.",
        examples=[[SAMPLE_SPEAKER]],
    )
    q: Search | None = Field(
        default=None,
        description='Full text: words (all must match), `"a phrase"`, `-not`, `OR`, `prefix*`, `headline:word`.',
        examples=['bridge "road works" -feribot'],
    )
    q_in: tuple[SearchField, ...] = Field(
        default=(), description="Texts that `q` searches; repeatable; by default all of them."
    )
    q_mode: SearchMode = Field(
        default="stem", description="`stem`: also inflected forms; `exact`: words as typed, without case and accents."
    )

    def articles(self) -> ArticleFilter:
        """Return these parameters as a filter of the store's queries."""
        return ArticleFilter(**_given(self, ArticleFilters))


class SelectedArticles(ArticleFilters):
    """Filter parameters of lists of articles: all filters of articles, and `id`."""

    id: Ids = Field(
        default=(), description="Id of an article; repeatable, at most 200.", examples=[[SAMPLE_ARTICLE_ID]]
    )

    def articles(self) -> ArticleFilter:
        """Return these parameters as a filter of the store's queries."""
        return ArticleFilter(**_given(self, SelectedArticles))


class Paged(Model):
    """Parameters of a page of results: how many items, from where, and whether to count all matches."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=25, ge=1, le=200, description="Maximum number of items, 1 to 200.")
    cursor: SafeText | None = Field(
        default=None,
        description="`page.next_cursor` or `page.prev_cursor`, unchanged, with the same filters and sort.",
        examples=["kWmc2nKc3gDn0pZcWzEsWyIyMDI0LTAxLTE1VDA3OjMwOjAwKzAwOjAwIiwxXSxmYWxzZV0"],
    )
    count: Counting = Field(
        default="none", description="Count all matches: `none`, `capped` (stops at 10,000), or `exact` (slow)."
    )


def _given(parameters: BaseModel, model: type[BaseModel]) -> dict[str, Any]:
    """Return the values of those parameters that are fields of the class `model`: name -> value."""
    return {name: getattr(parameters, name) for name in model.model_fields}
