"""What each filter means: one condition per given value, the same for every list that takes the filter."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, Subquery, and_, false, or_, select
from sqlmodel import col

from app.store.filters import ArticleFilter, EntityFilter, QuoteFilter
from app.store.parts import folded_name
from app.store.search import matching_keys, parse_query
from app.store.tables import Article, ArticleLabel, Entity, Mention, Quote
from app.text.fold import lower, slug
from app.text.url import canonical_url

Condition = ColumnElement[bool]
_HAS = {
    "quotes": col(Article.has_quotes),
    "images": col(Article.has_images),
    "lede": col(Article.has_lede),
    "author": col(Article.has_authors),
    "modified": col(Article.is_modified),
}


def article_conditions(wanted: ArticleFilter, dialect: str) -> Iterator[Condition]:
    """One condition per given member of the filter."""
    if wanted.publisher:
        yield col(Article.publisher).in_([lower(domain) for domain in wanted.publisher])
    if wanted.section:
        yield col(Article.section).in_([slug(name) for name in wanted.section])
    if wanted.language:
        yield col(Article.language).in_([lower(language) for language in wanted.language])
    for kind in ("agency", "tag", "author"):
        if names := getattr(wanted, kind):
            yield _labelled(kind, names)
    for entity in wanted.entity:
        yield col(Article.key).in_(
            select(col(Mention.article_key)).where(col(Mention.entity_key).in_(_entity_keys(entity)))
        )
    if wanted.speaker:
        yield col(Article.key).in_(select(col(Quote.article_key)).where(_said_by(wanted.speaker), is_marked()))
    if wanted.url is not None:
        yield col(Article.url) == (canonical_url(wanted.url) or "")
    if wanted.published_after:
        yield col(Article.sort_at) >= wanted.published_after
        yield _is_dated()
    if wanted.published_before:
        yield col(Article.sort_at) < wanted.published_before
        yield _is_dated()
    for name in wanted.has:
        yield _HAS[name].is_(True)
    if wanted.q is not None:
        yield _matches(col(Article.key), wanted.q, "article", dialect)


def quote_conditions(wanted: QuoteFilter, dialect: str) -> Iterator[Condition]:
    """One condition per given member of the filter."""
    if wanted.speaker:
        yield _said_by(wanted.speaker)
    if wanted.article:
        yield col(Quote.article_key).in_(select(col(Article.key)).where(col(Article.id) == wanted.article))
    if wanted.kind:
        yield col(Quote.kind).in_(wanted.kind)
    elif not wanted.indirect:
        yield is_marked()
    if wanted.language:
        yield col(Quote.language).in_([lower(language) for language in wanted.language])
    if wanted.publisher:
        yield col(Quote.publisher).in_([lower(domain) for domain in wanted.publisher])
    if wanted.published_after:
        yield col(Quote.sort_at) >= wanted.published_after
    if wanted.published_before:
        yield col(Quote.sort_at) < wanted.published_before
    if wanted.min_confidence is not None:
        yield col(Quote.confidence) >= wanted.min_confidence
    if wanted.q is not None:
        yield _matches(col(Quote.key), wanted.q, "quote", dialect)


def entity_conditions(wanted: EntityFilter) -> Iterator[Condition]:
    """One condition per given member of the filter; an entity without articles is in no list."""
    yield col(Entity.article_count) >= max(1, wanted.min_articles or 1)
    if wanted.type:
        yield col(Entity.type).in_(wanted.type)
    if wanted.name_prefix:
        prefix = folded_name(wanted.name_prefix)
        yield and_(col(Entity.folded_name) >= prefix, col(Entity.folded_name) < prefix + "\U0010ffff")


def ranking(q: str, dialect: str) -> Subquery | None:
    """Keys and scores of the newest matches; None when `q` holds no word."""
    query = parse_query(q)
    return matching_keys(query, "article", dialect, ranked=True).subquery() if query else None


def _matches(key: SQLColumnExpression[int | None], q: str, name: str, dialect: str) -> Condition:
    query = parse_query(q)
    return key.in_(matching_keys(query, name, dialect)) if query else false()


def _labelled(kind: str, names: tuple[str, ...]) -> Condition:
    values = [slug(name) for name in names]
    rows = select(col(ArticleLabel.article_key)).where(
        col(ArticleLabel.kind) == kind, col(ArticleLabel.value).in_(values)
    )
    return col(Article.key).in_(rows)


def is_marked() -> Condition:
    """A quote in marks, as every list has them unless more is asked for."""
    return col(Quote.kind) != "indirect"


def _is_dated() -> Condition:
    return col(Article.is_dated).is_(True)


def _said_by(speakers: tuple[str, ...]) -> Condition:
    ids = [UUID(speaker) for speaker in speakers if is_uuid(speaker)]
    names = [folded_name(speaker) for speaker in speakers if not is_uuid(speaker)]
    parts = [col(Quote.speaker_id).in_(ids)] if ids else []
    return or_(*parts, *([col(Quote.speaker_name).in_(names)] if names else []))


def _entity_keys(entity: str) -> Select[int | None]:
    same = col(Entity.id) == UUID(entity) if is_uuid(entity) else col(Entity.folded_name) == folded_name(entity)
    return select(col(Entity.key)).where(same)


def is_uuid(text: str) -> bool:
    """Whether the text is an id rather than a name."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
