"""The built-in recogniser of names. A learned tagger finds names; then lists and rules correct them and find more."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from app.extraction.entities.candidates import Named, cites, connectors, find_by_rules
from app.extraction.entities.common_acronyms import common_acronyms
from app.extraction.entities.country_names import with_abbreviated_regions, with_whole_countries
from app.extraction.entities.endings import without_ending
from app.extraction.entities.entity_numbers import BUILTIN_LABEL, BUILTIN_SEAT, BUILTIN_STEM, SHARED_CACHED
from app.extraction.entities.gazetteer import (
    is_country,
    is_listed,
    is_listed_organization,
    is_of_language,
    is_organization,
    is_well_known,
    place_ids,
)
from app.extraction.entities.learned_lists import letter_case, person_word
from app.extraction.entities.name_parts import (
    is_derived,
    is_job,
    is_label,
    is_office,
    is_plain_word,
    parts_of,
    place_behind,
    untitled,
    with_title,
)
from app.extraction.entities.name_steps import corrected
from app.extraction.entities.place_compounds import without_label
from app.extraction.entities.short_names import is_contraction, is_of_people
from app.extraction.entities.tagger import tagger
from app.extraction.entities.typing_rules import (
    begins_name,
    is_acronym,
    is_bare_head,
    is_noise,
    kind_by_head,
    name_in_compound,
)
from app.extraction.text.read_text import ReadText
from app.lang.agency_table import by_form
from app.lang.gazetteers import frequent_words, no_names, people
from app.lang.pack import LanguagePack, language_pack, languages
from app.schemas.base import TextField
from app.schemas.entity import EntityType
from app.text.normalize import fold, lower
from app.text.tokens import Token, phrase

_APOSTROPHES = ("'", "\u2019", "\u02bc")


def find_names(read: ReadText) -> list[Named]:
    """Return the mentions in a field whose names are in normal case, sorted by offset and not overlapping."""
    text, pack, common = read.text, read.pack, read.lower_case_words
    ruled = find_by_rules(read)
    if pack.language not in languages():
        return [named for named in ruled if _is_certain(named, pack)]
    labelled = (_without_ending(named, pack) for named in _tagged(read))
    tagged = [_mended(named, pack) for named in labelled if not _is_none(named, text, common, pack)]
    acronyms = common_acronyms(text)
    kept = (one for one in _completed(tagged, ruled, pack) if not (one.name in acronyms or is_job(one, pack)))
    named_whole = with_whole_countries([_seated(named, text, pack) for named in kept], read)
    return corrected(with_abbreviated_regions(named_whole, read.field, text, pack), text, pack)


def _is_certain(named: Named, pack: LanguagePack) -> bool:
    """Return whether a mention's kind is certain. A location must have a listed name and must not open a sentence."""
    if named.kind == "location":
        return is_listed(named.name, pack.language) and not named.opens
    return named.kind in ("person", "organization") and not named.guessed


def _tagged(read: ReadText) -> Iterator[Named]:
    field, text, pack = read.field, read.text, read.pack
    for paragraph in read.paragraphs:
        words = _unlabelled(paragraph)
        for first, behind, kind in tagger().names(words, pack.language):
            start = with_title(words, first, behind, pack) if kind == "person" else first
            for part in parts_of(words[start:behind], kind, pack):
                name, told = without_label(_opened(part, kind, pack), kind, pack)
                name = _before_role(name, words[behind : behind + 1], pack) if told == "organization" else name
                person, place = place_behind(untitled(name, pack), pack) if told == "person" else (name, ())
                yield _named(field, text, person, told)
                if place:
                    yield _named(field, text, place, "location")


def _before_role(words: Sequence[Token], following: Sequence[Token], pack: LanguagePack) -> Sequence[Token]:
    """Drop the beginning of a role from the end of an organization's name: tr `HAVELSAN Genel Müdürü` → `HAVELSAN`."""
    role_words = pack.entities.role_words
    if not following or not (following[0].text in role_words or following[0].text in pack.entities.roles):
        return words
    known = words
    while known and not (is_acronym(phrase(known)) or is_organization(phrase(known), pack.language)):
        if known[-1].text not in role_words:
            return words
        known = known[:-1]
    return known or words


def _unlabelled(words: Sequence[Token]) -> Sequence[Token]:
    """Drop a word in capitals that is printed before the first sentence: `BREAKING Police say` → `Police say`."""
    is_loud = len(words) > 1 and words[0].text.isupper() and words[0].suffix is None
    label = is_loud and len(words[0].text) >= BUILTIN_LABEL
    return words[1:] if label and words[1].text[0].isalnum() and not words[1].text.isupper() else words


