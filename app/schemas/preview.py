"""The preview of an article: the record that would be stored, and the text that extraction left out."""

from pydantic import Field

from app.schemas.article import ArticleRead
from app.schemas.base import Record


class DroppedBlock(Record):
    """A block of the page that is not part of the article, and the reason."""

    reason: str = Field(description="Why it was left out, for example `navigation`.")
    text: str = Field(description="Its text, at most 1,000 characters.")
    path: str = Field(description="Place in the page: element names from the root.")


class Preview(ArticleRead):
    """The record of a page that was extracted but not stored."""

    dropped: tuple[DroppedBlock, ...] = Field(
        default=(), description="Blocks left out, in the order of the page, at most 1,000; only with `include=dropped`."
    )
