"""Merge the mentions of an article into entities.

Short names, acronyms and institution nouns (`the Ministry`) join the entity with the full name. All mentions of one
name get the same kind.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import pairwise
from types import MappingProxyType

from app.extraction.entities.acronyms import bracketed_pairs, explanations, spelt_out
from app.extraction.entities.bearers import FoundEntity
from app.extraction.entities.candidates import Named
from app.extraction.entities.drafts import drafts_of
from app.extraction.entities.endings import is_exact_name, may_be_forms, stems, without_ending
from app.extraction.entities.entity_numbers import (
    COREFERENCE_ACRONYM,
    COREFERENCE_ENDING,
    COREFERENCE_OFTEN,
    COREFERENCE_START,
)
from app.extraction.entities.full_names import FullNames
from app.extraction.entities.gazetteer import is_organization
from app.extraction.entities.listed_kinds import with_kinds_beside
from app.extraction.entities.nicknames import nickname_of
from app.extraction.entities.same_people import same_people
from app.extraction.entities.short_names import addressed_surname, honoured, unaddressed
from app.extraction.entities.surroundings import Texts, around
from app.extraction.entities.typing_rules import is_bare_head
from app.lang.pack import LanguagePack
from app.schemas.entity import EntityDraft, EntityType
from app.schemas.entity_links import merged_entities
from app.text.memo import Memo
from app.text.normalize import fold


@dataclass
class _Known:
    """The entities found so far, indexed by full name, institution noun, initials and nickname."""

    pack: LanguagePack
    mentions: Sequence[Named]
    order: dict[int, int]
    people: FullNames
    by_name: dict[tuple[str, str], FoundEntity] = field(default_factory=dict)
    by_any: dict[str, FoundEntity] = field(default_factory=dict)
    by_head: dict[str, list[FoundEntity]] = field(default_factory=dict)
    by_initials: dict[str, list[FoundEntity]] = field(default_factory=dict)
    by_nickname: dict[str, FoundEntity] = field(default_factory=dict)

    @cached_property
    def _bracketed_pairs(self) -> Sequence[tuple[Named, Named]]:
        """The mentions with another mention in brackets directly after them."""
        return bracketed_pairs(self.mentions, self.people.texts)

    @cached_property
    def bracketed(self) -> frozenset[str]:
        """The acronyms in brackets directly after another name: `European Union (EU)`."""
        return frozenset(other.name for _, other in self._bracketed_pairs)

    @cached_property
    def spelt_out(self) -> dict[str, str]:
        """Map each acronym to the organization's name beside it, as in `Universidad Industrial de Santander (UIS)`."""
        return spelt_out(self._bracketed_pairs)

    @cached_property
    def explained(self) -> Mapping[str, Sequence[str]]:
        """Map an acronym to the words that explain it, as in `European Union (EU)`. Each acronym is looked up once."""
        return Memo(partial(explanations, self.people.texts), len(self.mentions) + 1)

    @cached_property
    def same_people(self) -> dict[str, str]:
        """Map each rarer form of a person's full name to the form that the article uses most; both are folded."""
        people = [named for named in self.mentions if named.kind == "person" and " " in named.name]
        forms = same_people((named.name for named in people), self.pack)
        listed = self._only_listed(people) if forms else frozenset()
        return {form: main for form, main in forms.items() if not {form, main} <= listed}

    def _only_listed(self, people: Sequence[Named]) -> frozenset[str]:
        """Return the folded names that stand only in lists of people, between two commas."""
        gaps = [_gap(one, other, self.people.texts) == ", " for one, other in pairwise(people)]
        inside = [before and after for before, after in zip([False, *gaps], [*gaps, False], strict=True)]
        others = {fold(named.name) for named, is_inside in zip(people, inside, strict=True) if not is_inside}
        return frozenset(fold(named.name) for named in people) - others

    def add(self, named: Named, kind: EntityType) -> FoundEntity:
        words = fold(named.name).split()
        key = kind, " ".join(words)
        if key in self.by_name:
            return self.by_name[key]
        entity = self.by_name[key] = FoundEntity(kind, named.name)
        self.by_any.setdefault(" ".join(words), entity)
        if kind == "organization" and len(words) > 1:
            self.by_head.setdefault(words[-1][:COREFERENCE_START], []).append(entity)
            capitals = "".join(word[0] for word in named.name.split() if word[0].isupper())
            for initials in {"".join(word[0] for word in words), fold(capitals)}:
                self.by_initials.setdefault(initials, []).append(entity)
        return entity

    def note(self, named: Named, entity: FoundEntity) -> None:
        """Add a mention to its entity, and to the index of people."""
        entity.mentions.append(named)
        if entity.kind == "person":
            self.people.add(named, entity)
            if (nickname := nickname_of(named)) is not None:
                self.by_nickname.setdefault(nickname, entity)

    def find(self, named: Named) -> FoundEntity | None:
        """Return the entity that a mention stands for by its full name or by a short form (`Holm`, `EU`), or None."""
        wanted = fold(named.name)
        same = self.by_name.get((named.kind, wanted)) if named.kind else None
        if " " in wanted:
            return same or self._of_several_words(named, wanted)
        if (full := self.spelt_out.get(named.name)) and (spelt := self.by_name.get(("organization", full))):
            return spelt
        if wanted in self.by_nickname:
            return self.by_nickname[wanted]
        if found := self.people.find(named, wanted) or same:
            return found
        return self._institution(named, wanted) if named.kind in (None, "organization") else None

    def _of_several_words(self, named: Named, wanted: str) -> FoundEntity | None:
        """Return the entity for a name of several words.

        Words before a person's name are ignored: `Senator Emma Holm`. A name without a kind matches entities of every
        kind.
        """
        if named.kind != "person":
            return None if named.kind else self.by_any.get(wanted)
        plain = self.same_people.get(wanted) or fold(unaddressed(named.name, self.pack))
        if same := self.by_name.get(("person", plain)):
            return same
        if first := honoured(named.name, self.pack):
            return self._of_first_name(fold(first))
        surname = addressed_surname(named.name, self.pack)
        return self.people.of_surname(named, surname) if surname else None

    def _of_first_name(self, first: str) -> FoundEntity | None:
        """Return the only person whose full name begins with a folded first name, or None."""
        bearers = self.people.by_part.get(first, {}).values()
        found = [one.person for one in bearers if fold(one.person.name).split()[0] == first]
        return found[0] if len(found) == 1 else None

    def _institution(self, named: Named, wanted: str) -> FoundEntity | None:
        """Return the organization that an acronym (`EU`) or an institution noun (`Ministry`) stands for."""
        spelt = self.by_initials.get(wanted)
        if spelt and self._is_clear_acronym(named.name):
            return self._by_acronym(named.name, spelt)
        heads = self.by_head.get(wanted[:COREFERENCE_START])
        return self._by_head(named, wanted, heads) if heads else None

    def _by_acronym(self, acronym: str, spelt: Sequence[FoundEntity]) -> FoundEntity | None:
        """Return the organization that an acronym means, or None. `spelt`: the organizations with these initials.

        Usually this is the first organization of `spelt`. But if the article explains the acronym (`Project Management
        Professional (PMP)`), it is the first one whose name may be a form of the explanation.
        """
        names = self.explained[acronym]
        meant = (one for one in spelt if not names or any(may_be_forms(fold(one.name), name) for name in names))
        return next(meant, None)

    def _is_clear_acronym(self, name: str) -> bool:
        is_short = len(name) <= COREFERENCE_ACRONYM
        return name.isupper() and not (
            is_short and name not in self.bracketed and not is_organization(name, self.pack.language)
        )

    def _by_head(self, named: Named, wanted: str, heads: Sequence[FoundEntity]) -> FoundEntity | None:
        """Return the only organization with this institution noun (`Health Ministry` for `Ministry`), or None.

        Always None in a language that capitalises all nouns (German), because the noun may be an ordinary word.
        `heads`: the organizations whose last word has the same first letters as the noun.
        """
        language = self.pack.language
        if self.pack.nouns_are_capitalised or is_organization(named.name, language):
            return None
        if not self.pack.apostrophe_suffixes:
            is_end = around(named, self.people.texts, self.pack).is_end_of_name
            if is_end or not is_bare_head(named.name, self.pack):
                return None
        near = [e for e in heads if not self._is_in_compound(e)]
        found = [e for e in near if _has_head(e.name) and _is_definite(wanted, fold(e.name).split()[-1], self.pack)]
        is_one = len({id(entity) for entity in found}) == 1
        return found[0] if is_one and self._is_after(named, found[0]) else None

    def _is_in_compound(self, entity: FoundEntity) -> bool:
        """Return whether a hyphen directly precedes each mention of an entity: `Year Fund` in `4-Year Fund`."""
        texts = self.people.texts
        return all(texts.get(one.field, "")[max(0, one.start - 1) : one.start] == "-" for one in entity.mentions)

    def _is_after(self, named: Named, entity: FoundEntity) -> bool:
        """Return whether a mention comes after the first mention of an entity.

        Always True for a mention in headline or lede.
        """
        first = min(self.order[id(one)] for one in entity.mentions)
        return named.field != "body" or first < self.order[id(named)]


