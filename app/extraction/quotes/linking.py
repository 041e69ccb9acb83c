"""Speakers joined to the entities of the article."""

from collections.abc import Sequence

from app.schemas.entity import EntityDraft, Mention
from app.schemas.quote import QuoteDraft, Speaker
from app.text.fold import fold, squash
from app.text.identity import entity_id

_LINKED = frozenset({"person", "organization"})


def link_speakers(
    quotes: Sequence[QuoteDraft], entities: Sequence[EntityDraft]
) -> tuple[tuple[QuoteDraft, ...], tuple[EntityDraft, ...]]:
    """Quotes with `speaker.entity_id`, and the entities with those added that only a quote names."""
    index = _Index(entities)
    linked = tuple(_linked(quote, index) for quote in quotes)
    return linked, (*entities, *index.added.values())


class _Index:
    """Entities by folded name, alias and surname; collects the new ones."""

    def __init__(self, entities: Sequence[EntityDraft]) -> None:
        self.by_name: dict[str, EntityDraft] = {}
        self.by_surname: dict[str, list[EntityDraft]] = {}
        self.added: dict[str, EntityDraft] = {}
        for entity in entities:
            for name in (entity.name, *entity.aliases):
                self.by_name.setdefault(squash(fold(name)), entity)
            if entity.type == "person" and (words := fold(entity.name).split()):
                self.by_surname.setdefault(words[-1], []).append(entity)

    def find(self, name: str) -> EntityDraft | None:
        """The entity of a name, or the only one with its surname."""
        key = squash(fold(name))
        if key in self.by_name:
            return self.by_name[key]
        same = self.by_surname.get(key, [])
        return same[0] if len(same) == 1 else None

    def add(self, quote: QuoteDraft, speaker: Speaker) -> EntityDraft:
        """A new entity for a speaker, or the new one that is there already, with this mention."""
        key = squash(fold(speaker.name))
        kind = "person" if speaker.type == "person" else "organization"
        entity = self.added.get(key) or EntityDraft(
            id=entity_id(kind, speaker.name), name=speaker.name, type=kind, mention_count=0
        )
        mentions = tuple(dict.fromkeys((*entity.mentions, *_mention(quote, speaker))))
        self.added[key] = entity.model_copy(update={"mentions": mentions, "mention_count": len(mentions)})
        return self.added[key]


def _mention(quote: QuoteDraft, speaker: Speaker) -> tuple[Mention, ...]:
    span = speaker.mention
    if span is None:
        return ()
    return (Mention(field=quote.field, start=span.start, end=span.end, text=span.text),)


def _linked(quote: QuoteDraft, index: _Index) -> QuoteDraft:
    speaker = quote.speaker
    if speaker is None or speaker.type not in _LINKED or not squash(speaker.name):
        return quote
    entity = index.find(speaker.name) or index.add(quote, speaker)
    return quote.model_copy(update={"speaker": speaker.model_copy(update={"entity_id": entity.id})})
