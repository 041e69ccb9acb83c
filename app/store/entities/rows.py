"""Write and delete the rows of an article's entities: the entities, their names, their mentions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import Session, col

from app.store.entities.forms import Own
from app.store.entities.redirects import Stamp
from app.store.prepared import Prepared, rows_of, run_many
from app.store.session import insert_rows, new_keys
from app.store.tables import Entity, Mention
from app.store.types import UtcDateTime
from app.store.written_article import WrittenArticle

_ENTITY = Entity.__table__  # type: ignore[attr-defined]
_COUNT = Prepared(
    update(_ENTITY)
    .where(_ENTITY.c.key == bindparam("entity"))
    .values(
        article_count=_ENTITY.c.article_count + bindparam("articles"),
        mention_count=_ENTITY.c.mention_count + bindparam("mentions"),
        seq=bindparam("new_seq"),
        changed_at=bindparam("now", type_=UtcDateTime()),
    )
)
_OWN = Prepared(
    update(_ENTITY)
    .where(_ENTITY.c.key == bindparam("entity"))
    .values(own_articles=_ENTITY.c.own_articles + bindparam("articles"))
)

_KEYS = Prepared(select(_ENTITY.c.id, _ENTITY.c.key).where(_ENTITY.c.id.in_(bindparam("ids", expanding=True))))

Named = tuple[WrittenArticle, Sequence[Own]]  # an article and the entities that it names


class Counted(NamedTuple):
    """Articles and mentions to add to the counts of an entity. `stamp`: the newest change that adds any of them."""

    articles: int
    mentions: int
    stamp: Stamp


def find_keys(session: Session, ids: Iterable[UUID]) -> dict[UUID, int]:
    """Map the ids of stored entities to their keys."""
    wanted = {*ids}
    return {row.id: row.key for row in rows_of(session, _KEYS, ids=wanted)} if wanted else {}


def ensure_rows(session: Session, named: Sequence[Named]) -> tuple[dict[UUID, int], set[UUID]]:
    """Add the missing rows of the named entities.

    Return the keys of all rows of these entities, by id, and the ids of the added rows.
    """
    wanted: dict[UUID, dict[str, object]] = {}
    for article, owns in named:
        rows = {own.public_id: _row(own, article, None) for own in owns}
        rows |= {own.id: _row(own, article, own.language) for own in owns if own.is_short}
        wanted |= {number: rows[number] for number in sorted(rows, key=str) if number not in wanted}
    keys = find_keys(session, wanted)
    missing = [number for number in wanted if number not in keys]
    added = dict(zip(missing, new_keys(session, Entity, len(missing)), strict=True))
    insert_rows(session, Entity, [{"key": key, **wanted[number]} for number, key in added.items()])
    return keys | added, set(missing)


def add_mentions(session: Session, named: Sequence[Named], keys: Mapping[UUID, int]) -> None:
    """Write the mentions of the articles' entities. `keys`: id of an entity -> key of its row."""
    rows = [
        {
            "entity_key": keys[own.id],
            "sort_at": article.sort_at,
            "article_key": article.key,
            "ordinal": own.ordinal,
            "mention_count": own.mention_count,
            "entity_json": own.packed,
        }
        for article, owns in named
        for own in owns
    ]
    insert_rows(session, Mention, rows)


def count_own(session: Session, articles: Mapping[int, int]) -> None:
    """Increase the number of articles of each row (`own_articles`). `articles`: key of a row -> number to add."""
    run_many(session, _OWN, [{"entity": key, "articles": number} for key, number in sorted(articles.items())])


def count_records(session: Session, counted: Mapping[int, Counted]) -> None:
    """Add articles and mentions to the counts of entities. `counted`: maps the key of each entity to what to add."""
    rows = [
        {
            "entity": key,
            "articles": one.articles,
            "mentions": one.mentions,
            "new_seq": one.stamp.seq,
            "now": one.stamp.at,
        }
        for key, one in sorted(counted.items())
    ]
    run_many(session, _COUNT, rows)


def delete_unused(session: Session, keys: Collection[int]) -> None:
    """Delete the rows among `keys` that no article names. Call this only for rows to which no other row redirects."""
    session.execute(delete(Entity).where(col(Entity.key).in_(keys), col(Entity.own_articles) < 1))


def _row(own: Own, article: WrittenArticle, language: str | None) -> dict[str, object]:
    return {
        "id": own.id if language else own.public_id,
        "type": own.type,
        "name": own.name,
        "folded_name": own.folded,
        "aliases_json": "[]",
        "external_ids_json": own.external_ids_json,
        "names_json": "{}",
        "language": language,
        "own_articles": 0,
        "article_count": 0,
        "mention_count": 0,
        "seq": article.seq,
        "changed_at": article.changed_at,
    }
