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


def merged_entities(drafts: Iterable[EntityDraft]) -> tuple[EntityDraft, ...]:
    """Merge the entities that have the same id."""
    groups: dict[UUID, list[EntityDraft]] = {}
    for draft in drafts:
        groups.setdefault(draft.id, []).append(draft)
    return tuple(group[0] if len(group) == 1 else _merged(group) for group in groups.values())


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
            "entities": merged_entities(one.model_copy(update={"id": numbers[one.id]}) for one in draft.entities),
            "quotes": tuple(_with_speaker(quote, numbers) for quote in draft.quotes),
            "indirect": tuple(_with_speaker(quote, numbers) for quote in draft.indirect),
        }
    )


def _merged(group: Sequence[EntityDraft]) -> EntityDraft:
    """Merge the entities of a group into one, with the name of the most mentioned one."""
    main = max(group, key=lambda one: one.mention_count)
    names = dict.fromkeys(name for one in group for name in (one.name, *one.aliases))
    mentions = {mention for one in group for mention in one.mentions}
    ids = dict(pair for one in (*reversed(group), main) for pair in one.external_ids.items())
    return main.model_copy(
        update={
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
