"""Read the version of an article's record, to find out whether the client has this version already."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, bindparam, select, union
from sqlmodel import Session, col

from app.store.entity_tables import EntityRedirect
from app.store.preconditions import digest
from app.store.prepared import Prepared, Run, on
from app.store.tables import Article, Mention, Quote
from app.store.types import Id
from app.version import VERSION

_KEY = bindparam("article", type_=Integer())
_OWN = select(
    *(col(Article.key), col(Article.seq), col(Article.index_version), col(Article.changed_at)),
).where(col(Article.id) == bindparam("id", type_=Id()))
_MEANT: tuple[Any, ...] = (
    *(col(EntityRedirect.own_value), col(EntityRedirect.head_value)),
    col(EntityRedirect.resolved_by),
)
_MENTIONED = select(*_MEANT).join_from(
    Mention, EntityRedirect, col(EntityRedirect.entity_key) == col(Mention.entity_key)
)
_SPEAKING = select(*_MEANT).join_from(Quote, EntityRedirect, col(EntityRedirect.own_id) == col(Quote.speaker_id))
_ARTICLE = Prepared(_OWN)
_REDIRECTS = Prepared(
    union(_MENTIONED.where(col(Mention.article_key) == _KEY), _SPEAKING.where(col(Quote.article_key) == _KEY))
)


@dataclass(frozen=True)
class ArticleVersion:
    """A version of an article's record."""

    # Hash that changes whenever the JSON of the record changes: with the article, or when its entities are merged or
    # split. The hash may also change while the JSON stays the same.
    stamp: bytes
    changed_at: datetime  # when the article last changed


def article_version(session: Session, article_id: UUID) -> ArticleVersion | None:
    """Return the version of an article; None if it is not stored."""
    return version_by(on(session.connection()), article_id)


def version_by(run: Run, article_id: UUID) -> ArticleVersion | None:
    """Return the version of an article; None if it is not stored. `run` runs prepared SQL."""
    found, typed = run(_ARTICLE, id=article_id)
    if not found:
        return None
    article = typed(found[0])
    redirects, _ = run(_REDIRECTS, article=article["key"])
    meant = sorted(str(tuple(row)) for row in redirects)
    parts = (VERSION, str(article["key"]), str(article["seq"]), str(article["index_version"]), *meant)
    return ArticleVersion(digest(*(part.encode() for part in parts)).encode(), article["changed_at"])