def merge_entities(
    fields: Sequence[Sequence[Named]], pack: LanguagePack, texts: Texts = MappingProxyType({})
) -> tuple[EntityDraft, ...]:
    """Merge the mentions of all fields into entities, in the order of their first mentions.

    `texts`: the text of each field, to read the words around short names.
    """
    mentions = _without_endings([named for found in fields for named in found], pack)
    told = with_kinds_beside(mentions, texts, pack)
    order = {id(named): number for number, named in enumerate(told)}
    known, acronyms = _Known(pack, told, order, FullNames(pack, told, order, texts)), _repeated(told)
    for named in _full_first(told, pack, known.same_people):
        kind = named.kind or ("organization" if named.name in acronyms else None)
        entity = known.find(named) or (known.add(named, kind) if kind else None)
        if entity is not None:
            known.note(named, entity)
    found = sorted(known.by_name.values(), key=lambda e: min(order[id(named)] for named in e.mentions))
    return merged_entities(drafts_of(found, order, pack, texts))


def _gap(one: Named, other: Named, texts: Texts) -> str | None:
    """Return the text between two mentions; None if they are in different fields."""
    return texts.get(one.field, "")[one.end : other.start] if one.field == other.field else None


def _without_endings(mentions: Sequence[Named], pack: LanguagePack) -> Sequence[Named]:
    """Remove the case endings of names: de `Israels` → `Israel`.

    An ending is removed only if a list or the article has the name without it.
    """
    if not pack.entities.name_endings:
        return mentions
    names = {named.name for named in mentions}
    known = {fold(word) for name in names for word in name.split()}
    bare = {name: _without_ending(name, known, pack.language) for name in names}
    return [named if bare[named.name] == named.name else named._replace(name=bare[named.name]) for named in mentions]


