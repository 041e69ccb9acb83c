"""Translate the filters of all lists into SQL conditions: one for each filter member that has a value."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, false, func, literal, not_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.store.entities.meant import find_meant, id_of
from app.store.entity_tables import EntityRedirect
from app.store.filters import EVERY_ARTICLE, ArticleFilter, QuoteFilter
from app.store.search import postgresql, sqlite
from app.store.search.frequent_words import is_rare, sought_query
from app.store.search.periods import periods_between
from app.store.search.query import Search
from app.store.tables import Article, ArticleLabel, Entity, Mention, Quote, QuoteMention
from app.text.normalize import folded_name, lower, slug
from app.text.url import canonical_url

Condition = ColumnElement[bool]
Column = SQLColumnExpression[Any]
Articles = type[Article]  # type of the table of articles, or of an alias of this table
Quotes = type[Quote]
_HAS: dict[str, Callable[[Articles], bool]] = {
    "quotes": lambda of: of.has_quotes,
    "images": lambda of: of.has_images,
    "lede": lambda of: of.has_lede,
    "author": lambda of: of.has_authors,
    "modified": lambda of: of.is_modified,
    "published": lambda of: of.is_dated,
}
_named = aliased(Entity)
SPEAKERS = ("person", "organization")  # types of entities that can be speakers
# member of ArticleFilter -> kinds of labels that it filters by
LABELS: dict[str, tuple[str, ...]] = {"agency": ("agency", "agency_name"), "tag": ("tag",), "author": ("author",)}


def article_conditions(
    filters: ArticleFilter, session: Session, of: Articles = Article, *, in_order: bool = False
) -> Iterator[Condition]:
    """Yield one SQL condition for each filter member that has a value.

    `of`: the table of articles, or an alias of it. If `in_order`, the query reads the articles in the order of the
    list, and looks up the labels and entities of each article. Otherwise it first reads the keys of all articles that
    have a requested label or entity.
    """
    yield from _by_columns(filters, of)
    yield from _by_labels(filters, of, in_order)
    yield from _by_times(filters, of)
    if in_order:
        yield from (_is_in_article(of, rows) for rows in _meant_rows(filters.entity, session))
    else:
        yield from _naming_all(filters.entity, session, col(of.key), col(Mention.article_key), col(Mention.entity_key))
    if filters.speaker:
        said = _said_by(session, filters.speaker), is_marked()
        yield col(of.key).in_(select(col(Quote.article_key)).where(*said))
    if filters.q is not None:
        yield _found(col(of.key), Search(filters.q, filters.q_in, filters.q_mode), session, "article", filters)
    if filters.duplicates == "collapse":
        yield is_first_of_group(filters, session, of)


def _by_columns(filters: ArticleFilter, of: Articles) -> Iterator[Condition]:
    if filters.id:
        yield col(of.id).in_(filters.id)
    if filters.publisher:
        yield col(of.publisher).in_([lower(domain) for domain in filters.publisher])
    if filters.not_publisher:
        yield _is_none_of(col(of.publisher), [lower(domain) for domain in filters.not_publisher])
    if filters.section:
        yield col(of.section).in_([slug(name) for name in filters.section])
    if filters.not_section:
        yield _is_none_of(col(of.section), [slug(name) for name in filters.not_section])
    if filters.language:
        yield col(of.language).in_([lower(language) for language in filters.language])
    if filters.page_type:
        yield col(of.page_type).in_(filters.page_type)
    if filters.url is not None:
        yield col(of.url) == (canonical_url(filters.url) or "")
    if filters.min_words is not None:
        yield col(of.word_count) >= filters.min_words
    if filters.max_words is not None:
        yield col(of.word_count) <= filters.max_words
    for name in filters.has:
        yield col(_HAS[name](of)).is_(True)


def _by_labels(filters: ArticleFilter, of: Articles, in_order: bool) -> Iterator[Condition]:
    for member, kinds in LABELS.items():
        if names := getattr(filters, member):
            yield _labelled(of, kinds, names, in_order)
    if filters.not_tag:
        yield not_(_labelled(of, LABELS["tag"], filters.not_tag, True))


def _by_times(filters: ArticleFilter, of: Articles) -> Iterator[Condition]:
    if filters.published_after or filters.published_before:
        yield col(of.is_dated).is_(True)
        yield from between(col(of.sort_at), filters.published_after, filters.published_before)
    yield from between(col(of.first_seen_at), filters.first_seen_after, filters.first_seen_before)
    yield from between(col(of.modified_at), filters.modified_after, None)


def quote_conditions(
    filters: QuoteFilter, session: Session, of: Quotes = Quote, article: Articles = Article
) -> Iterator[Condition]:
    """Yield one SQL condition for each filter member that has a value.

    The rows of quotes have copies of some columns of their articles: conditions use these copies if possible.
    """
    articles = filters.articles
    if articles.language:
        yield col(of.language).in_([lower(language) for language in articles.language])
    if articles.publisher:
        yield col(of.publisher).in_([lower(domain) for domain in articles.publisher])
    if articles.published_after or articles.published_before:
        yield col(of.is_dated).is_(True)
        yield from between(col(of.sort_at), articles.published_after, articles.published_before)
    if needs_article(filters):
        yield from article_conditions(articles, session, article)
    yield from _of_quotes(filters, session, of)
    if filters.duplicates == "collapse":
        yield _is_first_of_statement(replace(filters, duplicates="show"), session, of)


def needs_article(filters: QuoteFilter) -> bool:
    """Return whether the conditions use columns of `article`. If so, the caller must join the table of articles."""
    known = {"language": (), "publisher": (), "published_after": None, "published_before": None}
    return replace(filters.articles, **known) != EVERY_ARTICLE  # type: ignore[arg-type]


def _of_quotes(filters: QuoteFilter, session: Session, of: Quotes) -> Iterator[Condition]:
    if filters.id:
        yield col(of.id).in_(filters.id)
    if filters.statement:
        yield col(of.statement_id).in_(filters.statement)
    if filters.article:
        yield col(of.article_key).in_(select(col(Article.key)).where(col(Article.id) == filters.article))
    if filters.about is not None:
        yield _found(col(of.article_key), Search(filters.about), session)
    if filters.speaker:
        yield _said_by(session, filters.speaker, of)
    named = col(QuoteMention.quote_key), col(QuoteMention.entity_key)
    yield from _naming_all(filters.mentions, session, col(of.key), *named)
    if filters.kind:
        yield col(of.kind).in_(filters.kind)
    elif not filters.indirect:
        yield is_marked(of)
    if filters.cue_type:
        yield col(of.cue_type).in_(filters.cue_type)
    if filters.min_confidence is not None:
        yield col(of.confidence) >= filters.min_confidence
    if filters.q is not None:
        yield _found(col(of.key), Search(filters.q, mode=filters.q_mode), session, "quote", filters.articles)


def on_sqlite(session: Session) -> bool:
    """Return whether the database of a session is SQLite."""
    return session.get_bind().dialect.name == "sqlite"


def _found(
    key: Column, search: Search, session: Session, name: str = "article", within: ArticleFilter = EVERY_ARTICLE
) -> Condition:
    """Return the SQL condition that the article or quote (`name`) with this key matches the search.

    `within`: filter that the articles or the articles of the quotes match, too; only its times of publication are used.
    """
    query = sought_query(session, search, name)
    if query is None:
        return false()
    if on_sqlite(session):
        return key.in_(sqlite.matching(query, name))
    times = within.published_after, within.published_before
    periods = periods_between(session, *times) if any(times) else ()
    return key.in_(postgresql.matching(query, name, is_rare=is_rare(session, search, name), periods=periods))


def is_marked(of: Quotes = Quote) -> Condition:
    """Return the SQL condition that a quote is not indirect speech. Lists show indirect speech only if requested."""
    return col(of.kind) != "indirect"


def is_first_of_group(filters: ArticleFilter, session: Session, of: Articles = Article) -> Condition:
    """Return the SQL condition that an article was stored before all its near-duplicates that match the filter."""
    earlier = aliased(Article)
    same_group = and_(col(earlier.group_id) == col(of.group_id), col(earlier.key) < col(of.key))
    matching = article_conditions(replace(filters, duplicates="show"), session, earlier, in_order=True)
    return not_(exists().where(same_group, *matching))


def _is_first_of_statement(filters: QuoteFilter, session: Session, of: Quotes) -> Condition:
    earlier, article = aliased(Quote), aliased(Article)
    same = [col(earlier.statement_id) == col(of.statement_id), col(earlier.key) < col(of.key)]
    if needs_article(filters):
        same.append(col(earlier.article_key) == col(article.key))
    return not_(exists().where(*same, *quote_conditions(filters, session, earlier, article)))


def _is_none_of(column: SQLColumnExpression[str | None], values: list[str]) -> Condition:
    return or_(column.is_(None), column.not_in(values))


def _labelled(of: Articles, kinds: tuple[str, ...], names: tuple[str, ...], in_order: bool) -> Condition:
    label = aliased(ArticleLabel)
    labelled = col(label.kind).in_(kinds), col(label.value).in_([slug(name) for name in names])
    if in_order:
        return looked_up(*labelled, col(label.sort_at) == col(of.sort_at), col(label.article_key) == col(of.key))
    return col(of.key).in_(select(col(label.article_key)).where(*labelled))


def _is_in_article(of: Articles, rows: Collection[int]) -> Condition:
    """Return the SQL condition that an article mentions an entity. `rows`: keys of the entity's rows in `entity`."""
    named = aliased(Mention)
    same = col(named.sort_at) == col(of.sort_at), col(named.article_key) == col(of.key)
    return looked_up(col(named.entity_key).in_(rows), *same)


