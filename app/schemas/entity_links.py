"""Merge the entities of an article that have the same external id but different names."""

from collections.abc import Iterable, Mapping
from typing import get_args
from uuid import UUID

from app.schemas.article import ArticleDraft
from app.schemas.base import TextField
from app.schemas.entity import EntityDraft
from app.schemas.quote import QuoteDraft
from app.text.identity import entity_id

_FIELDS = get_args(TextField)


def linked_entities(drafts: Iterable[EntityDraft]) -> tuple[EntityDraft, ...]:
    """Compute the id of each entity, from its external id if it has one, and merge entities with the same id."""
    joined: dict[UUID, EntityDraft] = {}
    for draft in drafts:
        number = linked_id(draft)
        one = draft if draft.id == number else draft.model_copy(update={"id": number})
        joined[number] = _joined(joined[number], one) if number in joined else one
    return tuple(joined.values())


def linked_id(draft: EntityDraft) -> UUID:
    """Return the id computed from an entity's external ids or, if it has none, from its type and name."""
    return entity_id(draft.type, draft.name, draft.external_ids)


def relinked(draft: ArticleDraft) -> ArticleDraft:
    """Return the draft with its entity ids computed again, because an older version of this program may have computed
    them differently.
    """
    numbers = {entity.id: linked_id(entity) for entity in draft.entities}
    if all(old == new for old, new in numbers.items()):
        return draft
    return draft.model_copy(
        update={
            "entities": linked_entities(draft.entities),
            "quotes": tuple(_with_speaker(quote, numbers) for quote in draft.quotes),
            "indirect": tuple(_with_speaker(quote, numbers) for quote in draft.indirect),
        }
    )


def _joined(first: EntityDraft, other: EntityDraft) -> EntityDraft:
    names = dict.fromkeys((*first.aliases, other.name, *other.aliases))
    mentions = sorted({*first.mentions, *other.mentions}, key=lambda one: (_FIELDS.index(one.field), one.start))
    return first.model_copy(
        update={
            "aliases": tuple(name for name in names if name != first.name),
            "external_ids": {**other.external_ids, **first.external_ids},
            "mention_count": len(mentions),
            "mentions": tuple(mentions),
        }
    )


def _with_speaker(quote: QuoteDraft, numbers: Mapping[UUID, UUID]) -> QuoteDraft:
    speaker = quote.speaker
    if speaker is None or speaker.entity_id is None:
        return quote
    changed = {"entity_id": numbers.get(speaker.entity_id, speaker.entity_id)}
    return quote.model_copy(update={"speaker": speaker.model_copy(update=changed)})