def _without_ending(name: str, known: set[str], language: str) -> str:
    start, space, last = name.rpartition(" ")
    bare = without_ending(last, language)
    if bare == last:
        stem = next((stem for stem in stems(last, language) if fold(stem) in known), last)
        bare = last if stem == last or is_exact_name(last, language) else stem
    return start + space + bare


def _repeated(mentions: Iterable[Named]) -> frozenset[str]:
    """Return the acronyms of unknown kind that occur so often that they count as organizations."""
    counts = Counter(named.name for named in mentions if named.kind is None and named.guessed)
    return frozenset(name for name, count in counts.items() if count >= COREFERENCE_OFTEN)


def _full_first(mentions: Sequence[Named], pack: LanguagePack, longer: Container[str]) -> list[Named]:
    """Sort the mentions in four groups, so that `Holm` in the headline finds the entity `Emma Holm` of the body.

    The first group has all names of several words that are in no other group. The second group has full names of
    people after a title or other words (`Lead Designer Cathleen Holloway`), and the names in `longer`. The third group
    has surnames after a title or another word (`Senator Holm`), and first names before an honorific (`Ayşe Hanım`). The
    last group has single words. `longer`: folded full names of people that the article uses less often than another
    form of the same name.
    """

    def place(named: Named) -> tuple[bool, bool, bool]:
        name = named.name
        is_word = " " not in name.strip()
        if named.kind != "person":
            return is_word, False, False
        is_addressed = unaddressed(name, pack) != name or fold(name) in longer
        return is_word, bool(honoured(name, pack) or addressed_surname(name, pack)), is_addressed

    return sorted(mentions, key=place)


def _has_head(name: str) -> bool:
    """Return whether the last word of an institution's name may be its institution noun, as in `Health Ministry`.

    False for `Ministry of Health`, because the word before the last is in lower case.
    """
    return not name.split()[-2].islower()


def _is_definite(word: str, head: str, pack: LanguagePack) -> bool:
    """Return whether two folded words are case forms of one noun: tr `bakanliga`, `bakanligi`."""
    if len(head) < COREFERENCE_START:
        return False
    if pack.apostrophe_suffixes:
        same = word[:COREFERENCE_START] == head[:COREFERENCE_START]
        return same and abs(len(word) - len(head)) <= COREFERENCE_ENDING
    short, long = sorted((word, head), key=len)
    return long.startswith(short) and long[len(short) :] in ("", *pack.entities.name_endings)
