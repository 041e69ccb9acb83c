"""Entities: people, organizations, places …, and their mentions."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Record, TextField

EntityType = Literal["person", "organization", "location", "event", "product", "other"]

EntityResolution = Literal["collection", "curation"]


class Mention(Record):
    """One mention of an entity in an article, without a suffix after an apostrophe: tr `Ankara'nın` → `Ankara`."""

    field: TextField = Field(description="Text the offsets point into.")
    start: int = Field(ge=0, description="Offset of the first code point.")
    end: int = Field(ge=0, description="Offset after the last code point.")
    text: str = Field(description="The words: `article[field][start:end]`.")


class EntityFields(Record):
    id: UUID = Field(description="UUIDv5 of the external id (`iso3166:US`) or, without one, of type and folded name.")
    name: str = Field(description="Full name, without titles and case suffixes.")
    type: EntityType = Field(description="Type of the entity.")
    aliases: tuple[str, ...] = Field(default=(), description="Other names used in the text.")
    external_ids: dict[str, str] = Field(
        default_factory=dict, description="Ids elsewhere by system: `iso3166`, `iso3166_2`, `geonames`, `wikidata`."
    )
    mention_count: int = Field(
        ge=0, description="Number of mentions: in an article, of this article; in a list, of all articles."
    )


class EntityDraft(EntityFields):
    """An entity of one article, with its mentions there."""

    mentions: tuple[Mention, ...] = Field(default=(), description="All mentions in the article.")


class ArticleEntity(EntityDraft):
    """An entity of a stored article.

    `id` is the id of the entity's record. `name` and `type` are those that the article gives the entity.
    """

    resolved_by: EntityResolution | None = Field(
        default=None,
        description="Why it belongs to the record of another name: `collection`, the articles of the collection make "
        "clear who is meant; `curation`, somebody merged the records; null: the article names it so.",
    )


class EntityRead(EntityFields):
    """The record of an entity, with its counts in all articles."""

    article_count: int = Field(ge=0, description="Number of articles that mention it.")


class MatchedEntity(Record):
    """The record of an entity that the value of a filter (`entity`, `speaker` or `mentions`) matches."""

    parameter: Literal["entity", "speaker", "mentions"] = Field(description="Parameter that named it.")
    term: str = Field(description="Value of the parameter: an id, a name as typed.")
    id: UUID = Field(description="Id of the record.")
    name: str = Field(description="Name of the record.")
    type: EntityType = Field(description="Type of the record.")
    article_count: int = Field(ge=0, description="Number of articles that mention it.")
