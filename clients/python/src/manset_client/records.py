"""Types of the records, as the OpenAPI description has them: dictionaries, so members of later versions are kept."""

from typing import Any, Literal, TypedDict

Field = Literal["headline", "lede", "body"]


class Named(TypedDict):
    name: str


class Slugged(TypedDict):
    name: str
    slug: str


class Publisher(TypedDict):
    domain: str
    name: str


class Agency(TypedDict):
    code: str
    name: str


class Words(TypedDict):
    text: str
    start: int
    end: int


class Mention(Words):
    field: Field


class Speaker(TypedDict):
    name: str
    type: Literal["person", "organization", "document", "unnamed"]
    entity_id: str | None
    mention: Words | None
    resolved_by: str


class Cue(Words):
    type: str


class Quote(Mention):
    id: str
    article_id: str
    kind: Literal["direct", "partial", "indirect"]
    block_index: int | None
    in_heading: bool
    speaker: Speaker | None
    cue: Cue | None
    language: str
    confidence: float


class Entity(TypedDict):
    id: str
    name: str
    type: Literal["person", "organization", "location", "event", "product", "other"]
    aliases: list[str]
    external_ids: dict[str, str]
    mention_count: int


class CountedEntity(Entity):
    article_count: int


class ArticleEntity(Entity):
    mentions: list[Mention]


class Card(TypedDict):
    id: str
    url: str | None
    headline: str
    alternative_headline: str | None
    kicker: str | None
    lede: str | None
    language: str
    section: Slugged | None
    publisher: Publisher | None
    agencies: list[Agency]
    authors: list[Named]
    tags: list[Slugged]
    published_at: str | None
    modified_at: str | None
    word_count: int
    quote_count: int
    entity_count: int
    duplicate_of: str | None
    revision: int | None
    first_seen_at: str | None
    seq: int | None
    warnings: list[dict[str, Any]]


class Article(Card):
    body: str
    blocks: list[dict[str, Any]]
    quotes: list[Quote]
    entities: list[ArticleEntity]
    provenance: dict[str, Any]


class Change(TypedDict):
    seq: int
    type: Literal["article.created", "article.revised", "article.deleted"]
    article_id: str
    revision: int
    at: str


class IngestedArticle(TypedDict):
    id: str
    url: str | None
    headline: str
    published_at: str | None


class IngestResult(TypedDict):
    outcome: Literal["created", "unchanged", "revised", "stale"]
    article: IngestedArticle
    revision: int
    changed_fields: list[str]
    duplicate_of: str | None
