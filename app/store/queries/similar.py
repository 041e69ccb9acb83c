"""Near-duplicates: the group an article belongs to, and its members by similarity."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, text
from sqlmodel import Session, col

from app.store.cursor import Position
from app.store.queries.listing import ListRequest, Slice
from app.store.queries.members import extended
from app.store.tables import Article, ArticleSketch
from app.text.similarity import BANDS, Sketch, is_same_story, similarity

PER_BAND = 50  # newest articles looked at of each band: words that all pages of a site share are no story
CANDIDATES = 30  # of which the sketches are compared
MEMBERS = 1_000  # newest of a group that a list orders
_NO_BAND = -1
_OF_BAND = (
    "SELECT article_key FROM (SELECT article_key FROM article_band WHERE band = :band{number}"
    " ORDER BY article_key DESC LIMIT {most}) AS part{number}"
)
# As text: to build it of parts for every save would take longer than to run it.
_SAME_BANDS = text(" UNION ALL ".join(_OF_BAND.format(number=n, most=PER_BAND) for n in range(BANDS)))


@dataclass(frozen=True)
class SimilarFilter:
    """The group of one article."""

    article: UUID


def find_group(session: Session, sketch: Sketch, but: int | None = None) -> UUID | None:
    """The group of the stored article that tells the same story, the most similar one; None where there is none."""
    keys = [key for key, _ in _candidates(session, sketch).most_common(CANDIDATES + 1) if key != but]
    statement = select(col(Article.group_id), col(Article.key), col(ArticleSketch.sketch))
    rows = session.execute(statement.join_from(Article, ArticleSketch).where(col(Article.key).in_(keys))).all()
    others = ((Sketch.from_bytes(row.sketch), row) for row in rows)
    same = [
        (similarity(sketch, other), -row.key, row.group_id) for other, row in others if is_same_story(sketch, other)
    ]
    return max(same)[2] if same else None


def list_similar_articles(session: Session, wanted: SimilarFilter, page: ListRequest) -> Slice:
    """Cards of the other articles of the group with their `similarity`, most similar first."""
    ranked = _ranked(session, wanted.article)
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


def _candidates(session: Session, sketch: Sketch) -> Counter[int]:
    """Keys of articles with bands in common, and how many."""
    bands = (*sketch.bands, *[_NO_BAND] * BANDS)[:BANDS]
    found = session.execute(_SAME_BANDS, {f"band{number}": band for number, band in enumerate(bands)})
    return Counter(found.scalars())


def _ranked(session: Session, article: UUID) -> list[tuple[float, int]]:
    """Sort keys of the members: minus similarity, key."""
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
