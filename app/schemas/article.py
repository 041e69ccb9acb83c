"""The article: its fields, the draft that leaves extraction, the card and the record that leave the API."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from app.schemas.base import Record, TextField, UtcTime
from app.schemas.entity import EntityDraft
from app.schemas.quote import QuoteDraft, QuoteRead

BlockType = Literal["paragraph", "heading", "list_item", "blockquote", "image", "video", "embed", "table", "code"]
PageTypeName = Literal["article", "live_blog", "gallery", "video", "index", "error", "consent", "login", "other"]
Precision = Literal["second", "minute", "day", "month"]
ZoneOrigin = Literal["page", "publisher_default", "language_default", "unknown"]


class Block(Record):
    """One visual unit of text. Types without prose (image, video, embed) have no span in `body`."""

    index: int = Field(ge=0, description="Position among the article's blocks, from 0.")
    type: BlockType = Field(description="What the block is.")
    level: int | None = Field(default=None, ge=1, le=6, description="Depth of a heading, 1 to 6; null for other types.")
    start: int | None = Field(
        default=None, ge=0, description="Offset of the first code point in `body`; null without prose."
    )
    end: int | None = Field(default=None, ge=0, description="Offset behind the last code point in `body`.")
    text: str = Field(description="The text: `body[start:end]`; for types without prose the caption, or empty.")
    url: str | None = Field(default=None, description="Absolute address of a picture, film, frame or post.")
    credit: str | None = Field(default=None, description="Who made the picture, as printed.")


class Image(Record):
    url: str = Field(description="Absolute address, as the page names it.")
    caption: str | None = Field(default=None, description="Caption printed with the picture.")
    credit: str | None = Field(default=None, description="Photographer or agency printed with the picture.")
    role: Literal["lead", "inline"] = Field(default="inline", description="`lead` for the cover picture.")


class Author(Record):
    """Who a page says wrote it; `organization` where it credits an agency, a desk or itself, and no person."""

    name: str = Field(description="Name as printed, without a label such as “By”.")
    type: Literal["person", "organization"] = Field(default="person", description="What kind of author this is.")


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
    """The publication time as the page gives it."""

    local: AwareDatetime = Field(description="Wall-clock time with the offset of the page's zone.")
    precision: Precision = Field(description="Smallest unit the page gives.")
    zone: ZoneOrigin = Field(description="Where the offset comes from.")
    raw: str | None = Field(default=None, description="The words the time was read from.")


class PageType(Record):
    """What kind of page this is, and how certain that is."""

    value: PageTypeName = Field(description="What kind of page this is.")
    confidence: float = Field(ge=0, le=1, description="How sure, 0 to 1.")


class Provenance(Record):
    """Where a field was found."""

    origin: str = Field(description="The witness believed, for example `h1` or `json-ld:headline`.")
    raw: str | None = Field(default=None, description="The words as found, where they differ from the value.")
    agreed_by: tuple[str, ...] = Field(default=(), description="Other witnesses that say the same.")
    confidence: float = Field(ge=0, le=1, description="How sure, 0 to 1.")


class ExtractionWarning(Record):
    """Something of the page that was assumed, cut or could not be read."""

    code: str = Field(description="Stable code, for example `zone_assumed`.")
    field: str | None = Field(default=None, description="The field it concerns.")
    message: str = Field(description="What happened, for people.")


class ArticleFields(BaseModel):
    """What an article's card and its full record both hold."""

    url: str | None = Field(default=None, description="Canonical address; null when page and request name none.")
    headline: str = Field(description="Title of the story.")
    alternative_headline: str | None = Field(
        default=None, description="A second title, where page and metadata differ."
    )
    lede: str | None = Field(default=None, description="Summary under the headline; not part of `body`.")
    language: str = Field(description="ISO 639-1 code, for example `tr`; `und` when unknown.")
    section: Section | None = Field(default=None, description="Section of the site.")
    publisher: Publisher | None = Field(default=None, description="Site that carries the page.")
    agencies: tuple[Agency, ...] = Field(default=(), description="Wire services printed on the page.")
    authors: tuple[Author, ...] = Field(default=(), description="Who is credited: people or organizations, see `type`.")
    tags: tuple[Tag, ...] = Field(default=(), description="Keywords printed by the publisher.")
    published_at: UtcTime | None = Field(default=None, description="Publication time in UTC.")
    modified_at: UtcTime | None = Field(default=None, description="Time of the last change in UTC.")
    published: PublicationTime | None = Field(default=None, description="The publication time as printed.")
    word_count: int = Field(default=0, ge=0, description="Words of `body`.")
    reading_seconds: int = Field(default=0, ge=0, description="Reading time at 200 words a minute.")
    images: tuple[Image, ...] = Field(default=(), description="Pictures of the article, the lead first.")
    is_paywalled: bool | None = Field(
        default=None, description="As the page declares it; null when it declares nothing."
    )
    page_type: PageType
    warnings: tuple[ExtractionWarning, ...] = Field(default=(), description="What was assumed, cut or unreadable.")


class ArticleDraft(ArticleFields):
    """What leaves extraction. Times keep the page's own offset; JSON shows them in UTC."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    body: str = Field(description="Texts of the blocks joined by a blank line; all offsets point into it.")
    blocks: tuple[Block, ...] = Field(default=(), description="The visual units of the article.")
    quotes: tuple[QuoteDraft, ...] = Field(default=(), description="Who said what, sorted by place.")
    indirect: tuple[QuoteDraft, ...] = Field(default=(), description="What is passed on without marks.")
    entities: tuple[EntityDraft, ...] = Field(default=(), description="People, organizations and places named.")
    provenance: dict[str, Provenance] = Field(default_factory=dict, description="Origin of each field.")


class Highlight(Record):
    """Words that a search found; offsets into the field of the snippet."""

    start: int = Field(ge=0, description="Offset of the first code point.")
    end: int = Field(ge=0, description="Offset behind the last code point.")


class Snippet(Record):
    """A piece of a text around what a search found, cut from the original."""

    field: TextField = Field(description="Text the offsets point into.")
    start: int = Field(ge=0, description="Offset of the first code point.")
    end: int = Field(ge=0, description="Offset behind the last code point.")
    text: str = Field(description="The piece: `article[field][start:end]`.")
    highlights: tuple[Highlight, ...] = Field(description="What was found in it.")


class ArticleCard(ArticleFields):
    """An article in a list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: UUID = Field(description="UUIDv5 of the canonical URL, or of the content where there is none.")
    quote_count: int = Field(ge=0, description="Number of quotes.")
    entity_count: int = Field(ge=0, description="Number of entities.")
    duplicate_of: UUID | None = Field(
        default=None, description="Earlier article with the same body; it may be deleted by now."
    )
    revision: int | None = Field(default=None, description="Number of the revision shown; null in a preview.")
    first_seen_at: UtcTime | None = Field(default=None, description="When it was first posted; null in a preview.")
    seq: int | None = Field(default=None, description="Place in the order of all changes; null in a preview.")


class ArticleRead(ArticleCard):
    """The full record of an article."""

    body: str = Field(description="Texts of the blocks joined by a blank line; all offsets point into it.")
    blocks: tuple[Block, ...] = Field(description="The visual units of the article.")
    quotes: tuple[QuoteRead, ...] = Field(description="Who said what, sorted by place.")
    entities: tuple[EntityDraft, ...] = Field(
        description="People, organizations and places named, with their mentions."
    )
    provenance: dict[str, Provenance] = Field(description="Origin of each field.")
