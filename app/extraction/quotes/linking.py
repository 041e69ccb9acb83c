"""Link the speakers of quotes to the entities of the article."""

from collections.abc import Sequence

from app.extraction.entities.short_names import is_initial, is_of_people
from app.schemas.entity import EntityDraft, EntityType, Mention
from app.schemas.quote import QuoteDraft, Span, Speaker
from app.text.identity import entity_id
from app.text.normalize import fold, visible_text

_LINKED = frozenset({"person", "organization"})


def link_speakers(
    quotes: Sequence[QuoteDraft], entities: Sequence[EntityDraft]
) -> tuple[tuple[QuoteDraft, ...], tuple[EntityDraft, ...]]:
    """Return the quotes with the entity ids of their speakers, and the entities.

    A speaker who is not among the entities is added to them.
    """
    index = _Index(entities)
    added = _named_by_quotes(quotes, index)
    linked = tuple(_linked(quote, index, added) for quote in quotes)
    return linked, (*entities, *added.values())


class _Index:
    """An index of entities by folded name and by folded alias; people are also indexed by surname."""

    def __init__(self, entities: Sequence[EntityDraft]) -> None:
        self.by_name: dict[str, EntityDraft] = {}
        self.by_surname: dict[str, list[EntityDraft]] = {}
        for entity in entities:
            for name in (entity.name, *entity.aliases):
                self.by_name.setdefault(fold(visible_text(name)), entity)
            if entity.type == "person" and (words := fold(entity.name).split()):
                self.by_surname.setdefault(words[-1], []).append(entity)

    def find(self, name: str) -> EntityDraft | None:
        """Return the entity with this name or alias, else the only person with this surname, else None."""
        key = fold(visible_text(name))
        if key in self.by_name:
            return self.by_name[key]
        same = self.by_surname.get(key, [])
        return same[0] if len(same) == 1 else self._at_end(key, visible_text(name).split())

    def _at_end(self, key: str, spelt: Sequence[str]) -> EntityDraft | None:
        """Return the person whose full name stands at the end of a longer name, or None.

        The words before the full name must not be names or initials of people: `Commenter Emma Holm` is Emma Holm,
        `John Emma Holm` is not.
        """
        near = self.by_surname.get(key.split()[-1], ()) if len(spelt) > 2 else ()
        found = [one for one in near if " " in one.name and key.endswith(" " + fold(one.name))]
        before = spelt[: -len(found[0].name.split())] if len(found) == 1 else ()
        return found[0] if before and not any(is_of_people(word) or is_initial(word) for word in before) else None


def _named_by_quotes(quotes: Sequence[QuoteDraft], index: _Index) -> dict[str, EntityDraft]:
    """Return new entities, by folded name, for speakers who are named near a quote but are not entities yet."""
    found: dict[str, tuple[Speaker, dict[Mention, None]]] = {}
    for quote in quotes:
        speaker = quote.speaker
        if speaker and speaker.mention and _is_linked(speaker) and not index.find(speaker.name):
            _, mentions = found.setdefault(fold(visible_text(speaker.name)), (speaker, {}))
            mentions[_mention(quote, speaker.mention)] = None
    return {key: _draft(speaker, tuple(mentions)) for key, (speaker, mentions) in found.items()}


def _draft(speaker: Speaker, mentions: tuple[Mention, ...]) -> EntityDraft:
    kind: EntityType = "person" if speaker.type == "person" else "organization"
    number = entity_id(kind, speaker.name)
    return EntityDraft(id=number, name=speaker.name, type=kind, mention_count=len(mentions), mentions=mentions)


def _mention(quote: QuoteDraft, span: Span) -> Mention:
    return Mention(field=quote.field, start=span.start, end=span.end, text=span.text)


def _is_linked(speaker: Speaker) -> bool:
    return speaker.type in _LINKED and bool(speaker.name.strip())


def _linked(quote: QuoteDraft, index: _Index, added: dict[str, EntityDraft]) -> QuoteDraft:
    speaker = quote.speaker
    if speaker is None or not _is_linked(speaker):
        return quote
    entity = index.find(speaker.name) or added.get(fold(visible_text(speaker.name)))
    if entity is None:
        return quote
    kind = "person" if entity.type == "person" else "organization"
    return quote.model_copy(update={"speaker": speaker.model_copy(update={"entity_id": entity.id, "type": kind})})
