"""Write and delete the parts of an article: text, search words, sketch, labels, quotes, entities and mentions."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.lang.search_words import Word, WordRules
from app.schemas.article import ArticleDraft
from app.schemas.entity import EntityDraft
from app.schemas.quote import QuoteRead
from app.schemas.record import quotes_of
from app.store.entities.redirects import Stamp
from app.store.entities.write import Kept, remove_entities, write_entities
from app.store.labels import count_labels, labels_of, write_labels
from app.store.prepared import returned_by
from app.store.search import index
from app.store.session import insert_rows, inserted
from app.store.statement_groups import join_statements, leave_statements, statements_of, update_statements
from app.store.tables import (
    Article,
    ArticleBand,
    ArticleLabel,
    ArticleSketch,
    ArticleText,
    Quote,
    QuoteMention,
)
from app.text.normalize import folded_name
from app.text.similarity import Sketch


def write_parts(
    session: Session, article: Article, draft: ArticleDraft, sketch: Sketch, rules: WordRules, words: Sequence[Word]
) -> None:
    """Write all parts of an article whose row is already written; `words`: the search words of its body."""
    key = article.key or 0
    insert_rows(session, ArticleText, [_text(key, draft)])
    insert_rows(session, ArticleSketch, [{"article_key": key, "sketch": sketch.to_bytes()}])
    insert_rows(session, ArticleBand, [{"band": band, "article_key": key} for band in sketch.bands])
    said = {text: index.words_of(text, "body", rules) for text in _said(draft)}
    index.index_article(session, (article.sort_at, key), _words(draft, said, rules, words))
    kept = write_entities(session, article, draft.entities)
    write_labels(session, article, draft, {number: one.own.id for number, one in kept.items()})
    _write_quotes(session, article, draft, kept, said)


def delete_parts(session: Session, article: Article, now: datetime) -> None:
    """Delete all parts of the article, and subtract the article from all counts."""
    key = article.key or 0
    count_labels(session, labels_of(session, article), -1)
    session.exec(delete(ArticleLabel).where(col(ArticleLabel.article_key) == key))
    remove_entities(session, article, Stamp(article.seq, now))
    statements = statements_of(session, key)
    quotes = session.exec(select(Quote.sort_at, Quote.key).where(Quote.article_key == key)).all()
    index.remove(session, "quote", [(sort_at, quote or 0) for sort_at, quote in quotes])
    index.remove(session, "article", [(article.sort_at, key)])
    for table in (Quote, ArticleBand, ArticleSketch, ArticleText):
        session.exec(delete(table).where(col(table.article_key) == key))
    leave_statements(session, statements, now)
    session.expire_all()


def _said(draft: ArticleDraft) -> set[str]:
    return {quote.text for quote in (*draft.quotes, *draft.indirect)}


def _words(
    draft: ArticleDraft, said: Mapping[str, Sequence[Word]], rules: WordRules, body: Sequence[Word]
) -> dict[str, Iterable[Word]]:
    """Return the words of the article by field; of its quotes, one after another."""
    short = {"headline": draft.headline, "lede": draft.lede or ""}
    fields = {field: index.words_of(text, field, rules) for field, text in short.items()}
    return {**fields, "quotes": chain.from_iterable(said[quote.text] for quote in draft.quotes), "body": body}


def _text(key: int, draft: ArticleDraft) -> dict[str, Any]:
    plain = ((block, block.model_dump(mode="json")) for block in draft.blocks)
    blocks = [{**values, "text": None if block.start is not None else block.text} for block, values in plain]
    provenance = {name: found.model_dump() for name, found in draft.provenance.items()}
    return {
        "article_key": key,
        "body": draft.body,
        "blocks_json": orjson.dumps(blocks).decode(),
        "provenance_json": orjson.dumps(provenance).decode(),
    }


def _write_quotes(
    session: Session,
    article: Article,
    draft: ArticleDraft,
    kept: Mapping[UUID, Kept],
    words: Mapping[str, Sequence[Word]],
) -> None:
    quotes = join_statements(session, article, quotes_of(draft, indirect=True))
    if not quotes:
        return
    rows = [_quote(article, quote, kept) for quote in quotes]
    added = returned_by(session, inserted(Quote, *rows[0], returning=("key",)), rows)
    update_statements(session, {quote.statement_id for quote in quotes if quote.statement_id}, article.changed_at)
    said = [(row.key, quote) for row, quote in zip(added, quotes, strict=True)]
    index.index_quotes(session, (((article.sort_at, key), words[quote.text]) for key, quote in said))
    named = _NamedInside(draft.entities)
    inside = [(kept[entity].key, key) for key, quote in said for entity in named.in_quote(quote)]
    insert_rows(session, QuoteMention, [{"entity_key": entity, "quote_key": key} for entity, key in sorted(inside)])


class _NamedInside:
    """Finds the entities that a quote names: entities with a mention between the quote's start and end."""

    def __init__(self, entities: Iterable[EntityDraft]) -> None:
        self._places = sorted((m.field, m.start, m.end, entity.id) for entity in entities for m in entity.mentions)

    def in_quote(self, quote: QuoteRead) -> set[UUID]:
        first = bisect_left(self._places, (quote.field, quote.start))
        last = bisect_left(self._places, (quote.field, quote.end))
        return {entity for _, _, end, entity in self._places[first:last] if end <= quote.end}


def _quote(article: Article, quote: QuoteRead, kept: Mapping[UUID, Kept]) -> dict[str, Any]:
    speaker = quote.speaker
    entity = speaker.entity_id if speaker else None
    return {
        "id": quote.id,
        "article_key": article.key or 0,
        "sort_at": article.sort_at,
        "is_dated": article.is_dated,
        "changed_at": article.changed_at,
        "seq": article.seq,
        "speaker_id": kept[entity].own.id if entity and entity in kept else entity,
        "speaker_name": folded_name(speaker.name) if speaker else None,
        "statement_id": quote.statement_id,
        "kind": quote.kind,
        "cue_type": quote.cue.type if quote.cue else None,
        "language": quote.language,
        "publisher": article.publisher,
        "confidence": quote.confidence,
        "quote_json": quote.model_dump_json(),
    }
