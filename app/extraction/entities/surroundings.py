"""Decide from the words around a short name whether it may stand for a person's full name.

`Llosa` in `Vargas Llosa` does not mean Patricia Llosa, and `Lin` in an entry of a list of works (`Crase, Lin (2007)`)
does not mean Jui Lin.
"""

import re
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from functools import cache, cached_property

from app.extraction.entities.beside_words import determiners, means_family, means_others
from app.extraction.entities.candidates import Named
from app.extraction.entities.entity_numbers import (
    SHARED_BEFORE,
    SURROUNDINGS_CONJUNCTION,
    SURROUNDINGS_MARKED,
    SURROUNDINGS_NOUN,
    SURROUNDINGS_OFFICE,
    SURROUNDINGS_SENTENCE,
    SURROUNDINGS_TITLE,
    SURROUNDINGS_TITLES,
)
from app.extraction.entities.gazetteer import is_listed, place_ids
from app.extraction.entities.learned_lists import is_often_low
from app.extraction.entities.short_names import is_frequent, is_given, is_of_people, is_only_given
from app.extraction.entities.works import names_work
from app.lang.gazetteers import frequent_words, genders, people
from app.lang.pack import LanguagePack, language_pack, languages
from app.schemas.base import TextField
from app.text.fast_dataclass import fast_dataclass
from app.text.normalize import fold, lower

Texts = Mapping[TextField, str]
Place = tuple[TextField, int]  # a field and an offset in it
_NAME = r"[^\W\d_][^\W_]*(?:['\u2019-][^\W_]+)*"
_GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"  # space or one line break; two line breaks end a paragraph
_BEFORE = re.compile(rf"({_NAME}\.?){_GAP}\Z")
_AFTER = re.compile(rf"{_GAP}({_NAME})")
# a word between a comma and the name is not taken for a determiner: it may be a relative pronoun, as in de `…, die
# Meier traf`
_COMMA_BEFORE = re.compile(rf", {_NAME}{_GAP}\Z")
_NOUN_BEFORE = re.compile(r"[^\W_][,;]? ([^\W\d_][^\W_]*) \Z")
_SURNAME_BEFORE = re.compile(rf"(?:([;^.\]\n]) ?)?({_NAME}), \Z")
_INITIAL_AFTER = re.compile(r",? ([^\W\d_])(?:\.|,|\b(?!['\u2019]))")
_GIVEN_AFTER = re.compile(rf", ({_NAME})(?: [^\W\d_]\.)* ?(?:(\(\d{{4}}\b)|[(;\"\u201c\u201d\u2013\u2014.])")
_ENTRY_AFTER = re.compile(r", [^\W\d_A-Z]{1,4}\.|(?: [^\W\d_]\.)* ?[(;\u2013\u2014.]")
_CUT_AFTER = re.compile(r"[-\u2010](?![^\W\d_])")
_CUT_BEFORE = re.compile(r"[^\W\d_]\u2013\Z")
_END = re.compile(r"[.!?]\W|\n")  # the end of a sentence
_JOINED_AFTER = re.compile(rf" [^\W\d_A-Z]{{1,3}} ({_NAME})")
_JOINED_BEFORE = re.compile(rf"({_NAME}) [^\W\d_A-Z]{{1,3}} \Z")


