"""Decide whether a word may stand for a full name of a person: `Holm` for `Emma Holm`, but not `Hike` for `Park Hike`.

The tagger takes some products, places and phrases for people. Single words must not stand for these.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from app.extraction.entities.candidates import connectors
from app.extraction.entities.entity_numbers import (
    SAME_PEOPLE_ENDING,
    SHARED_CACHED,
    SHORT_NAMES_ACRONYM,
    SHORT_NAMES_COMMON,
    SHORT_NAMES_COMPOUND,
    SHORT_NAMES_CONTRACTION,
    SHORT_NAMES_FULL,
    SHORT_NAMES_LETTERS,
    SHORT_NAMES_NOUN,
)
from app.extraction.entities.gazetteer import is_listed, place_ids
from app.extraction.entities.learned_lists import kind_of_name, letter_case, person_word
from app.extraction.entities.typing_rules import all_given_names, is_noise
from app.lang.gazetteers import frequent_words, people
from app.lang.pack import LanguagePack, language_pack
from app.text.normalize import fold, lower

_APOSTROPHE = re.compile("['\u2019\u02bc]")
_GLUED = re.compile(r"[^\W\d_A-Z]{3}[A-Z]{3}")  # words without the space between them: `HolmLIVE`
_NO_PEOPLE = ("ORG", "LOC")


def is_contraction(word: str, pack: LanguagePack) -> bool:
    """Return whether a word is a contraction such as `We're`: a very common word, an apostrophe, and a short rest."""
    if not _APOSTROPHE.search(word):
        return False
    first, *rest = _APOSTROPHE.split(word)
    low = lower(first, pack.language)
    is_common = low in pack.common_words or frequent_words(pack.language).get(low, 0) >= SHORT_NAMES_COMMON
    is_short = rest[-1].islower() and len(rest[-1]) <= SHORT_NAMES_CONTRACTION
    return is_short and is_common and not pack.apostrophe_suffixes


def is_of_people(word: str) -> bool:
    """Return whether a word is in the lists of people's names."""
    return word in people() or person_word(fold(word)) is not None


def is_given(word: str) -> bool:
    """Return whether a list has a word as a given name."""
    return _is_listed_given(word) or "g" in people().get(word, "")


def is_only_given(word: str) -> bool:
    """Return whether the lists of people's names have a word only as a given name."""
    return person_word(fold(word)) == "given" or people().get(word) == "g"


def is_common_word(word: str, language: str) -> bool:
    """Return whether a word is frequent in the language and not in the lists of people's names."""
    return not is_of_people(word) and lower(word, language) in frequent_words(language)


def is_frequent(word: str, language: str) -> bool:
    """Return whether a word of three or more letters is frequent in the language and not usually capitalised."""
    low = lower(word, language)
    has_lower_case = low in frequent_words(language) and letter_case(low, language) != "capital"
    return has_lower_case and len(word) > SHORT_NAMES_LETTERS


def is_usually_low(word: str, language: str) -> bool:
    """Return whether a word is usually written in lower case, and is in no list of people's names."""
    return letter_case(lower(word, language), language) == "low" and not is_of_people(word)


def is_noun(word: str, language: str) -> bool:
    """Return whether a word ends as nouns do in a language that capitalises them: de `Pflegespülung`.

    Short words and words in the lists of people's names (`Hornung`) do not count.
    """
    endings = language_pack(language).entities.noun_endings
    is_long = bool(endings) and len(word) >= SHORT_NAMES_NOUN
    return is_long and lower(word, language).endswith(endings) and not is_of_people(word)


def unaddressed(name: str, pack: LanguagePack) -> str:
    """Return a person's name without titles, common words and places before it; at least two words remain."""
    return _unaddressed(name, pack.language)


@lru_cache(maxsize=SHARED_CACHED)
def _unaddressed(name: str, language: str) -> str:
    pack, words = language_pack(language), name.split()
    while len(words) > SHORT_NAMES_FULL and is_before_name(words[0], pack):
        words = words[1:]
    return " ".join(words)


def addressed_surname(name: str, pack: LanguagePack) -> str | None:
    """Return the surname after a title or a common word: `Holm` for `Senator Holm`; None for any other name."""
    return _addressed_surname(name, pack.language)


