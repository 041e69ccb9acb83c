"""The rows that go with an article: text, search words, labels, quotes, entities and mentions, publisher."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import orjson
from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from app.schemas.article import ArticleDraft
from app.schemas.entity import EntityDraft
from app.schemas.record import quotes_of
from app.store.tables import (
    Article,
    ArticleLabel,
    ArticleSearch,
    ArticleText,
    Entity,
    Mention,
    PublisherCount,
    Quote,
    QuoteSearch,
)
from app.text.fold import fold, slug, squash
from app.text.search import index_words

MAX_ALIASES = 50


def write_parts(session: Session, article: Article, draft: ArticleDraft) -> None:
    """Write everything that belongs to the article, whose row is there already."""
    key = article.key or 0
    session.add(_text(key, draft))
    session.add(_search(key, draft))
    session.add_all(ArticleLabel(kind=kind, value=value, article_key=key) for kind, value in sorted(_labels(draft)))
    _write_quotes(session, article, draft)
    _write_entities(session, article, draft.entities)
    _count_publisher(
        session, draft.publisher.domain if draft.publisher else None, 1, draft.publisher.name if draft.publisher else ""
    )
    session.flush()


def delete_parts(session: Session, article: Article, now: datetime) -> None:
    """Delete everything that belongs to the article, and take it out of the counters."""
    mentions = session.exec(select(Mention).where(Mention.article_key == article.key)).all()
    for mention in sorted(mentions, key=lambda row: row.entity_key):
        values = {
            "article_count": Entity.article_count - 1,
            "mention_count": Entity.mention_count - mention.mention_count,
            "changed_at": now,
        }
        session.exec(update(Entity).where(col(Entity.key) == mention.entity_key).values(**values))
    for table in (Mention, Quote, ArticleLabel, ArticleSearch, ArticleText):
        session.exec(delete(table).where(col(table.article_key) == article.key))
    keys = [mention.entity_key for mention in mentions]
    session.exec(delete(Entity).where(col(Entity.key).in_(keys), col(Entity.article_count) < 1))
    _count_publisher(session, article.publisher, -1)
    session.expire_all()


def _text(key: int, draft: ArticleDraft) -> ArticleText:
    blocks = [{**block.model_dump(), "text": None if block.start is not None else block.text} for block in draft.blocks]
    provenance = {name: found.model_dump() for name, found in draft.provenance.items()}
    return ArticleText(
        article_key=key,
        body=draft.body,
        blocks_json=orjson.dumps(blocks).decode(),
        provenance_json=orjson.dumps(provenance).decode(),
    )


def _search(key: int, draft: ArticleDraft) -> ArticleSearch:
    headline = index_words(draft.headline, draft.language)
    words = index_words(f"{draft.lede or ''}\n{draft.body}", draft.language)
    return ArticleSearch(
        article_key=key, headline_exact=headline[0], headline_stem=headline[1], text_exact=words[0], text_stem=words[1]
    )


def _labels(draft: ArticleDraft) -> set[tuple[str, str]]:
    agencies = {word for agency in draft.agencies for word in (agency.code, agency.name)}
    named = {"author": {a.name for a in draft.authors}, "tag": {t.name for t in draft.tags}, "agency": agencies}
    return {(kind, value) for kind, names in named.items() for value in map(slug, names) if value}


def _write_quotes(session: Session, article: Article, draft: ArticleDraft) -> None:
    rows = []
    quotes = quotes_of(draft, indirect=True)
    for quote in quotes:
        speaker = quote.speaker
        rows.append(
            Quote(
                id=quote.id,
                article_key=article.key or 0,
                sort_at=article.sort_at,
                changed_at=article.changed_at,
                seq=article.seq,
                speaker_id=speaker.entity_id if speaker else None,
                speaker_name=folded_name(speaker.name) if speaker else None,
                kind=quote.kind,
                language=quote.language,
                publisher=article.publisher,
                confidence=quote.confidence,
                quote_json=quote.model_dump_json(),
            )
        )
    session.add_all(rows)
    session.flush()
    for row, said in zip(rows, quotes, strict=True):
        exact, stem = index_words(said.text, draft.language)
        session.add(QuoteSearch(quote_key=row.key or 0, text_exact=exact, text_stem=stem))


def _write_entities(session: Session, article: Article, drafts: Iterable[EntityDraft]) -> None:
    by_id = {draft.id: (ordinal, draft) for ordinal, draft in enumerate(drafts)}
    stored = {row.id: row for row in session.exec(select(Entity).where(col(Entity.id).in_(by_id))).all()}
    for identity, (_, draft) in sorted(by_id.items(), key=lambda item: str(item[0])):
        stored[identity] = _merged(stored.get(identity), draft, article)
        session.add(stored[identity])
    session.flush()
    session.add_all(_mention(stored, article, ordinal, draft) for ordinal, draft in by_id.values())


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


def _count_publisher(session: Session, domain: str | None, step: int, name: str = "") -> None:
    if domain is None:
        return
    row = session.get(PublisherCount, domain) or PublisherCount(domain=domain, name=name, article_count=0)
    row.article_count += step
    row.name = name or row.name
    session.add(row)


def folded_name(name: str) -> str:
    """A name as it is compared: folded, white space squashed."""
    return squash(fold(name))
