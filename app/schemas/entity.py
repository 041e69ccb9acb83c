"""The entity: a person, organization, place … and the mentions that name it."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Record, TextField

EntityType = Literal["person", "organization", "location", "event", "product", "other"]


class Mention(Record):
    """One place in the article that names the entity; a suffix after an apostrophe stands outside."""

    field: TextField = Field(description="Text the offsets point into.")
    start: int = Field(ge=0, description="Offset of the first code point.")
    end: int = Field(ge=0, description="Offset behind the last code point.")
    text: str = Field(description="The words: `article[field][start:end]`.")


class EntityFields(Record):
    id: UUID = Field(description="UUIDv5 of type and folded name: the same in every article.")
    name: str = Field(description="Canonical name, whole and bare.")
    type: EntityType = Field(description="What is named.")
    aliases: tuple[str, ...] = Field(default=(), description="Other forms met.")
    external_ids: dict[str, str] = Field(default_factory=dict, description="For example `iso3166`, `geonames`.")
    mention_count: int = Field(ge=0, description="Mentions: in an article those of the article, in lists those of all.")


class EntityDraft(EntityFields):
    """An entity within one article."""

    mentions: tuple[Mention, ...] = Field(default=(), description="Every place of the article that names it.")


class EntityRead(EntityFields):
    """An entity across all articles."""

    article_count: int = Field(ge=0, description="Articles that name it.")