@lru_cache(maxsize=SHARED_CACHED)
def _addressed_surname(name: str, language: str) -> str | None:
    pack = language_pack(language)
    first, _, surname = unaddressed(name, pack).partition(" ")
    is_name = bool(surname) and " " not in surname and not is_common_word(surname, pack.language)
    low = lower(first, pack.language)
    is_noun = pack.nouns_are_capitalised and is_common_word(first, pack.language)
    is_word = low in pack.common_words or is_usually_low(first, pack.language) or is_noun
    is_addressed = _is_title(first, pack) or is_word or _is_place(first, pack)
    return surname if is_name and is_addressed and first not in pack.entities.regnal_titles else None


def honoured(name: str, pack: LanguagePack) -> str | None:
    """Return the first name before an honorific: tr `Ayşe` for `Ayşe Hanım`; None for any other name."""
    first, _, honorific = name.partition(" ")
    return first if honorific in pack.entities.honorifics else None


def is_before_name(word: str, pack: LanguagePack) -> bool:
    """Return whether a word is no part of the full name after it, but a title, frequent word, connector or place."""
    is_no_name = _is_title(word, pack) or is_common_word(word, pack.language)
    return is_no_name or word in connectors(pack.language) or _is_place(word, pack)


def _is_title(word: str, pack: LanguagePack) -> bool:
    """Return whether a word, or a part of it, is a title or role: `President-elect`, de `Vizepräsident`."""
    known = _titles(pack.language)
    is_compound = pack.entities.hyphen_compounds and lower(word, pack.language).endswith(_endings(pack.language))
    return is_compound or any(part in known for part in (word, *word.split("-")))


@cache
def _titles(language: str) -> frozenset[str]:
    """Return the words that the pack of a language lists as titles or roles of people: `President`."""
    words = language_pack(language).entities
    return words.titles | words.regnal_titles | words.roles


@cache
def _endings(language: str) -> tuple[str, ...]:
    """Return the titles and roles that may be the last part of a compound word, in lower case: de `präsident`."""
    words = language_pack(language).entities
    return tuple(lower(word, language) for word in words.titles | words.roles if len(word) >= SHORT_NAMES_COMPOUND)


def _is_title_or_noise(word: str, language: str) -> bool:
    """Return whether a word is a title, a role, a nationality, a month or a weekday, and no given name or surname."""
    pack = language_pack(language)
    return word not in people() and (_is_title(word, pack) or is_noise(word, pack))


def _is_place(word: str, pack: LanguagePack) -> bool:
    return is_listed(word, pack.language) and not is_of_people(word)


def is_phrase(words: Sequence[str], language: str) -> bool:
    """Return whether a name is a phrase: it has a contraction, function word, sign (`&`) or connector (`X of Y`)."""
    pack = language_pack(language)
    before = words[-2] if len(words) > 1 else ""
    common = (word for word in words[1:] if word[0].isupper() and not is_of_people(word))
    has_common = any(lower(word, language) in pack.common_words for word in common)
    is_contracted = any(is_contraction(word, pack) for word in words)
    has_mark = not all(any(map(str.isalnum, word)) for word in words)  # a sign, such as `&` in `Jim & Andy`
    return has_common or is_contracted or has_mark or before in pack.quotes.organization_connectors


@lru_cache(maxsize=SHARED_CACHED)
def may_be_surname(word: str, full: str, language: str) -> bool:
    """Return whether the last word of a person's full name may stand for the person.

    `Holm` may stand for `Emma Holm`, but `Guess` not for `My Guess`, and `GitHub` not for `PKO GitHub`.
    """
    words = full.split()
    if not _is_whole(word, full) or is_phrase(words, language) or _is_title_or_noise(word, language):
        return False
    if is_noun(word, language):
        return False
    if is_of_people(word) or is_given(words[0]):
        return True
    case = letter_case(lower(words[0], language), language)
    if case == "capital":
        return True
    is_after_word = is_common_word(words[0], language) and case != "mixed" and not is_initial(words[0])
    return not (is_after_word or _is_rather_other(word, language) or _is_shouted(words[0], full))


