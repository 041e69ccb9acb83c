"""Split token spans that the tagger took for one name, and strip titles and other words that do not belong to it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import dropwhile, groupby, pairwise, takewhile

from app.extraction.entities.candidates import Named, connectors, joins_names
from app.extraction.entities.entity_numbers import (
    NAME_PARTS_ABBREVIATION,
    NAME_PARTS_BASE,
    NAME_PARTS_SURNAME,
    SHARED_CACHED,
)
from app.extraction.entities.gazetteer import is_listed, is_well_known, place_ids
from app.extraction.entities.short_names import is_common_word, is_noun, is_of_people
from app.extraction.entities.typing_rules import is_bare_head, is_noise
from app.lang.gazetteers import no_names, people
from app.lang.pack import LanguagePack, language_pack
from app.schemas.entity import EntityType
from app.text.normalize import lower
from app.text.tokens import Token, phrase

_PARTING = frozenset('()[]{},;:/|-\u2010\u2013\u2014"\u201c\u201d\u201e\u00ab\u00bb')

_ROMAN = frozenset("IVX")  # Roman numerals before the name of a king: tr `I. Idris`

_STOPS = frozenset(".!?\u2026")


def parts_of(words: Sequence[Token], kind: EntityType, pack: LanguagePack) -> Iterator[Sequence[Token]]:
    """Split a span at brackets, commas, full stops, spaced dashes and case suffixes, and between two places in a row.

    The name of a person is also split at words in lower case, except connectors (`von`). A part that consists only of
    marks and connectors is dropped.
    """
    joints = connectors(pack.language)
    if len(words) == 1:  # most names: nothing else to split
        word = words[0]
        if "-" in word.text:
            yield from ([part] for part in _places_apart(word, pack))
        elif not (_is_no_start(word) or word.text in joints):
            yield words
        return
    stops = {after.start for at, after in enumerate(words[1:]) if after.text in _STOPS and _ends_name(words, at, pack)}
    if kind == "person":
        low = (word for word, after in pairwise(words) if word.text.islower() and after.text[0].isupper())
        stops |= {word.start for word in low if word.text.isalpha() and not joins_names(word.text)}
    for marks, part in groupby(words, lambda word: word.text in _PARTING or word.start in stops):
        found = [] if marks else [*dropwhile(_is_no_start, part)]
        for name in _at_suffixes(found, pack):
            bare = [*dropwhile(lambda word: _is_mark(word) or word.text in joints, reversed(name))][::-1]
            if bare:
                yield from _places_in_row(bare, pack) if kind == "location" else (bare,)


def _ends_name(words: Sequence[Token], at: int, pack: LanguagePack) -> bool:
    """Return whether a full stop after the word at `at` ends a name.

    A short word is rather an abbreviation (`Prof. Demir`), unless it is a name after another word: `Pepa Luna. Páez`.
    """
    word = words[at].text
    if len(word) > NAME_PARTS_ABBREVIATION:
        return True
    is_surname = at > 0 and len(word) >= NAME_PARTS_SURNAME and is_of_people(word) and words[at - 1].text.isalpha()
    return is_surname and not _titles(pack.language) & {word, f"{word}."}


def _places_apart(word: Token, pack: LanguagePack) -> Sequence[Token]:
    """Split places that hyphens join: `Ankara-Konya`.

    A word is split only if all its parts are well-known places, and the whole word is not a well-known place.
    """
    names = word.text.split("-")
    if is_well_known(word.text, pack.language) or not all(is_well_known(name, pack.language) for name in names):
        return [word]
    starts = [word.start + sum(len(name) + 1 for name in names[:number]) for number in range(len(names))]
    last = len(names) - 1
    return [
        Token(name, start, start + len(name), word.suffix if number == last else None, word.opens and not number, False)
        for number, (name, start) in enumerate(zip(names, starts, strict=True))
    ]


def _at_suffixes(words: Sequence[Token], pack: LanguagePack) -> Iterator[Sequence[Token]]:
    """Split after each case suffix that follows an apostrophe: tr `İsrail'in NSO Grup` → `İsrail'in`, `NSO Grup`."""
    start = 0
    for end, word in enumerate(words, 1):
        if end == len(words) or (pack.apostrophe_suffixes and word.suffix is not None):
            yield [*dropwhile(_is_no_start, words[start:end])]
            start = end


def _places_in_row(words: Sequence[Token], pack: LanguagePack) -> Iterator[Sequence[Token]]:
    """Split a place from the larger place before it: tr `Antalya Kaş` (Kaş in the province Antalya).

    Both stay together if a list has them as one place.
    """
    smaller = words[1:]
    is_place = bool(smaller) and place_ids(phrase(smaller), pack.language) is not None
    is_row = (
        is_place
        and is_well_known(words[0].text, pack.language)
        and bool(place_ids(words[0].text, pack.language))
        and place_ids(phrase(words), pack.language) is None
    )
    yield from (words[:1], smaller) if pack.apostrophe_suffixes and is_row else (words,)


def _is_no_start(token: Token) -> bool:
    return _is_mark(token) or token.text.islower()


def _is_mark(token: Token) -> bool:
    return not token.text[0].isalnum()


def untitled(words: Sequence[Token], pack: LanguagePack) -> Sequence[Token]:
    """Keep only the name of a person.

    Drop titles, roles, owners (`Vermont's`) and derived words (tr `Ankaralı`) before the name. After it, drop an
    institution noun, letters for an honour (`KC`) or an origin (`of Minnesota`), and all words that follow. A name
    that a list has as a place stays whole: es `Coronel Suárez`.
    """
    if len(words) == 1:
        return words
    starts = [at for at, word in enumerate(words) if not _is_no_start(word)]
    # a title before a lower-case word stands alone: de `Stadträtin der Fraktion`
    titles = (at for at in starts[:-1] if _is_title(words[at].text, pack) and not words[at + 1].text.islower())
    last = max((*titles, *(at for at in starts[:-1] if words[at].suffix == "s")), default=-1)
    if last >= 0 and place_ids(phrase(words), pack.language) is not None:
        return words
    named = [*dropwhile(_is_no_start, words[last + 1 :])]
    rest = [*dropwhile(lambda word: is_derived(word.text, pack), named)] or named
    whole = [*takewhile(lambda word: not _is_after_name(word.text, pack.language), rest)] or rest
    return _without_origin(whole, pack)


def with_title(words: Sequence[Token], first: int, behind: int, pack: LanguagePack) -> int:
    """Return where a name begins: one word earlier if this word is a title, but the place of a list begins with it.

    Example: es `Coronel Suárez`, of which the tagger found only `Suárez`.
    """
    has_title = first > 0 and _is_title(words[first - 1].text, pack)
    is_place = has_title and place_ids(phrase(words[first - 1 : behind]), pack.language) is not None
    return first - 1 if is_place else first


@lru_cache(maxsize=SHARED_CACHED)
def _is_after_name(word: str, language: str) -> bool:
    pack = language_pack(language)
    return word in pack.entities.post_nominals or is_bare_head(word, pack)


def _without_origin(words: Sequence[Token], pack: LanguagePack) -> Sequence[Token]:
    """Drop a place or institution after a full name: `Emma Holm of Minnesota` → `Emma Holm`."""
    origins = pack.quotes.organization_connectors
    at = next((n for n, word in enumerate(words) if word.text in origins), 0)
    return words[:at] if at > 1 and words[at + 1 :] and not is_of_people(words[at + 1].text) else words


def _is_title(word: str, pack: LanguagePack) -> bool:
    """Return whether a word is or contains a title or role: `President`, de `US-Präsident`, en `President-elect`.

    Titles that are a part of a name (`Prince Harry`) do not count.
    """
    known, (first, _, rest) = _titles(pack.language), word.partition("-")
    is_compound = pack.entities.hyphen_compounds and word.rpartition("-")[2] in known
    return word in known or is_compound or (rest.islower() and first in known)


@cache
def _titles(language: str) -> frozenset[str]:
    words = language_pack(language).entities
    return (words.titles | words.roles) - words.regnal_titles


def is_job(named: Named, pack: LanguagePack) -> bool:
    """Return whether a supposed person is a job: the last word is a title, and no word is a person's: `Art Officer`."""
    words = named.name.split() if " " in named.name and named.kind in (None, "person") else []
    may_be = len(words) > 1 and words[-1] in _titles(pack.language)
    return may_be and not any(is_of_people(word) for word in words)


