"""Every select on articles, quotes, entities, publishers. Rows to bytes: an item of a list is JSON, ready to send."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, Row, Select, SQLColumnExpression, literal, select, tuple_
from sqlalchemy.types import TypeEngine
from sqlmodel import Session, col

from app.store.conditions import article_conditions, entity_conditions, is_marked, is_uuid, quote_conditions, ranking
from app.store.cursor import Position
from app.store.filters import ArticleFilter, EntityFilter, PublisherFilter, QuoteFilter
from app.store.tables import Article, ArticleText, Entity, Mention, PublisherCount, Quote
from app.store.types import UtcDateTime


@dataclass(frozen=True)
class PageRequest:
    """Which part of a list: order, the place it begins behind, how many items."""

    sort: str
    position: Position | None = None
    limit: int = 25


@dataclass(frozen=True)
class Slice:
    """Items as JSON; where the neighbouring pages begin, None at the ends."""

    items: Sequence[bytes]
    next: Position | None
    previous: Position | None


@dataclass(frozen=True)
class Stored:
    """One record as JSON, and when it last changed."""

    json: bytes
    changed_at: datetime


@dataclass(frozen=True)
class Order:
    """A total order: all columns in one direction, the last one unique."""

    columns: tuple[SQLColumnExpression[Any], ...]
    descending: bool


BY_TIME = (col(Article.sort_at), col(Article.key))
ARTICLE_ORDERS = {
    "-published_at": Order(BY_TIME, True),
    "published_at": Order(BY_TIME, False),
    "-first_seen_at": Order((col(Article.first_seen_at), col(Article.key)), True),
}
_MENTION_TIME = (col(Mention.sort_at), col(Mention.article_key))  # the mention key: an entity's articles are one range
BY_MENTION = {"-published_at": Order(_MENTION_TIME, True), "published_at": Order(_MENTION_TIME, False)}
QUOTE_ORDERS = {
    "-published_at": Order((col(Quote.sort_at), col(Quote.key)), True),
    "published_at": Order((col(Quote.sort_at), col(Quote.key)), False),
}
ENTITY_ORDERS = {
    "-article_count": Order((col(Entity.article_count), col(Entity.key)), True),
    "name": Order((col(Entity.folded_name), col(Entity.key)), False),
}
PUBLISHER_ORDERS = {"-article_count": Order((col(PublisherCount.article_count), col(PublisherCount.domain)), True)}


def list_articles(session: Session, wanted: ArticleFilter, page: PageRequest) -> Slice:
    """Cards of articles; `relevance` orders the newest matches of `q`."""
    dialect = session.get_bind().dialect.name
    statement = select(col(Article.card_json)).where(*article_conditions(wanted, dialect))
    if page.sort == "relevance":
        found = ranking(wanted.q or "", dialect)
        if found is None:
            return Slice((), None, None)
        statement = statement.join(found, found.c.found == col(Article.key))
        return _slice(session, statement, Order((found.c.score, col(Article.key)), True), page, _first)
    if page.sort in BY_MENTION and len(wanted.entity) > 0 and is_uuid(wanted.entity[0]):
        others = article_conditions(replace(wanted, entity=wanted.entity[1:]), dialect)
        named = select(col(Entity.key)).where(col(Entity.id) == UUID(wanted.entity[0])).scalar_subquery()
        statement = (
            select(col(Article.card_json))
            .join_from(Mention, Article, col(Mention.article_key) == col(Article.key))
            .where(col(Mention.entity_key) == named, *others)
        )
        return _slice(session, statement, BY_MENTION[page.sort], page, _first)
    return _slice(session, statement, ARTICLE_ORDERS[page.sort], page, _first)


def list_quotes(session: Session, wanted: QuoteFilter, page: PageRequest) -> Slice:
    """Quotes of all articles."""
    statement = select(col(Quote.quote_json)).where(*quote_conditions(wanted, session.get_bind().dialect.name))
    return _slice(session, statement, QUOTE_ORDERS[page.sort], page, _first)


def list_entities(session: Session, wanted: EntityFilter, page: PageRequest) -> Slice:
    """Entities of all articles."""
    statement = select(Entity.__table__).where(*entity_conditions(wanted))  # type: ignore[attr-defined]
    return _slice(session, statement, ENTITY_ORDERS[page.sort], page, _entity)


def list_publishers(session: Session, _wanted: PublisherFilter, page: PageRequest) -> Slice:
    """Publishers with articles, the one with most first."""
    statement = select(PublisherCount.__table__).where(col(PublisherCount.article_count) > 0)  # type: ignore[attr-defined]
    return _slice(session, statement, PUBLISHER_ORDERS[page.sort], page, _publisher)


def get_article(session: Session, article_id: UUID, *, indirect: bool = False) -> Stored | None:
    """The full record: card, body, blocks, quotes, entities, provenance; three statements."""
    columns = (
        Article.key,
        Article.card_json,
        Article.changed_at,
        ArticleText.body,
        ArticleText.blocks_json,
        ArticleText.provenance_json,
    )
    statement = select(*map(col, columns)).join(ArticleText).where(col(Article.id) == article_id)
    row = session.execute(statement).first()
    if row is None:
        return None
    kinds = () if indirect else (is_marked(),)
    quotes = select(col(Quote.quote_json)).where(col(Quote.article_key) == row.key, *kinds).order_by(col(Quote.key))
    entities = (
        select(col(Mention.entity_json)).where(col(Mention.article_key) == row.key).order_by(col(Mention.ordinal))
    )
    members = {
        "body": orjson.dumps(row.body),
        "blocks": orjson.dumps(_with_text(orjson.loads(row.blocks_json), row.body)),
        "quotes": _array(session.execute(quotes).scalars().all()),
        "entities": _array(session.execute(entities).scalars().all()),
        "provenance": row.provenance_json.encode(),
    }
    return Stored(_extended(row.card_json.encode(), members), row.changed_at)


def get_quote(session: Session, quote_id: UUID) -> Stored | None:
    """One quote."""
    row = session.execute(select(col(Quote.quote_json), col(Quote.changed_at)).where(col(Quote.id) == quote_id)).first()
    return Stored(row.quote_json.encode(), row.changed_at) if row else None


def get_entity(session: Session, entity_id: UUID) -> Stored | None:
    """One entity."""
    row = session.execute(select(Entity.__table__).where(col(Entity.id) == entity_id)).first()  # type: ignore[attr-defined]
    return Stored(_entity(row), row.changed_at) if row else None


def _slice(session: Session, statement: Select[Any], order: Order, page: PageRequest, render: Any) -> Slice:
    """One page in one statement: one row more than asked for tells whether there is another page."""
    backwards = page.position is not None and page.position.backwards
    descending = order.descending != backwards
    statement = statement.add_columns(*(c.label(f"order_{n}") for n, c in enumerate(order.columns)))
    if page.position:
        place = tuple_(*(_typed(c, v) for c, v in zip(order.columns, page.position.values, strict=True)))
        here = tuple_(*order.columns)
        statement = statement.where(here < place if descending else here > place)
    statement = statement.order_by(*(c.desc() if descending else c.asc() for c in order.columns)).limit(page.limit + 1)
    rows = session.execute(statement).all()
    more, rows = len(rows) > page.limit, rows[: page.limit]
    rows = rows[::-1] if backwards else rows
    has_next, has_previous = (True, more) if backwards else (more, page.position is not None)
    return Slice(
        tuple(render(row) for row in rows),
        _position(rows[-1], order, False) if rows and has_next else None,
        _position(rows[0], order, True) if rows and has_previous else None,
    )


def _typed(column: SQLColumnExpression[Any], value: object) -> ColumnElement[Any]:
    kind: TypeEngine[Any] = column.type  # type: ignore[attr-defined]  # every expression has one, the base class does not say so
    return literal(datetime.fromisoformat(str(value)) if isinstance(kind, UtcDateTime) else value, kind)


def _position(row: Row[Any], order: Order, backwards: bool) -> Position:
    values = (row._mapping[f"order_{n}"] for n in range(len(order.columns)))
    return Position(tuple(v.isoformat() if isinstance(v, datetime) else v for v in values), backwards)


def _first(row: Row[Any]) -> bytes:
    return str(row[0]).encode()


def _entity(row: Row[Any]) -> bytes:
    head = orjson.dumps({"id": row.id, "name": row.name, "type": row.type})
    counts = {"mention_count": b"%d" % row.mention_count, "article_count": b"%d" % row.article_count}
    return _extended(
        head, {"aliases": row.aliases_json.encode(), "external_ids": row.external_ids_json.encode(), **counts}
    )


def _publisher(row: Row[Any]) -> bytes:
    return orjson.dumps({"domain": row.domain, "name": row.name, "article_count": row.article_count})


def _array(items: Sequence[str]) -> bytes:
    return b"[" + ",".join(items).encode() + b"]"


def _extended(record: bytes, members: dict[str, bytes]) -> bytes:
    """A JSON object with further members, whose values are JSON already."""
    return record[:-1] + b"".join(b',"%b":%b' % (name.encode(), value) for name, value in members.items()) + b"}"


def _with_text(blocks: list[dict[str, Any]], body: str) -> list[dict[str, Any]]:
    return [
        {**block, "text": body[block["start"] : block["end"]] if block["text"] is None else block["text"]}
        for block in blocks
    ]
