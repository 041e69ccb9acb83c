"""The items of each list, and its pages. With `fields` an item has only the named members, and `id`."""

from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.schemas.article import ArticleCard, ArticleRead, Snippet
from app.schemas.base import Record, UtcTime
from app.schemas.entity import EntityRead
from app.schemas.envelope import Page
from app.schemas.quote import QuoteRead

ChangeType = Literal["article.created", "article.revised", "article.deleted"]


def _require_the_card(schema: dict[str, Any]) -> None:
    """Members of the card are in every item, the others only if `include` names them."""
    schema["required"] = list(ArticleCard.model_fields)
    for member in schema["properties"].values():
        member.pop("default", None)


class ArticleItem(ArticleRead):
    """An article in a list: its card, and the members that `include` names."""

    model_config = ConfigDict(json_schema_extra=_require_the_card)

    snippets: tuple[Snippet, ...] = Field(default=(), description="Passages around the words that `q` found.")


class SimilarArticle(ArticleCard):
    """A near-duplicate of an article."""

    similarity: float = Field(ge=0, le=1, description="Share of runs of three words that both bodies have (Jaccard).")


class RelatedEntity(EntityRead):
    """An entity named in the same articles as another."""

    co_mention_count: int = Field(ge=1, description="Articles that name both.")


class PublisherRead(BaseModel):
    """A publisher with its number of articles."""

    domain: str = Field(description="Registrable domain; the publisher's id.")
    name: str = Field(description="Name of the site.")
    article_count: int = Field(ge=1, description="Articles stored.")


class LabelRead(BaseModel):
    """A section or tag with its number of articles."""

    name: str = Field(description="Name as printed last.")
    slug: str = Field(description="Folded name for addresses and filters.")
    article_count: int = Field(ge=1, description="Articles stored.")


class RevisionInfo(Record):
    """A revision of an article."""

    number: int = Field(ge=1, description="Its number, from 1.")
    fetched_at: UtcTime = Field(description="When the page was fetched.")
    last_seen_at: UtcTime = Field(description="When a page with the same content was posted last.")
    changed_fields: tuple[str, ...] = Field(description="Members that differ from the revision before.")
    is_head: bool = Field(description="Whether it is the one shown.")


class FieldChange(Record):
    """A member of the record before and after."""

    field: str = Field(description="Name of the member.")
    before: Any = Field(description="Its value in the revision compared with.")
    after: Any = Field(description="Its value in the revision asked for.")


class RevisionDiff(Record):
    """What one revision changed of another."""

    from_: int = Field(alias="from", description="Number of the revision compared with.")
    to: int = Field(description="Number of the revision asked for.")
    changes: tuple[FieldChange, ...] = Field(description="Members that differ, in the record's order.")


class ChangeItem(Record):
    """Something that happened to an article."""

    seq: int = Field(ge=1, description="Its place in the order of all changes.")
    type: ChangeType = Field(description="What happened.")
    article_id: UUID = Field(description="The article.")
    revision: int = Field(ge=1, description="Number of the revision that came to be; of a deleted article the last.")
    at: UtcTime = Field(description="When it happened.")


class FacetValue(Record):
    """A value and how many articles have it."""

    value: str = Field(description="What to filter by.")
    label: str = Field(description="What to show.")
    count: int = Field(ge=1, description="Matching articles that have it.")


class Facets(Record):
    """Counts of the articles that match."""

    facets: dict[str, tuple[FacetValue, ...]] = Field(description="Values with most articles, by facet.")
    total: int = Field(ge=0, description="Articles that match.")


class Bucket(Record):
    """An interval and its articles."""

    start: UtcTime = Field(description="Begin of the interval: of an hour, day … of the zone, told in UTC.")
    count: int = Field(ge=0, description="Matching articles published in it.")


class Timeseries(Record):
    """Counts over time; articles without a date are left out."""

    interval: str = Field(description="Length of an interval.")
    timezone: str = Field(description="Zone whose days are meant.")
    items: tuple[Bucket, ...] = Field(description="All intervals from first to last, empty ones included.")


class ArticlePage(Page[ArticleItem]):
    """Articles in the order of `sort`."""


class QuotePage(Page[QuoteRead]):
    """Quotes in the order of `sort`."""


class EntityPage(Page[EntityRead]):
    """Entities in the order of `sort`."""


class SimilarPage(Page[SimilarArticle]):
    """Near-duplicates, most similar first."""


class RelatedPage(Page[RelatedEntity]):
    """Entities named together with another, most often first."""


class PublisherPage(Page[PublisherRead]):
    """Publishers, the one with most articles first."""


class LabelPage(Page[LabelRead]):
    """Sections or tags, the one with most articles first."""


class RevisionPage(Page[RevisionInfo]):
    """Revisions in the order of `sort`."""


class ChangePage(Page[ChangeItem]):
    """Changes in the order in which they happened; `page.next_cursor` is the `after` of the next request."""
