"""Write and delete the rows of an article: text, search words, sketch, labels, quotes, entities and mentions."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import orjson
from sqlalchemy import bindparam, delete, insert, update
from sqlmodel import Session, col, select

from app.lang.search_words import WordRules
from app.schemas.article import ArticleDraft
from app.schemas.entity import EntityDraft
from app.schemas.quote import QuoteRead
from app.schemas.record import quotes_of
from app.store.conditions import folded_name
from app.store.labels import count_labels, labels_of, write_labels
from app.store.search import index
from app.store.tables import (
    Article,
    ArticleBand,
    ArticleLabel,
    ArticleSketch,
    ArticleText,
    Entity,
    Mention,
    Quote,
    QuoteMention,
)
from app.store.types import UtcDateTime
from app.text.similarity import Sketch

MAX_ALIASES = 50
_ENTITY = Entity.__table__  # type: ignore[attr-defined]
_UNCOUNT = (
    update(_ENTITY)
    .where(_ENTITY.c.key == bindparam("entity"))
    .values(
        article_count=_ENTITY.c.article_count - 1,
        mention_count=_ENTITY.c.mention_count - bindparam("mentions"),
        changed_at=bindparam("now", type_=UtcDateTime()),
    )
)


def write_parts(session: Session, article: Article, draft: ArticleDraft, sketch: Sketch, rules: WordRules) -> None:
    """Write everything that belongs to the article, whose own row is already written."""
    key = article.key or 0
    session.add(_text(key, draft))
    session.add(ArticleSketch(article_key=key, sketch=sketch.to_bytes()))
    if sketch.bands:
        session.execute(insert(ArticleBand), [{"band": band, "article_key": key} for band in sketch.bands])
    index.index_article(session, key, _texts(draft), rules)
    write_labels(session, key, draft)
    entities = _write_entities(session, article, draft.entities)
    _write_quotes(session, article, draft, entities, rules)
    session.flush()


def delete_parts(session: Session, article: Article, now: datetime) -> None:
    """Delete everything that belongs to the article, and subtract it from the counters."""
    key = article.key or 0
    _uncount_entities(session, key, now)
    count_labels(session, labels_of(session, article), -1)
    quotes = session.exec(select(Quote.key).where(Quote.article_key == key)).all()
    index.remove(session, "quote", [quote or 0 for quote in quotes])
    index.remove(session, "article", [key])
    for table in (Mention, Quote, ArticleLabel, ArticleBand, ArticleSketch, ArticleText):
        session.exec(delete(table).where(col(table.article_key) == key))
    unused = delete(Entity).where(col(Entity.article_count) < 1)
    # `fetch`, because the default would evaluate loaded entities, whose counts are outdated.
    session.exec(unused, execution_options={"synchronize_session": "fetch"})
    session.expire_all()


def _texts(draft: ArticleDraft) -> dict[str, str]:
    said = "\n".join(quote.text for quote in draft.quotes)
    return {"headline": draft.headline, "lede": draft.lede or "", "quotes": said, "body": draft.body}


def _text(key: int, draft: ArticleDraft) -> ArticleText:
    plain = ((block, block.model_dump(mode="json")) for block in draft.blocks)
    blocks = [{**values, "text": None if block.start is not None else block.text} for block, values in plain]
    provenance = {name: found.model_dump() for name, found in draft.provenance.items()}
    return ArticleText(
        article_key=key,
        body=draft.body,
        blocks_json=orjson.dumps(blocks).decode(),
        provenance_json=orjson.dumps(provenance).decode(),
    )


def _write_quotes(
    session: Session, article: Article, draft: ArticleDraft, entities: dict[UUID, Entity], rules: WordRules
) -> None:
    quotes = quotes_of(draft, indirect=True)
    rows = [_quote(article, quote) for quote in quotes]
    session.add_all(rows)
    session.flush()
    keys = [row.key or 0 for row in rows]
    said = list(zip(keys, quotes, strict=True))
    index.index_quotes(session, ((key, quote.text) for key, quote in said), rules)
    named = _NamedInside(draft.entities)
    inside = [(entities[entity].key or 0, key) for key, quote in said for entity in named.in_quote(quote)]
    if inside:
        listed = [{"entity_key": entity, "quote_key": key} for entity, key in sorted(inside)]
        session.execute(insert(QuoteMention), listed)


class _NamedInside:
    """Finds the entities named inside a quote by the offsets of their mentions."""

    def __init__(self, entities: Iterable[EntityDraft]) -> None:
        self._places = sorted((m.field, m.start, m.end, entity.id) for entity in entities for m in entity.mentions)

    def in_quote(self, quote: QuoteRead) -> set[UUID]:
        first = bisect_left(self._places, (quote.field, quote.start))
        last = bisect_left(self._places, (quote.field, quote.end))
        return {entity for _, _, end, entity in self._places[first:last] if end <= quote.end}


def _quote(article: Article, quote: QuoteRead) -> Quote:
    speaker = quote.speaker
    return Quote(
        id=quote.id,
        article_key=article.key or 0,
        sort_at=article.sort_at,
        is_dated=article.is_dated,
        changed_at=article.changed_at,
        seq=article.seq,
        speaker_id=speaker.entity_id if speaker else None,
        speaker_name=folded_name(speaker.name) if speaker else None,
        kind=quote.kind,
        cue_type=quote.cue.type if quote.cue else None,
        language=quote.language,
        publisher=article.publisher,
        confidence=quote.confidence,
        quote_json=quote.model_dump_json(),
    )


def _write_entities(session: Session, article: Article, drafts: Iterable[EntityDraft]) -> dict[UUID, Entity]:
    by_id = {draft.id: (ordinal, draft) for ordinal, draft in enumerate(drafts)}
    stored = {row.id: row for row in session.exec(select(Entity).where(col(Entity.id).in_(by_id))).all()}
    for identity, (_, draft) in sorted(by_id.items(), key=lambda item: str(item[0])):
        stored[identity] = _merged(stored.get(identity), draft, article)
        session.add(stored[identity])
    session.flush()
    session.add_all(_mention(stored, article, ordinal, draft) for ordinal, draft in by_id.values())
    return stored


def _merged(row: Entity | None, draft: EntityDraft, article: Article) -> Entity:
    row = row or Entity(
        id=draft.id,
        type=draft.type,
        name=draft.name,
        folded_name=folded_name(draft.name),
        aliases_json="[]",
        external_ids_json="{}",
        article_count=0,
        mention_count=0,
        seq=0,
        changed_at=article.changed_at,
    )
    aliases = dict.fromkeys([*orjson.loads(row.aliases_json), *(a for a in draft.aliases if a != row.name)])
    row.aliases_json = orjson.dumps(list(aliases)[:MAX_ALIASES]).decode()
    row.external_ids_json = orjson.dumps({**orjson.loads(row.external_ids_json), **draft.external_ids}).decode()
    row.article_count += 1
    row.mention_count += draft.mention_count
    row.seq, row.changed_at = article.seq, article.changed_at
    return row


def _mention(stored: dict[UUID, Entity], article: Article, ordinal: int, draft: EntityDraft) -> Mention:
    return Mention(
        entity_key=stored[draft.id].key or 0,
        sort_at=article.sort_at,
        article_key=article.key or 0,
        ordinal=ordinal,
        mention_count=draft.mention_count,
        entity_json=draft.model_dump_json(),
    )


def _uncount_entities(session: Session, key: int, now: datetime) -> None:
    """Subtract the article from its entities' counts, in the order of their keys so that writers never deadlock."""
    mentions = select(Mention.entity_key, Mention.mention_count).where(Mention.article_key == key)
    rows = [
        {"entity": entity, "mentions": count, "now": now}
        for entity, count in session.exec(mentions.order_by(col(Mention.entity_key)))
    ]
    if rows:  # without the ORM, which compares each statement with every loaded entity
        session.connection().execute(_UNCOUNT, rows)
