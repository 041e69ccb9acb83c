"""What each filter means: one condition per given value, the same for every list that takes the filter."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, exists, false, not_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.store.filters import EVERY_ARTICLE, ArticleFilter, EntityFilter, QuoteFilter
from app.store.search import postgresql, sqlite
from app.store.search.query import Search, SearchQuery, asked_of, parse_query
from app.store.tables import Article, ArticleLabel, Entity, Mention, Quote, QuoteMention
from app.text.normalize import fold, lower, slug, visible_text
from app.text.url import canonical_url

Condition = ColumnElement[bool]
Articles = type[Article]  # the table, or an alias of it
_HAS: dict[str, Callable[[Articles], bool]] = {
    "quotes": lambda of: of.has_quotes,
    "images": lambda of: of.has_images,
    "lede": lambda of: of.has_lede,
    "author": lambda of: of.has_authors,
    "modified": lambda of: of.is_modified,
}
NEWEST = 10_000  # articles whose entities are looked at
_AGENCY = ("agency", "agency_name")


def folded_name(name: str) -> str:
    """A name as it is compared: folded, white space squashed."""
    return fold(visible_text(name))


def article_conditions(wanted: ArticleFilter, dialect: str, of: Articles = Article) -> Iterator[Condition]:
    """One condition per given member of the filter."""
    yield from _by_columns(wanted, of)
    yield from _by_labels(wanted, of)
    yield from _by_times(wanted, of)
    for entity in wanted.entity:
        named = select(col(Mention.article_key)).where(col(Mention.entity_key).in_(_entity_keys(entity)))
        yield col(of.key).in_(named)
    if wanted.speaker:
        yield col(of.key).in_(select(col(Quote.article_key)).where(_said_by(wanted.speaker), is_marked()))
    if wanted.q is not None:
        query = parse_query(Search(wanted.q, wanted.q_in, wanted.q_mode))
        yield col(of.key).in_(matching(query, "article", dialect)) if query else false()
    if wanted.duplicates == "collapse":
        yield _is_first_of_group(replace(wanted, duplicates="show"), dialect, of)


def _by_columns(wanted: ArticleFilter, of: Articles) -> Iterator[Condition]:
    if wanted.publisher:
        yield col(of.publisher).in_([lower(domain) for domain in wanted.publisher])
    if wanted.not_publisher:
        yield _is_none_of(col(of.publisher), [lower(domain) for domain in wanted.not_publisher])
    if wanted.section:
        yield col(of.section).in_([slug(name) for name in wanted.section])
    if wanted.not_section:
        yield _is_none_of(col(of.section), [slug(name) for name in wanted.not_section])
    if wanted.language:
        yield col(of.language).in_([lower(language) for language in wanted.language])
    if wanted.page_type:
        yield col(of.page_type).in_(wanted.page_type)
    if wanted.url is not None:
        yield col(of.url) == (canonical_url(wanted.url) or "")
    if wanted.min_words is not None:
        yield col(of.word_count) >= wanted.min_words
    if wanted.max_words is not None:
        yield col(of.word_count) <= wanted.max_words
    for name in wanted.has:
        yield col(_HAS[name](of)).is_(True)


def _by_labels(wanted: ArticleFilter, of: Articles) -> Iterator[Condition]:
    if wanted.agency:
        yield _labelled(of, _AGENCY, wanted.agency)
    if wanted.tag:
        yield _labelled(of, ("tag",), wanted.tag)
    if wanted.author:
        yield _labelled(of, ("author",), wanted.author)
    if wanted.not_tag:
        yield not_(_labelled(of, ("tag",), wanted.not_tag))


def _by_times(wanted: ArticleFilter, of: Articles) -> Iterator[Condition]:
    if wanted.published_after or wanted.published_before:
        yield col(of.is_dated).is_(True)
        yield from _between(col(of.sort_at), wanted.published_after, wanted.published_before)
    yield from _between(col(of.first_seen_at), wanted.first_seen_after, wanted.first_seen_before)
    yield from _between(col(of.modified_at), wanted.modified_after, None)


def quote_conditions(wanted: QuoteFilter, dialect: str) -> Iterator[Condition]:
    """One condition per given member of the filter; what a quote's row knows of its article is asked there."""
    articles = wanted.articles
    if articles.language:
        yield col(Quote.language).in_([lower(language) for language in articles.language])
    if articles.publisher:
        yield col(Quote.publisher).in_([lower(domain) for domain in articles.publisher])
    if articles.published_after or articles.published_before:
        yield col(Quote.is_dated).is_(True)
        yield from _between(col(Quote.sort_at), articles.published_after, articles.published_before)
    if needs_article(wanted):
        yield from article_conditions(articles, dialect)
    yield from _of_quotes(wanted, dialect)