def looked_up(*conditions: Condition) -> Condition:
    """Return the SQL condition that there is a row with these conditions.

    The database tests the condition for one row of the outer query after the other. The condition is not written with
    `EXISTS`: for `EXISTS`, PostgreSQL may first read all rows that fulfil the conditions, and then sort the outer rows.
    """
    found: Condition = func.coalesce(select(literal(True)).where(*conditions).limit(1).scalar_subquery(), false())
    return found


def between(
    column: SQLColumnExpression[datetime] | SQLColumnExpression[datetime | None],
    after: datetime | None,
    before: datetime | None,
) -> Iterator[Condition]:
    if after:
        yield column >= after
    if before:
        yield column < before


def _naming_all(
    names: Collection[str], session: Session, key: Column, named_in: Column, entity: Column
) -> Iterator[Condition]:
    """Yield for each name the SQL condition that an article or quote mentions an entity with this name.

    `key`: column with the key of the article or quote. The other two are columns of the table of mentions: `named_in`
    has the key of the article or quote, and `entity` has the key of the mentioned entity.
    """
    for rows in _meant_rows(names, session):
        yield key.in_(select(named_in).where(entity.in_(rows))) if rows else false()


def _meant_rows(names: Collection[str], session: Session) -> list[tuple[int, ...]]:
    """For each distinct name or id, return the keys of the rows of `entity` that it means (see `find_meant`).

    Return `[()]` if one of the names means no row: then nothing can match the filter.
    """
    meant = [find_meant(session, name).rows for name in dict.fromkeys(names)]
    return meant if all(meant) else [()]


def _said_by(session: Session, speakers: tuple[str, ...], of: Quotes = Quote) -> Condition:
    """Return the SQL condition that a quote is by one of the speakers.

    A speaker that matches no stored entity is compared with the printed names of the speakers of quotes.
    """
    meant = {speaker: find_meant(session, speaker, SPEAKERS) for speaker in speakers}
    unknown = [id_of(speaker) or speaker for speaker in speakers if not meant[speaker].rows]
    ids = [number for found in meant.values() for number in found.ids]
    ids += [number for number in unknown if isinstance(number, UUID)]
    names = [folded_name(name) for name in unknown if isinstance(name, str)]
    parts = [col(of.speaker_id).in_(ids)] if ids or not names else []
    return or_(*parts, *([col(of.speaker_name).in_(names)] if names else []))


def is_record_of(ids: Collection[UUID]) -> Condition:
    """Return the SQL condition that selects the records of the entities with these ids.

    The record of a merged entity is the one into which it was merged.
    """
    head = func.coalesce(col(EntityRedirect.head_key), col(_named.key))
    heads = select(head).outerjoin_from(_named, EntityRedirect, col(EntityRedirect.entity_key) == col(_named.key))
    return col(Entity.key).in_(heads.where(col(_named.id).in_(ids)))
