"""Write and delete the entities of an article, and update the counts, names and merges that this changes."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, select
from sqlmodel import Session, col

from app.schemas.entity import EntityDraft
from app.store.entities.day_counts import count_articles_by_day
from app.store.entities.decisions import decided_among
from app.store.entities.forms import Own, own_of
from app.store.entities.names import Used, add_names, remove_names
from app.store.entities.redirect_ends import heads_of
from app.store.entities.redirects import (
    Stamp,
    Target,
    drop_redirects,
    point_new,
    pointed_at,
    targets_of,
)
from app.store.entities.rows import (
    Counted,
    Named,
    add_mentions,
    count_own,
    count_records,
    delete_unused,
    ensure_rows,
    find_keys,
)
from app.store.entities.settle import settle
from app.store.entities.shown_names import show_names
from app.store.tables import Article, Entity, Mention
from app.store.written_article import WrittenArticle


@dataclass(frozen=True)
class Kept:
    """An entity of an article, with the keys of its rows in the database."""

    own: Own
    key: int  # key of the row that the mentions refer to
    # key of the row that stands for the name in all languages; only a short name has another `key` (see `Own`)
    public_key: int
    mentions: int


@dataclass(frozen=True)
class Naming:
    """An article, its entities, and the change by which the article is written or deleted."""

    article: Article | WrittenArticle
    kept: Sequence[Kept]
    stamp: Stamp

    @property
    def used(self) -> list[Used]:
        """The names that the article uses for its entities."""
        return [Used(one.key, one.own.language, form) for one in self.kept for form in one.own.forms]


def write_entities(session: Session, named: Sequence[Named]) -> list[dict[UUID, int]]:
    """Write the entities of articles, and add the articles to the entities' counts.

    After all articles are written, decide once what the names mean, so that the order of the articles does not matter.
    The merges that follow from this get the number of the last article's change. A merged entity keeps the names that
    were shown for it. Return for each article a mapping: id of an entity -> key of its row.
    """
    keys, new = ensure_rows(session, named)
    namings = [_naming(article, owns, keys) for article, owns in named]
    every = [one for naming in namings for one in naming.kept]
    point_new(session, {one.key: Target(one.public_key) for one in every if one.own.is_short and one.own.id in new})
    # mentions are added after the redirects of new rows, because the redirects decide for which record a mention counts
    add_mentions(session, named, keys)
    add_names(session, [naming.used for naming in namings])
    _follow(session, every, _count(session, namings, 1), namings[-1].stamp)
    return [{one.own.public_id: one.key for one in naming.kept} for naming in namings]


def remove_entities(session: Session, article: Article, stamp: Stamp) -> None:
    """Delete the mentions of an article and subtract its counts. Delete entities that no article names any more."""
    columns = col(Mention.entity_key), col(Mention.entity_json), col(Mention.mention_count), col(Entity.language)
    stored = select(*columns).join_from(Mention, Entity).where(col(Mention.article_key) == article.key)
    naming = Naming(article, _kept(session, session.execute(stored).all(), article.language), stamp)
    heads = _count(session, [naming], -1)
    remove_names(session, naming.used)
    session.execute(delete(Mention).where(col(Mention.article_key) == article.key))
    _follow(session, naming.kept, heads, stamp)
    _delete_unused(session, {key for one in naming.kept for key in (one.key, one.public_key)})


def _naming(article: WrittenArticle, owns: Sequence[Own], keys: Mapping[UUID, int]) -> Naming:
    kept = [Kept(own, keys[own.id], keys[own.public_id], own.mention_count) for own in owns]
    return Naming(article, kept, Stamp(article.seq, article.changed_at))


def _kept(session: Session, rows: Sequence[Row[Any]], language: str) -> list[Kept]:
    owns = [own_of(EntityDraft.model_validate_json(row.entity_json), language) for row in rows]
    publics = find_keys(session, (own.public_id for own, row in zip(owns, rows, strict=True) if row.language))
    return [
        Kept(own, row.entity_key, publics[own.public_id] if row.language else row.entity_key, row.mention_count)
        for own, row in zip(owns, rows, strict=True)
    ]


def _count(session: Session, namings: Sequence[Naming], step: int) -> set[int]:
    """Add articles to the counts of the entities that they name (`step` 1), or subtract the articles (`step` -1).

    Return the keys of the records whose counts changed.
    """
    own, records = Counter[int](), dict[int, Counted]()
    heads = heads_of(session, {one.key for naming in namings for one in naming.kept})
    mentions = [_mentions(naming, heads) for naming in namings]
    for naming, found in zip(namings, mentions, strict=True):
        for key in {key for one in naming.kept for key in (one.key, one.public_key)}:
            own[key] += step
        for key, number in found.items():
            known = records.get(key, Counted(0, 0, naming.stamp))
            records[key] = Counted(known.articles + step, known.mentions + step * number, naming.stamp)
    count_own(session, own)
    count_records(session, records)
    count_articles_by_day(session, zip((naming.article for naming in namings), mentions, strict=True), step)
    return {*records}


def _mentions(naming: Naming, heads: Mapping[int, int]) -> Counter[int]:
    """Return key of a record -> number of its mentions in an article. `heads`: key of a row -> key of its record."""
    mentions = Counter[int]()
    for one in naming.kept:
        mentions[heads[one.key]] += one.mentions
    return mentions


def _follow(session: Session, kept: Sequence[Kept], heads: set[int], stamp: Stamp) -> None:
    """Decide again what the names of the entities in `kept` mean.

    Then choose again which names are shown for the records that changed. `heads`: records whose counts changed.
    """
    names = {name for one in kept for form in one.own.forms for name in (form.folded, form.short) if name}
    changed = settle(session, names, stamp)
    if changed:
        heads = set(heads_of(session, {one.key for one in kept}).values())
    show_names(session, changed | heads)


def _delete_unused(session: Session, keys: Collection[int]) -> None:
    """Delete the rows among `keys` that nothing needs. Then do the same with the rows into which they were merged."""
    while keys:
        unused = _without_articles(session, keys)
        before: Mapping[int, Target] = targets_of(session, unused)
        drop_redirects(session, unused)
        delete_unused(session, unused)
        keys = {target.key for target in before.values()}


def _without_articles(session: Session, keys: Collection[int]) -> set[int]:
    """Return the rows that nothing needs: no article, no redirect from another row, no decision of a person."""
    rows = session.execute(
        select(col(Entity.key), col(Entity.id)).where(col(Entity.key).in_(keys), col(Entity.own_articles) < 1)
    )
    ids = {row.id: row.key for row in rows}
    decided = decided_among(session, ids)
    free = {key for number, key in ids.items() if number not in decided}
    return free - pointed_at(session, free)
