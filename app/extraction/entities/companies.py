"""Recognise organizations by a word of their name, by the noun beside it, or by `&` inside it.

Examples: es `Constructora Benito Juárez`, `the law firm Holm Brandt`, `Harlan Pryce & Sons`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from app.extraction.entities.candidates import Named
from app.extraction.entities.entity_numbers import COMPANIES_MIDDLE, SHARED_BEFORE
from app.extraction.entities.gazetteer import is_organization, is_well_known, place_ids
from app.extraction.entities.short_names import is_common_word, is_frequent, is_given, is_only_given
from app.lang.pack import LanguagePack, language_pack
from app.text.normalize import fold, lower

_JOINT = " & "
_DECIDED = ("organization", "event", "product")
# matches the word after a name, and the first letter of the next word
_AFTER = re.compile(r"(?P<added> (?P<word>[^\W\d_](?:[\w-]|\.\w)*))\b(?: (?P<next>[^\W\d_]))?")


def with_companies(found: Sequence[Named], text: str, pack: LanguagePack) -> list[Named]:
    """Return the mentions of a field. Names that are an organization's are whole, and their kind is `organization`."""
    full = {named.name for named in found if _is_full(named)}
    people = frozenset(word for name in full for word in fold(name).split())
    joined = _with_ampersands(found, text, pack, people) if _JOINT in text else found
    whole = _apart([_with_company_words(named, text, pack) if named.kind else named for named in joined])
    compared = _compared(text, pack)
    return _with_short_names([_typed(named, text, compared, pack, people) for named in whole], pack, people)


def _with_short_names(found: list[Named], pack: LanguagePack, people: frozenset[str]) -> list[Named]:
    """Give each mention of a company without its last word the whole name: `Strathearn` → `Strathearn Bakeries`.

    A full name (`Harlan Pryce`) is left as it is: it may mean the founder.
    """
    companies = [named for named in found if named.kind == "organization" and _has_company_word(named.name, pack)]
    if not companies:
        return found
    whole = {named.name.rpartition(" ")[0]: named.name for named in companies}
    return [
        named._replace(name=whole[named.name], kind="organization", guessed=False)
        if named.name in whole and _is_short(named, pack, people)
        else named
        for named in found
    ]


def _is_short(named: Named, pack: LanguagePack, people: frozenset[str]) -> bool:
    """Return whether one word may stand for a company whose name begins with it: it is no person's and no place's."""
    is_name = " " not in named.name and not is_well_known(named.name, pack.language)
    return is_name and named.kind != "organization" and fold(named.name) not in people


def _is_full(named: Named) -> bool:
    """Return whether a mention is the full name of a person."""
    return named.kind == "person" and " " in named.name


def _apart(found: Iterable[Named]) -> list[Named]:
    """Drop each mention that overlaps the mention before it, or is inside the mention after it."""
    kept: list[Named] = []
    for named in found:
        while kept and named.start <= kept[-1].start:
            kept.pop()
        if not kept or named.start >= kept[-1].end:
            kept.append(named)
    return kept


def _with_company_words(named: Named, text: str, pack: LanguagePack) -> Named:
    """Add to a name the company word right before or after it: tr `Kemal Bozkurt` → `Kemal Bozkurt Turizm`.

    The name must have a kind.
    """
    words, start = pack.entities, _start(pack.language)
    before = start.search(text, max(0, named.start - SHARED_BEFORE), named.start) if start else None
    if before is not None and _may_start(before["between"], named, pack):
        named = _longer(named, before.start(), named.end, before[0] + named.name, text)
    is_followed = text[named.end : named.end + 1] == " " and named.text == named.name
    after = _AFTER.match(text, named.end) if is_followed else None
    if after is None or (after["next"] or "").isupper():
        return named
    if words.company_heads.isdisjoint((after["word"], f"{after['word']}.")):
        return named
    return _longer(named, named.start, after.end("added"), named.name + after["added"], text)