@lru_cache(maxsize=SHARED_CACHED)
def may_be_first_name(word: str, full: str, language: str) -> bool:
    """Return whether a word before the surname may stand for the person: `Emma` for `Emma Holm`.

    The first word may do so only in three cases:
    1. it is usually capitalised, and names no place or organization; so `Porsche` does not stand for `Porsche Macan`;
    2. a list has it as a given name;
    3. a list has the last word of the full name as a surname.
    A word in the middle may be the first of two surnames. For such a word, it is enough that the lists of people's
    names have the word or the last word.
    """
    words = full.split()
    last = words[-1]
    if not _is_whole(word, full) or is_phrase(words, language) or is_initial(last) or _is_before_given(word, words):
        return False
    if len(words) == SHORT_NAMES_FULL and is_generation(last):
        return False
    pack = language_pack(language)
    if is_noise(word, pack) and (is_noise(last, pack) or not is_of_people(last)):
        return False
    if letter_case(lower(word, language), language) == "capital":
        return not _is_no_person(word, language) or _is_listed_given(word)
    if _is_listed_given(word) or (is_given(word) and not _is_rather_word(word, language)):
        return is_of_people(last) or not is_frequent(last, language)
    is_other = _is_other(word, language)
    if fold(word) == fold(words[0]) and not is_other and people().get(last) == "s":
        return not is_frequent(last, language)
    ends_as_name = is_of_people(last) or len(last) < SHORT_NAMES_ACRONYM  # a short last word is an ending such as `Jr`
    is_surname = is_of_people(word) if not is_frequent(last, language) else ends_as_name
    return fold(word) != fold(words[0]) and (is_surname or (ends_as_name and not is_other))


def is_generation(word: str) -> bool:
    """Return whether a word tells apart a parent and a child with the same name: `Snr`, `III`.

    Without the word, the name may mean either of them.
    """
    letters = word.rstrip(".")
    is_short = 1 < len(letters) <= SAME_PEOPLE_ENDING and not is_of_people(word)
    return is_short and (letters.isupper() or set("aeiou").isdisjoint(fold(letters)))


def _is_before_given(word: str, words: Sequence[str]) -> bool:
    """Return whether a word opens a name but is no part of it: `Skipper` in `Skipper Emma Holm`.

    Such a word is in no list of people's names, and a listed given name follows it.
    """
    is_first = len(words) > SHORT_NAMES_FULL and fold(word) == fold(words[0])
    return is_first and not is_of_people(word) and not is_given(word) and _is_listed_given(words[1])


def _is_whole(word: str, full: str) -> bool:
    """Return whether a short form is neither an initial nor an acronym, and the full name has no digits.

    False, too, if the space between two words of the full name is missing: `HolmLIVE`.
    """
    is_other = is_initial(word) or _is_acronym(word, full) or any(map(str.isdigit, full))
    return not (is_other or _GLUED.search(full))


def is_initial(word: str) -> bool:
    """Return whether a word has only one letter, or only initials: `J.`, `J.R.`."""
    return sum(map(str.isalpha, word)) < SHORT_NAMES_LETTERS or ("." in word[:-1] and len(word) <= SHORT_NAMES_ACRONYM)


def _is_acronym(word: str, full: str) -> bool:
    return len(word) < SHORT_NAMES_ACRONYM and _is_shouted(word, full)


def _is_shouted(word: str, full: str) -> bool:
    """Return whether a word of two or more letters is all in capitals, but the full name is not."""
    return len(word) >= SHORT_NAMES_LETTERS and word.isalpha() and word.isupper() and not full.isupper()


def _is_other(word: str, language: str) -> bool:
    """Return whether a word is frequent, or is a known place or organization."""
    return _is_no_person(word, language) or is_frequent(word, language)


def _is_rather_word(word: str, language: str) -> bool:
    """Return whether a word is a known place or organization, or a frequent word that is also written in lower case.

    Frequencies are those of words in lower case, so a given name may be frequent, too: es `Cristóbal`.
    """
    is_low = is_frequent(word, language) and letter_case(lower(word, language), language) is not None
    return is_low or _is_no_person(word, language)


def _is_rather_other(word: str, language: str) -> bool:
    """Return whether a word counts as a place, an organization or a frequent word, and not as a name of people."""
    # tr `Dere` is a surname, and also the word for a brook
    is_name_too = letter_case(lower(word, language), language) == "mixed"
    is_known = is_frequent(word, language) or bool(place_ids(word, language))
    return _is_no_person(word, language) or (is_known and not is_name_too)


def _is_no_person(word: str, language: str) -> bool:
    return kind_of_name(fold(word)) in _NO_PEOPLE or is_listed(word, language)


def _is_listed_given(word: str) -> bool:
    return word in all_given_names() or person_word(fold(word)) in ("given", "both")
