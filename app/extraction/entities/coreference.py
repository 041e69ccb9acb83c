"""Merge the mentions of an article into entities.

Short names, acronyms and institution nouns (`the Ministry`) join the entity with the full name. All mentions of one
name get the same kind.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from app.extraction.entities.candidates import Named
from app.extraction.entities.endings import is_exact_name, stems, without_ending
from app.extraction.entities.entity_numbers import (
    COREFERENCE_ENDING,
    COREFERENCE_FULL_NAME,
    COREFERENCE_OFTEN,
    COREFERENCE_START,
)
from app.extraction.entities.gazetteer import is_listed, place_ids
from app.extraction.entities.learned_lists import person_word
from app.extraction.entities.typing_rules import is_bare_head
from app.lang.gazetteers import frequent_words, people, with_links
from app.lang.pack import LanguagePack
from app.schemas.entity import EntityDraft, EntityType, Mention
from app.schemas.entity_links import linked_entities
from app.text.identity import entity_id
from app.text.normalize import fold, lower


@dataclass
class _Entity:
    kind: EntityType
    name: str
    mentions: list[Named] = field(default_factory=list)


@dataclass
class _Known:
    """The entities found so far, indexed by each form (surname, initials, institution noun …) that mentions use."""

    pack: LanguagePack
    order: dict[int, int]
    by_name: dict[tuple[str, str], _Entity] = field(default_factory=dict)
    by_any: dict[str, _Entity] = field(default_factory=dict)
    by_surname: dict[str, list[tuple[int, _Entity]]] = field(default_factory=dict)
    by_part: dict[str, list[tuple[int, _Entity]]] = field(default_factory=dict)
    by_head: dict[str, list[_Entity]] = field(default_factory=dict)
    by_initials: dict[str, _Entity] = field(default_factory=dict)

    def add(self, named: Named, kind: EntityType) -> _Entity:
        words = fold(named.name).split()
        entity = self.by_name.setdefault((kind, " ".join(words)), _Entity(kind, named.name))
        self.by_any.setdefault(" ".join(words), entity)
        if kind == "organization" and len(words) > 1:
            self.by_head.setdefault(words[-1][:COREFERENCE_START], []).append(entity)
            self.by_initials.setdefault("".join(word[0] for word in words), entity)
        return entity

    def note(self, named: Named, entity: _Entity) -> None:
        """Add a mention to its entity.

        If the mention is a person's full name, index the entity by each word of it.
        """
        entity.mentions.append(named)
        words = fold(named.name).split()
        if entity.kind == "person" and len(words) > 1:
            for surname in {words[-1], words[-1].rpartition("-")[2]}:
                self.by_surname.setdefault(surname, []).append((self.order[id(named)], entity))
            for word in words[:-1]:
                self.by_part.setdefault(word, []).append((self.order[id(named)], entity))

    def find(self, named: Named) -> _Entity | None:
        """Return the entity that has the name of the mention, or the one whose full name the mention shortens."""
        wanted = fold(named.name)
        same = self.by_name.get((named.kind or "", wanted))
        if same or " " in wanted:
            return same or self._of_several_words(named, wanted)
        person = self._nearest(named, self.by_surname.get(wanted))
        if person and (named.kind in (None, "person") or not is_listed(named.name, self.pack.language)):
            return person
        if named.kind in (None, "person") and wanted in self.by_part:
            return self._nearest(named, self.by_part[wanted])
        return self._institution(named, wanted) if named.kind in (None, "organization") else None

    def _of_several_words(self, named: Named, wanted: str) -> _Entity | None:
        """Return the entity for a name of several words.

        Words before a person's name are ignored. A name without a kind matches entities of every kind.
        """
        if named.kind == "person":
            return self.by_name.get(("person", fold(_unaddressed(named, self.pack))))
        return None if named.kind else self.by_any.get(wanted)

    def _nearest(self, named: Named, bearers: Sequence[tuple[int, _Entity]] | None) -> _Entity | None:
        """Return one of several people who share a name.

        It is the one whose full name is the last before the mention or, if none is before it, the first.
        """
        if not bearers:
            return None
        return bearers[max(0, bisect_left(bearers, self.order[id(named)], key=itemgetter(0)) - 1)][1]

    def _institution(self, named: Named, wanted: str) -> _Entity | None:
        """Return the organization that an acronym, or a noun such as `Ministry`, stands for."""
        spelt = self.by_initials.get(wanted) if named.name.isupper() else None
        headed = (
            e
            for e in self.by_head.get(wanted[:COREFERENCE_START], ())
            if _is_definite(wanted, fold(e.name).split()[-1], self.pack)
            and (self.pack.apostrophe_suffixes or is_bare_head(named.name, self.pack))
        )
        return spelt or next(headed, None)


def merge_entities(fields: Sequence[Sequence[Named]], pack: LanguagePack) -> tuple[EntityDraft, ...]:
    """Merge the mentions of all fields into entities, in the order of their first mentions."""
    mentions = _without_endings([named for found in fields for named in found], pack)
    kinds = _kinds(mentions)
    told = [_typed(named, kinds) for named in mentions]
    order = {id(named): number for number, named in enumerate(told)}
    known, acronyms = _Known(pack, order), _repeated(told)
    for named in _full_first(told, pack):
        kind = named.kind or ("organization" if named.name in acronyms else None)
        entity = known.find(named) or (known.add(named, kind) if kind else None)
        if entity is not None:
            known.note(named, entity)
    drafts = sorted(known.by_name.values(), key=lambda e: min(order[id(named)] for named in e.mentions))
    return linked_entities(_draft(entity, order, pack) for entity in drafts)


def _without_endings(mentions: Sequence[Named], pack: LanguagePack) -> Sequence[Named]:
    """Remove the case endings of names: de `Israels` → `Israel`.

    An ending is removed only if a list or the article has the name without it.
    """
    if not pack.entities.name_endings:
        return mentions
    known = {fold(word) for named in mentions for word in named.name.split()}
    bare = ((named, _without_ending(named.name, known, pack.language)) for named in mentions)
    return [named if name == named.name else named._replace(name=name) for named, name in bare]


def _without_ending(name: str, known: set[str], language: str) -> str:
    start, space, last = name.rpartition(" ")
    bare = without_ending(last, language)
    if bare == last:
        stem = next((stem for stem in stems(last, language) if fold(stem) in known), last)
        bare = last if stem == last or is_exact_name(last, language) else stem
    return start + space + bare


def _typed(named: Named, kinds: dict[str, EntityType]) -> Named:
    """Return the mention with the kind that its name has most often in the article."""
    kind = kinds.get(fold(named.name)) or named.kind
    return named if kind == named.kind else named._replace(kind=kind)


def _kinds(mentions: Iterable[Named]) -> dict[str, EntityType]:
    """Map each folded name to the kind that most of its mentions have."""
    votes: dict[str, Counter[EntityType]] = {}
    for named in mentions:
        if named.kind:
            votes.setdefault(fold(named.name), Counter())[named.kind] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in votes.items()}


def _repeated(mentions: Iterable[Named]) -> frozenset[str]:
    """Return the acronyms without a kind that are mentioned at least `COREFERENCE_OFTEN` times.

    They count as organizations.
    """
    counts = Counter(named.name for named in mentions if named.kind is None and named.guessed)
    return frozenset(name for name, count in counts.items() if count >= COREFERENCE_OFTEN)


def _full_first(mentions: Sequence[Named], pack: LanguagePack) -> list[Named]:
    """Sort the mentions: names of several words first, single words last.

    So a surname in the headline finds the full name in the body. Among names of several words, those that begin with
    other words come last (`Lead Designer Cathleen Holloway`).
    """
    return sorted(mentions, key=lambda named: (" " not in named.name.strip(), _unaddressed(named, pack) != named.name))


def _unaddressed(named: Named, pack: LanguagePack) -> str:
    """Return a person's name without the titles and common words before it; at least two words remain."""
    words = named.name.split()
    while named.kind == "person" and len(words) > COREFERENCE_FULL_NAME and _is_no_name(words[0], pack):
        words = words[1:]
    return " ".join(words)


