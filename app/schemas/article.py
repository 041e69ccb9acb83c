"""The models of an article: its shared fields, the draft that leaves extraction, the card and the record of the API."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field

from app.schemas.base import Model, Record, TextField, UtcTime
from app.schemas.entity import ArticleEntity, EntityDraft
from app.schemas.quote import QuoteDraft, QuoteRead

BlockType = Literal[
    "paragraph", "heading", "list_item", "blockquote", "image", "video", "embed", "table", "code", "aside"
]
BlockRole = Literal[
    "numbered", "header", "question", "answer", "entry", "pull_quote", "fact_box", "key_points"
]  # fmt: skip
PageTypeName = Literal["article", "live_blog", "gallery", "video", "index", "error", "consent", "login", "other"]
Precision = Literal["second", "minute", "day", "month"]
ZoneOrigin = Literal["page", "publisher_default", "language_default", "unknown"]


class Block(Record):
    """One visual unit of the article. Images, videos, embeds, asides and pull quotes have no offsets in `body`."""

    index: int = Field(ge=0, description="Position among the article's blocks, from 0.")
    type: BlockType = Field(description="Type of the block.")
    level: int | None = Field(
        default=None, ge=1, le=6, description="Depth of a heading or list item, 1 to 6; else null."
    )
    start: int | None = Field(
        default=None, ge=0, description="Offset of the first code point in `body`; null without prose."
    )
    end: int | None = Field(default=None, ge=0, description="Offset after the last code point in `body`.")
    text: str = Field(description="The text: `body[start:end]`; for types without prose the caption, or empty.")
    url: str | None = Field(default=None, description="Absolute URL of the image, video, frame or post.")
    credit: str | None = Field(default=None, description="Photographer or agency, as printed.")
    role: BlockRole | None = Field(
        default=None,
        description="Item of a numbered list; header row of a table; question or answer of an interview; first block "
        "of a live-blog entry; pull quote; fact box or key points (an `aside`, with one line for each of its texts).",
    )
    group: int | None = Field(
        default=None, ge=0, description="Number of the list or table that the block is part of, from 0; else null."
    )
    cells: tuple[str, ...] | None = Field(default=None, description="Cells of a table row; empty ones are empty texts.")
    at: UtcTime | None = Field(default=None, description="Time of the live-blog entry that the block begins.")


class Image(Record):
    url: str = Field(description="Absolute URL, as the page gives it.")
    caption: str | None = Field(default=None, description="Caption printed with the picture.")
    credit: str | None = Field(default=None, description="Photographer or agency printed with the picture.")
    role: Literal["lead", "inline"] = Field(default="inline", description="`lead` for the main image.")


class Author(Record):
    """Author whom the page credits. The type `organization` stands for an agency, a desk or the site itself."""

    name: str = Field(description="Name as printed, without a label such as “By”.")
    type: Literal["person", "organization"] = Field(
        default="person", description="Whether the author is a person or an organization."
    )


class Tag(Record):
    name: str = Field(description="Keyword printed by the publisher.")
    slug: str = Field(description="Folded name for addresses and filters.")


class Section(Record):
    name: str = Field(description="Section of the site, for example “Dünya”.")
    slug: str = Field(description="Folded name for addresses and filters.")


class Agency(Record):
    code: str = Field(description="Short form, for example “AA”.")
    name: str = Field(description="Full name, for example “Anadolu Ajansı”.")


class Publisher(Record):
    domain: str = Field(description="Registrable domain of the site; the publisher's id.")
    name: str = Field(description="Name of the site, for example “TRT Haber”.")


class PublicationTime(Record):
    """The publication time as printed or declared by the page."""

    local: AwareDatetime = Field(description="Wall-clock time with the offset of the page's zone.")
    precision: Precision = Field(description="Smallest unit the page gives.")
    zone: ZoneOrigin = Field(
        description="Source of the offset: the page, the default of the publisher or of the language, or unknown."
    )
    raw: str | None = Field(default=None, description="Text that the time was parsed from.")


class PageType(Record):
    """Kind of page, with a confidence."""

    value: PageTypeName = Field(description="Kind of page.")
    confidence: float = Field(ge=0, le=1, description="Confidence, 0 to 1.")


class Provenance(Record):
    """The origin of a field's value, with a confidence."""

    origin: str = Field(description="Source of the value, for example `h1` or `json-ld:headline`.")
    raw: str | None = Field(default=None, description="Text as found, if it differs from the value.")
    agreed_by: tuple[str, ...] = Field(default=(), description="Other sources with the same value.")
    confidence: float = Field(ge=0, le=1, description="Confidence, 0 to 1.")