@fast_dataclass(frozen=True, eq=False)
class Surroundings:
    """A short name and the text directly before and after it."""

    named: Named
    before: str
    after: str
    pack: LanguagePack
    is_between_names: bool = False  # whether a comma separates it from the name of several words on each side

    def may_mean(self, full: str, surnames: Container[str]) -> bool:
        """Return whether the words beside the name allow the name to stand for this full name.

        For example, a different surname after the name does not allow this. `surnames`: folded surnames of the article.
        """
        if self.is_between_names or self._is_of_longer_name or self._is_of_others:
            return False
        words = fold(full).split()
        is_pair = len(words) == 2 and not self.joined.isdisjoint(words)
        is_other = is_pair or not self._beside.issubset(words) or not words[0].startswith(self._first)
        after = self._after
        is_longer = after is not None and after[0].isupper() and fold(after) in surnames and fold(after) not in words
        return not (is_other or is_longer or self._is_of_other_gender(full))

    def follows_part_of(self, full: str) -> bool:
        """Return whether the word directly before the name is a part of this full name: `JD` before `Vance`."""
        return fold(self._before or "") in fold(full).split()

    @cached_property
    def _is_of_longer_name(self) -> bool:
        """Return whether the name is only a part of a compound or of the name of a place.

        Examples: `Mess` in de `Mess- und Regeltechnik`, `Gaelic` in `Norse–Gaelic`, `Louis` in `St. Louis`.
        """
        is_cut = _CUT_AFTER.match(self.after) is not None or _CUT_BEFORE.search(self.before) is not None
        place = f"{self._before} {self.named.name}" if self._before else ""
        return is_cut or (bool(place) and place_ids(place, self.pack.language) is not None)

    @cached_property
    def _is_of_others(self) -> bool:
        """Return whether the text beside the name shows that the name does not stand for the full name of a person.

        The name may mean several people (fr `les Marchal`, `the Holm family`), another person (`the other Holm`), a
        thing (de `die Firma Holm`) or a work (`the film Emma`), or be a part of a longer name (`Holm & Berg`).
        """
        language = self.pack.language
        is_of_others = means_others(self._before or "", language) or means_family(self._after or "", language)
        return is_of_others or names_work(self.before, self.after, self.pack)

    @cached_property
    def is_end_of_noun(self) -> bool:
        """Return whether, inside a sentence, the name is the end of a longer noun: `Dev` in `Another App Dev said …`.

        A capitalised word (`App`) directly precedes such a name. The word is no title, role or function word, and is
        not known as a name.
        """
        found = _NOUN_BEFORE.search(self.before) if self.named.field != "headline" else None
        if found is None or self.pack.nouns_are_capitalised or not found[1][0].isupper():
            return False
        word, low = found[1], lower(found[1], self.pack.language)
        known = _no_parts_of_names(self.pack.language)
        return not (word in known or low in known or is_of_people(word) or is_listed(word, self.pack.language))

    @property
    def follows_locative(self) -> bool:
        """Return whether a word that precedes places, such as `in` or `from`, directly precedes the name."""
        words = self.before.split()[-1:]
        return any(lower(word, self.pack.language) in self.pack.entities.locatives for word in words)

    @cached_property
    def follows_title(self) -> bool:
        """Return whether a title or role directly precedes the name."""
        words, before = self.pack.entities, self._before or ""
        return before in words.titles or before in words.roles

    @cached_property
    def office(self) -> str | None:
        """The title of an office directly before the name; None for a form of address (`Mrs`) or an abbreviation."""
        before = (self._before or "") if self.follows_title else ""
        is_address = lower(before, self.pack.language) in self.pack.quotes.genders_of_titles
        return before if len(before) >= SURROUNDINGS_OFFICE and before.isalpha() and not is_address else None

    @cached_property
    def is_end_of_name(self) -> bool:
        """Return whether a capitalised word (no function word) directly precedes the name: `Electoral Commission`."""
        before = self._before or ""
        return before[:1].isupper() and lower(before, self.pack.language) not in self.pack.common_words

    @cached_property
    def is_after_acronym(self) -> bool:
        """Return whether a word in capitals precedes the name: `AI` before `Assistant`, also `CEO` before `Holm`."""
        before = self._before or ""
        return len(before) > 1 and before.isalpha() and before.isupper()

    @cached_property
    def has_determiner(self) -> bool:
        """Return whether a determiner precedes the name: de `das Cover`, en `the Bill`."""
        language = self.pack.language
        is_determiner = lower(self._before or "", language) in determiners(language)
        return is_determiner and _COMMA_BEFORE.search(self.before) is None

    @cached_property
    def _before(self) -> str | None:
        """The word directly before the name."""
        *_, last = self.before.rsplit(maxsplit=1) or [""]
        found = _BEFORE.search(self.before, self.before.rfind(last)) if last else None
        return found[1] if found else None

    @cached_property
    def _after(self) -> str | None:
        """The word directly after the name; None if a case ending is between them."""
        found = _AFTER.match(self.after) if self.named.text == self.named.name else None
        return found[1] if found and not self.named.text.isupper() else None

    @cached_property
    def _beside(self) -> frozenset[str]:
        """The folded words beside the name that the full name must contain: `vargas` for `Llosa` in `Vargas Llosa`.

        In an entry of a list of works, this is the surname before the comma: `Wilson, John (2009)`.
        """
        near = () if self.named.text.isupper() else (self._before, self._after)
        surname = _SURNAME_BEFORE.search(self.before) if _ENTRY_AFTER.match(self.after) else None
        is_entry = surname is not None and surname[2][0].isupper() and (surname[1] or not is_only_given(surname[2]))
        entry = [surname[2]] if surname is not None and is_entry else []
        return frozenset(fold(word) for word in (*filter(self._is_name, filter(None, near)), *entry))

    @cached_property
    def _first(self) -> str:
        """The folded given name or initial that stands after a comma: `john` for `Wilson, John`; '' if none.

        The full name must begin with it.
        """
        initial, given = _INITIAL_AFTER.match(self.after), _GIVEN_AFTER.match(self.after)
        if initial and initial[1].isupper():
            return fold(initial[1])
        is_author = given is not None and given[1][0].isupper() and (given[2] or is_given(given[1]))
        return fold(given[1]) if given is not None and is_author else ""

    @cached_property
    def joined(self) -> frozenset[str]:
        """The folded words that a conjunction joins with the name: `gianni` for `Aron` in de `Aron und Gianni`.

        There, `Aron` does not mean Gianni Aron.
        """
        near = self.before[-SURROUNDINGS_CONJUNCTION:]
        # the pattern is slow, so first test for its two spaces: before and after the conjunction
        has_room = near.endswith(" ") and near.count(" ") > 1
        beside = (_JOINED_AFTER.match(self.after), _JOINED_BEFORE.search(self.before) if has_room else None)
        return frozenset(fold(found[1]) for found in beside if found is not None)

    def _is_name(self, word: str) -> bool:
        """Return whether a word is capitalised and in the lists of people's names, and is no title or ordinary word."""
        pack, low = self.pack, lower(word, self.pack.language)
        known = _no_parts_of_names(pack.language)
        is_word = word in known or low in known or is_often_low(low, pack.language)
        is_word = is_word or is_listed(word, pack.language)
        # a headline may capitalise all words, and some ordinary words, such as `Asks`, are in the lists of names
        is_sure = self.named.field != "headline" and word in people()
        is_listed_name = is_sure or (is_of_people(word) and low not in frequent_words(pack.language))
        return word[0].isupper() and not word.isupper() and not is_word and is_listed_name

    def _is_of_other_gender(self, full: str) -> bool:
        before = lower(self._before or "", self.pack.language).rstrip(".")
        title = self.pack.quotes.genders_of_titles.get(before)
        first = full.split()[0]
        known = genders().get(first) or genders().get(first.partition("-")[0])
        return title is not None and known is not None and title != known


