"""Filters of lists. A member that is None or empty does not filter."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from app.store.search.query import SearchField, SearchMode

Having = Literal["quotes", "images", "lede", "author", "modified", "published"]
Duplicates = Literal["show", "collapse"]


@dataclass(frozen=True)
class ArticleFilter:
    """Filter of articles: an article must match every member that is set.

    If a member has several values, an article needs one of them; of `entity` and `has` it needs all, of `not_…` none.
    `…_after` is inclusive, `…_before` exclusive.
    """

    id: tuple[UUID, ...] = ()
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
    # "collapse" lists one article of each group of near-duplicates: the matching article that was stored first
    duplicates: Duplicates = "show"


EVERY_ARTICLE = ArticleFilter()


@dataclass(frozen=True)
class QuoteFilter:
    """Filter of quotes: a quote must match every member that is set."""

    articles: ArticleFilter = EVERY_ARTICLE
    id: tuple[UUID, ...] = ()
    statement: tuple[UUID, ...] = ()
    article: UUID | None = None
    about: str | None = None  # words to search for in the article
    speaker: tuple[str, ...] = ()  # ids or names
    mentions: tuple[str, ...] = ()  # ids or names of entities; the quote must name all of them
    kind: tuple[str, ...] = ()
    cue_type: tuple[str, ...] = ()
    indirect: bool = False  # whether indirect speech also matches; read only if `kind` is empty
    min_confidence: float | None = None
    q: str | None = None  # words to search for in the quote
    q_mode: SearchMode = "stem"
    # "collapse" lists one quote of each statement: the matching quote that was stored first
    duplicates: Duplicates = "show"


EVERY_QUOTE = QuoteFilter()


@dataclass(frozen=True)
class StatementFilter:
    """Filter of statements: at least one quote of a statement must match the filter `quotes`."""

    quotes: QuoteFilter = EVERY_QUOTE
    id: tuple[UUID, ...] = ()
    min_articles: int | None = None


@dataclass(frozen=True)
class EntityFilter:
    """Filter of entities: by id, type and names, and by the `articles` that name them."""

    articles: ArticleFilter = EVERY_ARTICLE
    id: tuple[UUID, ...] = ()
    type: tuple[str, ...] = ()
    # beginnings of words, such as `rec erd`; an entity matches if one of its names has, for each beginning, a word that
    # begins so
    name_prefix: str | None = None
    q: str | None = None  # words; one name of the entity must contain all of them
    min_articles: int | None = None


@dataclass(frozen=True)
class RelatedFilter:
    """Filter of the entities that are named in the same articles as `entity`.

    Only the newest articles that match `articles` are read.
    """

    entity: UUID
    articles: ArticleFilter = EVERY_ARTICLE
    id: tuple[UUID, ...] = ()
    type: tuple[str, ...] = ()


@dataclass(frozen=True)
class LabelFilter:
    """Filter of labels by `kind`: publisher, section or tag."""

    kind: str


@dataclass(frozen=True)
class ChangeFilter:
    """Filter of changes: their number must be above `after`, and their article, as it is now, must match `articles`.

    Of a deleted article, only the publisher must match. Changes of entities are found only if `articles` is empty.
    """

    after: int = 0
    articles: ArticleFilter = EVERY_ARTICLE