def _may_start(between: str, named: Named, pack: LanguagePack) -> bool:
    """Return whether a name may belong to the first word of a company before it. `between`: the words between both.

    A name after a role may not (de `VfB Trainer Holm`), and after other words, the full name of a person may not.
    """
    words = pack.entities
    if between:
        is_person = _is_full(named) and is_given(named.name.split()[0])
        return not (is_person or any(word in words.titles or word in words.roles for word in between.split()))
    return named.kind != "organization" or _JOINT in named.name


@cache
def _start(language: str) -> re.Pattern[str] | None:
    """Return the pattern of a first word of companies and up to two capitalised words between it and a name.

    Example: de `TSV Rot ` before `Weiß Auerbach`.
    """
    starts = "|".join(map(re.escape, sorted(language_pack(language).entities.company_starts)))
    return re.compile(rf"\b(?:{starts}) (?P<between>(?:(?![a-z])[^\W\d_][\w-]* ){{0,2}})\Z") if starts else None


def _longer(named: Named, start: int, end: int, name: str, text: str) -> Named:
    return named._replace(start=start, end=end, text=text[start:end], name=name, kind="organization", guessed=False)


def _with_ampersands(found: Sequence[Named], text: str, pack: LanguagePack, people: frozenset[str]) -> list[Named]:
    """Join two names that `&` makes one: `Harlan Pryce & Sons`, `Jennings Feed & Seed`."""
    kept: list[Named] = []
    for named in found:
        first = kept[-1] if kept and text[named.start - len(_JOINT) : named.start] == _JOINT else None
        middle = text[first.end : named.start - len(_JOINT)] if first else ""
        if first and len(middle) <= COMPANIES_MIDDLE and _are_one(first, middle, named, pack, people):
            name = f"{first.name}{text[first.end : named.start]}{named.name}"
            kept[-1] = _longer(first, first.start, named.end, name, text)
        else:
            kept.append(named)
    return kept


def _are_one(first: Named, middle: str, last: Named, pack: LanguagePack, people: frozenset[str]) -> bool:
    """Return whether `&` joins the names of one organization. `middle`: the words between the first name and `&`."""
    if is_organization(f"{first.name}{middle}{_JOINT}{last.name}", pack.language):
        return True
    if middle:
        is_name = all(word[0].isupper() for word in middle.split())
        return is_name and first.field != "headline" and first.kind in ("person", "organization")
    if last.name in pack.entities.company_heads and (first.kind or not is_frequent(first.name, pack.language)):
        return True
    if last.kind == "organization":
        return first.kind in (None, "person") and " " not in first.name
    return _are_surnames(first, last, pack, people)


def _are_surnames(first: Named, last: Named, pack: LanguagePack, people: frozenset[str]) -> bool:
    """Return whether two words are surnames in the name of a firm: `Johnson & Johnson`, `Barnes & Noble`.

    They are not if they are given names, or belong to people whom the text names in full. An unknown word is a surname
    only in a language that does not capitalise nouns.
    """
    if " " in first.name or " " in last.name or first.kind != "person" or first.field == "headline":
        return False
    if last.kind != "person" and (last.kind or pack.nouns_are_capitalised):
        return False
    are_given = is_only_given(first.name) or is_only_given(last.name)
    return not are_given and people.isdisjoint((fold(first.name), fold(last.name)))


def _typed(named: Named, text: str, compared: str, pack: LanguagePack, people: frozenset[str]) -> Named:
    """Return the mention, as an organization if a company word in the name or a noun beside it shows that it is one."""
    if named.kind in _DECIDED:
        return named
    has_word = " " in named.name and _has_company_word(named.name, pack)
    is_company = has_word and (named.kind is not None or _is_unknown_pair(named.name, pack))
    if is_company or _is_told(named, text, compared, pack, people):
        return named._replace(kind="organization", guessed=False)
    return named


