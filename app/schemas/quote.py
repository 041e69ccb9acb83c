"""The quote: quoted words, who is credited with them, and exactly where they stand (`docs/extraction.md`)."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Record, TextField

QuoteKind = Literal["direct", "partial", "indirect"]
SpeakerType = Literal["person", "organization", "document", "unnamed"]
Resolution = Literal["same_sentence", "previous_sentence", "document_frame", "coreference", "heading"]


class Span(Record):
    """Words and their place, half-open and in code points, in the field of the quote."""

    text: str = Field(description="The words.")
    start: int = Field(ge=0, description="Offset of the first code point.")
    end: int = Field(ge=0, description="Offset behind the last code point.")


class Speaker(Record):
    """Who is credited with the words."""

    name: str = Field(description="Fullest name the article gives, bare: no suffix, no title.")
    type: SpeakerType = Field(description="What the speaker is.")
    entity_id: UUID | None = Field(default=None, description="The entity of that name; null for documents and unnamed.")
    mention: Span | None = Field(default=None, description="The words beside the quote that point to the speaker.")
    resolved_by: Resolution = Field(description="How the speaker was found.")


class QuoteFields(Record):
    field: TextField = Field(description="Where the words stand; offsets point into that text.")
    text: str = Field(description="The quoted words without the outer marks: `article[field][start:end]`.")
    kind: QuoteKind = Field(description="direct: whole clauses, verbatim; partial: a fragment; indirect: paraphrase.")
    start: int = Field(ge=0, description="Offset of the first code point.")
    end: int = Field(ge=0, description="Offset behind the last code point.")
    block_index: int | None = Field(default=None, ge=0, description="Block of the body that holds the first word.")
    in_heading: bool = Field(default=False, description="True in the headline and in sub-headings.")
    speaker: Speaker | None = Field(default=None, description="Who is credited; null when nobody is named.")
    cue: Span | None = Field(default=None, description="The reporting expression; null for floating quotes.")
    language: str = Field(description="Language of the article.")
    confidence: float = Field(ge=0, le=1, description="How sure, 0 to 1.")


class QuoteDraft(QuoteFields):
    """A quote as it leaves extraction."""


class QuoteRead(QuoteFields):
    """A quote as it leaves the API."""

    id: UUID = Field(description="UUIDv5 of the article's id, the words and their ordinal.")
    article_id: UUID = Field(description="The article it stands in.")
