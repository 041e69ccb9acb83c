"""Speakers joined to the entities of the article."""

from collections.abc import Sequence

from app.schemas.entity import EntityDraft, Mention
from app.schemas.quote import QuoteDraft, Span, Speaker
from app.text.fold import fold, squash
from app.text.identity import entity_id

_LINKED = frozenset({"person", "organization"})


def link_speakers(
    quotes: Sequence[QuoteDraft], entities: Sequence[EntityDraft]
) -> tuple[tuple[QuoteDraft, ...], tuple[EntityDraft, ...]]:
    """Quotes with `speaker.entity_id`, and the entities with those added that only a quote names."""
    index = _Index(entities)
    for quote in quotes:
        index.learn(quote)
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

    def learn(self, quote: QuoteDraft) -> None:
        """Add a speaker that the text names beside the quote and no entity is; or this mention of it."""
        speaker = quote.speaker
        if speaker is None or speaker.mention is None or not _is_linked(speaker) or self.find(speaker.name):
            return
        key, kind = squash(fold(speaker.name)), "person" if speaker.type == "person" else "organization"
        entity = self.added.get(key) or EntityDraft(
            id=entity_id(kind, speaker.name), name=speaker.name, type=kind, mention_count=0
        )
        mentions = tuple(dict.fromkeys((*entity.mentions, _mention(quote, speaker.mention))))
        self.added[key] = entity.model_copy(update={"mentions": mentions, "mention_count": len(mentions)})


def _mention(quote: QuoteDraft, span: Span) -> Mention:
    return Mention(field=quote.field, start=span.start, end=span.end, text=span.text)


def _is_linked(speaker: Speaker) -> bool:
    return speaker.type in _LINKED and bool(squash(speaker.name))


def _linked(quote: QuoteDraft, index: _Index) -> QuoteDraft:
    speaker = quote.speaker
    if speaker is None or not _is_linked(speaker):
        return quote
    entity = index.find(speaker.name) or index.added.get(squash(fold(speaker.name)))
    if entity is None:
        return quote
    kind = "person" if entity.type == "person" else "organization"
    return quote.model_copy(update={"speaker": speaker.model_copy(update={"entity_id": entity.id, "type": kind})})