class ExtractionWarning(Record):
    """Report of a value that was assumed, cut off, or ignored because it could not be parsed."""

    code: str = Field(description="Stable code, for example `zone_assumed`.")
    field: str | None = Field(default=None, description="Field that the warning is about.")
    message: str = Field(description="Explanation in plain English.")


class ArticleFields(Model):
    """Members that both the card and the full record of an article have."""

    url: str | None = Field(
        default=None, description="Canonical URL; null if neither the page nor the request has one."
    )
    headline: str = Field(description="Title of the story.")
    alternative_headline: str | None = Field(default=None, description="Second title, if page and metadata differ.")
    kicker: str | None = Field(default=None, description="Topic printed above the headline; no part of it.")
    lede: str | None = Field(default=None, description="Summary under the headline; not part of `body`.")
    language: str = Field(description="ISO 639-1 code, for example `tr`; `und` when unknown.")
    section: Section | None = Field(default=None, description="Section of the site.")
    publisher: Publisher | None = Field(default=None, description="Site that carries the page.")
    agencies: tuple[Agency, ...] = Field(default=(), description="Wire services printed on the page.")
    authors: tuple[Author, ...] = Field(
        default=(), description="Credited authors: people or organizations, see `type`."
    )
    tags: tuple[Tag, ...] = Field(default=(), description="Keywords printed by the publisher.")
    published_at: UtcTime | None = Field(default=None, description="Publication time in UTC.")
    modified_at: UtcTime | None = Field(default=None, description="Time of the last change in UTC.")
    published: PublicationTime | None = Field(default=None, description="The publication time as printed.")
    word_count: int = Field(default=0, ge=0, description="Words of `body`.")
    reading_seconds: int = Field(default=0, ge=0, description="Reading time at 200 words a minute.")
    images: tuple[Image, ...] = Field(default=(), description="Pictures of the article, the lead first.")
    is_paywalled: bool | None = Field(
        default=None, description="Whether the page declares a paywall; null if it declares nothing."
    )
    page_type: PageType
    warnings: tuple[ExtractionWarning, ...] = Field(
        default=(), description="Values that were assumed, cut off or ignored."
    )


class ArticleDraft(ArticleFields):
    """Result of extraction. Times have the UTC offset of the page; JSON shows them in UTC."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    body: str = Field(description="Texts of the blocks joined by a blank line; all offsets point into it.")
    blocks: tuple[Block, ...] = Field(default=(), description="The visual units of the article.")
    quotes: tuple[QuoteDraft, ...] = Field(default=(), description="Quotes, sorted by position.")
    indirect: tuple[QuoteDraft, ...] = Field(
        default=(), description="Indirect speech: statements reported without quotation marks."
    )
    entities: tuple[EntityDraft, ...] = Field(default=(), description="People, organizations and places named.")
    provenance: dict[str, Provenance] = Field(default_factory=dict, description="Origin of each field.")


class Highlight(Record):
    """Words of a snippet that match the query. The offsets point into the whole field, not into the snippet."""

    start: int = Field(ge=0, description="Offset of the first code point.")
    end: int = Field(ge=0, description="Offset after the last code point.")


class Snippet(Record):
    """Passage of the article's text around words that match the query."""

    field: TextField = Field(description="Text the offsets point into.")
    start: int = Field(ge=0, description="Offset of the first code point.")
    end: int = Field(ge=0, description="Offset after the last code point.")
    text: str = Field(description="The passage: `article[field][start:end]`.")
    highlights: tuple[Highlight, ...] = Field(description="Matches in the passage.")


class ArticleCard(ArticleFields):
    """Card: the short form of an article, which lists return."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: UUID = Field(description="UUIDv5 of the canonical URL; without a URL, of the content.")
    quote_count: int = Field(ge=0, description="Number of quotes.")
    entity_count: int = Field(ge=0, description="Number of entities.")
    duplicate_of: UUID | None = Field(
        default=None, description="Earlier article with the same body; it may be deleted by now."
    )
    revision: int | None = Field(default=None, description="Number of this revision; null in a preview.")
    first_seen_at: UtcTime | None = Field(default=None, description="Time of the first post; null in a preview.")
    seq: int | None = Field(default=None, description="Position in the order of all changes; null in a preview.")


class ArticleRead(ArticleCard):
    """The full record of an article."""

    body: str = Field(description="Texts of the blocks joined by a blank line; all offsets point into it.")
    blocks: tuple[Block, ...] = Field(description="The visual units of the article.")
    quotes: tuple[QuoteRead, ...] = Field(description="Quotes, sorted by position.")
    entities: tuple[ArticleEntity, ...] = Field(
        description="People, organizations and places named, with their mentions."
    )
    provenance: dict[str, Provenance] = Field(description="Origin of each field.")