def needs_article(wanted: QuoteFilter) -> bool:
    """Whether a condition is asked of the article, which the statement must join."""
    known = {"language": (), "publisher": (), "published_after": None, "published_before": None}
    return replace(wanted.articles, **known) != EVERY_ARTICLE  # type: ignore[arg-type]


def _of_quotes(wanted: QuoteFilter, dialect: str) -> Iterator[Condition]:
    if wanted.article:
        yield col(Quote.article_key).in_(select(col(Article.key)).where(col(Article.id) == wanted.article))
    if wanted.speaker:
        yield _said_by(wanted.speaker)
    for entity in wanted.mentions:
        named = select(col(QuoteMention.quote_key)).where(col(QuoteMention.entity_key).in_(_entity_keys(entity)))
        yield col(Quote.key).in_(named)
    if wanted.kind:
        yield col(Quote.kind).in_(wanted.kind)
    elif not wanted.indirect:
        yield is_marked()
    if wanted.cue_type:
        yield col(Quote.cue_type).in_(wanted.cue_type)
    if wanted.min_confidence is not None:
        yield col(Quote.confidence) >= wanted.min_confidence
    if wanted.q is not None:
        query = parse_query(Search(wanted.q, mode=wanted.q_mode))
        yield col(Quote.key).in_(matching(asked_of(query, "body"), "quote", dialect)) if query else false()


def entity_conditions(wanted: EntityFilter, dialect: str) -> Iterator[Condition]:
    """One condition per given member of the filter; an entity without articles is in no list."""
    yield col(Entity.article_count) >= max(1, wanted.min_articles or 1)
    if wanted.type:
        yield col(Entity.type).in_(wanted.type)
    if wanted.name_prefix:
        prefix = folded_name(wanted.name_prefix)
        yield and_(col(Entity.folded_name) >= prefix, col(Entity.folded_name) < prefix + "\U0010ffff")
    if wanted.articles != EVERY_ARTICLE:
        named = col(Mention.article_key).in_(newest_articles(wanted.articles, dialect))
        yield col(Entity.key).in_(select(col(Mention.entity_key)).where(named))


def newest_articles(wanted: ArticleFilter, dialect: str) -> Select[int | None]:
    """Keys of the newest articles that match: as many as are searched for what they name."""
    newest = select(col(Article.key)).where(*article_conditions(wanted, dialect))
    return newest.order_by(col(Article.sort_at).desc(), col(Article.key).desc()).limit(NEWEST)


def matching(query: SearchQuery, name: str, dialect: str) -> Select[tuple[int]]:
    """Keys of the rows of an index that match."""
    return sqlite.matching(query, name) if dialect == "sqlite" else postgresql.matching(query, name)


def is_marked() -> Condition:
    """A quote in marks, as every list has them unless more is asked for."""
    return col(Quote.kind) != "indirect"


def is_uuid(text: str) -> bool:
    """Whether the text is an id rather than a name."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _is_first_of_group(wanted: ArticleFilter, dialect: str, of: Articles) -> Condition:
    earlier = aliased(Article)
    same_group = and_(col(earlier.group_id) == col(of.group_id), col(earlier.key) < col(of.key))
    return not_(exists().where(same_group, *article_conditions(wanted, dialect, earlier)))


def _is_none_of(column: SQLColumnExpression[str | None], values: list[str]) -> Condition:
    return or_(column.is_(None), column.not_in(values))


def _labelled(of: Articles, kinds: tuple[str, ...], names: tuple[str, ...]) -> Condition:
    values = [slug(name) for name in names]
    labelled = col(ArticleLabel.kind).in_(kinds), col(ArticleLabel.value).in_(values)
    return col(of.key).in_(select(col(ArticleLabel.article_key)).where(*labelled))


def _between(
    column: SQLColumnExpression[datetime] | SQLColumnExpression[datetime | None],
    after: datetime | None,
    before: datetime | None,
) -> Iterator[Condition]:
    if after:
        yield column >= after
    if before:
        yield column < before


def _said_by(speakers: tuple[str, ...]) -> Condition:
    ids = [UUID(speaker) for speaker in speakers if is_uuid(speaker)]
    names = [folded_name(speaker) for speaker in speakers if not is_uuid(speaker)]
    parts = [col(Quote.speaker_id).in_(ids)] if ids else []
    return or_(*parts, *([col(Quote.speaker_name).in_(names)] if names else []))


def _entity_keys(entity: str) -> Select[int | None]:
    same = col(Entity.id) == UUID(entity) if is_uuid(entity) else col(Entity.folded_name) == folded_name(entity)
    return select(col(Entity.key)).where(same)