def _is_unknown_pair(name: str, pack: LanguagePack) -> bool:
    """Return whether a name has two words, and the first is no frequent word: `Brightwater Logistics`."""
    first, _, last = name.partition(" ")
    return first.isalpha() and " " not in last and not is_common_word(first, pack.language)


def _has_company_word(name: str, pack: LanguagePack) -> bool:
    first, *others = name.split()
    return bool(others) and (first in pack.entities.company_starts or others[-1] in pack.entities.company_heads)


def _is_told(named: Named, text: str, compared: str, pack: LanguagePack, people: frozenset[str]) -> bool:
    """Return whether the noun beside a name shows that it is an organization's: fr `groupe Holm`, `lycée Jean Holm`.

    After a noun for companies, the full name of a person may mean the head of the company: fr `le patron du groupe Jean
    Holm`. `compared`: the text, as `_compared` returns it.
    """
    size, edges = _edges(pack.language)
    at = named.end if pack.apostrophe_suffixes else named.start - size
    # for speed, the characters beside the name are looked up once before they are compared with each noun
    if compared[max(0, at) : at + size] not in edges:
        return False
    company, namesake = _nouns(pack.language)
    is_namesake = named.kind != "location" and _is_beside(named, compared, namesake, pack)
    if not (is_namesake or _is_beside(named, compared, company, pack)) or not _may_be_organization(named, pack):
        return False
    if not pack.apostrophe_suffixes and text[named.start - 1] != " ":
        return False
    is_full = _is_full(named) and is_given(named.name.split()[0])
    return is_namesake or not (is_full or fold(named.name) in people)


def _may_be_organization(named: Named, pack: LanguagePack) -> bool:
    """Return whether a name beside a noun for organizations may be one: it is no known place and no ordinary word."""
    is_word = pack.nouns_are_capitalised or named.opens or is_frequent(named.name, pack.language)
    is_name = named.kind is not None or not is_word
    is_place = is_well_known(named.name, pack.language) or (
        named.kind == "location" and place_ids(named.name, pack.language) is not None
    )
    return is_name and len(named.name) > 1 and not is_place


def _compared(text: str, pack: LanguagePack) -> str:
    """Return a text as it is compared with the nouns of `_nouns`; its length stays the same.

    In a language that capitalises nouns, it is in lower case. In others, a space stands for each apostrophe before a
    noun: fr `d'hôpital`.
    """
    if pack.apostrophe_suffixes:
        return text
    return lower(text, pack.language) if pack.nouns_are_capitalised else text.replace("'", " ").replace("\u2019", " ")


def _is_beside(named: Named, compared: str, nouns: tuple[str, ...], pack: LanguagePack) -> bool:
    """Return whether one of the nouns stands directly before a name; in Turkish, directly after it."""
    if pack.apostrophe_suffixes:
        return compared.startswith(nouns, named.end)
    return compared.endswith(nouns, 0, named.start)


@cache
def _nouns(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return nouns for companies, and nouns of institutions that are named after people, with spaces around them.

    In a language that capitalises nouns, a noun may end a compound, and have a case ending: de `Stahlkonzerns`.
    """
    pack = language_pack(language)
    words = pack.entities
    endings = ("", *words.name_endings) if pack.nouns_are_capitalised else ("",)
    start, end = ("" if pack.nouns_are_capitalised else " "), ("" if pack.apostrophe_suffixes else " ")
    lists = (
        [f"{start}{noun}{ending}{end}" for noun in nouns for ending in endings]
        for nouns in (words.company_nouns, words.namesake_nouns)
    )
    company, namesake = map(tuple, lists)
    return company, namesake


@cache
def _edges(language: str) -> tuple[int, frozenset[str]]:
    """Return the length of the shortest noun of `_nouns`, and of each noun this many characters beside a name."""
    company, namesake = _nouns(language)
    nouns = (*company, *namesake)
    size = min(map(len, nouns), default=0)
    is_after = language_pack(language).apostrophe_suffixes
    return size, frozenset(noun[:size] if is_after else noun[-size:] for noun in nouns)
