"""List the group of near-duplicates of an article by similarity."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from app.store.cursor import Position
from app.store.queries.listing import ListRequest, Slice
from app.store.queries.members import extended
from app.store.tables import Article, ArticleSketch
from app.text.similarity import Sketch, similarity

MEMBERS = 1_000  # maximum number of articles of a group that are listed, newest first


@dataclass(frozen=True)
class SimilarFilter:
    """Filter of the list of near-duplicates: shows the other articles in the group of `article`."""

    article: UUID


def list_similar_articles(session: Session, filters: SimilarFilter, page: ListRequest) -> Slice:
    """Return a page of results: the other articles in an article's group, as cards with `similarity`.

    The most similar articles come first.
    """
    ranked = _ranked(session, filters.article)
    position, backwards = page.position, page.position is not None and page.position.backwards
    place = tuple(position.values) if position else None
    rest = [one for one in ranked if place is None or (one < place if backwards else one > place)]
    shown = rest[-page.limit :] if backwards else rest[: page.limit]
    more = len(rest) > len(shown)
    has_next, has_previous = (True, more) if backwards else (more, place is not None)
    return Slice(
        _cards(session, shown),
        Position(shown[-1]) if shown and has_next else None,
        Position(shown[0], backwards=True) if shown and has_previous else None,
        None if page.count == "none" else len(ranked),
    )


def _ranked(session: Session, article: UUID) -> list[tuple[float, int]]:
    """Return (-similarity, key) of each other article in the group of `article`, sorted."""
    own = select(col(Article.key), col(Article.group_id), col(ArticleSketch.sketch)).join_from(Article, ArticleSketch)
    here = session.execute(own.where(col(Article.id) == article)).first()
    if here is None:
        return []
    sketch = Sketch.from_bytes(here.sketch)
    others = own.where(col(Article.group_id) == here.group_id, col(Article.key) != here.key)
    rows = session.execute(others.order_by(col(Article.key).desc()).limit(MEMBERS)).all()
    return sorted((-round(similarity(sketch, Sketch.from_bytes(row.sketch)), 3), row.key) for row in rows)


def _cards(session: Session, shown: Sequence[tuple[float, int]]) -> tuple[bytes, ...]:
    keys = [key for _, key in shown]
    rows = session.execute(select(col(Article.key), col(Article.card_json)).where(col(Article.key).in_(keys)))
    cards = {row.key: row.card_json.encode() for row in rows}
    return tuple(extended(cards[key], {"similarity": b"%.3f" % -negative}) for negative, key in shown if key in cards)