def _is_no_name(word: str, pack: LanguagePack) -> bool:
    """Return whether a word is a title of a person, or a frequent word that is not in the lists of people's names."""
    if word in pack.entities.titles or word in pack.entities.regnal_titles:
        return True
    is_person = word in people() or person_word(fold(word)) is not None
    return not is_person and lower(word, pack.language) in frequent_words(pack.language)


def _is_definite(word: str, head: str, pack: LanguagePack) -> bool:
    """Return whether two folded words are case forms of one noun: tr `bakanliga`, `bakanligi`."""
    if len(head) < COREFERENCE_START:
        return False
    if pack.apostrophe_suffixes:
        same = word[:COREFERENCE_START] == head[:COREFERENCE_START]
        return same and abs(len(word) - len(head)) <= COREFERENCE_ENDING
    short, long = sorted((word, head), key=len)
    return long.startswith(short) and long[len(short) :] in ("", *pack.entities.name_endings)


def _draft(entity: _Entity, order: dict[int, int], pack: LanguagePack) -> EntityDraft:
    mentions = sorted(entity.mentions, key=lambda named: order[id(named)])
    aliases = dict.fromkeys(named.name for named in mentions if fold(named.name) != fold(entity.name))
    return EntityDraft(
        id=entity_id(entity.kind, entity.name),
        name=entity.name,
        type=entity.kind,
        aliases=tuple(aliases),
        external_ids=with_links(place_ids(entity.name, pack.language) or {}) if entity.kind == "location" else {},
        mention_count=len(mentions),
        mentions=tuple(Mention(field=n.field, start=n.start, end=n.end, text=n.text) for n in mentions),
    )
