"""Explain the filter of a request: which entities its names mean, which of its publishers are unknown, and so on."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.store.conditions import SPEAKERS
from app.store.entities.meant import find_meant
from app.store.filters import (
    ArticleFilter,
    ChangeFilter,
    EntityFilter,
    QuoteFilter,
    RelatedFilter,
    StatementFilter,
)
from app.store.prepared import Prepared, rows_of
from app.store.search.frequent_words import whole_words
from app.store.tables import Entity, Label
from app.text.normalize import lower

_OF_ARTICLES = QuoteFilter | EntityFilter | RelatedFilter | ChangeFilter
_SHOWN = ("id", "name", "type", "article_count")
_RECORDS = Prepared(
    select(*(col(getattr(Entity, name)) for name in ("key", *_SHOWN))).where(
        col(Entity.key).in_(bindparam("keys", expanding=True))
    )
)
_PUBLISHERS = Prepared(
    select(col(Label.value)).where(
        col(Label.kind) == "publisher",
        col(Label.value).in_(bindparam("domains", expanding=True)),
        col(Label.article_count) > 0,
    )
)
# (name of the query parameter, its value as typed, types of entities to search)
Named = tuple[str, str, tuple[str, ...]]


def matched_entities(session: Session, filters: Any) -> list[dict[str, Any]] | None:
    """Return the entities that the names in a filter mean; None if the filter has no names.

    Each has the name as typed, and the query parameter in which it was typed.
    """
    named = list(dict.fromkeys(_named(filters)))
    if not named:
        return None
    meant = [(one, head) for one in named for head in find_meant(session, one[1], one[2]).heads]
    rows = rows_of(session, _RECORDS, keys={head for _, head in meant})
    records = {row.key: {name: getattr(row, name) for name in _SHOWN} for row in rows}
    known = ((one, records[head]) for one, head in meant if head in records)
    return [{"parameter": one[0], "term": one[1], **record} for one, record in known]


def unknown_publishers(session: Session, filters: Any) -> list[str]:
    """Return the publishers (domains) in the filter that have no stored article."""
    articles = _of_articles(filters)
    named = [lower(domain) for domain in (*articles.publisher, *articles.not_publisher)] if articles else []
    if not named:
        return []
    known = {row.value for row in rows_of(session, _PUBLISHERS, domains=named)}
    return [domain for domain in dict.fromkeys(named) if domain not in known]


def naming(session: Session, filters: Any) -> dict[str, Any]:
    """Return the members of an answer that say how its filter was understood.

    They are `matched_entities`, `unknown_publishers` and `whole_words`; those without content are left out. Call this
    after the rest of the answer was read.
    """
    matched, unknown = matched_entities(session, filters), unknown_publishers(session, filters)
    known = {} if matched is None else {"matched_entities": matched}
    others = {"unknown_publishers": unknown, "whole_words": whole_words(session)}
    return known | {name: values for name, values in others.items() if values}


def _of_articles(filters: Any) -> ArticleFilter | None:
    filters = filters.quotes if isinstance(filters, StatementFilter) else filters
    articles = filters.articles if isinstance(filters, _OF_ARTICLES) else filters
    return articles if isinstance(articles, ArticleFilter) else None


def _named(filters: Any) -> Iterator[Named]:
    quotes = filters.quotes if isinstance(filters, StatementFilter) else filters
    if isinstance(quotes, QuoteFilter):
        yield from (("speaker", name, SPEAKERS) for name in quotes.speaker)
        yield from (("mentions", name, ()) for name in quotes.mentions)
    if articles := _of_articles(filters):
        yield from (("entity", name, ()) for name in articles.entity)
        yield from (("speaker", name, SPEAKERS) for name in articles.speaker)