def _named(field: TextField, text: str, words: Sequence[Token], kind: object) -> Named:
    start, end, name = words[0].start, words[-1].end, phrase(words)
    if len(words) > 1 and len(words[-1].text) == 1 and words[-1].text.isupper() and text[end : end + 1] == ".":
        # a name that ends in an initial includes the full stop after it: `John F.`
        end, name = end + 1, name + "."
    return Named(field, start, end, text[start:end], name, kind, words[0].opens)  # type: ignore[arg-type]


def _without_ending(named: Named, pack: LanguagePack) -> Named:
    bare = without_ending(named.name, pack.language)
    return named._replace(name=bare) if bare != named.name else named


def _opened(words: Sequence[Token], kind: EntityType, pack: LanguagePack) -> Sequence[Token]:
    """Drop a name's first word if this word is a contraction, or is capitalised only because it opens a sentence."""
    if len(words) > 1 and (is_contraction(words[0].text, pack) or (words[0].opens and cites(words[0], pack))):
        return words[1:]
    if len(words) == 1 or not words[0].opens or words[0].text.isupper():
        return words
    first, low = words[0].text, lower(words[0].text, pack.language)
    is_function_word = kind == "person" and low in pack.common_words and low not in connectors(pack.language)
    if begins_name(words, pack) and not (is_function_word and _is_of_people(phrase(words[1:]))):
        return words
    begins_institution = first in pack.entities.nations or first in pack.entities.role_words
    if kind == "organization" and (begins_institution or is_organization(phrase(words), pack.language)):
        return words
    rest_is_name = begins_name(words[1:], pack) or _is_of_people(phrase(words[1:]))
    apart = _is_frequent(low, pack) and not _is_of_people(first) and rest_is_name
    # tr `Mahkemesi` alone names no court, so `Anayasa Mahkemesi` keeps its first word
    belongs = kind == "organization" and is_bare_head(phrase(words[1:]), pack)
    is_apart = not belongs and (apart or is_noise(first, pack))
    return words[1:] if is_apart or low in pack.common_words else words


def _is_none(named: Named, text: str, common: frozenset[str], pack: LanguagePack) -> bool:
    """Return whether a mention is something other than a name: a language, a month, a nationality or a common word."""
    name = named.name
    if " " in name or name.isupper():
        is_other = is_label(name, pack) if named.kind == "person" else name[1:] == "."  # `S.` is a defendant
        return is_noise(name, pack) or is_derived(name, pack) or is_other
    if is_plain_word(named, pack) or name in no_names(pack.language) or is_contraction(name, pack):
        return True
    if named.kind == "location" and not is_of_language(name, pack.language):
        return True  # only other languages use this name for a place: de `Indes`, fr `Seul`
    behind = text[named.end : named.end + 1]
    is_marked = (pack.apostrophe_suffixes and behind in _APOSTROPHES) or (behind == ":" and named.kind == "person")
    return named.opens and not is_marked and _is_common(named, common, pack)


def _is_common(named: Named, common: frozenset[str], pack: LanguagePack) -> bool:
    """Return whether a mention is a common word.

    That is so if the text has the word in lower case, too. A word that is not known as a name is also common if it
    begins with a frequent word: its other letters may be a case ending.
    """
    low = lower(named.name, pack.language)
    is_person = named.name in people() or (named.kind == "person" and person_word(fold(named.name)) is not None)
    listed = is_person or place_ids(named.name, pack.language) is not None
    if listed or named.kind == "organization" or letter_case(low, pack.language) == "capital":
        return low in common
    endings = range(len(low), max(BUILTIN_STEM, len(low) - pack.entities.head_endings) - 1, -1)
    return low in common or any(_is_frequent(low[:size], pack) for size in endings)


def _is_frequent(low: str, pack: LanguagePack) -> bool:
    """Return whether a lower-cased word is frequent in the language and not usually capitalised."""
    return low in frequent_words(pack.language) and letter_case(low, pack.language) != "capital"


def _ends_as_institution(word: str, pack: LanguagePack) -> bool:
    """Return whether a word ends in an institution noun (de `Verfassungsgericht`) and is not a known place."""
    low, endings = lower(word, pack.language), pack.entities.organization_endings
    ends = any(low.endswith(ending) and len(low) > len(ending) + 2 for ending in endings)
    return ends and " " not in word and place_ids(word, pack.language) is None


def _mended(named: Named, pack: LanguagePack) -> Named:
    """Correct the kind and the name that the tagger gave to a mention. Lists and the words of the name decide."""
    kind, name = _mended_kind(named.name, named.kind, pack.language)
    return named if kind == named.kind and name == named.name else named._replace(name=name, kind=kind)


