"""The items of all lists, and the pages of results.

If a request has the parameter `fields`, items have only `id` and the members that `fields` names.
"""

from collections.abc import Callable
from typing import Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from app.schemas.article import ArticleCard, ArticleRead, Publisher, Snippet
from app.schemas.base import Model, Record, UtcTime
from app.schemas.entity import EntityRead
from app.schemas.envelope import Naming, NamingPage, Page
from app.schemas.quote import QuoteRead

ChangeType = Literal["article.created", "article.revised", "article.deleted", "entity.merged", "entity.split"]


class ArticleSummary(Record):
    """Summary of an article, as lists of quotes and of changes contain it."""

    id: UUID = Field(description="Id of the article.")
    url: str | None = Field(description="Canonical URL.")
    headline: str = Field(description="Title of the story.")
    language: str = Field(description="ISO 639-1 code; `und` when unknown.")
    publisher: Publisher | None = Field(description="Site that carries the page.")
    published_at: UtcTime | None = Field(description="Publication time in UTC; null when unknown.")


def _require_the_card(schema: dict[str, Any]) -> None:
    """Make the members of a card required in the JSON schema of a listed article; `include` decides on the others."""
    schema["required"] = list(ArticleCard.model_fields)
    for member in schema["properties"].values():
        member.pop("default", None)


class ArticleItem(ArticleRead):
    """An article in a list: its card, and further members that the parameter `include` names."""

    model_config = ConfigDict(json_schema_extra=_require_the_card)

    snippets: tuple[Snippet, ...] = Field(default=(), description="Passages around the matches of `q`.")


def _on_request(*names: str) -> Callable[[dict[str, Any]], None]:
    """Return a function that makes the members `names` of a JSON schema optional, because they depend on `include`."""

    def change(schema: dict[str, Any]) -> None:
        schema["required"] = [name for name in schema["properties"] if name not in names]
        for name in names:
            schema["properties"][name].pop("default", None)

    return change


class QuoteItem(QuoteRead):
    """A quote in a list; `article` and `snippets` only if the parameter `include` names them."""

    model_config = ConfigDict(json_schema_extra=_on_request("article", "snippets"))

    article: ArticleSummary | None = Field(default=None, description="The article that the quote stands in.")
    snippets: tuple[Snippet, ...] = Field(
        default=(), description="The quote with the matches of `q`; empty if `q` matches nothing in it."
    )


class SimilarArticle(ArticleCard):
    """A near-duplicate of an article, with its similarity."""

    similarity: float = Field(ge=0, le=1, description="Jaccard similarity of the three-word sequences of both bodies.")


class RelatedEntity(EntityRead):
    """An entity that occurs in articles together with a given entity."""

    co_mention_count: int = Field(ge=1, description="Number of articles that mention both.")
    last_published_at: UtcTime | None = Field(
        description="Publication time in UTC of the newest article that mentions both; null when none has a date."
    )


class PublisherRead(Model):
    """A publisher with its number of articles."""

    domain: str = Field(description="Registrable domain; the publisher's id.")
    name: str = Field(description="Name of the site.")
    article_count: int = Field(ge=1, description="Number of stored articles.")


class LabelRead(Model):
    """A section or tag with its number of articles."""

    name: str = Field(description="Name, as last printed.")
    slug: str = Field(description="Folded name for addresses and filters.")
    article_count: int = Field(ge=1, description="Number of stored articles.")


class RevisionInfo(Record):
    """A revision of an article."""

    number: int = Field(ge=1, description="Number of the revision, from 1.")
    fetched_at: UtcTime = Field(description="Time of the fetch.")
    last_seen_at: UtcTime = Field(description="Time of the last post with the same content.")
    changed_fields: tuple[str, ...] = Field(description="Members that differ from the previous revision.")
    is_head: bool = Field(description="Whether this is the current revision.")


class FieldChange(Record):
    """A member whose value differs between two revisions, with both values."""

    field: str = Field(description="Name of the member.")
    before: Any = Field(description="Value in revision `from`.")
    after: Any = Field(description="Value in revision `to`.")


class RevisionDiff(Record):
    """The differences between two revisions of an article."""

    from_: int = Field(alias="from", description="Number of the revision to compare with.")
    to: int = Field(description="Number of the compared revision.")
    changes: tuple[FieldChange, ...] = Field(description="Members that differ, in the record's order.")


