"""Filters: one frozen object per list; a member that is None or empty does not narrow it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

Having = Literal["quotes", "images", "lede", "author", "modified"]


@dataclass(frozen=True)
class ArticleFilter:
    """Values of one member are alternatives, members narrow each other; `entity` and `has` must all hold."""

    publisher: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    entity: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    url: str | None = None
    published_after: datetime | None = None
    published_before: datetime | None = None
    has: tuple[Having, ...] = ()
    q: str | None = None


@dataclass(frozen=True)
class QuoteFilter:
    """`speaker`: id or name; `q` searches the quoted words; `indirect` adds those where no `kind` is named."""

    speaker: tuple[str, ...] = ()
    article: UUID | None = None
    kind: tuple[str, ...] = ()
    indirect: bool = False
    language: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    published_after: datetime | None = None
    published_before: datetime | None = None
    min_confidence: float | None = None
    q: str | None = None


@dataclass(frozen=True)
class EntityFilter:
    """`name_prefix` is compared folded."""

    type: tuple[str, ...] = ()
    name_prefix: str | None = None
    min_articles: int | None = None


@dataclass(frozen=True)
class PublisherFilter:
    """All publishers."""