def is_office(named: Named, pack: LanguagePack) -> bool:
    """Return whether a supposed organization is an office: a title precedes its first connector (`President of …`)."""
    words, joints = named.name.split(), connectors(pack.language)
    at = next((n for n, word in enumerate(words) if word in joints), 0)
    return at > 0 and words[at - 1] in _titles(pack.language)


def is_label(name: str, pack: LanguagePack) -> bool:
    """Return whether a supposed name is a label of an interview and a word: es `R. Vuelvo` (answer: I return)."""
    initial, _, word = name.partition(". ")
    if len(initial) != 1 or initial in _ROMAN or " " in word:
        return False
    return lower(word, pack.language) in pack.common_words or is_common_word(word, pack.language)


def is_plain_word(named: Named, pack: LanguagePack) -> bool:
    """Return whether a one-word name is a title (`Taoiseach`) or derived word, or a supposed person is a noun.

    A title or listed noun in the lists of people's names may be a name: de `Richter`, `April`.
    """
    word = named.name
    is_word = is_derived(word, pack) or (word in _titles(pack.language) and not is_of_people(word))
    is_listed_word = is_noise(word, pack) and word not in people()
    return is_word or (named.kind == "person" and (is_listed_word or is_noun(word, pack.language)))


def place_behind(words: Sequence[Token], pack: LanguagePack) -> tuple[Sequence[Token], Sequence[Token]]:
    """Split a place with a case suffix from the person before it: tr `Kulik Ankara'da` → (`Kulik`, `Ankara'da`)."""
    last = words[-1]
    is_place = last.suffix is not None and is_well_known(last.text, pack.language) and last.text not in people()
    return (words[:-1], words[-1:]) if pack.apostrophe_suffixes and len(words) > 1 and is_place else (words, ())


def is_derived(word: str, pack: LanguagePack) -> bool:
    """Return whether a word is derived from a place, organization, month or the like: tr `Ankaralı` (from Ankara)."""
    return _is_derived(word, pack.language)


@lru_cache(maxsize=SHARED_CACHED)
def _is_derived(word: str, language: str) -> bool:
    base = _derived(language).sub("", word)
    is_long = NAME_PARTS_BASE <= len(base) < len(word)
    return is_long and (is_listed(base, language) or is_no_name(base, language_pack(language)))


def is_no_name(word: str, pack: LanguagePack) -> bool:
    return is_noise(word, pack) or word in no_names(pack.language)


@cache
def _derived(language: str) -> re.Pattern[str]:
    """Return the pattern of the endings that derive words from names: tr `lı` in `Ankaralı`."""
    return re.compile(language_pack(language).entities.derived_ending_pattern)
