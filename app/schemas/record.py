"""Make records from a draft by adding ids and counts."""

from datetime import datetime
from itertools import count
from typing import Any, get_args
from uuid import UUID

from app.schemas.article import ArticleCard, ArticleDraft, ArticleFields, ArticleRead
from app.schemas.base import TextField
from app.schemas.entity import ArticleEntity, EntityDraft
from app.schemas.quote import QuoteDraft, QuoteFields, QuoteRead
from app.text.identity import article_id, quote_id
from app.text.normalize import fold, visible_text

FIELDS = get_args(TextField)
_SHARED = tuple(ArticleFields.model_fields)


def draft_id(draft: ArticleDraft) -> UUID:
    """Return the article's id: from its canonical URL or, without one, from headline and body."""
    return article_id(draft.url, f"{draft.headline}\n{draft.body}")


def quotes_of(draft: ArticleDraft, *, indirect: bool = False) -> tuple[QuoteRead, ...]:
    """Return the draft's quotes with their ids.

    Quotes with the same words are numbered, so that they get different ids. If `indirect`, indirect quotes are
    returned, too, in the order of the text; the ids of the other quotes stay the same.
    """
    article = draft_id(draft)
    ordinals: dict[str, count[int]] = {}
    quotes: list[QuoteRead] = []
    for quote in (*draft.quotes, *(draft.indirect if indirect else ())):
        ordinal = next(ordinals.setdefault(fold(visible_text(quote.text)), count()))
        fields = {name: getattr(quote, name) for name in QuoteFields.model_fields}
        quotes.append(QuoteRead(id=quote_id(article, quote.text, ordinal), article_id=article, **fields))
    return tuple(sorted(quotes, key=lambda quote: (FIELDS.index(quote.field), quote.start)))


def card_of(
    draft: ArticleDraft,
    *,
    revision: int | None = None,
    seq: int | None = None,
    first_seen_at: datetime | None = None,
    duplicate_of: UUID | None = None,
) -> ArticleCard:
    """Return the card of a draft: the article as lists show it."""
    return ArticleCard(
        **{name: getattr(draft, name) for name in _SHARED},
        id=draft_id(draft),
        quote_count=len(draft.quotes),
        entity_count=len(draft.entities),
        duplicate_of=duplicate_of,
        revision=revision,
        first_seen_at=first_seen_at,
        seq=seq,
    )


def record_of(draft: ArticleDraft, *, indirect: bool = False) -> ArticleRead:
    """Return the record of a draft that is not stored: `revision`, `seq` and `first_seen_at` are null."""
    card = card_of(draft)
    return ArticleRead(
        **{name: getattr(card, name) for name in ArticleCard.model_fields},
        body=draft.body,
        blocks=draft.blocks,
        quotes=quotes_of(draft, indirect=indirect),
        entities=tuple(ArticleEntity(**_members(entity)) for entity in draft.entities),
        provenance=draft.provenance,
    )


def draft_of(record: ArticleRead) -> ArticleDraft:
    """Return the draft from which `record` was made. `record` must include indirect speech and have times in UTC."""
    quotes = [QuoteDraft(**{name: getattr(q, name) for name in QuoteFields.model_fields}) for q in record.quotes]
    return ArticleDraft(
        **{name: getattr(record, name) for name in _SHARED},
        body=record.body,
        blocks=record.blocks,
        quotes=tuple(quote for quote in quotes if quote.kind != "indirect"),
        indirect=tuple(quote for quote in quotes if quote.kind == "indirect"),
        entities=tuple(EntityDraft(**_members(entity)) for entity in record.entities),
        provenance=record.provenance,
    )


def _members(entity: EntityDraft) -> dict[str, Any]:
    return {name: getattr(entity, name) for name in EntityDraft.model_fields}