def around(named: Named, texts: Texts, pack: LanguagePack, ends: Set[Place] = frozenset()) -> Surroundings:
    """Return a mention with the text before and after it.

    `texts`: the text of each field. `ends`: where names of several words begin and end; the text beyond such a place is
    left out, because it belongs to another name.
    """
    text, start, end = texts.get(named.field, ""), named.start, named.end
    before = "" if (named.field, start - 1) in ends else text[max(0, start - SHARED_BEFORE) : start]
    after = "" if (named.field, end + 1) in ends else text[end : end + SHARED_BEFORE]
    is_between = after[:2] == before[-2:] == ", " and {(named.field, start - 2), (named.field, end + 2)}.issubset(ends)
    return Surroundings(named, before, after, pack, is_between)


def is_titled_apart(near: Surroundings, full: Sequence[Named], texts: Texts) -> bool:
    """Return whether the office before a short name (`President Holm`) shows that the name does not mean `Emma Holm`.

    `full`: the mentions of the full name. Two things must be true. No mention of the full name has this office. And one
    of the mentions has another title (`First Lady Emma Holm`), or precedes the short name in the same sentence: `Emma
    Holm said that President Holm …`.
    """
    if near.office is None:
        return False
    others = [around(one, texts, near.pack) for one in full]
    is_titled = any(one.follows_title for one in others)
    start = near.office[:SURROUNDINGS_TITLE]
    has_office = any(start in " ".join(one.before.split()[-SURROUNDINGS_TITLES:]) for one in others)
    named = near.named
    ends = (one.end for one in full if one.field == named.field and 0 < named.start - one.end <= SURROUNDINGS_SENTENCE)
    is_same_sentence = any(not _END.search(texts.get(named.field, ""), end, named.start) for end in ends)
    return not has_office and (is_titled or is_same_sentence)


def is_common_noun(mentions: Iterable[Named], texts: Texts, pack: LanguagePack) -> bool:
    """Return whether a word is a common noun in this article: many of its mentions follow a determiner (`the Bill`).

    If the word is rare in the language, all mentions must follow a determiner, and there must be several: `the
    Everlasting`. In a language that capitalises nouns (German), a word that is in no list of people's names counts as
    frequent.
    """
    words = [named for named in mentions if " " not in named.name and named.kind in (None, "person")]
    nouns = [named for named in words if _may_be_noun(named.name, pack)]
    judged = nouns or [named for named in words if not is_of_people(named.name)]
    marked = [named for named in judged if around(named, texts, pack).has_determiner]
    return _is_noun(len(marked), len(judged), is_word=bool(nouns))


def _is_noun(marked: int, count: int, *, is_word: bool) -> bool:
    """Return whether so many of a word's mentions follow a determiner that the word is a common noun.

    `count`: number of mentions. `marked`: how many of them follow a determiner. `is_word`: whether the word is
    frequent, or counts as frequent because the language capitalises nouns.
    """
    is_often = marked >= SURROUNDINGS_MARKED and (marked == count or (is_word and marked * SURROUNDINGS_NOUN >= count))
    return is_often or (is_word and 0 < count <= marked * 2)


def _may_be_noun(word: str, pack: LanguagePack) -> bool:
    if word in _all_regnal_titles():
        return False
    return is_frequent(word, pack.language) or (pack.nouns_are_capitalised and not is_of_people(word))


@cache
def _no_parts_of_names(language: str) -> frozenset[str]:
    """Return words of a language that are no parts of people's names: titles, roles and common words."""
    pack = language_pack(language)
    return pack.entities.titles | pack.entities.regnal_titles | pack.entities.roles | pack.common_words


@cache
def _all_regnal_titles() -> frozenset[str]:
    """Return the titles of all languages that are printed as a part of a name: `Queen Elizabeth`."""
    return frozenset[str]().union(*(language_pack(language).entities.regnal_titles for language in languages()))
