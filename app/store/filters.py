"""Filters of lists. A member that is None or empty does not filter."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from app.store.search.query import SearchField, SearchMode

Having = Literal["quotes", "images", "lede", "author", "modified"]
Duplicates = Literal["show", "collapse"]


@dataclass(frozen=True)
class ArticleFilter:
    """Values of one member are alternatives, members narrow each other; `entity` and `has` must all hold.

    Times are half-open ranges. With `duplicates` collapse one article is left of each group of near-duplicates: of
    those that match, the one stored first.
    """

    publisher: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    page_type: tuple[str, ...] = ()
    not_publisher: tuple[str, ...] = ()
    not_section: tuple[str, ...] = ()
    not_tag: tuple[str, ...] = ()
    entity: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    url: str | None = None
    published_after: datetime | None = None
    published_before: datetime | None = None
    first_seen_after: datetime | None = None
    first_seen_before: datetime | None = None
    modified_after: datetime | None = None
    has: tuple[Having, ...] = ()
    min_words: int | None = None
    max_words: int | None = None
    q: str | None = None
    q_in: tuple[SearchField, ...] = ()
    q_mode: SearchMode = "stem"
    duplicates: Duplicates = "show"


EVERY_ARTICLE = ArticleFilter()


@dataclass(frozen=True)
class QuoteFilter:
    """`articles` they stand in; `speaker`: id or name; `q` searches the quoted words.

    `mentions`: id or name of an entity named inside the quote; all must be. `indirect` adds those where no `kind` is
    named.
    """

    articles: ArticleFilter = EVERY_ARTICLE
    article: UUID | None = None
    speaker: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    cue_type: tuple[str, ...] = ()
    indirect: bool = False
    min_confidence: float | None = None
    q: str | None = None
    q_mode: SearchMode = "stem"


@dataclass(frozen=True)
class EntityFilter:
    """Entities that the `articles` name; `name_prefix` is compared folded."""

    articles: ArticleFilter = EVERY_ARTICLE
    type: tuple[str, ...] = ()
    name_prefix: str | None = None
    min_articles: int | None = None


@dataclass(frozen=True)
class RelatedFilter:
    """Entities named together with `entity`, in the newest of its articles that match."""

    entity: UUID
    articles: ArticleFilter = EVERY_ARTICLE
    type: tuple[str, ...] = ()


@dataclass(frozen=True)
class LabelFilter:
    """Labels of one kind: publisher, section or tag."""

    kind: str


@dataclass(frozen=True)
class ChangeFilter:
    """Changes after the number `after`, of articles that match now; for deletions see `list_changes`."""

    after: int = 0
    articles: ArticleFilter = EVERY_ARTICLE