@lru_cache(maxsize=SHARED_CACHED)
def _mended_kind(name: str, kind: EntityType | None, language: str) -> tuple[EntityType | None, str]:
    pack = language_pack(language)
    if compound := name_in_compound(name, pack):
        return compound
    if is_listed_organization(name, fold(name), language):
        return "organization", name
    if is_country(name, pack) or name in pack.entities.other_places:
        return "location", name
    if name in by_form():
        return "organization", name
    if " " not in name:
        return _kind_of_word(name, kind, pack), name
    headed = kind_by_head(name, pack)
    if headed is None:
        return kind, name
    return headed[0] if kind == "person" else kind, headed[1]


def _seated(named: Named, text: str, pack: LanguagePack) -> Named:
    """Set the kind of a seat of power (`White House`): location in `at the White House`, otherwise organization."""
    if named.name not in pack.entities.seats:
        return named
    words, before = pack.entities, text[max(0, named.start - BUILTIN_SEAT) : named.start]
    ending = re.match(words.seat_ending_pattern, text[named.end : named.end + BUILTIN_SEAT])
    is_place = ending or re.search(words.seat_preposition_pattern, before)
    return named._replace(kind="location" if is_place else "organization", guessed=False)


def _kind_of_word(name: str, kind: EntityType | None, pack: LanguagePack) -> EntityType | None:
    """Correct the kind of a one-word name. None for `Ministry`: `merge_entities` finds out which ministry is meant."""
    if is_bare_head(name, pack):
        return None
    if _ends_as_institution(name, pack) or (kind == "person" and is_acronym(name)):
        return "organization"
    known_place = is_well_known(name, pack.language) and name not in people()
    return "location" if kind == "person" and known_place else kind


def _completed(tagged: Sequence[Named], ruled: Sequence[Named], pack: LanguagePack) -> list[Named]:
    """Combine the names of tagger and rules.

    If the tagger found only a part of an institution's name, take the whole name that the rules found.
    """
    certain = [
        _as_certain(named, pack) for named in ruled if named.kind != "organization" or not is_office(named, pack)
    ]
    institutions = [named for named in certain if named.kind == "organization"]
    whole = {named.end: named for named in institutions}
    marked = {named.start: named for named in institutions if _is_marked(named, pack)}
    kept = [named for named in tagged if not _is_half(named, whole.get(named.end))]
    kept = [named for named in kept if named.kind == "person" or marked.get(named.start, named).end <= named.end]
    starts, ends = [named.start for named in kept], [named.end for named in kept]
    # for each name of the rules, the number of names before it that end where it begins, or earlier
    before = ((named, bisect_right(ends, named.start)) for named in certain)
    free = [named for named, at in before if at == len(kept) or starts[at] >= named.end]
    return sorted([*kept, *free], key=lambda named: named.start)


def _is_half(named: Named, whole: Named | None) -> bool:
    """Return whether `named` is only the end of `whole`, such as `Industry` of `Trade and Industry`."""
    if whole is None or named.kind == "person" or whole.start >= named.start:
        return False
    return whole.text[: named.start - whole.start].split()[-1].islower()


def _is_marked(named: Named, pack: LanguagePack) -> bool:
    """Return whether the first or last word of an organization's name marks it as an institution: `Health Ministry`."""
    first, _, rest = named.name.partition(" ")
    return bool(rest) and (first in pack.entities.organization_starts or kind_by_head(named.name, pack) is not None)


def _is_of_people(name: str) -> bool:
    """Return whether each word of a name is in the lists of people's names."""
    return all(map(is_of_people, name.split()))


def _is_certain_kind(name: str, kind: EntityType | None, guessed: bool, pack: LanguagePack) -> bool:
    if kind == "organization":
        return " " in name or is_organization(name, pack.language)
    if kind == "person":
        return not guessed or _is_of_people(name)
    if kind == "location":
        return not guessed or " " in name or is_country(name, pack)
    return kind == "event"


def _as_certain(named: Named, pack: LanguagePack) -> Named:
    """Replace an uncertain kind given by rules: by `organization` if the name ends in an institution noun, else None.

    A country's kind is certain. `merge_entities` takes a missing kind from another mention, or else drops the name.
    """
    kind, guessed = _certain_kind(named.name, named.kind, named.guessed, pack.language)
    is_same = kind == named.kind and guessed == named.guessed
    return named if is_same else named._replace(kind=kind, guessed=guessed)


@lru_cache(maxsize=SHARED_CACHED)
def _certain_kind(name: str, kind: EntityType | None, guessed: bool, language: str) -> tuple[EntityType | None, bool]:
    """Return a name's kind, and whether the kind is guessed. The kind is None if the name's words do not decide it."""
    pack = language_pack(language)
    if _is_certain_kind(name, kind, guessed, pack):
        return kind, guessed
    return ("organization", guessed) if _ends_as_institution(name, pack) else (None, kind == "organization")
