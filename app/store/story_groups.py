"""Find the group of near-duplicates that an article joins.

Writers hold the lock of the counter of changes, so that two of them never miss each other's articles.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, case, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.store.bands import Bands
from app.store.prepared import Prepared, rows_of
from app.store.tables import INDEX_VERSION, Article, ArticleSketch
from app.text.similarity import Sketch, is_same_report, is_same_story, similarity

# Maximum number of articles that are stored for each band: the newest ones. If more articles have a band, it comes from
# text that a site repeats.
PER_BAND = 50
CANDIDATES = 30  # maximum number of similar articles that are read to find the group of an article
# only articles published within this time of the head join a group: at another time, the same words report other news
MAX_APART = timedelta(days=28)


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


class Joining(NamedTuple):
    """An article that looks for a group."""

    key: int
    sketch: Sketch
    reported_at: datetime  # time when it was published, or first seen
    own_group: UUID  # group that it founds if it joins none


@dataclass(frozen=True)
class _Member:
    """An article in a group, with the sketch and time of the group's head."""

    key: int
    group: UUID
    sketch: Sketch
    head: Sketch
    head_at: datetime


def join_groups(session: Session, articles: Sequence[Joining]) -> list[UUID]:
    """Return the group of near-duplicates of each article, and store the bands of the articles.

    The articles are either new, or one stored article whose bands were deleted. The result is the same as if the
    function were called for each article in turn.

    An article must resemble a member of the group, and share names and numbers with the head. Without the head, a chain
    of small changes would join different stories.
    """
    known = _Known(session, but=articles[0].key)
    known.read_bands(articles)
    groups = [known.join(one) for one in articles]
    known.bands.write(session)
    return groups


class _Known:
    """The stored and the new articles with which articles that look for a group are compared.

    `but`: key of the article that looks for a group, if it is stored.
    """

    def __init__(self, session: Session, but: int) -> None:
        self._session, self._but = session, but
        self.bands = Bands("article", PER_BAND)
        self._members: dict[int, _Member] = {}
        self._read: set[int] = set()  # keys of the stored articles that were read; some of them cannot be compared

    def read_bands(self, articles: Sequence[Joining]) -> None:
        """Read what is stored of the articles with which these are likely to be compared."""
        self.bands.read(self._session, {band for one in articles for band in one.sketch.bands})
        self._read_members(key for one in articles for key in self._likeliest(one))

    def join(self, one: Joining) -> UUID:
        """Return the group that an article joins. Later articles are compared with it, too."""
        keys = self._likeliest(one)
        self._read_members(keys)
        members = [self._members[key] for key in keys if key in self._members]
        nearest = max(_same(one, members), default=None)
        group, head, head_at = one.own_group, one.sketch, one.reported_at
        if nearest:
            joined = self._members[-nearest[1]]
            group, head, head_at = joined.group, joined.head, joined.head_at
        self._members[one.key] = _Member(one.key, group, one.sketch, head, head_at)
        self.bands.add(one.sketch.bands, one.key)
        return group

    def _likeliest(self, one: Joining) -> list[int]:
        return [key for key in self.bands.likeliest(one.sketch.bands, CANDIDATES + 1) if key != one.key][:CANDIDATES]

    def _read_members(self, keys: Iterable[int]) -> None:
        missing = set(keys) - self._members.keys() - self._read
        self._read |= missing
        for row in rows_of(self._session, _MEMBERS, keys=missing, but=self._but) if missing else ():
            sketch, head = Sketch.from_bytes(row.sketch), Sketch.from_bytes(row.head_sketch)
            self._members[row.key] = _Member(row.key, row.group_id, sketch, head, row.head_at)


def _same(one: Joining, members: Iterable[_Member]) -> Iterator[tuple[float, int]]:
    """Yield (similarity, -key) of each member that reports the same story as the article and its group's head."""
    for member in members:
        if (
            abs(member.head_at - one.reported_at) < MAX_APART
            and is_same_story(one.sketch, member.sketch)
            and is_same_report(one.sketch, member.head)
        ):
            yield similarity(one.sketch, member.sketch), -member.key