class ChangeItem(Record):
    """An entry of the list of changes: an article was created, revised or deleted, or entity records were changed.

    For a change of entity records, `article_id` is null.
    """

    model_config = ConfigDict(json_schema_extra=_on_request("article", "entity_id", "into_id"))

    seq: int = Field(ge=1, description="Position in the order of all changes.")
    type: ChangeType = Field(description="Type of the change.")
    article_id: UUID | None = Field(description="Id of the article; null for a change of entities.")
    revision: int | None = Field(ge=1, description="Number of the new revision; for a deletion, of the last one.")
    entity_id: UUID | None = Field(default=None, description="Entity that was merged or split off.")
    into_id: UUID | None = Field(default=None, description="Record that it was merged into or split off from.")
    at: UtcTime = Field(description="Time of the change.")
    article: ArticleSummary | None = Field(
        default=None, description="The article in its current state; null if it is deleted."
    )


class FacetValue(Record):
    """A value of a facet, with the number of matching articles (or, with `of=quotes`, quotes) that have it."""

    value: str = Field(description="Value to filter by.")
    label: str = Field(description="Text to display.")
    count: int = Field(ge=1, description="Number of matching articles (or, with `of=quotes`, quotes) with this value.")


class Facets(Naming, Record):
    """For each facet, its most frequent values, with the number of matching articles (or quotes) of each value."""

    facets: dict[str, tuple[FacetValue, ...]] = Field(description="Most frequent values, by facet.")
    total: int = Field(ge=0, description="Number of matching articles or, with `of=quotes`, of matching quotes.")
    counted: int | None = Field(
        default=None,
        description="Number of articles that the values count, if not all of them: with a filter that more than 2,000 "
        "articles match, the newest 2,000.",
    )


class Bucket(Record):
    """An interval of a time series, with the number of matching articles published in it."""

    start: UtcTime = Field(description="Start of the interval in `timezone`, written in UTC.")
    count: int = Field(ge=0, description="Number of matching articles published in the interval.")


class Timeseries(Naming, Record):
    """Numbers of articles over time. Articles without a date are left out."""

    interval: str = Field(description="Length of an interval.")
    timezone: str = Field(description="IANA zone in which hours, days and months begin.")
    items: tuple[Bucket, ...] = Field(description="All intervals from first to last, empty ones included.")


class TimelineBucket(Record):
    """An interval with the numbers of articles and quotes that involve an entity."""

    start: UtcTime = Field(description="Start of the interval in `timezone`, written in UTC.")
    article_count: int = Field(ge=0, description="Number of articles that name the entity.")
    quotes_by: int = Field(ge=0, description="Number of quotes whose speaker is the entity.")
    quotes_about: int = Field(ge=0, description="Number of quotes that name the entity.")


class EntityTimeline(Naming, Record):
    """Numbers of articles and quotes of an entity over time. Articles without a date are left out."""

    interval: str = Field(description="Length of an interval.")
    timezone: str = Field(description="IANA zone in which hours, days and months begin.")
    items: tuple[TimelineBucket, ...] = Field(description="All intervals from first to last, empty ones included.")


class ArticlePage(NamingPage[ArticleItem]):
    """A page of results: articles, in the order of `sort`."""


class QuotePage(NamingPage[QuoteItem]):
    """A page of results: quotes, in the order of `sort`."""


class EntityPage(NamingPage[EntityRead]):
    """A page of results: entities, in the order of `sort`."""


class SimilarPage(Page[SimilarArticle]):
    """A page of results: near-duplicates of an article, most similar first."""


class RelatedPage(NamingPage[RelatedEntity]):
    """A page of results: entities that occur together with a given entity, in the order of `sort`."""


class PublisherPage(Page[PublisherRead]):
    """A page of results: publishers, those with the most articles first."""


class LabelPage(Page[LabelRead]):
    """A page of results: sections or tags, those with the most articles first."""


class RevisionPage(Page[RevisionInfo]):
    """A page of results: revisions of an article, in the order of `sort`."""


class ChangePage(NamingPage[ChangeItem]):
    """A page of results: changes, oldest first. `page.next_cursor` is the `after` of the next request."""
