"""The built-in recogniser: names as the tagger sees them, mended and completed by lists and rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import dropwhile, groupby, takewhile

from app.extraction.entities.candidates import Named, find_by_rules, lower_case_words, with_owners
from app.extraction.entities.gazetteer import (
    is_country,
    is_listed,
    is_organization,
    is_well_known,
    organizations,
    place_ids,
)
from app.extraction.entities.tagger import tagger
from app.extraction.entities.typing_rules import begins_name, is_acronym, is_bare_head, is_noise, kind_by_head
from app.lang.agency_table import by_form
from app.lang.gazetteers import frequent_words, no_names, people
from app.lang.pack import LanguagePack, language_pack
from app.schemas.base import TextField
from app.schemas.entity import EntityType
from app.text.normalize import fold, lower
from app.text.tokens import Token, tokens

_BRACKETS = frozenset("()[]")
_SHORTEST = 5  # letters of a stem
_LABEL = 8  # letters
_PARAGRAPH = re.compile(r"[^\n]+")


def find_mentions(field: TextField, text: str, pack: LanguagePack) -> list[Named]:
    """Every mention of a field in order, none over another."""
    common = lower_case_words(text, pack)
    tagged = [_mended(named, pack) for named in _tagged(field, text, pack) if not _is_none(named, common, pack)]
    return with_owners(_completed(tagged, find_by_rules(field, text, common, pack), pack), text, pack)


def _tagged(field: TextField, text: str, pack: LanguagePack) -> Iterator[Named]:
    for paragraph in _PARAGRAPH.finditer(text):
        words = _unlabelled(list(tokens(paragraph[0], pack.entities.titles)))
        for first, behind, kind in tagger().names(words, pack.language):
            for part in _parts(words[first:behind]):
                national = kind == "organization" and part[0].text in pack.entities.nations
                name = part if national else _opened(part, pack)
                name = _untitled(name, pack) if kind == "person" else name
                yield _named(field, text, paragraph.start(), name, kind)


def _unlabelled(words: list[Token]) -> list[Token]:
    """A paragraph without the label in capitals that it opens with; an acronym is shorter."""
    label = len(words) > 1 and len(words[0].text) >= _LABEL and words[0].text.isupper() and words[0].suffix is None
    return words[1:] if label and words[1].text[0].isalnum() and not words[1].text.isupper() else words


def _named(field: TextField, text: str, shift: int, words: Sequence[Token], kind: object) -> Named:
    start, end = shift + words[0].start, shift + words[-1].end
    name = " ".join(word.text for word in words)
    return Named(field, start, end, text[start:end], name, kind, words[0].opens)  # type: ignore[arg-type]


def _parts(words: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """A name and what stands in brackets in it are two; nothing that is only a mark."""
    for marks, part in groupby(words, lambda word: word.text in _BRACKETS):
        found = [] if marks else [*dropwhile(_is_no_start, part)]
        found = [*dropwhile(_is_mark, reversed(found))][::-1]
        if found:
            yield found


def _opened(words: Sequence[Token], pack: LanguagePack) -> Sequence[Token]:
    """A name without a function word in front that has its capital from the start of the sentence."""
    if len(words) == 1 or not words[0].opens or words[0].text.isupper() or begins_name(words, pack):
        return words
    low = lower(words[0].text, pack.language)
    apart = low in frequent_words(pack.language) and words[0].text not in people() and begins_name(words[1:], pack)
    return words[1:] if apart or low in pack.common_words or is_noise(words[0].text, pack) else words


def _is_no_start(token: Token) -> bool:
    return _is_mark(token) or token.text.islower()


def _is_mark(token: Token) -> bool:
    return not token.text[0].isalnum()


def _untitled(words: Sequence[Token], pack: LanguagePack) -> Sequence[Token]:
    """A person without what stands in front up to the last title or role, or behind from an institution on."""
    known = pack.entities.titles | pack.entities.roles
    last = max((at for at, word in enumerate(words[:-1]) if word.text in known), default=-1)
    rest = words[last + 1 :]
    return [*takewhile(lambda word: not is_bare_head(word.text, pack), rest)] or rest


def _is_none(named: Named, common: frozenset[str], pack: LanguagePack) -> bool:
    """A single word that names nobody: a language, a month, who comes from a place, a word that opens a sentence."""
    name = named.name
    if " " in name or name.isupper():
        return False
    base = derived(pack.language).sub("", name)
    if base != name and (is_listed(base, pack.language) or _is_no_name(base, pack)):
        return True
    return name in no_names(pack.language) or (named.opens and _is_common(named, common, pack))


def _is_common(named: Named, common: frozenset[str], pack: LanguagePack) -> bool:
    """A word that the text has in lower case, too; for a person or a place also a frequent word with a case ending."""
    low = lower(named.name, pack.language)
    listed = named.name in people() or place_ids(named.name, pack.language) is not None
    if listed or named.kind == "organization":
        return low in common
    endings = range(len(low), max(_SHORTEST, len(low) - pack.entities.head_endings) - 1, -1)
    return low in common or any(low[:size] in frequent_words(pack.language) for size in endings)


def _is_no_name(word: str, pack: LanguagePack) -> bool:
    return is_noise(word, pack) or word in no_names(pack.language)


def _ends_as_institution(word: str, pack: LanguagePack) -> bool:
    """`Halkbank`, `Bundesverfassungsgericht`: what is no place and says at its end what it is."""
    low, endings = lower(word, pack.language), pack.entities.organization_endings
    ends = any(low.endswith(ending) and len(low) > len(ending) + 2 for ending in endings)
    return ends and " " not in word and place_ids(word, pack.language) is None


@cache
def derived(language: str) -> re.Pattern[str]:
    """The end of words made of names."""
    return re.compile(language_pack(language).entities.derived_ending_pattern)


def _mended(named: Named, pack: LanguagePack) -> Named:
    """What lists and the form of a single word tell for certain overrules the kind."""
    name = named.name
    if fold(name) in organizations(pack.language):
        return replace(named, kind="organization")
    if is_country(name, pack) or name in pack.entities.other_places:
        return replace(named, kind="location")
    if name in by_form():
        return replace(named, kind="organization")
    if " " not in name:
        return replace(named, kind=_kind_of_word(named, pack))
    headed = kind_by_head(name, pack)
    if headed is None:
        return named
    return replace(named, name=headed[1], kind=headed[0] if named.kind == "person" else named.kind)


def _kind_of_word(named: Named, pack: LanguagePack) -> EntityType | None:
    """Of a single word: only a head is what the document names with it; an acronym is no person."""
    name = named.name
    if is_bare_head(name, pack):
        return None
    if _ends_as_institution(name, pack) or (named.kind == "person" and is_acronym(name)):
        return "organization"
    known_place = is_well_known(name, pack.language) and name not in people()
    return "location" if named.kind == "person" and known_place else named.kind


def _completed(tagged: Sequence[Named], ruled: Sequence[Named], pack: LanguagePack) -> list[Named]:
    """With what the rules are sure of and the tagger has not seen, or of which it has seen what follows an `and`."""
    certain = [_as_certain(named, pack) for named in ruled]
    whole = {named.end: named for named in certain if named.kind == "organization"}
    begun = {named.start: named for named in certain if _begins_institution(named, pack)}
    kept = [named for named in tagged if not _is_half(named, whole.get(named.end))]
    kept = [named for named in kept if named.kind == "person" or begun.get(named.start, named).end <= named.end]
    taken = {at for named in kept for at in range(named.start, named.end)}
    free = [named for named in certain if taken.isdisjoint(range(named.start, named.end))]
    return sorted([*kept, *free], key=lambda named: named.start)


def _is_half(named: Named, whole: Named | None) -> bool:
    """The end of an institution's name, behind a word in small letters."""
    if whole is None or named.kind == "person" or whole.start >= named.start:
        return False
    return whole.text[: named.start - whole.start].split()[-1].islower()


def _begins_institution(named: Named, pack: LanguagePack) -> bool:
    """An institution by its first word: `Guardia Civil`."""
    first, _, rest = named.name.partition(" ")
    return named.kind == "organization" and bool(rest) and first in pack.entities.organization_starts


def _as_certain(named: Named, pack: LanguagePack) -> Named:
    """With its kind a country, a well-known organization, an institution by its head, a person behind a role.

    All others are left to the document, which knows the name from elsewhere or drops it.
    """
    listed = is_organization(named.name, pack.language)
    certain = {
        "person": not named.guessed,
        "event": True,
        "location": is_country(named.name, pack) or not named.guessed,
        "organization": listed or " " in named.name,
    }
    if certain.get(named.kind or "", False):
        return named
    if _ends_as_institution(named.name, pack):
        return replace(named, kind="organization")
    return replace(named, kind=None, guessed=named.kind == "organization")
