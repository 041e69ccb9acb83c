"""Find the group of near-duplicates of an article, and list a group by similarity."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, case, column, select, text
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.store.cursor import Position
from app.store.prepared import Prepared, rows_of
from app.store.queries.listing import ListRequest, Slice
from app.store.queries.members import extended
from app.store.tables import INDEX_VERSION, Article, ArticleSketch
from app.text.similarity import Sketch, is_same_report, is_same_story, similarity
from app.text.text_numbers import SIMILARITY_BANDS, SIMILARITY_FACT_BANDS

# Maximum number of articles that are read for each band, newest first. If more articles have a band, it comes from text
# that a site repeats.
PER_BAND = 50
CANDIDATES = 30  # maximum number of similar articles that are read to find the group of a new article
MEMBERS = 1_000  # maximum number of articles of a group that are listed, newest first
# only articles published within this time of the head join a group: at another time, the same words report other news
MAX_APART = timedelta(days=28)
_ALL_BANDS = SIMILARITY_BANDS + SIMILARITY_FACT_BANDS
_NO_BAND = -1
_OF_BAND = (
    "SELECT article_key, {number} AS number FROM (SELECT article_key FROM article_band WHERE band = :band{number}"
    " ORDER BY article_key DESC LIMIT {most}) AS part{number}"
)
# This SQL is a constant text, because SQLAlchemy would take longer to build it than the database to run it.
_SAME_BANDS = Prepared(
    text(" UNION ALL ".join(_OF_BAND.format(number=n, most=PER_BAND) for n in range(_ALL_BANDS))).columns(
        column("article_key"), column("number")
    )
)


def _members_statement() -> Select[Any]:
    """Return the SQL that selects the sketch of each article, and the sketch of the head of its group.

    The SQL has two parameters. `keys`: keys of the articles. `but`: key of an article that is not taken for a head. The
    head is the oldest stored article of a group. Articles that an older version indexed are left out.
    """
    head, first = aliased(Article), aliased(Article)
    own, of_head = aliased(ArticleSketch), aliased(ArticleSketch)
    others = col(first.group_id) == col(Article.group_id), col(first.key) != bindparam("but")
    head_key = select(col(first.key)).where(*others).order_by(col(first.key)).limit(1).scalar_subquery()
    columns: tuple[Any, ...] = (
        *(col(Article.key), col(Article.group_id), col(own.sketch)),
        case((col(head.is_dated), col(head.sort_at)), else_=col(head.first_seen_at)).label("head_at"),
        col(of_head.sketch).label("head_sketch"),
    )
    current = (col(one.index_version) == INDEX_VERSION for one in (Article, head))
    return (
        select(*columns)
        .join_from(Article, own, col(own.article_key) == col(Article.key))
        .join(head, col(head.key) == head_key)
        .join(of_head, col(of_head.article_key) == col(head.key))
        .where(col(Article.key).in_(bindparam("keys", expanding=True)), *current)
    )


_MEMBERS = Prepared(_members_statement())  # this SQL is built once, because building it takes longer than running it


@dataclass(frozen=True)
class SimilarFilter:
    """Filter of the list of near-duplicates: shows the other articles in the group of `article`."""

    article: UUID


def find_group(session: Session, sketch: Sketch, at: datetime, but: int | None = None) -> UUID | None:
    """Return the group of near-duplicates that an article with this sketch and time joins; None if none fits.

    The article must resemble a member, and share names and numbers with the head of the group. Without the head, a
    chain of small changes would join different stories. `but`: key of the article itself, if it is stored.
    """
    keys = _candidates(session, sketch, but)
    rows = rows_of(session, _MEMBERS, keys=keys, but=but or 0) if keys else []
    near = (row for row in rows if abs(row.head_at - at) < MAX_APART)
    members = ((Sketch.from_bytes(row.sketch), Sketch.from_bytes(row.head_sketch), row) for row in near)
    same = [
        (similarity(sketch, member), -row.key, row.group_id)
        for member, head, row in members
        if is_same_story(sketch, member) and is_same_report(sketch, head)
    ]
    return max(same)[2] if same else None


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


def _candidates(session: Session, sketch: Sketch, but: int | None) -> list[int]:
    """Return the keys of the articles that share most bands with the sketch. The rarer a band, the more it counts."""
    bands = [*sketch.bands, *[_NO_BAND] * _ALL_BANDS][:_ALL_BANDS]
    rows = rows_of(session, _SAME_BANDS, **{f"band{number}": band for number, band in enumerate(bands)})
    sizes = Counter(row.number for row in rows)
    shared: dict[int, float] = defaultdict(float)
    for row in rows:
        if row.article_key != but:
            shared[row.article_key] += 1 / sizes[row.number]
    return sorted(shared, key=lambda key: (-shared[key], -key))[:CANDIDATES]


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
