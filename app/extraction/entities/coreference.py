"""The pass over the whole document: surname to full name, acronym and definite institution to what they stand for, and one
type per name."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from app.extraction.entities.gazetteer import place_ids
from app.extraction.entities.names import Named
from app.lang.pack import LanguagePack
from app.schemas.entity import EntityDraft, EntityType, Mention
from app.text.fold import fold
from app.text.identity import entity_id

_SAME_START = 6  # letters by which `Bakanlığa` is `… Bakanlığı`
_ENDING = 4  # letters of a case ending without an apostrophe


@dataclass
class _Entity:
    kind: EntityType
    name: str
    mentions: list[Named] = field(default_factory=list)


def merge_entities(fields: Sequence[Sequence[Named]], pack: LanguagePack) -> tuple[EntityDraft, ...]:
    """Entities of all fields, in the order in which they are first named."""
    mentions = [named for found in fields for named in found]
    kinds = _kinds(mentions)
    known = [replace(named, kind=kinds.get(fold(named.name)) or named.kind) for named in mentions]
    entities: dict[tuple[str, str], _Entity] = {}
    for named in _full_first(known):
        entity = _find(entities, named, pack)
        if entity is None and named.kind is not None:
            entity = entities.setdefault((named.kind, fold(named.name)), _Entity(named.kind, named.name))
        if entity is not None:
            entity.mentions.append(named)
    order = {id(named): number for number, named in enumerate(known)}
    drafts = sorted(entities.values(), key=lambda e: min(order[id(named)] for named in e.mentions))
    return tuple(_draft(entity, order, pack) for entity in drafts)


def _kinds(mentions: Iterable[Named]) -> dict[str, EntityType]:
    """One type per folded name: the one that most of its mentions have."""
    votes: dict[str, Counter[EntityType]] = {}
    for named in mentions:
        if named.kind:
            votes.setdefault(fold(named.name), Counter())[named.kind] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in votes.items()}


def _full_first(mentions: Sequence[Named]) -> list[Named]:
    """Names of several words before those of one, so that a short form in a headline finds the full name in the body."""
    return sorted(mentions, key=lambda named: -min(2, len(named.name.split())))


def _find(entities: dict[tuple[str, str], _Entity], named: Named, pack: LanguagePack) -> _Entity | None:
    """The entity that a mention means: of the same name, or of a longer one that it shortens."""
    same = entities.get((named.kind or "", fold(named.name)))
    if same or len(named.name.split()) > 1 or named.kind == "location":
        return same
    wanted = fold(named.name)
    people = [e for e in entities.values() if e.kind == "person" and wanted in fold(e.name).split()]
    if people and named.kind in (None, "person"):
        return next((e for e in people if fold(e.name).split()[-1] == wanted), people[0])
    return _institution(entities, named) if named.kind in (None, "organization") else None


def _institution(entities: dict[tuple[str, str], _Entity], named: Named) -> _Entity | None:
    """A definite institution or an acronym: `Bakanlığa` for the ministry named before, `TDV` for Türkiye Diyanet Vakfı."""
    wanted, longer = fold(named.name), [e for e in entities.values() if e.kind == "organization" and " " in e.name]
    headed = [e for e in longer if _is_definite(wanted, fold(e.name).split()[-1])]
    spelt = [e for e in longer if named.name.isupper() and "".join(w[0] for w in fold(e.name).split()) == wanted]
    return next(iter(spelt or headed), None)


def _is_definite(word: str, head: str) -> bool:
    """The same head, whatever its ending: `bakanliga` and `bakanligi`."""
    return len(head) >= _SAME_START and word[:_SAME_START] == head[:_SAME_START] and abs(len(word) - len(head)) <= _ENDING


def _draft(entity: _Entity, order: dict[int, int], pack: LanguagePack) -> EntityDraft:
    mentions = sorted(entity.mentions, key=lambda named: order[id(named)])
    aliases = dict.fromkeys(named.name for named in mentions if fold(named.name) != fold(entity.name))
    return EntityDraft(
        id=entity_id(entity.kind, entity.name),
        name=entity.name,
        type=entity.kind,
        aliases=tuple(aliases),
        external_ids=(place_ids(entity.name, pack.language) or {}) if entity.kind == "location" else {},
        mention_count=len(mentions),
        mentions=tuple(Mention(field=n.field, start=n.start, end=n.end, text=n.text) for n in mentions),
    )
