"""Merge the entities of an article that have the same external id but different names."""

from collections.abc import Iterable, Mapping, Sequence
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
    groups: dict[UUID, list[EntityDraft]] = {}
    for draft in drafts:
        groups.setdefault(linked_id(draft), []).append(draft)
    return tuple(_joined(number, group) for number, group in groups.items())


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


def _joined(number: UUID, group: Sequence[EntityDraft]) -> EntityDraft:
    """Merge a group of entities into one with the id `number`, and with the name of the most mentioned one."""
    if len(group) == 1:
        only = group[0]
        return only if only.id == number else only.model_copy(update={"id": number})
    main = max(group, key=lambda one: one.mention_count)
    names = dict.fromkeys(name for one in group for name in (one.name, *one.aliases))
    mentions = {mention for one in group for mention in one.mentions}
    ids = dict(pair for one in (*reversed(group), main) for pair in one.external_ids.items())
    return main.model_copy(
        update={
            "id": number,
            "aliases": tuple(name for name in names if name != main.name),
            "external_ids": ids,
            "mention_count": len(mentions),
            "mentions": tuple(sorted(mentions, key=lambda one: (_FIELDS.index(one.field), one.start))),
        }
    )


def _with_speaker(quote: QuoteDraft, numbers: Mapping[UUID, UUID]) -> QuoteDraft:
    speaker = quote.speaker
    if speaker is None or speaker.entity_id is None:
        return quote
    changed = {"entity_id": numbers.get(speaker.entity_id, speaker.entity_id)}
    return quote.model_copy(update={"speaker": speaker.model_copy(update=changed)})
