"""Find the person that a short name in an article stands for: a surname, or another word of a full name."""

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.extraction.entities.bearers import (
    Bearer,
    Distance,
    FoundEntity,
    has_given,
    is_family_first,
    is_other,
    is_quoted,
    is_rarer,
    may_be_of_given,
    may_be_of_person,
)
from app.extraction.entities.brands import find_lower_words, is_brand, is_opening, is_product
from app.extraction.entities.candidates import Named
from app.extraction.entities.entity_numbers import (
    FULL_NAMES_CLOSE,
    FULL_NAMES_FAR,
    FULL_NAMES_FURTHEST,
    FULL_NAMES_MAIN,
    FULL_NAMES_NEAR,
    FULL_NAMES_RIVALS,
    FULL_NAMES_UNLISTED,
    SHARED_DOMINANT,
)
from app.extraction.entities.other_names import OtherNames, joined_given_names, other_names
from app.extraction.entities.place_surnames import is_rather_place, surname_test
from app.extraction.entities.short_names import (
    is_frequent,
    is_given,
    is_of_people,
    is_usually_low,
    may_be_first_name,
    may_be_surname,
)
from app.extraction.entities.surroundings import Place, Surroundings, Texts, around, is_common_noun, is_titled_apart
from app.extraction.entities.works import are_parents, names_character
from app.lang.pack import LanguagePack
from app.text.normalize import fold

# a surname that no space separates from the words after it: `Emma HolmstromNovel`
_GLUED = re.compile(r".* ([A-Z][^\W\d_A-Z]{4,})[A-Z][^\W\d_]*")
_Index = dict[str, dict[int, Bearer]]


