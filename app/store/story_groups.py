"""Find the group of near-duplicates that an article joins.

Writers hold the lock of the counter of changes, so that two of them never miss each other's articles.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, case, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.store.bands import Bands
from app.store.prepared import Prepared, rows_of
from app.store.tables import INDEX_VERSION, Article, ArticleSketch
from app.store.types import UtcDateTime
from app.text.similarity import Sketch, is_same_report, is_same_story, similarity

# Maximum number of articles that are stored for each band: the newest ones. If more articles have a band, it comes from
# text that a site repeats.
PER_BAND = 50
CANDIDATES = 30  # maximum number of similar articles that are read to find the group of an article
# only articles published within this time of the head join a group: at another time, the same words report other news
MAX_APART = timedelta(days=28)
# the earliest time from which MAX_APART can be subtracted, and the latest time to which it can be added
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC) + MAX_APART, datetime.max.replace(tzinfo=UTC) - MAX_APART


def _members_statement() -> Select[Any]:
    """Return the SQL that selects the sketch of each article, and the sketch of the head of its group.

    The head is the oldest stored article of a group; its sketch is null if the article itself is the head. The SQL has
    four parameters. `keys`: keys of the articles. `but`: key of an article that is not taken for a head. `since` and
    `until`: articles whose head is of another time are left out, as are those that an older version indexed.
    """
    head, first = aliased(Article), aliased(Article)
    own, of_head = aliased(ArticleSketch), aliased(ArticleSketch)
    others = col(first.group_id) == col(Article.group_id), col(first.key) != bindparam("but")
    head_key = select(col(first.key)).where(*others).order_by(col(first.key)).limit(1).scalar_subquery()
    head_at = case((col(head.is_dated), col(head.sort_at)), else_=col(head.first_seen_at))
    head_sketch = case((col(head.key) == col(Article.key), None), else_=col(of_head.sketch))
    columns: tuple[Any, ...] = (
        *(col(Article.key), col(Article.group_id), col(own.sketch)),
        *(head_at.label("head_at"), head_sketch.label("head_sketch")),
    )
    since, until = (bindparam(name, type_=UtcDateTime()) for name in ("since", "until"))
    current = (col(one.index_version) == INDEX_VERSION for one in (Article, head))
    return (
        select(*columns)
        .join_from(Article, own, col(own.article_key) == col(Article.key))
        .join(head, col(head.key) == head_key)
        .join(of_head, col(of_head.article_key) == col(head.key))
        .where(col(Article.key).in_(bindparam("keys", expanding=True)), head_at.between(since, until), *current)
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
    known = _Known(session, articles)
    known.read_bands()
    groups = [known.join(one) for one in articles]
    known.bands.write(session)
    return groups


class _Known:
    """The stored articles with which `articles` are compared to find their groups, and those that have found theirs."""

    def __init__(self, session: Session, articles: Sequence[Joining]) -> None:
        self._session, self._articles = session, articles
        times = [one.reported_at for one in articles]
        since, until = max(min(times), _FIRST) - MAX_APART, min(max(times), _LAST) + MAX_APART
        # several articles are new, so that none of them can be a stored head; a single one may be stored
        self._compared = {"but": articles[0].key, "since": since, "until": until}
        self.bands = Bands("article", PER_BAND)
        self._members: dict[int, _Member] = {}
        self._read: set[int] = set()  # keys of the stored articles that were read; some of them cannot be compared

    def read_bands(self) -> None:
        """Read what is stored of the articles with which all these articles are likely to be compared."""
        self.bands.read(self._session, {band for one in self._articles for band in one.sketch.bands})
        self._read_members(key for one in self._articles for key in self._likeliest(one))

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
        for row in rows_of(self._session, _MEMBERS, keys=missing, **self._compared) if missing else ():
            sketch = Sketch.from_bytes(row.sketch)
            head = sketch if row.head_sketch is None else Sketch.from_bytes(row.head_sketch)
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
