"""Quotes: quoted words with their speaker and their position (see `docs/extraction.md`)."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from app.schemas.base import Record, TextField

QuoteKind = Literal["direct", "partial", "indirect"]
SpeakerType = Literal["person", "organization", "document", "unnamed"]
CueType = Literal[
    "say",
    "ask",
    "answer",
    "announce",
    "deny",
    "claim",
    "warn",
    "demand",
    "promise",
    "criticise",
    "praise",
    "write",
]
Resolution = Literal["same_sentence", "previous_sentence", "document_frame", "coreference", "heading"]


class Span(Record):
    """Words of a text, with their offsets (start included, end excluded) in the field that contains the quote."""

    text: str = Field(description="The words.")
    start: int = Field(ge=0, description="Offset of the first code point.")
    end: int = Field(ge=0, description="Offset after the last code point.")


class Cue(Span):
    """The expression that reports the speech (`said`), and its speech act: say, ask, deny …"""

    type: CueType = Field(
        default="say", description="Speech act of the cue: ask, answer, deny, warn …; `say` if no other type fits."
    )


class Speaker(Record):
    """The speaker of a quote: the person, organization or document credited with the words."""

    name: str = Field(description="Fullest name in the article, without title and case suffix.")
    type: SpeakerType = Field(description="Type of the speaker.")
    entity_id: UUID | None = Field(
        default=None, description="Id of the entity; null for documents and unnamed speakers."
    )
    mention: Span | None = Field(
        default=None, description="Words near the quote that refer to the speaker: a name, a role, a pronoun."
    )
    resolved_by: Resolution = Field(description="How the speaker was found.")


class QuoteFields(Record):
    field: TextField = Field(description="Text that contains the quote; offsets point into it.")
    text: str = Field(description="The quoted words without the outer marks: `article[field][start:end]`.")
    kind: QuoteKind = Field(description="direct: whole clauses, verbatim; partial: a fragment; indirect: paraphrase.")
    start: int = Field(ge=0, description="Offset of the first code point.")
    end: int = Field(ge=0, description="Offset after the last code point.")
    block_index: int | None = Field(default=None, ge=0, description="Block of the body that holds the first word.")
    in_heading: bool = Field(default=False, description="True in the headline and in sub-headings.")
    speaker: Speaker | None = Field(default=None, description="Credited speaker; null if the text names nobody.")
    cue: Cue | None = Field(
        default=None, description="Reporting expression, such as `said`; null if the quote stands alone."
    )
    language: str = Field(description="Language of the article.")
    confidence: float = Field(ge=0, le=1, description="Confidence, 0 to 1.")


class QuoteDraft(QuoteFields):
    """A quote as extracted."""


class QuoteRead(QuoteFields):
    """A quote in an API response."""

    id: UUID = Field(description="UUIDv5 of the article id, the words and their ordinal.")
    article_id: UUID = Field(description="Id of the article.")
    statement_id: UUID | None = Field(
        default=None,
        description="Id of the statement: the same in all articles with these words of this speaker. Null for indirect "
        "speech and in a preview.",
    )