@dataclass
class FullNames:
    """The full names of people in an article, indexed by their words."""

    pack: LanguagePack
    mentions: Sequence[Named]
    order: Mapping[int, int]  # `id()` of a mention -> its position among all mentions
    texts: Texts
    by_surname: _Index = field(default_factory=dict)
    by_part: _Index = field(default_factory=dict)
    # `id()` of a person's object -> how often a short name of one word means this person
    shorts: Counter[int] = field(default_factory=Counter)
    unclear: set[str] = field(default_factory=set)  # folded short names that may mean several people
    # folded short names that stand for no full name, because they may mean someone or something else
    other: set[str] = field(default_factory=set)
    nouns: dict[str, bool] = field(default_factory=dict)  # folded word -> whether it is a common noun in the article
    brands: dict[str, bool] = field(default_factory=dict)  # surname -> whether it is a brand in the article

    @cached_property
    def _ends(self) -> frozenset[Place]:
        """Where each name of several words, such as `Emma Holm`, begins and ends: pairs of (field, offset)."""
        full = [named for named in self.mentions if " " in named.name]
        return frozenset((named.field, at) for named in full for at in (named.start, named.end))

    @cached_property
    def _joined(self) -> frozenset[str]:
        return joined_given_names(self.mentions, self._by_name, self.texts, self.pack)

    @cached_property
    def _lower_words(self) -> frozenset[str]:
        return find_lower_words(self.texts)

    @cached_property
    def _others(self) -> OtherNames:
        return other_names(self.mentions)

    @cached_property
    def _by_name(self) -> defaultdict[str, list[Named]]:
        """Folded name -> its mentions."""
        found: defaultdict[str, list[Named]] = defaultdict(list)
        for named in self.mentions:
            found[fold(named.name)].append(named)
        return found

    def add(self, named: Named, person: FoundEntity) -> None:
        """Index a person by each word of the full name `named`. If `named` is a short name, only count the mention."""
        if " " not in named.name.strip():
            self.shorts[id(person)] += 1
            return
        words, at, glued = fold(named.name).split(), self.order[id(named)], _GLUED.fullmatch(named.name)
        surnames = {words[-1], words[-1].rpartition("-")[2], *(fold(glued[1]).split() if glued else ())}
        keys = [(self.by_surname, word) for word in surnames]
        keys += [(self.by_part, word) for word in set(words[:-1]) & set(fold(person.name).split())]
        for index, word in keys:
            insort(index.setdefault(word, {}).setdefault(id(person), Bearer(person)).places, at)

    def find(self, named: Named, key: str) -> FoundEntity | None:
        """Return the person whom a mention of one word means, such as a surname, or None. `key`: the folded word."""
        if (key not in self.by_surname and key not in self.by_part) or key in self._joined:
            return None
        if key in self.by_surname and (surname := self._of_surname(named)):
            return self._clear(named, surname)
        if key not in self.by_part or not may_be_of_given(named, self.pack):
            return None
        part = self._of_part(named)
        return self._clear(named, part, is_surname=False) if part else None

    def _of_surname(self, named: Named) -> Sequence[Bearer]:
        """Return the people whose surname a mention may be.

        If the mention is rather a place, return only people with a listed given name.
        """
        if not may_be_of_person(named, self.pack):
            return ()
        test = surname_test(named, self.pack)
        found = [*self._bearers(named, named.name, self.by_surname, test), *self._of_family(named)]
        if found and self._is_brand(named.name, found[0]):
            return ()
        return [one for one in found if has_given(one)] if is_rather_place(named, self.pack) else found

    def _of_family(self, named: Named) -> Sequence[Bearer]:
        """Return the people whose full name begins with a family name: `Kim Yong-hyun` for `Kim`."""
        found = self._bearers(named, named.name, self.by_part, may_be_first_name)
        return [one for one in found if is_family_first(one.person.name, named.name)]

    def _of_part(self, named: Named) -> Sequence[Bearer]:
        """Return the people whose first name a mention may be; if there are none, those whose middle name it may be."""
        key, near = fold(named.name), around(named, self.texts, self.pack)
        if names_character(near.before, named.name, near.after, self.pack):
            self.other.add(key)
        found = self._bearers(named, named.name, self.by_part, may_be_first_name)
        people = [one for one in found if not (is_product(one.person, self.texts) or self._others.have(key, one))]
        is_other = near.is_end_of_noun or (named.kind == "location" and near.follows_locative)
        own = [one for one in people if not is_other or near.follows_part_of(one.person.name)]
        return [one for one in own if fold(one.person.name).split()[0] == key] or own

    def of_surname(self, named: Named, surname: str) -> FoundEntity | None:
        """Return the person whom a mention such as `Senator Holm` means. `surname`: the surname in it."""
        bearers = self._bearers(named, surname, self.by_surname, may_be_surname)
        return self._clear(named, bearers) if bearers else None

    def _bearers(
        self, named: Named, word: str, index: _Index, may_stand: Callable[[str, str, str], bool]
    ) -> Sequence[Bearer]:
        """Return the people for whose full name the word may stand.

        `index`: folded word -> people whose full name contains this word. `may_stand(word, full name, language)` tells
        whether the word may stand for the full name.
        """
        key, language = fold(word), self.pack.language
        bearers = index.get(key, {}).values()
        if not 0 < len(bearers) <= FULL_NAMES_RIVALS:
            return ()
        is_noun = self._is_noun(key) and (index is self.by_part or not is_of_people(word))
        near = around(named, self.texts, self.pack, self._ends)
        is_word = is_noun or (near.is_after_acronym and is_frequent(word, language) and not is_of_people(word))
        is_other = is_frequent(word, language) and not is_of_people(word)
        people = [one for one in bearers if not (is_other and self._has_determiner(one))]
        # a common noun means a person only after another word of the person's name: es `Chapo` in `El Chapo`
        parts = [one for one in people if not is_word or near.follows_part_of(one.person.name)]
        may_mean = [one for one in parts if may_stand(word, one.person.name, language)]
        known, full = [one for one in may_mean if near.may_mean(one.person.name, self.by_surname)], self._full_names
        persons = [one for one in known if not is_opening(full(one), lambda: self._lower_words, self.pack)]
        fit = [one for one in persons if not are_parents(full(one), self.texts, self.pack)]
        if apart := [one for one in fit if self._is_titled_apart(near, one)]:
            self.other.add(key)
            return [one for one in fit if one not in apart]
        return [one for one in fit if not self._is_nickname(one)] or fit

    def _is_nickname(self, bearer: Bearer) -> bool:
        """Return whether a full name is rather a nickname or a title than the name of a person: `“Canine Holm”`."""
        is_low = is_usually_low(bearer.person.name.split()[0], self.pack.language)
        return is_low or is_quoted(self._full_names(bearer), self.texts)

    def _full_names(self, bearer: Bearer) -> Iterator[Named]:
        return (self.mentions[place] for place in bearer.places)

    def _is_titled_apart(self, near: Surroundings, bearer: Bearer) -> bool:
        return near.office is not None and is_titled_apart(near, [*self._full_names(bearer)], self.texts)

    def _has_determiner(self, bearer: Bearer) -> bool:
        """Return whether every full name of a person follows a determiner: `the Augustin Empire`."""
        return all(around(one, self.texts, self.pack).has_determiner for one in self._full_names(bearer))

    def _is_brand(self, word: str, bearer: Bearer) -> bool:
        if word not in self.brands:
            self.brands[word] = is_brand(word, bearer.person.name, self.texts, self.pack)
        return self.brands[word]

    def _is_noun(self, key: str) -> bool:
        if key not in self.nouns:
            self.nouns[key] = is_common_noun(self._by_name[key], self.texts, self.pack)
        return self.nouns[key]

    def _clear(self, named: Named, bearers: Sequence[Bearer], *, is_surname: bool = True) -> FoundEntity | None:
        """Return the person whom a short name means, or None if that is unclear.

        A short name that was unclear once stays unclear in the article.
        """
        key, first = fold(named.name), bearers[0].person
        if key in self.other:
            return None
        is_shared = any(is_other(one.person, first) for one in bearers)
        # several people may be meant together: `the Wilson sisters`
        is_family = is_shared and is_surname and around(named, self.texts, self.pack).has_determiner
        is_unclear = is_family or (is_shared and key in self.unclear)
        found = None if is_unclear else self._nearest(named, bearers, is_surname=is_surname)
        if found is None and is_shared and not is_family:
            self.unclear.add(key)
        return found

    def _nearest(self, named: Named, bearers: Sequence[Bearer], *, is_surname: bool) -> FoundEntity | None:
        """Return which of several people a short name means; None if that is unclear.

        If a person is named in full shortly before, this person is meant, unless another is named far more often.
        Otherwise the person named most often is meant, if nobody is nearer or all others are named far less often.
        """
        before = [one for one in bearers if one.places[0] < self.order[id(named)]]
        if before and self._is_nearer_after(named, before, [one for one in bearers if one not in before]):
            return None
        bearers = before or bearers
        nearest, after = self._distance(named, bearers)
        is_part = around(named, self.texts, self.pack).follows_part_of(nearest.person.name)
        if not (is_part or self._is_in_reach(named, nearest.person, after, is_surname=is_surname)):
            return None
        if after is not None and 0 <= after <= FULL_NAMES_NEAR:
            return None if is_rarer(nearest, bearers) else nearest.person
        most, *others = sorted(bearers, key=lambda one: (-self._times(named, one), one is not nearest))
        rivals = [one for one in others if is_other(one.person, most.person)]
        is_nearest = not is_other(most.person, nearest.person)
        ratio = 1 if is_nearest else SHARED_DOMINANT
        lead = self._times(named, most) - ratio * self._times(named, rivals[0]) if rivals else 1
        is_surer = after is not None and 0 <= after <= FULL_NAMES_CLOSE
        is_surer = is_surer or (bool(rivals) and has_given(most) > has_given(rivals[0]))
        return most.person if lead > 0 or (lead == 0 and is_nearest and is_surer) else None

    def _distance(self, named: Named, bearers: Sequence[Bearer]) -> Distance:
        at = self.order[id(named)]
        before = [(one.places[bisect_left(one.places, at) - 1], number) for number, one in enumerate(bearers)]
        later = ((one.places[0], number) for number, one in enumerate(bearers))
        place, number = max(before) if bearers[0].places[0] < at else min(later)
        full = self.mentions[place]
        return Distance(bearers[number], named.start - full.end if full.field == named.field else None)

    def _is_nearer_after(self, named: Named, before: Sequence[Bearer], after: Sequence[Bearer]) -> bool:
        """Return whether a short name may mean somebody in `after` (people named in full only after the short name).

        That is so if one of them is named soon after it, and if `before` (people named in full before it) is only one
        person, named once and very far away.
        """
        distance = self._distance(named, before).after if after and len(before) == 1 else None
        following = self._distance(named, after).after if after else None
        is_far = distance is not None and distance > FULL_NAMES_FURTHEST and len(before[0].person.mentions) == 1
        return is_far and following is not None and -following <= FULL_NAMES_FAR

    def _times(self, named: Named, bearer: Bearer) -> int:
        """Return how often a person was named so far, in full or by a short name."""
        times = bisect_left(bearer.places, self.order[id(named)]) or len(bearer.places)
        return times + self.shorts[id(bearer.person)]

    def _is_in_reach(self, named: Named, person: FoundEntity, distance: int | None, *, is_surname: bool) -> bool:
        """Return whether a full name is near enough to a short name to be meant.

        `distance`: characters from the full name to the short name; negative if the short name comes first. None if
        they are in different fields.
        """
        words = fold(person.name).split()
        is_main = len(self._by_name[fold(named.name)]) >= FULL_NAMES_MAIN
        if distance is None or is_main:
            return True
        if distance < -FULL_NAMES_UNLISTED and is_surname and self._may_be_no_name(named):
            self.other.add(fold(named.name))
            return False
        if distance < 0:
            is_full = is_surname and is_given(person.name.split()[0])
            return -distance <= (FULL_NAMES_FURTHEST if is_full else FULL_NAMES_FAR)
        is_known = len(person.mentions) > 1 or bool(self._by_name[words[-1]])
        return fold(named.name) != words[0] or distance <= FULL_NAMES_FAR or is_known

    def _may_be_no_name(self, named: Named) -> bool:
        """Return whether a mention of one word may be no name: it has no title, and is in no list of people's names."""
        near = around(named, self.texts, self.pack)
        # a capitalised noun before the name counts as a title: de `Kandidat Holm`
        is_after_noun = self.pack.nouns_are_capitalised and near.is_end_of_name
        is_titled = " " in named.name or near.follows_title or is_after_noun
        return not (is_titled or is_of_people(named.name))
